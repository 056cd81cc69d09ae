"""Numbers by value: digits with the separators of the language, words, and scales ("3,2 milyar", "two hundred")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from kzru_nlp.entities.tables import rows_of

_SPACES = " \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at characters `start:end`; `digits` says whether it is written in figures only."""

    start: int
    end: int
    value: Decimal
    digits: bool
    scale: Decimal = Decimal(1)
    """The factor of a closing scale word, which a range shares ("10-15 milyon")."""


@cache
def _figures(lang: str) -> re.Pattern[str]:
    group = get_group_symbol(lang)
    group = f"[{_SPACES}]" if group.isspace() else re.escape(group)
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{re.escape(get_decimal_symbol(lang))}\d+)?"
    return re.compile(rf"(?<![\d])(?:{grouped}(?!\d)|\d+(?:[.,]\d+)?)(?!\d)")


@cache
def _words(lang: str) -> tuple[tuple[re.Pattern[str], Decimal, str], ...]:
    return tuple(
        (re.compile(rf"(?:{row['pattern']})(?!\w)"), Decimal(row["value"]), row["role"])
        for row in rows_of("numerals", lang)
    )


@cache
def _any_word(lang: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(row['pattern'] for row in rows_of('numerals', lang))})(?!\w)")


@cache
def _joiner(lang: str) -> re.Pattern[str]:
    # "two hundred and five", "сто двадцать", "twenty-five"; a scale may follow with a space or a no-break space.
    return re.compile(rf"[{_SPACES}\n]{{0,2}}(?:and\s+)?|-")


def find_numbers(folded: str, lang: str) -> list[Number]:
    """Return the numbers of a folded text, left to right.

    >>> [plain(n.value) for n in find_numbers("3,2 milyar dolar, 320.000 varil, on altı", "tr")]
    ['3200000000', '320000', '16']
    """
    pieces = [
        (m.start(), m.end(), read_figures(m.group(), lang), "figures")
        for m in _figures(lang).finditer(folded)
    ]
    pieces += [(m.start(), m.end(), *_word_value(m.group(), lang)) for m in _any_word(lang).finditer(folded)]
    out: list[Number] = []
    run: list[tuple[int, int, Decimal, str]] = []
    for piece in sorted(pieces):
        if run and not _continues(folded, run, piece, lang):
            out.append(_compose(run))
            run = []
        run.append(piece)
    if run:
        out.append(_compose(run))
    return out


def read_figures(figures: str, lang: str) -> Decimal:
    """Return the value of digits as `lang` writes them: "1.511" is 1511 in Turkish and 1.511 in English.

    >>> str(read_figures("1.511", "tr")), str(read_figures("16.81", "tr")), str(read_figures("16,81", "ru"))
    ('1511', '16.81', '16.81')
    """
    group = get_group_symbol(lang)
    compact = re.sub(f"[{_SPACES}]", "", figures)
    if not group.isspace() and re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:\D\d+)?", compact):
        compact = compact.replace(group, "")
    return Decimal(compact.replace(",", "."))


def plain(value: Decimal) -> str:
    """Return a number as text without exponent and needless zeros.

    >>> plain(Decimal("3.20E+9")), plain(Decimal("16.80"))
    ('3200000000', '16.8')
    """
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _word_value(word: str, lang: str) -> tuple[Decimal, str]:
    return next((value, role) for pattern, value, role in _words(lang) if pattern.fullmatch(word))


def _continues(
    folded: str, run: list[tuple[int, int, Decimal, str]], piece: tuple[int, int, Decimal, str], lang: str
) -> bool:
    gap = folded[run[-1][1] : piece[0]]
    if piece[3] == "figures":
        # "1 milyon 950 bin", "2 bin 500": figures go on after a scale in words, where they are less than it.
        return run[-1][3] == "scale" and run[0][3] == "figures" and gap == " " and piece[2] < run[-1][2]
    if not _joiner(lang).fullmatch(gap):
        return False
    last, role = run[-1][3], piece[3]
    if last == "figures":
        return role in ("scale", "times")
    return not (last == role == "add" and piece[2] >= run[-1][2]) or role in ("scale", "times")


def _compose(run: list[tuple[int, int, Decimal, str]]) -> Number:
    total, current = Decimal(0), Decimal(0)
    for _, _, value, role in run:
        if role == "scale":
            total, current = total + (current or 1) * value, Decimal(0)
        elif role == "times":
            current = (current or 1) * value
        else:
            current += value
    digits = all(role == "figures" for *_, role in run)
    scale = run[-1][2] if run[-1][3] == "scale" else Decimal(1)
    return Number(run[0][0], run[-1][1], total + current, digits, scale)
