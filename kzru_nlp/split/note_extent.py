"""Where a note ends, and where it goes on below the running text that parts it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kzru_nlp.split.cleaning import HYPHENS
from kzru_nlp.split.cues import URL, cites, has_address
from kzru_nlp.split.layout_evidence import same_type
from kzru_nlp.split.lines import Line, Measure, turned

ADDRESS = re.compile(r"https?://\S+$")
LABEL_ALONE = 4
SURE = 9.0
CLOSING = ".)]”»/"


def cut_note(
    lines: Sequence[Line],
    at: int,
    limit: int,
    size: Measure,
    seen: dict[int, list[int]],
    next_number: int | None,
    last_text: int,
) -> tuple[list[int], list[int]]:
    """Return the positions of the note that opens at `at`: its first lines, and its continuation before `limit`.

    The lines between are N…N B…B N…N: note, running text, note again. The cut with the highest score wins.
    """
    count = limit - at
    if count <= 1:
        return [at], []
    below = lines[at + 1]
    alone = len(lines[at].text) <= LABEL_ALONE and bool(below.size) and not turned(lines[at], below)
    first = lines[at + alone]
    likeness = [_likeness(lines[i], first, size) for i in range(at, limit)]
    if alone:
        likeness[:2] = SURE, SURE  # a label on a line of its own has its text below it
    sums = [0.0]
    for value in likeness:
        sums.append(sums[-1] + value)
    total = sums[-1]
    needs_text = _needs_text(at, limit, seen, next_number)
    best = (total - 1.5 * needs_text, count, count)
    # best_first[u]: the best place t <= u where text begins; then text runs from t to u.
    best_t, best_value = 0, float("-inf")
    for u in range(1, count + 1):
        t = u - 1
        if t >= 1:
            value = 2 * sums[t] + _opens_text(lines, at + t, last_text)
            if value > best_value:
                best_t, best_value = t, value
        if best_t == 0:
            continue
        closing = _closes_text(lines, at + u, limit, at + best_t - 1)
        score = best_value - 2 * sums[u] + total + closing + 1.5 * needs_text
        if score > best[0]:
            best = (score, best_t, u)
    _, t, u = best
    return list(range(at, at + t)), list(range(at + u, limit))


def _closed(text: str) -> bool:
    """Whether a note may end with the line `text`: a stop, a bracket, a number, an address."""
    return text[-1] in CLOSING or text[-1].isdigit() or (":/" in text and ADDRESS.search(text) is not None)


def _needs_text(at: int, limit: int, seen: dict[int, list[int]], next_number: int | None) -> float:
    """Between two notes stands the text with the second one's marker, if that marker is not before the first."""
    if next_number is None:
        return 0.0
    places = seen.get(next_number, [])
    between = bisect_left(places, limit) - bisect_right(places, at)
    before = bisect_left(places, at) - bisect_left(places, at - 60)
    return float(bool(between)) - float(bool(before))


def _likeness(line: Line, first: Line, size: Measure) -> float:
    """How much a line between two note numbers looks like a note rather than running text."""
    value = -0.15
    if has_address(line.text):
        value += 1.5
    if cites(line.text):
        value += 0.6
    if len(line.text) > 1.12 * size.width:
        value += 0.4  # notes are set smaller, so more characters fit
    if line.size and size.font:
        # Small capitals, of which many notes are full, are smaller still than their type.
        like = same_type(line, first) or (line.size < first.size and _capitals(line.text))
        value += 2.0 if line.size < 0.92 * size.font and like else -1.5
    return value


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.5 * len(letters)


def _opens_text(lines: Sequence[Line], at: int, last_text: int) -> float:
    """Evidence that running text resumes at line `at` after a note."""
    line, before = lines[at], lines[at - 1]
    value = -2.0
    if turned(before, line):
        value += 4.5
    if line.gap:
        value += 2.0
    if _closed(before.text) and not before.text.endswith("-"):
        value += 0.7
    else:
        value -= 1.5
    if last_text >= 0 and not lines[last_text].ends_sentence and line.starts_lower:
        value += 1.5
        if before.ends_sentence or lines[last_text].text[-1:] in HYPHENS:
            value += 2.0  # the text was cut inside a sentence, and no note is open
    return value


def _closes_text(lines: Sequence[Line], at: int, limit: int, own_last: int) -> float:
    """Evidence that running text stops before line `at`: the next note, or a note's continuation, begins there.

    `own_last` is the last line of the note's first part: what it leaves open must be closed further down.
    """
    if at == limit:
        return 0.5 if limit < len(lines) and lines[limit].gap else 0.0
    line, before = lines[at], lines[at - 1]
    value = -2.0
    if line.gap:
        value += 1.5
        open_note = not _closed(lines[own_last].text) or lines[own_last].text[-1:] in HYPHENS
        next_is_tied = limit < len(lines) and not lines[limit].gap and not lines[limit].new_page
        if open_note:
            value += 1.5
            if next_is_tied:
                value += 2.0
    else:
        value -= 2.0
    if URL.match(line.text):
        value += 2.0
    if line.starts_lower:
        value += 0.5
    if before.ends_sentence and not line.starts_lower and not URL.match(line.text):
        value -= 1.0
    return value
