"""What a page-oriented format knows beyond its characters: where each line stands and how large it is."""

from __future__ import annotations

from dataclasses import dataclass

from kzru_nlp.model.offsets import Span


@dataclass(frozen=True, slots=True)
class LineBox:
    """A printed line: its raw span, its box in points (origin at the lower left), its usual font size, and whether all of it is bold."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page's size in points, its printed lines in text order, and raw spans of raised small characters."""

    width: float
    height: float
    lines: tuple[LineBox, ...]
    raised: tuple[Span, ...] = ()
