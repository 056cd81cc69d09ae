"""Offset maps lead both ways, whatever was copied, left out and inserted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.model import CleanText
from kzru_nlp.model.offsets import join_spans


@st.composite
def cleanings(draw: st.DrawFn) -> tuple[str, list[tuple[str, int, int]]]:
    raw = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), min_size=2, max_size=8)))
    steps = [(draw(st.sampled_from(["copy", "drop", "space", "replace"])), a, b) for a, b in pairwise(cuts)]
    return raw, steps


@given(cleanings())
def test_every_copied_character_maps_back_to_itself(case: tuple[str, list[tuple[str, int, int]]]) -> None:
    raw, steps = case
    clean = CleanText(raw)
    for what, start, end in steps:
        if what == "copy":
            clean.copy(start, end)
        elif what == "space":
            clean.insert(" ", start)
        elif what == "replace":
            clean.insert("*", start, end)
    offsets = clean.offsets()
    assert offsets.clean_length == len(clean.text)
    copied = [(a, b) for what, a, b in steps if what == "copy"]
    for start, end in copied:
        for at in range(start, end):
            here = offsets.to_clean(at)
            assert here is not None
            assert clean.text[here] == raw[at]
            assert offsets.to_raw(here) == at
    for start, end in ((a, b) for what, a, b in steps if what == "replace"):
        here = offsets.to_clean(start)
        assert here is not None
        assert offsets.raw_span(here, here + 1) == (start, end)
    kept = [(a, b) for what, a, b in steps if what in ("copy", "replace")]
    assert tuple(offsets.raw_spans(0, len(clean.text))) == join_spans(kept)


@given(cleanings(), st.data())
def test_raw_spans_of_a_part_hold_its_copied_characters(
    case: tuple[str, list[tuple[str, int, int]]], data: st.DataObject
) -> None:
    raw, steps = case
    clean = CleanText(raw)
    for what, start, end in steps:
        if what == "copy":
            clean.copy(start, end)
        elif what != "drop":
            clean.insert("\x00", start)
    text = clean.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = clean.offsets().raw_spans(start, end)
    pieces = clean.offsets().pieces
    expected = "".join(
        raw[
            p.raw_start + max(start, p.clean_start) - p.clean_start : p.raw_start
            + min(end, p.clean_end)
            - p.clean_start
        ]
        for p in pieces
        if p.copied and max(start, p.clean_start) < min(end, p.clean_end)
    )
    assert "".join(raw[a:b] for a, b in spans) == expected


def test_what_cleaning_left_out_has_no_clean_offset() -> None:
    clean = CleanText("bağım-\nsız")
    clean.copy(0, 5)
    clean.copy(7, 10)
    assert clean.text == "bağımsız"
    assert clean.offsets().to_clean(5) is None
    assert clean.offsets().to_raw(5) == 7


def test_an_offset_outside_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match="outside"):
        CleanText("").offsets().to_raw(1)
