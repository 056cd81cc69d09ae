"""Date expressions and their ISO 8601 values; the grammar is in data/dates.tsv."""

from __future__ import annotations

import re
from functools import cache

from kzru_nlp.entities.tables import rows_of
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

_YEAR = r"(?<!\d)(?<!\d[.,])(?:1[0-9]\d\d|20\d\d)(?!\d)(?![.,]\d{3})(?!-\d{4}\b-)"
_DAY = r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])(?!\d)"
_CENTURY = r"(?<!\w)(?:[ivxıх]{1,5}|\d{1,2})"
_DECADE = r"(?<!\d)(?:(?:1[0-9]|20)?\d0)"
_PLACES = {
    "y": _YEAR,
    "yn": r"(?:1[0-9]\d\d|20\d\d)(?!\d)",
    "y2": r"(?:1[0-9]\d\d|20\d\d)(?!\d)",
    "y2short": r"\d\d(?!\d)",
    "d": _DAY,
    "d2": _DAY,
    "n": _MONTH_NUMBER,
    "c": _CENTURY,
    "c2": _CENTURY,
    "t": _DECADE,
    "e": r"(?<![\d.,])[1-9]\d{0,3}(?!\d)",
    "e3": r"(?<![\d.,])[1-9]\d\d(?!\d)",
}
# "1990’larda" is a decade although its digits alone are a year.
_SCORES = {"decade": 0.97, "century": 0.97}
_SCORE = 0.95
_PLACE = re.compile(r"<(y2short|yn|y2|y|m2|m|d2|d|n|c2|c|t|e3|e)>")


@cache
def _grammar(lang: str) -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    months = "|".join(sorted(map(re.escape, get_profile(lang).months), key=len, reverse=True))
    nouns = "|".join(row["pattern"] for row in rows_of("yearnouns", lang)) or "(?!)"
    # A full stop that no figure follows ends the sentence, not a month's short form.
    month = rf"(?:{months})(?!\w)(?:\.(?=\s?\d))?"
    places = {**_PLACES, "m": rf"(?<!\w){month}", "m2": month}

    def build(pattern: str) -> re.Pattern[str]:
        body = _PLACE.sub(lambda m: f"(?P<{m.group(1).rstrip('n') or 'n'}>{places[m.group(1)]})", pattern)
        start = "" if body.startswith("(?<") else r"(?<!\w)"
        # A year noun may end in a full stop ("2022 г."), which no word boundary follows.
        return re.compile(rf"{start}{body.replace('{year}', f'(?:{nouns})')}(?:(?<=\.)|(?!\w))")

    return tuple(
        (build(row["pattern"]), row["kind"], "<m>" in row["pattern"]) for row in rows_of("dates", lang)
    )


@cache
def _month_anywhere(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, get_profile(lang).months))})(?!\w)")


@cache
def _counted(lang: str) -> re.Pattern[str]:
    """What makes four digits a count: "2000 people"."""
    nouns = [row["pattern"] for row in rows_of("amounts", lang) if row["kind"] == "counted"]
    return re.compile(rf"\s+(?:\w+\s)?(?:{'|'.join(nouns)})(?!\w)")


def find_dates(text: str, folded: str, lang: str) -> list[Mention]:
    """Return date mentions (they may overlap: the longest is meant), `value` in ISO 8601.

    `folded` is `text` in lower case with the same length. Periods are "start/end": a decade "1990/1999", a
    century "2001/2100"; a day or month without its year has "--02-24" or "--02".

    >>> [m.value for m in find_dates("24 Şubat 2022", "24 şubat 2022", "tr") if m.text == "24 Şubat 2022"]
    ['2022-02-24']
    """
    digits = any(char.isdigit() for char in text)
    named = _month_anywhere(lang).search(folded) is not None
    if not digits and not named and not _in_words(lang, folded):
        return []
    return [
        Mention(
            m.start(),
            m.end(),
            "DATE",
            text[m.start() : m.end()],
            _SCORES.get(kind, _SCORE),
            "rule:date",
            value=value,
        )
        for pattern, kind, has_month in _grammar(lang)
        if named or not has_month
        for m in pattern.finditer(folded)
        if (value := _value(m, kind, lang)) and _plausible(m, kind, text, folded, lang)
    ]


