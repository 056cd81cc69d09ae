"""The map between cleaned text and the raw input that it was made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

Span = tuple[int, int]
"""Start and end (exclusive) as Python `str` indices."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of cleaned characters: copied from `raw_start`, or put there (`copied=False`).

    What is put there stands for `raw_start:raw_end` (a composed letter for two characters), or for nothing
    where that span is empty (a joining space).
    """

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int
    copied: bool


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Both ways between the offsets of a cleaned text and those of its raw input.

    Pieces are in order on the clean side, without gaps. Raw characters between two pieces were left out.
    """

    pieces: tuple[Piece, ...] = ()

    @property
    def clean_length(self) -> int:
        """Length of the cleaned text."""
        return self.pieces[-1].clean_end if self.pieces else 0

    def to_raw(self, clean: int) -> int:
        """Return the raw offset of the clean character at `clean` (the length itself gives the raw end).

        Raises:
            IndexError: `clean` lies outside the cleaned text.
        """
        if not 0 <= clean <= self.clean_length:
            raise IndexError(f"clean offset {clean} outside 0..{self.clean_length}")
        if not self.pieces:
            return 0
        if clean == self.clean_length:
            return self.pieces[-1].raw_end
        piece = self._at(clean)
        return piece.raw_start + (clean - piece.clean_start if piece.copied else 0)

    def to_clean(self, raw: int) -> int | None:
        """Return the clean offset of the raw character at `raw`, or None where cleaning left it out."""
        for piece in self.pieces:
            if piece.raw_start <= raw < piece.raw_end:
                return piece.clean_start + (raw - piece.raw_start if piece.copied else 0)
        return None

    def raw_span(self, start: int, end: int) -> Span:
        """Return the smallest raw span that holds the clean span `start:end`."""
        spans = self.raw_spans(start, end)
        if not spans:
            here = self.to_raw(start)
            return here, here
        return spans[0][0], spans[-1][1]

    def raw_spans(self, start: int, end: int) -> list[Span]:
        """Return the raw spans that the clean span `start:end` holds or stands for; runs that touch are joined."""
        out: list[Span] = []
        first = max(bisect_right(self.pieces, start, key=lambda p: p.clean_start) - 1, 0)
        for piece in islice(self.pieces, first, None):
            if piece.clean_start >= end:
                break
            low, high = max(start, piece.clean_start), min(end, piece.clean_end)
            if low >= high or piece.raw_start == piece.raw_end:
                continue
            span = (piece.raw_start + low - piece.clean_start, piece.raw_start + high - piece.clean_start)
            if not piece.copied:
                span = (piece.raw_start, piece.raw_end)
            if out and out[-1][1] == span[0]:
                out[-1] = (out[-1][0], span[1])
            else:
                out.append(span)
        return out

    def _at(self, clean: int) -> Piece:
        return self.pieces[bisect_right(self.pieces, clean, key=lambda p: p.clean_start) - 1]


class CleanText:
    """Builds a cleaned text and its `OffsetMap` from left to right.

    >>> raw = "bağım- sız"
    >>> clean = CleanText(raw)
    >>> clean.copy(0, 5); clean.copy(7, 10)
    >>> clean.text, clean.offsets().raw_spans(0, 8)
    ('bağımsız', [(0, 5), (7, 10)])
    """

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The cleaned text so far."""
        return "".join(self._parts)

    def copy(self, start: int, end: int) -> None:
        """Append the raw characters `start:end`."""
        if start < end:
            self._add(self._raw[start:end], start, end, copied=True)

    def insert(self, text: str, at: int, until: int | None = None) -> None:
        """Append `text` that stands for the raw characters `at:until` without copying them."""
        if text:
            self._add(text, at, at if until is None else until, copied=False)

    def offsets(self) -> OffsetMap:
        """Return the map of what was appended so far."""
        return OffsetMap(tuple(self._pieces))

    def _add(self, text: str, start: int, end: int, *, copied: bool) -> None:
        last = self._pieces[-1] if self._pieces else None
        if copied and last and last.copied and last.raw_end == start:
            self._pieces[-1] = Piece(
                last.clean_start, last.clean_end + len(text), last.raw_start, end, copied=True
            )
        else:
            self._pieces.append(Piece(self._length, self._length + len(text), start, end, copied))
        self._parts.append(text)
        self._length += len(text)


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` sorted, with touching and overlapping ones joined."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return tuple(out)


def covered(text: str, spans: Sequence[Span]) -> int:
    """Return how many non-space characters of `text` lie in `spans`."""
    return sum(sum(not c.isspace() for c in text[start:end]) for start, end in spans)
