"""Blocks: runs of lines of one kind, before they become units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kzru_nlp.model import Span
from kzru_nlp.split.lines import Line


@dataclass(slots=True)
class Block:
    """Pieces of lines that form one unit; `spans` are raw offsets, one for each line or part of a line."""

    kind: str
    spans: list[Span]
    page: int
    why: str
    lang: str | None = None
    number: str | None = None
    level: int | None = None
    number_end: int = 0
    """Raw offset where a note's number ends."""

    @property
    def start(self) -> int:
        """Raw offset of its first character."""
        return self.spans[0][0]


def block_of(kind: str, lines: Iterable[Line], why: str, **more: object) -> Block:
    """Return a block of whole lines."""
    listed = list(lines)
    return Block(kind, [(line.start, line.end) for line in listed], listed[0].page, why, **more)  # type: ignore[arg-type]