def _in_words(lang: str, folded: str) -> bool:
    return any(
        pattern.search(folded)
        for pattern, kind, _ in _grammar(lang)
        if kind.startswith(("century", "decade:"))
    )


def _plausible(match: re.Match[str], kind: str, text: str, folded: str, lang: str) -> bool:
    groups = match.groupdict()
    if groups.get("m") and not any(char.isdigit() for char in match.group()):
        # A month's name alone may be a verb or a person ("may", "ekim"): with a capital where it has one.
        start = match.start("m")
        return get_profile(lang).script == "Cyrl" or text[start].isupper()
    if kind == "era" and text[match.start()].islower() and "." not in match.group():
        return False  # "an ad 15 seconds long"
    if match.group().isdigit():
        return not _counted(lang).match(folded, match.end())
    return True


def _value(match: re.Match[str], kind: str, lang: str) -> str | None:
    found = {key: value for key, value in match.groupdict().items() if value}
    if kind.startswith("decade"):
        # "decade:90" is one in words ("the nineties").
        return _decade(kind.partition(":")[2] or found["t"])
    if kind == "before christ":
        return f"-{found['e']}"
    if kind == "era":
        return f"{int(found.get('e') or found['e3']):04}"
    if kind == "centuries before christ":
        return _before_christ(found["c"])
    if kind == "century":
        return _centuries(found["c"], found.get("c2"))
    start = _day(found, lang, "y", "m", "d")
    if kind == "date":
        return start
    if short := found.get("y2short"):
        found["y2"] = found["y"][:2] + short
    if "y2" in found and "m" not in found:
        return f"{found['y']}/{found['y2']}" if found["y"] < found["y2"] else None
    end = _day({**found, **_second(found)}, lang, "y", "m", "d")
    if "y2" not in found and "y" in found and "m2" in found and "d" not in found:
        start = _day({"y": found["y"], "m": found["m"]}, lang, "y", "m", "d")
    return f"{start}/{end}" if start and end else None


def _second(found: dict[str, str]) -> dict[str, str]:
    return {key: found[f"{key}2"] for key in "ymd" if f"{key}2" in found}


def _day(found: dict[str, str], lang: str, year: str, month: str, day: str) -> str | None:
    if "n" in found:
        number = int(found["n"])
    elif month in found:
        number = get_profile(lang).months[found[month].rstrip(".")]
    else:
        return found.get(year)
    parts = [found.get(year, "-"), f"{number:02}"]
    if day in found:
        parts.append(f"{int(found[day]):02}")
    return "-".join(parts)


def _decade(figures: str) -> str:
    # "80'ler" without a century is the last one; the first two decades of a century are rarely called so.
    start = int(figures) if len(figures) == 4 else 1900 + int(figures)
    return f"{start}/{start + (99 if start % 100 == 0 and start < 2000 else 9)}"


def _centuries(first: str, last: str | None) -> str | None:
    start, end = _century_number(first), _century_number(last or first)
    if start is None or end is None or not 1 <= start <= end <= 22:
        return None
    return f"{(start - 1) * 100 + 1:04}/{end * 100:04}"


def _before_christ(numeral: str) -> str | None:
    number = _century_number(numeral)
    return f"-{number * 100}/-{number * 100 - 99}" if number else None


def _century_number(numeral: str) -> int | None:
    if numeral.isdigit():
        return int(numeral)
    latin = numeral.replace("ı", "i").replace("х", "x")
    if not re.fullmatch(r"x{0,2}(?:ix|iv|v?i{0,3})", latin):
        return None
    return sum(_signed(latin, i) for i in range(len(latin)))


def _signed(roman: str, i: int) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    value = values[roman[i]]
    return -value if i + 1 < len(roman) and values[roman[i + 1]] > value else value
