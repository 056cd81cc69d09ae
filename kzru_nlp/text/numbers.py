"""Numbers by value: digits with either decimal sign, number words, magnitudes, years, clock times, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from babel.numbers import get_decimal_symbol

from kzru_nlp.knowledge.rows import read_rows
from kzru_nlp.lang import get_profile

COLUMNS = ("lang", "pattern", "value", "role", "counts")
FIRST_YEAR, LAST_YEAR = 1000, 2100
# Digits in groups of three (the space is the Russian group sign), with one decimal part at most.
_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s\u00a0\u202f-]*(?:(?:and(?: an?)?|ve|и|с)\s)?[\s\u00a0\u202f-]*")
_RANGE = re.compile(r"\s?[-–—]\s?")
_ROMAN = re.compile(r"(?=[IVXL]{2,6}$)X{0,3}(?:IX|IV|V?I{0,3})$|^[VX]$")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10, "L": 50}
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d%])")
_MERIDIEM = re.compile(r"\s?([ap])\.?\s?m\b", re.IGNORECASE)
_DECADE = re.compile(r"['’]?(?:s\b|l[aeıi]|-?(?:х|е|ые|ых)\b)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: characters `start:end` and its possible values, the likeliest first.

    "1.500" may be 1500 or 1.5, "8 p.m." 8 or 20: two numbers are equal when any of their values are. `soft` are those
    without figures, written in words or Roman; `counts` says whether a unit may follow: not an ordinal, a share, a factor.
    `scale` is the factor of a closing scale word, which a range shares ("10-15 milyon").
    """

    start: int
    end: int
    values: tuple[float, ...]
    soft: bool = False
    year: bool = False
    counts: bool = True
    scale: float = 1.0

    @property
    def value(self) -> float:
        """The likeliest value."""
        return self.values[0]

    @property
    def key(self) -> str:
        """The likeliest value as text, without a needless decimal part."""
        return format(self.values[0], ".12g")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    values: tuple[float, ...]
    role: str
    digits: bool = False
    counts: bool = True


def same_value(one: Number, other: Number) -> bool:
    """Return whether two numbers may be equal."""
    return any(abs(a - b) <= 1e-9 * max(abs(a), abs(b)) for a in one.values for b in other.values)


def plain(value: float) -> str:
    """Return a number as text without exponent and needless zeros.

    >>> plain(3.2e15), plain(16.80)
    ('3200000000000000', '16.8')
    """
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def find_numbers(text: str, lang: str, *, ones: bool = False) -> list[Number]:
    """Return the numbers of `text`, left to right; "one", "first" and "half" alone are articles or shares unless `ones`.

    >>> [n.key for n in find_numbers("1,5 milyon kişi, iki bin on altı yılında", "tr")]
    ['1500000', '2016']
    """
    pieces = sorted(_pieces(text, lang), key=lambda p: p.start)
    numbers = [_compose(group) for group in _groups(text, pieces) if ones or not _alone(group)]
    return _spread_scale(text, numbers)


def _pieces(text: str, lang: str) -> Iterator[_Piece]:
    taken = 0
    if any(char.isdigit() for char in text):
        clocks = {m.start(): m for m in _CLOCK.finditer(text)}
        for match in _DIGITS.finditer(text):
            clock = clocks.get(match.start())
            if clock and ":" in clock.group():
                yield from _clock(text, clock)
                taken = clock.end()
            elif match.start() >= taken:
                yield from _digits(text, match, lang, clock)
    fold = get_profile(lang).fold(text)
    for match in _WORD.finditer(fold):
        start, end = match.span()
        # An abbreviation takes its full stop with it: "5 тыс. рублей".
        for stop in (end + 1, end) if fold[end : end + 1] == "." else (end,):
            if found := _number_word(fold[start:stop], lang):
                value, role, counts = found
                yield _Piece(start, stop, (value,), role, counts=counts)
                break
        if found:
            continue
        if _ROMAN.match(word := text[match.start() : match.end()]):
            yield _Piece(start, end, (_roman(word),), "roman", counts=False)


def _digits(text: str, match: re.Match[str], lang: str, clock: re.Match[str] | None) -> Iterator[_Piece]:
    start, end, raw = match.start(), match.end(), match.group()
    if re.fullmatch(r"\d+(?:\.\d+){2,}", raw) and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", raw):
        for part in re.finditer(r"\d+", raw):  # 24.02.2022
            yield _Piece(
                start + part.start(), start + part.end(), (float(part.group()),), "digits", digits=True
            )
        return
    values = _readings(raw, lang)
    after = text[end : end + 6]
    if meridiem := _MERIDIEM.match(after):
        values = _hours(values[0], meridiem.group(1))
    elif clock and clock.end() == end and len(raw.split(".")) == 2:  # "saat 15.30": an hour and its minutes
        hour, minutes = (float(part) for part in raw.split("."))
        values = (*values, hour, hour - 12 if hour > 12 else hour + 12, minutes)
    elif _DECADE.match(after) and values[0] in range(10, 100, 10):
        values = (values[0], 1900 + values[0])
    elif raw.isdigit() and len(raw) == 2 and re.search(r"\d{4}[-–/]$", text[max(0, start - 5) : start]):
        values = (values[0], float(text[start - 5 : start - 3] + raw))  # 2018-19
    elif raw.isdigit() and len(raw) == 2 and re.search(r"[A-Z'’]$", text[:start]):
        values = (values[0], 2000 + values[0], 1900 + values[0])  # "SS19", "'98"
    yield _Piece(start, end, values, "digits", digits=True)


