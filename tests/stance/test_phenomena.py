import pytest

from tests.stance.phenomena import rows, score

FLOOR = {"tr": 70, "en": 82, "ru": 80}
"""Pairs of 120 with both members right; raise it when more are."""


@pytest.mark.parametrize("lang", FLOOR)
def test_every_phenomenon_has_ten_pairs(lang):
    keys = [row["key"] for row in rows(lang)]
    assert len(keys) == len(set(keys)) == 240
    assert len({row["phenomenon"] for row in rows(lang)}) == 12


@pytest.mark.parametrize("lang", FLOOR)
def test_plain_pairs_are_told_apart(lang):
    found = score(lang)
    assert sum(right for pairs in found.values() for right in pairs) >= FLOOR[lang], found
