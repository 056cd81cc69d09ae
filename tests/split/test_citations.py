from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.engine.reading import read
from kzru_nlp.model import Unit
from kzru_nlp.split.citations import parse_note, parse_notes
from tests.shared import ARTICLE, needs_shared


def note(number: str, text: str, kind: str = "footnote") -> Unit:
    return Unit(
        id=f"n{number}", kind=kind, lang="und", text=f"{number} {text}", spans=((0, 1),), number=number
    )


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Cem Dalga, “Kıyıda Ticaret,” Deniz Yazıları 3/1 (2011): 12-15.",
            {"authors": "Cem Dalga", "title": "Kıyıda Ticaret", "container": "Deniz Yazıları", "volume": "3", "issue": "1", "year": "2011", "pages": "12-15"},
        ),
        (
            "Elif Rıhtım, Raylar ve Limanlar (Trabzon: Kıyı Yayınevi, 2015), 40.",
            {"authors": "Elif Rıhtım", "title": "Raylar ve Limanlar", "year": "2015", "pages": "40"},
        ),
        (
            "“Yeni Protokol,” Liman Haber, erişim 02.03.2020, https://example.org/haber/yeni",
            {"title": "Yeni Protokol", "container": "Liman Haber", "accessed": "02.03.2020", "url": "https://example.org/haber/yeni", "year": ""},
        ),
        (
            "Верхова И. С. Тариф как инструмент // Вопросы транспорта. 2015. № 3. С. 18–29.",
            {"authors": "Верхова И. С", "title": "Тариф как инструмент", "container": "Вопросы транспорта", "issue": "3", "year": "2015", "pages": "18–29"},
        ),
        (
            "Carter, J. (1998). Lines north. Review of Transport, 12(3), 45-67. https://doi.org/10.1000/xyz12",
            {"authors": "Carter, J", "title": "Lines north", "container": "Review of Transport", "volume": "12", "issue": "3", "year": "1998", "doi": "10.1000/xyz12"},
        ),
    ],
)  # fmt: skip
def test_fields(text, fields):
    (citation,) = parse_note(note("1", text)).citations
    assert {name: getattr(citation, name) for name in fields} == fields


def test_semicolons_part_works_but_not_inside_titles():
    parts = parse_note(
        note("3", "A. Reed, “Wet; Dry,” Field 1/2 (2001): 3; B. Stone, “Cold,” Field 2/1 (2002): 9.")
    )
    assert [c.title for c in parts.citations] == ["Wet; Dry", "Cold"]
    assert parts.prose == ()


def test_prose_is_kept_apart():
    text = "The ministry gave no figures for that year and never explained the delay."
    parts = parse_note(note("4", text))
    assert parts.citations == ()
    assert [("4 " + text)[slice(*span)] for span in parts.prose] == [text]


def test_back_references():
    notes = [
        note("1", "Cem Dalga, “Kıyıda Ticaret ve Demiryolu,” Deniz Yazıları 3/1 (2011): 12."),
        note("2", "A.g.e., 16."),
        note("3", "Elif Rıhtım, Raylar ve Limanlar (Trabzon: Kıyı, 2015), 40."),
        note("4", "Dalga, “Kıyıda Ticaret ve Demiryolu,” 15."),
        note("5", "Ibid., 17."),
        note("6", "Rıhtım, a.g.e., 44."),
        note("7", "See Stone, supra note 3, at 9."),
    ]
    refs = [[c.backref_to for c in parts.citations] for parts in parse_notes(notes)]
    assert refs == [[None], ["n1"], [None], ["n1"], ["n1"], ["n3"], ["n3"]]


@needs_shared
def test_shared_article_has_91_works_61_addresses_and_6_back_references():
    notes = read(ARTICLE).of_kind("footnote")
    citations = [c for parts in parse_notes(notes) for c in parts.citations]
    assert (len(citations), sum(bool(c.url) for c in citations)) == (91, 61)
    assert sum(c.backref_to is not None for c in citations) == 6


LABELLED = Path(__file__).resolve().parents[1] / "cases" / "citations.tsv"


def labelled() -> list[list[str]]:
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("column", "field"), [(1, "authors"), (2, "title"), (3, "year")])
def test_fields_of_labelled_works(column, field):
    """At least nine in ten of the labels are met, final stops aside."""
    rows = labelled()
    wrong = []
    for row in rows:
        found = parse_note(note("1", row[0])).citations
        got = getattr(found[0], field).strip(" .") if found else None
        if got != row[column].strip(" ."):
            wrong.append((got, row[column]))
    assert len(rows) >= 40
    assert len(wrong) <= 0.1 * len(rows), wrong
