"""Block quotes: paragraphs set in from the margin, of which often only the narrower lines are left.

A text wrapped to a narrower measure shows it in every line: the first word of the next line would have found
room on the full measure, and never on the narrow one. Only where all lines agree is it a quote.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from kzru_nlp.split.cleaning import HYPHENS
from kzru_nlp.split.cues import CAPTION
from kzru_nlp.split.layout_evidence import same_type
from kzru_nlp.split.lines import Line, Measure, first_word, turned

NARROWER = 0.06
"""A quote is narrower than the text by this share of a line at least."""
LOOSE = 0.15
"""Where so many lines of a text could have held the next word, it is set by points and lines tell nothing."""
STRICT = 0.04
"""Where fewer lines than this had room, one such line above another is enough."""
LONGEST = 40
SET_IN = 6.0
"""Points by which a quote stands in from the text's left edge."""
ATTRIBUTED = re.compile(r"\)\W?\s?[\[(]?[\d¹²³⁰⁴-⁹*†‡§]{0,3}[\])]?$|^[—–-]\s?[A-ZÇĞİÖŞÜА-ЯЁ]")
OPENING = "“\"«„‘'"


def quote_end(lines: Sequence[Line], i: int, size: Measure, indents: frozenset[int]) -> int:
    """Return where the block quote that begins at `lines[i]` ends, or `i` if none does."""
    line = lines[i]
    if line.size and size.font:
        return _set_in(lines, i, size, indents)
    if line.indent >= 2 and line.indent not in indents:
        return _indented(lines, i)
    return max(_narrow(lines, i, size), _introduced(lines, i, size))


def _introduced(lines: Sequence[Line], i: int, size: Measure) -> int:
    """One paragraph between blank lines, below a colon that closes the paragraph above: what somebody said."""
    line = lines[i]
    if not i or not line.gap or not lines[i - 1].text.endswith(":") or size.blank_trust < 0.8:
        return i
    if not (line.text[0].isupper() or line.text[0] in OPENING) or CAPTION.match(line.text):
        return i
    end = i + 1
    while end < len(lines) and not lines[end].gap and lines[end].indent == line.indent:
        end += 1
    held = lines[i:end]
    long = sum(len(x.text) for x in held)
    closed = held[-1].ends_sentence or ATTRIBUTED.search(held[-1].text)
    below = lines[end] if end < len(lines) else None
    listed = below is not None and below.gap > 0 and long < 100
    return end if closed and 60 < long < 900 and not listed and not line.new_page else i


def _indented(lines: Sequence[Line], i: int) -> int:
    """Two lines or more at one indentation deeper than the usual one of the lines around."""
    around = Counter(line.indent for line in lines[max(0, i - 40) : i + 40])
    line = lines[i]
    if line.indent <= around.most_common(1)[0][0] + 1:
        return i
    end = i + 1
    while end < len(lines) and lines[end].indent == line.indent and not _opens(lines, end):
        end += 1
    return end if end - i >= 2 else i


def _opens(lines: Sequence[Line], i: int) -> bool:
    return lines[i].gap > 0 and lines[i - 1].ends_sentence and not lines[i].starts_lower


def _set_in(lines: Sequence[Line], i: int, size: Measure, indents: frozenset[int]) -> int:
    """Two lines or more that stand in from the left edge of their columns, whatever their type; a page may part them."""
    first = lines[i]
    if first.inset < SET_IN:
        return i
    end = i + 1
    while end < len(lines) and same_type(first, lines[end]) and abs(lines[end].inset - first.inset) < 3:
        if turned(lines[end - 1], lines[end]) and lines[end - 1].ends_sentence:
            break
        end += 1
    held = lines[i:end]
    if first.indent in indents and first.size > size.font - 0.4 and all(x.ends_sentence for x in held):
        return i  # paragraphs of one line each
    return end if end - i >= 2 else i


def _with_next(line: Line, below: Line) -> int:
    """Characters that the line would take with the next line's first word, or with the rest of a broken word."""
    return len(line.text) + len(first_word(below)) + (-1 if line.text[-1:] in HYPHENS else 1)


def _narrow(lines: Sequence[Line], i: int, size: Measure) -> int:
    """Lines wrapped, all of them, to a measure narrower than the text's."""
    line = lines[i]
    limit = (1 - NARROWER) * size.full
    fresh = i == 0 or line.gap > 0 or line.new_page or lines[i - 1].text.endswith(":")
    if size.loose > LOOSE or not fresh or len(line.text) > limit or len(line.text) < 0.3 * size.full:
        return i
    end = i + 1
    while end < min(len(lines), i + LONGEST):
        below = lines[end]
        goes_on = not below.gap and below.indent == line.indent
        if below.new_page and not lines[end - 1].ends_sentence and below.starts_lower:
            goes_on = True
        if not goes_on or len(below.text) > limit:
            break
        end += 1
    held = lines[i:end]
    if len(held) < 2 or not (held[-1].ends_sentence or ATTRIBUTED.search(held[-1].text)):
        return i
    widest = max(len(x.text) for x in held)
    steps = [_with_next(a, b) for a, b in itertools.pairwise(held)]
    if any(a.text[-1:] not in HYPHENS and step <= widest for a, step in zip(held, steps, strict=False)):
        return i
    roomy = sum(step <= size.full for step in steps)
    introduced = i > 0 and lines[i - 1].text.endswith(":")
    enough = 2 if len(held) > 2 and not introduced else 1
    if roomy < max(enough, (0.34 if introduced else 0.6) * len(steps)):
        return i
    if len(held) == 2:
        spaced = end == len(lines) or lines[end].gap > 0
        sure = size.loose < STRICT and size.blank_trust > 0.85 and steps[0] <= size.full - 3
        return end if (introduced or sure or held[0].text[0] in OPENING) and spaced else i
    return end
