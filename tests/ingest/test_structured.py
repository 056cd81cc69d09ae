from __future__ import annotations

import pytest

from kzru_nlp.ingest.read import source_of
from kzru_nlp.split.citations import parse_notes
from kzru_nlp.split.splitter import split
from tests.ingest.documents import FORMATS, articles, gold

CASES = [pytest.param(fmt, article, id=f"{fmt}-{article.id}") for fmt in FORMATS for article in articles()]


def norm(text: str) -> str:
    return " ".join(text.replace("↩", "").split())


@pytest.mark.parametrize(("fmt", "article"), CASES)
def test_units_are_those_of_the_clean_article(fmt, article):
    found = split(source_of(FORMATS[fmt](article), f"{article.id}.{fmt}"))
    units = {(u.kind, norm(u.text)): u for u in found.units}
    for want in gold(article, fmt):
        unit = units.get((want.kind, norm(want.text)))
        assert unit is not None, (want, [u.kind for u in found.units if norm(want.text)[:30] in norm(u.text)])
        assert want.lang is None or unit.lang == want.lang, want
        assert want.number is None or unit.number == want.number, want
    assert found.coverage().ratio == 1.0


@pytest.mark.parametrize(("fmt", "article"), CASES)
def test_every_marker_leads_to_its_note(fmt, article):
    found = split(source_of(FORMATS[fmt](article), f"{article.id}.{fmt}"))
    assert [m.number for m in found.markers] == [str(n) for n in article.notes]
    for marker in found.markers:
        assert found.text[marker.start : marker.end] == marker.number
        assert marker.note is not None
        assert article.notes[int(marker.number)].text in norm(marker.note.text)
        assert f"{marker.unit.text} ".find(f"{marker.number} ") == -1 or marker.number in norm(
            marker.unit.text
        )


@pytest.mark.parametrize("fmt", FORMATS)
def test_offsets_lead_from_units_to_text(fmt):
    found = split(source_of(FORMATS[fmt](articles()[0]), f"a.{fmt}"))
    for unit in found.units:
        word = max(unit.text.split(), key=len)
        at = unit.text.index(word)
        a, b = unit.offsets.raw_span(at, at + len(word))
        assert found.text[a:b] == word


def test_notes_of_a_docx_give_citations():
    found = split(source_of(FORMATS["docx"](articles()[0]), "a.docx"))
    notes = found.of_kind("footnote")
    assert sum(bool(parts.citations) for parts in parse_notes(notes)) > len(notes) // 2


def test_sections_hold_their_paragraphs():
    found = split(source_of(FORMATS["jats"](articles()[0]), "a.xml"))
    headings = {u.id: u.text for u in found.of_kind("section_heading")}
    first = next(u for u in found.units if u.kind == "paragraph")
    assert first.section in headings
