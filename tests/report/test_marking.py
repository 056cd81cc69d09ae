"""Marked text: overlaps shown, everything escaped, nothing lost."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from kzru_nlp.report.marking import VISIBLE, Insert, Mark, mark_text


def test_hostile_text_is_shown_as_text() -> None:
    shown = mark_text("<script>alert(1)</script>", [Mark(0, 8, 'ent" onerror="x', 1)])
    assert "<script" not in shown
    assert 'onerror="x' not in shown
    assert "&lt;script&gt;" in shown


def test_overlapping_marks_share_their_segment() -> None:
    shown = mark_text("abcdef", [Mark(0, 4, "ent", 1), Mark(2, 6, "stance", 2)])
    assert '<mark class="ent stance" data-a="1 2">cd</mark>' in shown


def test_an_insert_stands_between_the_parts_of_a_mark() -> None:
    shown = mark_text("abc", [Mark(0, 3, "ent", 1)], [Insert(2, Markup("<sup>1</sup>"))])
    assert shown == '<mark class="ent" data-a="1">ab</mark><sup>1</sup><mark class="ent" data-a="1">c</mark>'


def test_bidi_overrides_and_controls_are_made_visible() -> None:
    shown = mark_text("a\u202eb\x07c", [])
    assert "\u202e" not in shown
    assert "\x07" not in shown


@given(
    st.text(max_size=40),
    st.lists(
        st.builds(lambda a, n: Mark(a, a + n, "ent", 1), st.integers(-2, 45), st.integers(-2, 20)),
        max_size=6,
    ),
    st.lists(st.builds(lambda at: Insert(at, Markup("<wbr>")), st.integers(-2, 60)), max_size=3),
)
def test_the_text_is_whole_whatever_is_marked(text: str, marks: list[Mark], inserts: list[Insert]) -> None:
    marked = mark_text(text, marks, inserts)
    assert marked.count("<wbr>") == len(inserts)
    assert html.unescape(re.sub(r"</?mark[^>]*>|<wbr>", "", marked)) == text.translate(VISIBLE)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=6))
def test_each_mark_covers_its_own_characters(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(a, a + n, "ent", i) for i, (a, n) in enumerate(spans)]
    found: dict[int, str] = {}
    for refs, inner in re.findall(
        r'<mark class="ent" data-a="([\d ]+)">(.*?)</mark>', mark_text(text, marks), re.S
    ):
        for ref in refs.split():
            found[int(ref)] = found.get(int(ref), "") + html.unescape(inner)
    kept = {m.ref: text[m.start : m.end].translate(VISIBLE) for m in marks if m.end <= len(text)}
    assert found == kept
