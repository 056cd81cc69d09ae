"""Raw offsets in cleaned text, and as lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.report.places import CleanedPlaces, Lines

RAW = "Türkiye’nin poli-\ntikası4 değişmedi.\nSonra sustu."
SENTENCES = [
    {"text": "Türkiye’nin politikası değişmedi.", "start": 0, "raw_spans": [[0, 16], [18, 24], [25, 36]]},
    {"text": "Sonra sustu.", "start": 34, "raw_spans": [[37, 49]]},
]
CLEAN = "Türkiye’nin politikası değişmedi. Sonra sustu."


def test_a_word_over_a_hyphen_is_found_whole() -> None:
    places = CleanedPlaces(SENTENCES)
    start, end = places.span(RAW.index("poli"), RAW.index("4")) or (0, 0)
    assert CLEAN[start:end] == "politikası"


def test_a_marker_stands_after_the_word_before_it() -> None:
    at = CleanedPlaces(SENTENCES).at(RAW.index("4"))
    assert at is not None
    assert CLEAN[:at].endswith("politikası")


def test_a_later_sentence_counts_from_its_own_start() -> None:
    start, end = CleanedPlaces(SENTENCES).span(RAW.index("sustu"), RAW.index("sustu") + 5) or (0, 0)
    assert CLEAN[start:end] == "sustu"


def test_what_stands_before_every_sentence_has_no_place() -> None:
    assert CleanedPlaces([{"text": "b", "start": 0, "raw_spans": [[5, 6]]}]).at(2) is None
    assert CleanedPlaces([]).span(0, 4) is None


def test_lines_end_as_editors_end_them() -> None:
    lines = Lines("a\r\nb\rc\n\x0cd\u2028e")
    assert lines.lines == ["a", "b", "c", "\x0cd\u2028e"]
    assert [lines.number(i) for i in (0, 2, 3, 5, 7, 8)] == [1, 1, 2, 3, 4, 4]
    assert lines.spanned(0, 4) == (1, 2)


@given(st.text(alphabet="ab\r\n\u0130", max_size=30))
def test_every_character_is_in_one_line(text: str) -> None:
    lines = Lines(text)
    assert len(lines.starts) == len(lines.lines)
    for offset, char in enumerate(text):
        number = lines.number(offset)
        assert lines.starts[number - 1] <= offset
        if char not in "\r\n":
            assert lines.lines[number - 1][offset - lines.starts[number - 1]] == char
