"""Numbers and dates of a bead, compared by value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.similarity import described
from kzru_nlp.alignment.units import converted, find_units
from kzru_nlp.text.numbers import Number, find_numbers, same_value

LIKE = 12.0
_DESIGNATION = re.compile(r"(?:\b[^\W\d_a-zа-яё]\w+\s)?\b[^\W\d_a-zа-яё]{1,4}-?$")


def compare_numbers(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield numbers by value: what is left over on both sides has changed, on one side it was lost or added."""
    one, other = _numbers_of(src), _numbers_of(tgt)
    lost = [n for n in one if not _has_value(n[1], [m for _, m in other])]
    added = [n for n in other if not _has_value(n[1], [m for _, m in one])]
    units = _units(src), _units(tgt)
    for pair in [(a, b) for a in lost for b in added if converted(a[1], b[1], *units)]:
        lost, added = [n for n in lost if n is not pair[0]], [n for n in added if n is not pair[1]]
    # A number that the next sentence has has moved; an operand of a sum or a part of a date is no change of its own.
    lost = [n for n in lost if not _nearby(n[1], tgt)]
    added = [n for n in added if not _nearby(n[1], src)]
    words = [[n for n in rest if n[1].soft] for rest in (lost, added)]
    figures = [[n for n in rest if not n[1].soft] for rest in (lost, added)]
    for pair in _pairs(*figures):
        figures = [[n for n in rest if n not in pair] for rest in figures]
        yield _changed(pair, src, tgt)
    # Words are read as numbers in error more often ("yüz" is a face too): only one against one, or against a figure.
    mixed = [[*figures[0], *words[0]], [*figures[1], *words[1]]]
    if len(mixed[0]) == len(mixed[1]) == 1 and not _counts_differently(mixed[0][0][1], mixed[1][0][1]):
        yield _changed((mixed[0][0], mixed[1][0]), src, tgt)
        return
    for n in figures[0]:
        if n[1].values[0] != 1:
            key, place = _alone(n, src)
            yield Finding(f"{key}_lost", "minor", place, None)
    for n in figures[1]:
        if n[1].values[0] != 1:
            key, place = _alone(n, tgt)
            yield Finding(f"{key}_added", "minor", None, place)


def unanswered_numbers(src: Side, tgt: Side) -> bool:
    """Return whether either side has a number that the other has not."""
    one, other = ([n for _, n in _numbers_of(side)] for side in (src, tgt))
    return not (all(_has_value(n, other) for n in one) and all(_has_value(n, one) for n in other))


Found = tuple[int, Number]


def _pairs(lost: Sequence[Found], added: Sequence[Found]) -> Iterator[tuple[Found, Found]]:
    """Yield the likeliest pairs of what is left on both sides: a year with a year, then the nearest values."""
    lost, added = list(lost), list(added)
    while lost and added:
        pair = min(((a, b) for a in lost for b in added), key=lambda p: _unlike(p[0][1], p[1][1]))
        lost.remove(pair[0])
        added.remove(pair[1])
        yield pair


def _changed(pair: tuple[Found, Found], src: Side, tgt: Side) -> Finding:
    return Finding(f"{_kind(pair[0][1])}_changed", "major", _place(pair[0], src), _place(pair[1], tgt))


def _counts_differently(one: Number, other: Number) -> bool:
    """Whether two number words may be unlike ways to say one thing: magnitudes apart ("hundreds", "thousands")."""
    values = sorted((one.values[0], other.values[0]))
    return one.soft and other.soft and (values[0] == 0 or values[1] / values[0] > LIKE)


def _numbers_of(side: Side) -> list[tuple[int, Number]]:
    return [(i, n) for i, s in side.sentences for n in find_numbers(s.text, s.lang)]


def _units(side: Side) -> frozenset[str]:
    return frozenset[str]().union(*(find_units(s.text, s.lang) for _, s in side.sentences))


def _has_value(number: Number, others: Sequence[Number]) -> bool:
    return any(same_value(number, other) for other in others)


def _nearby(number: Number, side: Side) -> bool:
    return any(_has_value(number, find_numbers(s.text, s.lang)) for s in side.around)


def _unlike(one: Number, other: Number) -> tuple[bool, float]:
    """Return how unlike two numbers are: a year goes with a year, then the nearest value."""
    return one.year != other.year, abs(one.values[0] - other.values[0])


def _kind(number: Number) -> str:
    return "date" if number.year else "number"


def _alone(found: Found, side: Side) -> tuple[str, Piece]:
    """Return the kind and the place of a number without counterpart; in a designation (F-35) it is the thing that is named."""
    index, number = found
    text = next(s.text for i, s in side.sentences if i == index)
    head = _DESIGNATION.search(text[: number.start])
    if head:
        return "entity", side.piece(index, head.start(), number.end)
    return _kind(number), _place(found, side)


def _place(found: tuple[int, Number], side: Side) -> Piece:
    index, number = found
    text = next(s.text for i, s in side.sentences if i == index)
    return Piece(index, number.start, number.end, text[number.start : number.end])


def compare_calendar(src: Side, tgt: Side) -> Iterator[Finding]:
    """A month or a weekday that has become another one; a side that names none says "next week" perhaps."""
    for kind in ("month:", "weekday:"):
        one, other = _concepts(src, kind), _concepts(tgt, kind)
        lost = [p for key, p in one.items() if key not in other]
        added = [p for key, p in other.items() if key not in one]
        if len(lost) == len(added) == 1:
            yield Finding("date_changed", "major", lost[0], added[0])


def _concepts(side: Side, kind: str) -> dict[str, Piece]:
    found = {}
    for index, sentence in side.sentences:
        for feature in described(sentence.text, sentence.lang).features:
            if feature.kind == "concept" and feature.key.startswith(kind):
                start = sentence.text.find(feature.text)
                found[feature.key] = Piece(index, start, start + len(feature.text), feature.text)
    return found
