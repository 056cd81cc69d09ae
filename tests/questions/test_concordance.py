"""Concordances: what is a hit, where it stands, what it is aligned to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.model import InputError
from kzru_nlp.questions import Selection, find_hits
from kzru_nlp.questions.patterns import fold_pattern
from tests.made import hostile_article

KZ = Selection(conditions=("country=KZ",))


def matches(out: Path, *args: str, **options) -> list[str]:
    return [hit.match for hit in find_hits(out, *args, **options)]


def test_capitals_are_paired_as_the_language_pairs_them(out: Path) -> None:
    assert matches(out, "ışık", selection=KZ) == ["IŞIK"]
    assert matches(out, "IŞIK", selection=KZ) == ["IŞIK"]
    assert matches(out, "işik", selection=KZ) == []
    assert matches(out, "ışık", selection=KZ, case=True) == []
    assert matches(out, "РОССИИ", selection=KZ) == ["России", "России"]


@pytest.mark.parametrize(
    "pattern, lang, folded",
    [
        (r"\bIRAK\S+\B", "tr", r"\bırak\S+\B"),
        (r"(?P<Name>İ+)(?P=Name)", "tr", r"(?P<Name>i+)(?P=Name)"),
        (r"(?<=A)B(?!C)", "en", r"(?<=a)b(?!c)"),
        (r"[A-ZÇĞ]+\d{2}", "tr", r"[a-zçğ]+\d{2}"),
        (r"(?:ИЛИ|НЕТ)\W", "ru", r"(?:или|нет)\W"),
        (r"(?x) A # B", "en", r"(?x) a # b"),
    ],
)
def test_folding_a_pattern_leaves_its_syntax(pattern: str, lang: str, folded: str) -> None:
    assert fold_pattern(pattern, lang) == folded


def test_lemmas_find_every_form(out: Path) -> None:
    assert matches(out, lemma="trust", selection=KZ) == ["trusted"]
    assert matches(out, lemma="россия", selection=KZ) == ["России", "России"]
    assert matches(out, lemma="Rusya'nın", selection=KZ) == ["Rusya", "Rusya"]
    assert matches(out, lemma="stance of", selection=KZ) == ["stance of"]


@pytest.mark.parametrize("actor", ["Q159", "Russia", "Rusya", "Россия", "Name of Q159", "name of q159"])
def test_actors_are_found_by_id_or_by_name_in_any_language(out: Path, actor: str) -> None:
    found = matches(out, actor=actor, selection=KZ)
    assert sorted(found) == sorted(["Rusya", "Rusya", "Russia", "Russia", "России", "России"])


def test_several_criteria_hold_in_one_sentence(out: Path) -> None:
    assert matches(out, r"\w+ güvendi", actor="Q232", selection=KZ) == ["’ya güvendi"] or matches(
        out, r"güvendi", actor="Q232", selection=KZ
    ) == ["güvendi"]
    assert matches(out, "saçtı", actor="Q232", selection=KZ) == []


def test_raw_offsets_show_the_hit(out: Path) -> None:
    made = hostile_article()
    hits = list(find_hits(out, r"\w+", selection=Selection(conditions=(f"article_id={made.id}",))))
    assert len(hits) > 100
    for hit in hits:
        assert made.raw[hit.raw_start : hit.raw_end] == hit.match
        assert (hit.left + hit.match + hit.right)[hit.start : hit.end] == hit.match


def test_aligned_shows_the_other_languages_and_only_aligned_sentences(out: Path) -> None:
    (hit,) = find_hits(out, "позиция", selection=KZ, aligned=True)
    assert hit.aligned == {
        "tr": "Rusya’nın ılımlı tutumu IŞIK saçtı.",
        "en": "The stance of Russia shed light.",
    }
    assert matches(out, "güvendi", selection=KZ, aligned=True) == []


def test_filters_by_language_kind_and_any_column(out: Path) -> None:
    assert set(matches(out, "gaz|gas|газ", selection=Selection(langs=("en",)))) == {"Gas", "gas"}
    assert matches(out, "gaz", selection=Selection(kinds=("paragraph",))) == []
    assert len(matches(out, "gaz", selection=Selection(conditions=("year < 2020",)))) == 4
    assert matches(out, "gaz", selection=Selection(conditions=("country=KZ,TM",))) == []
    assert len(matches(out, "gaz", selection=Selection(conditions=("country=KZ,UZ",)))) == 4


def test_sorting_by_context(out: Path) -> None:
    hits = list(find_hits(out, "gas", selection=Selection(langs=("en",)), sort="right"))
    rights = [hit.right.split()[:1] for hit in hits]
    assert rights == sorted(rights)
    lefts = [
        hit.left.lower().split()[-1:]
        for hit in find_hits(out, "gas", selection=Selection(langs=("en",)), sort="left")
    ]
    assert lefts == sorted(lefts)


@pytest.mark.parametrize(
    "options, message",
    [
        ({"pattern": "["}, "no regular expression"),
        ({}, "nothing to look for"),
        ({"actor": "Nobody"}, "no mention of an actor 'Nobody'"),
        ({"pattern": "a", "selection": Selection(conditions=("colour=red",))}, "colour"),
        ({"pattern": "a", "selection": Selection(conditions=("lang = 'tr') UNION (SELECT 1",))}, "query"),
    ],
)
def test_faults_are_said(out: Path, options, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(find_hits(out, **options))
