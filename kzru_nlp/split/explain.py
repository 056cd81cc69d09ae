"""Which rule decided each line of the input."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kzru_nlp.model import Article, Span, Unit


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """A piece of an input line that one unit took: the line's number from 1, the raw span, the unit with its rule."""

    line: int
    span: Span
    unit: Unit


def explain_lines(article: Article) -> Iterator[LineVerdict]:
    """Yield, line by line, the pieces that units took; a run-in label and its abstract share a line.

    Lines without text are passed over. Lines are counted as `str.splitlines` counts them.
    """
    pieces = sorted((start, end, i) for i, unit in enumerate(article.units) for start, end in unit.spans)
    starts = [start for start, _, _ in pieces]
    number, at = 0, 0
    for line in article.text.splitlines(keepends=True):
        number += 1
        low, high = at, at + len(line)
        at = high
        if not line.strip():
            continue
        for start, end, index in pieces[max(bisect_right(starts, low) - 1, 0) :]:
            if start >= high:
                break
            span = (max(start, low), min(end, high))
            if span[0] < span[1] and article.text[span[0] : span[1]].strip():
                yield LineVerdict(number, span, article.units[index])
