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
    """Characters `start:end` with CSS classes; `ref` is the number of the annotation that the page shows for it."""

    start: int
    end: int
    classes: str
    ref: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Insert:
    """HTML that stands between characters, before the one at `at`: a note's marker."""

    at: int
    html: Markup


def mark_text(text: str, marks: Iterable[Mark], inserts: Iterable[Insert] = ()) -> Markup:
    """Return `text` as HTML in which every mark is shown, overlaps included; all text is escaped.

    >>> mark_text("a<b", [Mark(0, 1, "ent", 7)])
    Markup('<mark class="ent" data-a="7">a</mark>&lt;b')
    """
    kept = [
        m
        for m in sorted(marks, key=lambda m: (m.start, -m.end, m.order))
        if 0 <= m.start < m.end <= len(text)
    ]
    between = sorted((min(max(i.at, 0), len(text)), n, i.html) for n, i in enumerate(inserts))
    bounds = {0, len(text), *(m.start for m in kept), *(m.end for m in kept), *(at for at, _, _ in between)}
    out: list[Markup] = []
    active: list[Mark] = []
    waiting = kept[::-1]
    for a, b in pairwise(sorted(bounds)):
        out += [html for at, _, html in between if at == a]
        active = [m for m in active if m.end > a]
        while waiting and waiting[-1].start <= a:
            active.append(waiting.pop())
        out.append(_segment(text[a:b], active))
    out += [html for at, _, html in between if at == len(text)]
    return Markup("".join(out))  # all of them markup: nothing is left to escape


def visible(text: str) -> Markup:
    """Return `text` escaped, with control and bidirectional characters made visible."""
    return escape(shown(text))


def shown(text: str) -> str:
    r"""Return `text` with control and bidirectional characters made visible.

    >>> shown("a\u202eb") == "a\ufffdb"
    True
    """
    return text if text.isprintable() else text.translate(VISIBLE)


def _segment(text: str, active: Sequence[Mark]) -> Markup:
    if not active:
        return visible(text)
    classes = " ".join(dict.fromkeys(c for m in active for c in m.classes.split()))
    refs = " ".join(dict.fromkeys(str(m.ref) for m in active))
    return Markup(f'<mark class="{escape(classes)}" data-a="{refs}">{visible(text)}</mark>')
