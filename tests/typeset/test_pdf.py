from __future__ import annotations

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics

from tests.typeset.__main__ import ARTICLES, SETS
from tests.typeset.pdf import typeset_pdf
from tests.typeset.source import read_article

UZBEK = read_article(ARTICLES / "uzbek-transit.article")
KARADENIZ = read_article(ARTICLES / "karadeniz-secici-ortaklik.article")


def style_named(name):
    return next(style for style in SETS["all"] if style.name == name)


def _chars(data):
    """Every character with its height and lower edge, page by page."""
    out = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        out.append(
            [(text.get_text_range(i, 1), text.get_charbox(i, loose=True)) for i in range(text.count_chars())]
        )
    return out


@pytest.mark.parametrize("name", ["havza", "danube", "liman", "priboy"])
def test_every_unit_of_gold_is_printed(name):
    made = typeset_pdf(KARADENIZ, style_named(name))
    text = "".join(c for page in _chars(made.data) for c, _ in page if c.isalnum())
    for unit in made.gold["units"]:
        ink = "".join(c for c in unit["text"] if c.isalnum())
        assert ink[:20] in text, unit["id"]


def test_markers_are_small_and_raised():
    made = typeset_pdf(UZBEK, style_named("steppe"))
    page = next(p for p in _chars(made.data) if any(c == "1" for c, _ in p))
    heights = {round(top - bottom, 1) for c, (_, bottom, _, top) in page if not c.isspace()}
    assert min(heights) < 0.7 * max(heights)


def test_markers_know_their_unit_and_the_words_before():
    made = typeset_pdf(UZBEK, style_named("danube"))
    texts = {unit["id"]: unit["text"] for unit in made.gold["units"]}
    assert len(made.gold["footnote_markers"]) == len(UZBEK.notes) + 1
    for marker in made.gold["footnote_markers"]:
        assert texts[marker["unit"]][: marker["pos"]].endswith(marker["before"])
    assert {m["number"] for m in made.gold["footnote_markers"]} >= {"*", "1", "24"}


def test_two_columns_stand_beside_each_other():
    made = typeset_pdf(UZBEK, style_named("danube"))
    lefts = [box[0] for c, box in _chars(made.data)[1] if c.isalpha()]
    middle = style_named("danube").sheet.size[0] / 2
    assert sum(x < middle for x in lefts) > 500
    assert sum(x > middle for x in lefts) > 500


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.article")), ids=lambda p: p.stem)
def test_the_font_has_every_character(path):
    made = typeset_pdf(read_article(path), style_named("saryarka"))
    glyphs = pdfmetrics.getFont("PT").face.charToGlyph
    assert {
        c for u in made.gold["units"] for c in u["text"] if not c.isspace() and ord(c) not in glyphs
    } == set()


def test_printing_twice_gives_the_same_bytes():
    style = style_named("havza")
    assert typeset_pdf(UZBEK, style).data == typeset_pdf(UZBEK, style).data
