"""Key words and collocations of a corpus whose words are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.model import InputError
from kzru_nlp.questions import Selection, find_collocates, find_key_words
from kzru_nlp.questions.association import log_likelihood

MADE = Selection(conditions=("country IN ('KZ', 'UZ')",))


def test_key_words_are_those_of_the_target(out: Path) -> None:
    rows = find_key_words(out, "country=UZ", "country=KZ", minimum=1)
    first = {row["lang"]: row for row in reversed(rows)}
    assert {lang: row["term"] for lang, row in first.items()} == {"tr": "gaz", "en": "gas", "ru": "газ"}
    for row in first.values():
        assert row["log_ratio"] > 1
        assert (row["target_articles"], row["reference_articles"], row["reference"]) == (1, 0, 0)


def test_both_sides_see_the_same_difference(out: Path) -> None:
    there = {(r["lang"], r["term"]): r for r in find_key_words(out, "country=UZ", "country=KZ", minimum=1)}
    back = {(r["lang"], r["term"]): r for r in find_key_words(out, "country=KZ", "country=UZ", minimum=1)}
    assert set(there) == set(back)
    for key, row in there.items():
        assert row["g2"] == pytest.approx(back[key]["g2"])
        assert row["log_ratio"] == pytest.approx(-back[key]["log_ratio"])


def test_the_numbers_are_those_of_the_counts(out: Path) -> None:
    row = next(r for r in find_key_words(out, "country=UZ", "country=KZ", minimum=1) if r["term"] == "gaz")
    assert (row["target"], row["reference"]) == (4, 0)
    n_a, n_b = 4e6 / row["target_per_million"], 8
    assert n_a == pytest.approx(9)
    assert row["g2"] == pytest.approx(float(log_likelihood(4, 0, 9, n_b)), rel=0.05)


def test_p_values_are_corrected_and_in_order(out: Path) -> None:
    rows = [row for row in find_key_words(out, "country=UZ", minimum=1) if row["lang"] == "tr"]
    ps = [row["p"] for row in rows]
    assert ps == sorted(ps)
    assert all(0 <= p <= 1 for p in ps)


def test_without_a_reference_all_else_is_it(out: Path) -> None:
    rows = find_key_words(out, "country=UZ", selection=MADE, minimum=1)
    assert rows == find_key_words(out, "country=UZ", "country=KZ", minimum=1)


@pytest.mark.parametrize(
    "target, reference, message",
    [
        ("country=TM", None, "no sentence is in the sub-corpus 'country=TM'"),
        ("country=UZ", "year > 0", "share"),
        ("country=", "lang=tr", "query"),
    ],
)
def test_sub_corpora_that_compare_nothing_are_refused(
    out: Path, target: str, reference: str | None, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        find_key_words(out, target, reference)


def test_collocates_stand_near_the_node_in_its_sentence(out: Path) -> None:
    rows = {
        row["term"]: row
        for row in find_collocates(out, lemma="gas", selection=MADE, stopwords=True, minimum=1)
    }
    assert set(rows) == {"pipeline", "and", "the", "river"}
    near = find_collocates(out, "güvendi", selection=MADE, left=1, right=0, minimum=1)
    assert [row["term"] for row in near] == ["rusya"]
    assert (near[0]["near"], near[0]["count"], near[0]["articles"]) == (1, 2, 1)


def test_collocates_of_an_actor_are_found_in_every_language(out: Path) -> None:
    rows = find_collocates(out, actor="Q232", selection=MADE, minimum=1, lemmas=True)
    assert {(row["lang"], row["term"]) for row in rows} >= {
        ("en", "trust"),
        ("en", "russia"),
        ("ru", "россия"),
    }
    assert [row["log_dice"] for row in rows if row["lang"] == "en"] == sorted(
        (row["log_dice"] for row in rows if row["lang"] == "en"), reverse=True
    )
