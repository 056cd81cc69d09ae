"""Marked text: overlaps shown, everything escaped, nothing lost."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.report.marking import VISIBLE, Mark, mark_text


def test_hostile_text_is_shown_as_text() -> None:
    shown = mark_text("<script>alert(1)</script>", [Mark(0, 8, "ent", '" onerror="x')])
    assert "<script" not in shown
    assert 'onerror="x"' not in shown
    assert "&lt;script&gt;" in shown


def test_overlapping_marks_share_their_segment() -> None:
    shown = mark_text("abcdef", [Mark(0, 4, "ent", "one"), Mark(2, 6, "stance", "two")])
    assert '<mark class="ent stance" title="one | two">cd</mark>' in shown


def test_bidi_overrides_and_controls_are_made_visible() -> None:
    shown = mark_text("a\u202eb\x07c", [])
    assert "\u202e" not in shown
    assert "\x07" not in shown


@given(
    st.text(max_size=40),
    st.lists(
        st.builds(lambda a, n: Mark(a, a + n, "ent", "t"), st.integers(-2, 45), st.integers(-2, 20)),
        max_size=6,
    ),
)
def test_the_text_is_whole_whatever_is_marked(text: str, marks: list[Mark]) -> None:
    shown = re.sub(r"</?mark[^>]*>", "", mark_text(text, marks))
    assert html.unescape(shown) == text.translate(VISIBLE)
