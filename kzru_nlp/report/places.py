"""Where things stand: raw offsets in cleaned text, and raw offsets as lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

Row = Mapping[Hashable, Any]
_LINE_END = re.compile(r"\r\n|\n|\r")


class CleanedPlaces:
    """Leads from raw offsets to offsets into a unit's cleaned text, by the raw spans of its sentences.

    Within a span raw and cleaned text run side by side; between spans cleaning left at most one blank.
    """

    def __init__(self, sentences: Iterable[Row]) -> None:
        pieces: list[tuple[int, int, int]] = []
        for row in sentences:
            pieces += _pieces(str(row["text"]), int(row["start"]), row["raw_spans"])
        self._pieces = sorted(pieces)
        self._starts = [piece[0] for piece in self._pieces]

    def at(self, raw: int) -> int | None:
        """Return the offset of the character at `raw`, or of the end of what precedes it; None before all of them."""
        i = bisect_right(self._starts, raw) - 1
        if i < 0:
            return None
        start, end, cleaned = self._pieces[i]
        return cleaned + min(raw, end) - start

    def span(self, raw_start: int, raw_end: int) -> tuple[int, int] | None:
        """Return where the raw characters `raw_start:raw_end` stand, or None if they aren't in these sentences."""
        start, last = self.at(raw_start), self.at(raw_end - 1)
        return None if start is None or last is None or last < start else (start, last + 1)


def _pieces(text: str, base: int, raw_spans: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    at = 0
    for raw_start, raw_end in raw_spans:
        while found and at < len(text) and text[at].isspace():
            at += 1
        found.append((int(raw_start), int(raw_end), base + at))
        at += int(raw_end) - int(raw_start)
    return found


class Lines:
    """The lines of a decoded input, numbered from 1 as editors number them: LF, CRLF or CR ends one."""

    def __init__(self, text: str) -> None:
        ends = [match.end() for match in _LINE_END.finditer(text)]
        self.starts = [0, *(end for end in ends if end < len(text))]
        self.lines = [text[a:b].rstrip("\r\n") for a, b in pairwise([*self.starts, len(text)])]

    def number(self, offset: int) -> int:
        """Return the number of the line that holds the character at `offset`."""
        return max(bisect_right(self.starts, offset), 1)

    def spanned(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last line of the characters `start:end`."""
        return self.number(start), self.number(max(end - 1, start))
