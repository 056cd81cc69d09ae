"""What a page's layout says of each line: type size and weight, indentation, space above, in one place.

The other rules ask lines, and `same_type` for two of them, instead of looking at boxes themselves.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kzru_nlp.model import Source, Span
from kzru_nlp.model.layout import LineBox, PageLayout
from kzru_nlp.split.lines import Line, first_word

APART = 1.3
"""Lines this many times their usual distance apart have space between them."""
WIDEST = 2.0
SIZES_DIFFER = 0.4
"""Points by which two sizes differ for the eye; rounding and scaling stay below."""
CHARACTER = 0.4
"""Width of an average character as a share of the height that its font gives a line."""
COMMON_EDGE = 0.1
"""A left edge that this share of a page's lines has is no accident."""


def same_type(one: Line, other: Line) -> bool:
    """Return whether two lines are set in one size and weight; lines without layout always are."""
    if not one.size or not other.size:
        return True
    return one.bold == other.bold and abs(one.size - other.size) <= SIZES_DIFFER


def smaller(line: Line, font: float) -> bool:
    """Return whether `line` is set smaller than text of the size `font`."""
    return 0 < line.size <= font - SIZES_DIFFER


def add_layout(lines: list[Line], source: Source) -> None:
    """Set size, weight, left edge, indentation and gap of `lines` where the source has a layout, and part short notes."""
    if not isinstance(source.layout, tuple) or not source.layout:
        return
    boxes = {box.start: box for page in source.layout for box in page.lines}
    placed = [(line, boxes.get(line.start - line.indent)) for line in lines]
    for line, box in placed:
        if box is not None:
            line.size, line.bold = box.size, box.bold
    _add_gaps(placed)
    for number, page in enumerate(source.layout):
        _add_indents([(x, box) for x, box in placed if box is not None and x.page == number], page.width)
    _add_slack([(x, box) for x, box in placed if box is not None], source.layout)
    lines[:] = _parted(lines, [span for page in source.layout for span in page.raised])
    for index, line in enumerate(lines):
        line.index = index


def _add_indents(placed: Sequence[tuple[Line, LineBox]], width: float) -> None:
    """Measure indentation from the left edge of the line's column, in characters of its size."""
    columns: list[list[tuple[Line, LineBox]]] = [[], []]
    two = sum(box.left > 0.49 * width and box.right - box.left > 0.25 * width for _, box in placed)
    for line, box in placed:
        columns[two >= 3 and box.left > 0.49 * width].append((line, box))
    for column in columns:
        edges = Counter(round(box.left) for _, box in column)
        few = max(2, COMMON_EDGE * len(column))
        common = [edge for edge in edges if edges[edge] + edges[edge - 1] + edges[edge + 1] >= few]
        base = min(common, default=min(edges, default=0))
        for line, box in column:
            line.inset = box.left - base
            line.indent = max(0, round(line.inset / (CHARACTER * max(1.0, line.size))))


REACHES = 1.5
"""Points by which lines that end at one edge may differ."""
LINES_TOLD = 8
"""So many lines of a column tell whether it is justified."""
LONGEST_WORD = 12
"""A longer word may be broken at the line's end."""
JUSTIFIED = 0.4
"""Share of the lines that end at a common edge where text is justified."""


def had_room(before: Line, line: Line) -> bool | None:
    """Return whether `before` had room for the first word of `line`, so that it was ended on purpose; None where unknown.

    A justified line that goes on reaches the edge; but where its spaces would grow too wide, some programs let
    it end short, so the word must have had room besides.
    """
    if before.slack is None:
        return None
    if before.justified and before.slack <= 2 * REACHES:
        return False
    word = min(len(first_word(line)), LONGEST_WORD) * (line.glyph or before.glyph)
    if before.slack > word + before.glyph:
        return True
    return None if before.justified else False


def _add_slack(placed: Sequence[tuple[Line, LineBox]], layout: Sequence[PageLayout]) -> None:
    """Set how far lines end from the right edge: the next common one of their column, or the widest line's."""
    columns: dict[tuple[int, int], list[tuple[Line, LineBox]]] = {}
    for number, page in enumerate(layout):
        here = [(line, box) for line, box in placed if line.page == number]
        middle = 0.48 * page.width
        two = sum(box.left > middle and box.right - box.left > 0.25 * page.width for _, box in here) >= 3
        for line, box in here:
            side = 0 if not two else 2 if box.left > middle else 1 if box.right < 1.1 * middle else 0
            columns.setdefault((number, side), []).append((line, box))
    edges = {key: _edges([box for _, box in held]) for key, held in columns.items()}
    counted = [key for key, held in columns.items() if len(held) >= LINES_TOLD]
    reaching = sum(max(edges[key].values(), default=0) for key in counted)
    justified = reaching > JUSTIFIED * sum(len(columns[key]) for key in counted) > 0
    for key, held in columns.items():
        common = [float(edge) for edge, count in edges[key].items() if justified and count >= 3]
        rights = sorted(box.right for _, box in held)
        common = common or rights[-2:][:1]  # the widest line of a ragged page may stand out
        for line, box in held:
            further = [edge - box.right for edge in common if edge >= box.right - REACHES]
            line.slack = max(0.0, min(further, default=0.0))
            line.justified = justified
            line.column = key[1]
            line.glyph = (box.right - box.left) / max(1, len(line.text))


def _edges(boxes: Sequence[LineBox]) -> dict[int, int]:
    """Return how many lines end within a point of each right edge."""
    seen = Counter(round(box.right) for box in boxes)
    return {edge: seen[edge - 1] + seen[edge] + seen[edge + 1] for edge in seen}


def _add_gaps(placed: Sequence[tuple[Line, LineBox | None]]) -> None:
    """Set a gap where two lines of a page stand further apart than lines of their size usually do."""
    steps: list[tuple[Line, float, int]] = []
    usual: dict[int, Counter[float]] = {}
    for (above, upper), (line, box) in itertools.pairwise(placed):
        if upper is None or box is None or above.page != line.page:
            continue
        step, size = round(upper.bottom - box.bottom, 0), round(line.size)
        if 0 < step < WIDEST * max(1.0, line.size):
            usual.setdefault(size, Counter())[step] += 1
        steps.append((line, upper.bottom - box.bottom, size))
    for line, distance, size in steps:
        if size in usual and not line.gap and distance > APART * usual[size].most_common(1)[0][0]:
            line.gap = 1


def _parted(lines: list[Line], raised: Sequence[Span]) -> list[Line]:
    """Cut lines of small type before a raised number that follows a full stop: short notes share a line."""
    out: list[Line] = []
    usual = Counter[int]()
    for line in lines:
        usual[round(line.size)] += len(line.text)
    common = usual.most_common(1)
    at = 0
    for line in lines:
        out.append(line)
        while at < len(raised) and raised[at][0] < line.end:
            start = raised[at][0]
            at += 1
            last = out[-1]
            if last.raw is not None:
                continue
            before = last.text[: max(0, start - last.start)]
            if start <= last.start or not common or line.size > 0.95 * common[0][0]:
                continue
            if re.search(r"[.)]\s+$", before) and line.text[start - line.start].isdigit():
                rest = last.text[start - last.start :]
                out[-1] = replace(
                    last, end=last.start + len(before.rstrip()), text=before.rstrip(), closed=None
                )
                out.append(
                    replace(last, start=start, text=rest, indent=0, gap=0, new_page=False, closed=None)
                )
    return out
