"""Entries of unspaced lists of works."""

from __future__ import annotations

import pytest

from kzru_nlp.split.entries import alphabetical, closed_entry
from kzru_nlp.split.lines import Line, Measure

SIZE = Measure(width=40, wrapped=0.6, blank_trust=1.0, full=42)
LIST = """\
A. Brookmere, The Silent Customs House
(London: Nowhere Press, 2011), 14.
C. Dunnock, “Where Does a Border End?”
Fictional Review of Frontiers 3 (2016): 9,
https://example.org/fictional-review/
border-end
Institute of Invented Tariffs, Yearbook
(Mersin, 2020), 3.
K. Larkspur, Toll Roads: A Short History
(Ankara: Uydurma Kitap, 2004), 77.
R. Oxlip, “Tolls,” Imagined Papers 12, no.
4 (2018): 31.
Z. Yarrow, Last of the Ferries (Toronto:
Placeholder Books, 1999), 5."""


def _lines(text: str) -> list[Line]:
    return [Line(i, 0, len(row), row) for i, row in enumerate(text.split("\n"))]


def test_alphabet_parts_an_unspaced_list() -> None:
    lines = _lines(LIST)
    starts = alphabetical(lines, SIZE)
    assert [lines[i].text.split()[0] for i in sorted(starts)] == ["A.", "C.", "Institute", "K.", "R.", "Z."]


def test_a_list_out_of_order_is_left_to_the_other_signs() -> None:
    entries = [
        f"{name}, The Book of {name[3:]} (London:\nNowhere Press, 20{i:02}), 1."
        for i, name in enumerate(["Z. Yarrow", "R. Oxlip", "K. Larkspur", "C. Dunnock", "A. Brookmere"])
    ]
    assert alphabetical(_lines("\n".join(entries)), SIZE) == frozenset()


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("(London: Nowhere Press, 2011), 14.", True),
        ("https://example.org/fictional-\nreview/border-end", True),
        ("“Where Does a Border End?”", False),
        ("for an early statement see N.", False),
        ("Imagined Papers 12, no.", False),
    ],
)
def test_what_may_close_an_entry(text: str, closed: bool) -> None:
    assert closed_entry(_lines(text)) is closed