def _clock(text: str, match: re.Match[str]) -> Iterator[_Piece]:
    hour, minutes = match.span(1), match.span(2)
    meridiem = _MERIDIEM.match(text[match.end() : match.end() + 6])
    values = _hours(float(match.group(1)), meridiem.group(1) if meridiem else "")
    yield _Piece(*hour, values, "digits", digits=True)
    if match.group(2) != "00":  # 15:00 is written "15", "3 p.m."
        yield _Piece(*minutes, (float(match.group(2)),), "digits", digits=True)


def _hours(hour: float, meridiem: str) -> tuple[float, ...]:
    """Return the readings of an hour on the clock of twelve and on that of twenty-four."""
    if meridiem in {"p", "P"}:
        return hour, hour % 12 + 12
    return (hour, hour - 12) if hour > 12 else (hour, hour + 12)


@lru_cache(maxsize=10_000)
def _readings(raw: str, lang: str) -> tuple[float, ...]:
    """Return the values that digits with separators may have in `lang`, the language's own reading first."""
    plain = re.sub(r"[ \u00a0\u202f]", "", raw)
    decimal = _decimal_sign(lang)
    if not re.search(r"[.,]", plain):
        return (float(plain),)
    as_grouped = re.fullmatch(r"\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)(?:[.,]\d{1,2})?", plain)
    tail = re.search(r"[.,](\d+)$", plain)
    as_decimal = float(re.sub(r"[.,]", "", plain[: tail.start()]) + "." + tail[1]) if tail else None
    if as_grouped and tail:
        sign = as_grouped.group(1)
        several = len(re.findall(r"[.,]", plain)) > 1
        if several and plain[tail.start()] != sign:
            return (as_decimal,) if as_decimal is not None else ()
        grouped = float(re.sub(r"[.,]", "", plain))
        if several:
            return (grouped,)
        own, other = (grouped, as_decimal) if sign != decimal else (as_decimal, grouped)
        return tuple(v for v in (own, other) if v is not None)
    return (as_decimal,) if as_decimal is not None else (float(re.sub(r"[.,]", "", plain)),)


@cache
def _decimal_sign(lang: str) -> str:
    """Return the decimal sign of CLDR."""
    return get_decimal_symbol(lang)


@lru_cache(maxsize=50_000)
def _number_word(word: str, lang: str) -> tuple[float, str, bool] | None:
    pattern, rows = _number_words(lang)
    match = pattern.fullmatch(word)
    return rows[match.lastindex - 1] if match and match.lastindex else None


@cache
def _number_words(lang: str) -> tuple[re.Pattern[str], Sequence[tuple[float, str, bool]]]:
    table = Path(__file__).parent / "data" / "number_words.tsv"
    rows = [row for row in read_rows(table, COLUMNS) if row["lang"] == lang]
    pattern = re.compile("|".join(f"({row['pattern']})" for row in rows))
    return pattern, [(float(row["value"]), row["role"], row["counts"] == "yes") for row in rows]


def _roman(word: str) -> float:
    values = [_ROMAN_VALUE[char] for char in word]
    return float(sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)))


def _groups(text: str, pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield runs of pieces that are read as one number: "2,5 milyon", "twenty-five", "iki bin on altı"."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and not (_joins(group, piece) and _BETWEEN.fullmatch(text[group[-1].end : piece.start])):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _joins(group: Sequence[_Piece], piece: _Piece) -> bool:
    last = group[-1]
    if "roman" in (last.role, piece.role):
        return False
    if piece.digits:  # "15 bin 200", never "15 200" or "üç 5"
        return last.role == "scale" and any(p.digits for p in group) and piece.values[0] < last.values[0]
    if piece.role in {"scale", "half"}:
        return not (last.role == "scale" and piece.role == "scale" and last.values[0] >= piece.values[0])
    if piece.role == "times":
        return (last.role in {"add", "one", "digits"} and last.values[0] < 10) or last.role == "scale"
    if last.digits:
        return False
    # "twenty-five": tens before ones, hundreds before tens; never "two three".
    return last.role in {"times", "scale"} or last.values[0] >= 10 ** len(format(piece.values[0], ".0f"))


def _alone(group: Sequence[_Piece]) -> bool:
    return len(group) == 1 and group[0].role in {"one", "half"}


def _compose(group: Sequence[_Piece]) -> Number:
    """Return the number that a run of pieces stands for."""
    soft, counts = not any(p.digits for p in group), all(p.counts for p in group)
    scale = group[-1].values[0] if group[-1].role == "scale" else 1.0
    if len(group) == 1:
        piece = group[0]
        year = piece.digits and len(piece.values) == 1 and FIRST_YEAR <= piece.values[0] <= LAST_YEAR
        year = year and piece.end - piece.start == 4
        return Number(piece.start, piece.end, piece.values, soft, year, counts, scale)
    values = []
    for first in group[0].values:
        total, current = 0.0, first
        if group[0].role == "scale":
            total, current = first, 0.0
        for piece in group[1:]:
            value = piece.values[0]
            if piece.role == "scale":
                total, current = total + (current or 1) * value, 0.0
            elif piece.role == "times":
                current = (current or 1) * value
            else:
                current += value
        values.append(total + current)
    return Number(group[0].start, group[-1].end, tuple(values), soft, False, counts, scale)


def _spread_scale(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Return `numbers` with the magnitude of a range's end also read into its start: "5-6 milyon"."""
    out = list(numbers)
    for i, (one, other) in enumerate(pairwise(numbers)):
        if other.scale != 1 and _RANGE.fullmatch(text[one.end : other.start]):
            out[i] = replace(one, values=(*one.values, one.values[0] * other.scale))
    return out
