"""Percentages, sums of money and quantities: a number and what stands around it (data/amounts.tsv)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kzru_nlp.entities.tables import rows_of
from kzru_nlp.model import Mention
from kzru_nlp.text.numbers import Number, find_numbers, plain

_SPACE = r"[\s\u00a0\u202f]{0,2}"
# "285-kilometre" and "285-километровый" are tied by a hyphen; "RS-28" is no sum of rupees.
_GAP = rf"(?:-|{_SPACE})"
_RANGE = re.compile(r"\s?[-–—]\s?")


@cache
def _patterns(lang: str, kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = [row for row in rows_of("amounts", lang) if row["kind"] == kind]
    return tuple((_bounded(row["pattern"], before=kind.endswith("before")), row["value"]) for row in rows)


def _bounded(pattern: str, *, before: bool) -> re.Pattern[str]:
    if before:
        return re.compile(rf"(?:^|(?<![^\W\d_]))(?:{pattern}){_SPACE}$")
    return re.compile(rf"(?:{pattern})(?![^\W_])")


def find_amounts(text: str, folded: str, lang: str) -> list[Mention]:
    """Return PERCENT, MONEY and QUANTITY mentions, left to right, with the number (and unit) as `value`.

    >>> text = "3,2 milyar dolar ve 320.000 varil"
    >>> [m.value for m in find_amounts(text, text, "tr")]
    ['3200000000 USD', '320000 bbl']
    """
    out: list[Mention] = []
    numbers = [number for number in find_numbers(text, lang, ones=True) if number.counts]
    for i, number in enumerate(numbers):
        joined = _range(numbers[i - 1] if i else None, number, folded)
        for rule in RULES:
            mention = rule(text, folded, joined or number, lang)
            if mention:
                if joined and out and out[-1].end > mention.start:
                    out.pop()
                value = f"{_low(numbers[i - 1], number)}/{mention.value}" if joined else mention.value
                out.append(replace(mention, value=value))
                break
    return out


def _range(last: Number | None, number: Number, folded: str) -> Number | None:
    if last and _RANGE.fullmatch(folded[last.end : number.start]) and last.value < number.value:
        return replace(number, start=last.start)
    return None


def _low(first: Number, last: Number) -> str:
    return plain(first.value * (last.scale if first.scale == 1 else 1))


def percent(text: str, folded: str, number: Number, lang: str) -> Mention | None:
    """Return "%16,81", "yüzde on", "16.81 percent"."""
    start, _ = _before(folded, number.start, lang, "percent_before")
    end, _ = _after(folded, number.end, lang, "percent_after")
    if start == number.start and end == number.end:
        return None
    if end > number.end:  # "16 %, 20 %": a sign that follows its number does not also precede the next
        start = number.start
    elif _number_ends_at(folded, start):
        return None
    return Mention(start, end, "PERCENT", text[start:end], 0.97, "rule:percent", value=plain(number.value))


def money(text: str, folded: str, number: Number, lang: str) -> Mention | None:
    """Return "$3 billion", "3,2 milyar ABD doları", "5 млн американских долларов"."""
    start, sign = _before(folded, number.start, lang, "currency_before")
    modified, country = _after(folded, number.end, lang, "currency_modifier")
    end, currency = _after(folded, modified, lang, "currency_after")
    if end == modified:
        if not sign:
            return None
        return _money(text, start, number.end, number, sign)
    end, _ = _after(folded, end, lang, "currency_country")
    return _money(text, start if sign else number.start, end, number, country or currency)


def quantity(text: str, folded: str, number: Number, lang: str) -> Mention | None:
    """Return "320.000 varil", "1,511 kilometres"."""
    end, unit = _after(folded, number.end, lang, "unit")
    if not unit or (number.soft and number.value == 1):
        return None
    value = f"{plain(number.value)} {unit}"
    return Mention(
        number.start, end, "QUANTITY", text[number.start : end], 0.95, "rule:quantity", value=value
    )


# A percent sign or a currency says more than a unit's abbreviation ("m", "t") can.
RULES = (percent, money, quantity)


def _money(text: str, start: int, end: int, number: Number, currency: str) -> Mention:
    value = f"{plain(number.value)} {currency}"
    return Mention(start, end, "MONEY", text[start:end], 0.97, "rule:money", value=value)


def _number_ends_at(folded: str, end: int) -> bool:
    return bool(re.search(r"\d\s?$", folded[max(0, end - 3) : end]))


def _before(folded: str, start: int, lang: str, kind: str) -> tuple[int, str]:
    left = folded[max(0, start - 12) : start]
    for pattern, value in _patterns(lang, kind):
        if match := pattern.search(left):
            return start - len(left) + match.start(), value or "yes"
    return start, ""


def _after(folded: str, end: int, lang: str, kind: str) -> tuple[int, str]:
    gap = re.compile(_GAP).match(folded, end)
    at = gap.end() if gap else end
    for pattern, value in _patterns(lang, kind):
        if match := pattern.match(folded, at):
            return match.end(), value
    return end, ""
