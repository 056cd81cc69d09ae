"""Levels of headings, told by all of them together: one heading alone does not show what stands above it.

Numbers of one form make one level, and a form that first appears below another is the deeper one: "I." above "A."
above "1.". Headings without numbers differ in type size, or in capitals where no layout tells sizes.
"""

from __future__ import annotations

from collections.abc import Sequence

from kzru_nlp.split.blocks import Block
from kzru_nlp.split.lines import Line

DEEPEST = 4
SAME_SIZE = 0.4


def set_levels(headings: Sequence[tuple[Block, Line, bool]]) -> None:
    """Set the level of each heading, given with its first line and whether its name is a known one ("Introduction")."""
    depth: dict[str, int] = {}
    for block, _, _ in headings:
        form = _form(block.number)
        if form and form not in depth:
            depth[form] = 1 + len(depth)
    ranks = _ranks([line for block, line, known in headings if not block.number and not known])
    top = max((line.size for _, line, known in headings if known), default=0.0)
    for block, line, known in headings:
        if block.number:
            block.level = min(DEEPEST, depth[_form(block.number)] + block.number.count("."))
        elif known:
            block.level = 1
        else:
            rank = ranks.index(_look(line)) + 1
            below = top > line.size + SAME_SIZE > SAME_SIZE and ranks[0] == _look(line)
            # Where sections are numbered and no type is told, a heading without a number is a part of one.
            block.level = min(DEEPEST, rank + (below if line.size else len(depth)))


def _form(number: str | None) -> str:
    """Return the form of a heading's number: Roman, a letter, or figures."""
    if not number:
        return ""
    if set(number) <= set("IVXL"):
        return "roman"
    if number.isalpha() and len(number) == 1:
        return "upper" if number.isupper() else "lower"
    return "figure"


Look = tuple[float, bool]


def _look(line: Line) -> Look:
    """Return what sets a heading's level off: size in half points where told, and capitals."""
    return round(line.size * 2) / 2, line.text.isupper()


def _ranks(lines: Sequence[Line]) -> list[Look]:
    """Return the looks of unnumbered headings, the highest first: larger before smaller, capitals before the rest."""
    return sorted({_look(line) for line in lines}, reverse=True)
