"""Numbers that a translator has converted: miles into kilometres, Fahrenheit into Celsius."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kzru_nlp.alignment.tables import read_table
from kzru_nlp.lang import get_profile
from kzru_nlp.text.numbers import Number

FACTORS = {
    ("mile", "kilometre"): 1.609,
    ("inch", "centimetre"): 2.54,
    ("foot", "metre"): 0.3048,
    ("pound", "kilogram"): 0.4536,
}
TOLERANCE = 0.15
"""Share by which a converted number may be off, and half a unit: translators round."""
_WORD = re.compile(r"[^\W_]+")


def converted(one: Number, other: Number, units: frozenset[str], other_units: frozenset[str]) -> bool:
    """Return whether one number is the other in another unit, given the units that stand on each side."""
    for here, there, a, b in ((units, other_units, one, other), (other_units, units, other, one)):
        for (imperial, metric), factor in FACTORS.items():
            if imperial in here and metric in there and _near(a.values[0] * factor, b.values[0]):
                return True
        if "fahrenheit" in here and "celsius" in there and abs((a.values[0] - 32) / 1.8 - b.values[0]) <= 1:
            return True
    return False


def _near(expected: float, found: float) -> bool:
    return abs(expected - found) <= max(0.5, TOLERANCE * expected)


@lru_cache(maxsize=2_000)
def find_units(text: str, lang: str) -> frozenset[str]:
    """Return the units of measurement that `text` names."""
    words = _WORD.findall(get_profile(lang).fold(text))
    return frozenset(
        unit for unit, pattern in _patterns(lang) if any(pattern.fullmatch(word) for word in words)
    )


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["unit"], re.compile(row["pattern"])) for row in read_table("units", lang))
