"""Text with overlapping annotations as nested-free HTML segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

CONTROL = {**{c: 0x2400 + c for c in range(32) if c not in (9, 10, 13)}, 127: 0x2421}
"""C0 controls as their visible pictures: a browser would drop or obey them."""
BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F], 0xFFFD)
"""Bidirectional overrides could make a line read otherwise than it is written."""
VISIBLE = str.maketrans(CONTROL | BIDI)


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start:end` with CSS classes and a text shown on hover and to screen readers."""

    start: int
    end: int
    classes: str
    title: str
    order: int = 0


def mark_text(text: str, marks: Iterable[Mark]) -> Markup:
    """Return `text` as HTML in which every mark is shown, overlaps included; all text is escaped.

    >>> mark_text("a<b", [Mark(0, 1, "ent", "A")])
    Markup('<mark class="ent" title="A">a</mark>&lt;b')
    """
    kept = [
        m
        for m in sorted(marks, key=lambda m: (m.start, -m.end, m.order))
        if 0 <= m.start < m.end <= len(text)
    ]
    cuts = sorted({0, len(text), *(m.start for m in kept), *(m.end for m in kept)})
    out = [_segment(text[a:b], [m for m in kept if m.start <= a and b <= m.end]) for a, b in pairwise(cuts)]
    return Markup("").join(out)


def visible(text: str) -> Markup:
    """Return `text` escaped, with control and bidirectional characters made visible."""
    return escape(text.translate(VISIBLE))


def _segment(text: str, active: Sequence[Mark]) -> Markup:
    if not active:
        return visible(text)
    classes = " ".join(dict.fromkeys(c for m in active for c in m.classes.split()))
    title = " | ".join(dict.fromkeys(m.title for m in active))
    return Markup('<mark class="{}" title="{}">{}</mark>').format(
        classes, title.translate(VISIBLE), visible(text)
    )
