from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzru_nlp.engine.reading import read
from kzru_nlp.model import Source
from kzru_nlp.split.splitter import split
from tests.shared import ARTICLE, GOLD, needs_shared
from tests.split.cases import NAMES, article_text, expected


def split_text(text: str):
    return split(Source("case", "0" * 64, text, "utf-8"))


def rows(article):
    out = []
    for u in article.units:
        words = u.text.split()
        out.append((u.kind, u.lang, u.number or "", " ".join(words[:3]), " ".join(words[-3:])))
    return out


@pytest.mark.parametrize("name", NAMES)
def test_case_has_its_units(name):
    assert rows(split_text(article_text(name))) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_case_reads_the_same_in_other_encodings_and_line_ends(name, tmp_path):
    text = article_text(name)
    encoding = {"en": "utf-16", "ru": "cp1251", "tr": "cp1254"}[name[:2]]
    path = tmp_path / "article.bin"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    article = read(path)
    assert rows(article) == expected(name)
    assert article.coverage().ratio == 1.0


def test_notes_restart_on_each_page():
    article = split_text(article_text("tr_notes_per_page"))
    pairs = [(m.number, m.note.text.split()[1] if m.note else None) for m in article.markers]
    assert pairs == [
        ("*", "Dr.,"),
        ("1", "Cem"),
        ("2", "Bkz."),
        ("1", "Dalga,"),
        ("2", "A.g.e.,"),
        ("3", "“Yeni"),
    ]


def test_markers_point_at_their_digits():
    article = split_text(article_text("tr_notes_per_page"))
    assert [article.text[m.start : m.end] for m in article.markers] == [m.number for m in article.markers]
    paragraph = next(u for u in article.units if u.text.startswith("Küçük limanlar uzun"))
    assert "etmiştir. Son yıllarda" in paragraph.text


def test_a_quantity_is_no_marker():
    article = split_text(article_text("tr_notes_per_page"))
    assert any("5 bin işçi" in u.text for u in article.units)
    assert any("3 Haziran günü" in u.text for u in article.units)


def test_sections_and_levels():
    article = split_text(article_text("en_author_year"))
    heads = [(u.number, u.level) for u in article.of_kind("section_heading")]
    assert heads == [("1", 1), ("1.1", 2), ("2", 1), (None, 1), (None, 1)]
    quote = article.of_kind("blockquote")[0]
    assert quote.section == article.of_kind("section_heading")[1].id


def test_page_number_in_the_head_gives_the_pages():
    article = split_text(article_text("en_author_year"))
    assert "running_head" in {u.kind for u in article.units}
    assert {u.page for u in article.of_kind("reference")} == {42}


def test_label_over_the_wrong_language_is_told():
    text = "Title of the paper\n\nÖzet\nThe paper shows how the policy of the state was changed by the war in the region.\n"
    article = split_text(
        text + "Giriş\nBu makalede devletlerin dış politikası ve ilişkileri ele alınmaktadır.\n"
    )
    assert article.of_kind("abstract")[0].lang == "en"
    assert any("stands over an abstract in en" in warning for warning in article.warnings)


def test_missing_note_is_reported():
    body = (
        "The first point is clear.1 The second one follows from it.2 The third is open.3 So is the fourth.\n"
    )
    notes = "1 A. Reed, “On Points,” Review 3/1 (2001): 4.\n2 B. Stone, “On Lines,” Review 4/1 (2002): 9.\n"
    article = split_text("1. Introduction\n" + body + "\n" + notes)
    assert [(m.number, m.note is None) for m in article.markers] == [("1", False), ("2", False), ("3", True)]
    assert article.warnings == ("markers without a note: 3",)


SOUP = [
    "", " ", "\f", "1", "12 Ibid.", "Abstract:", "Özet", "Anahtar Kelimeler: a", "References", "Notes", "* * *", "1. Giriş",
    "1 A. B., “C,” D 1/2 (2003): 4.", "|17|", "RU", "SA", "see https://example.org/a-", "b/c", "text ends here.1", "\u0002",
    "ba-", "[1] Note", "¹ Note", "Table 1. X", "Список литературы", "1. Иванов И. И. Труд. – М.: Мир, 2001.", "\ufeff", "\u00ad",
    "²", "g\u0306u\u0308n",
]  # fmt: skip
LINE = st.one_of(
    st.sampled_from(SOUP),
    st.text(max_size=60),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINE, max_size=30), st.sampled_from(["\n", "\r\n", "\r", "\f", "\u2028"]))
@example(["Abstract:"], "\n")
@example(["1", "2", "3"], "\n")
def test_any_text_is_covered_once(lines, newline):
    text = newline.join(lines)
    article = split_text(text)
    coverage = article.coverage()
    assert (coverage.missing, coverage.repeated) == (0, 0)
    for unit in article.units:
        assert unit.spans
        assert list(unit.spans) == sorted(unit.spans)
        assert unit.offsets.clean_length == len(unit.text)
        for piece in unit.offsets.pieces:
            if piece.copied:
                assert text[piece.raw_start : piece.raw_end] == unit.text[piece.clean_start : piece.clean_end]
            if piece.raw_start < piece.raw_end:
                assert unit.offsets.to_clean(unit.offsets.to_raw(piece.clean_start)) == piece.clean_start
        inside = [span for i in range(len(unit.text)) for span in unit.offsets.raw_spans(i, i + 1)]
        assert all(any(a <= start and end <= b for a, b in unit.spans) for start, end in inside)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_pages_cover_any_text(text):
    middle = len(text) // 2
    article = split(Source("x", "0" * 64, text, "pdf", page_starts=(0, middle)))
    assert article.coverage().ratio == 1.0


def test_a_line_without_end_and_ten_thousand_markers_are_split_whole():
    """No rule may look back over all that came before: these would never end."""
    long_line = split_text("word " * 400_000)
    assert long_line.coverage().ratio == 1.0
    many = split_text("\n".join(f"Sentence ends here.{i % 999 + 1} And goes on" for i in range(10_000)))
    assert many.coverage().ratio == 1.0


@needs_shared
def test_shared_article_is_split_as_its_gold():
    article = read(ARTICLE)
    gold = json.loads((GOLD / "structure.json").read_text(encoding="utf-8"))
    ours = {(u.kind, u.spans) for u in article.units}
    theirs = {(u["kind"], tuple(map(tuple, u["spans"]))) for u in gold["units"]}
    core = [unit for unit in theirs if unit in ours]
    assert len(core) >= 0.98 * len(theirs)
    assert [(m.start, int(m.number)) for m in article.markers] == [
        (m["start"], m["number"]) for m in gold["footnote_markers"]
    ]
    assert [m.number for m in article.markers if m.note is None] == ["82", "83", "84", "85", "86"]
    assert {u.page for u in article.units} == {page["page"] for page in gold["pages"]}
    texts = {u["spans"][0][0]: u["text"] for u in gold["units"] if u.get("text")}
    assert all(u.text == texts[u.spans[0][0]] for u in article.units if u.spans[0][0] in texts)
