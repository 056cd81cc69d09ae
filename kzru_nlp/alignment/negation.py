"""Negators of a sentence: clear ones and words that may carry a negation, from `data/negators.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kzru_nlp.alignment.tables import read_table
from kzru_nlp.lang import get_profile


@dataclass(frozen=True, slots=True)
class Negator:
    """Characters `start:end` of a sentence; `clear` ones negate, others may ("without", "fail", "-sız"), `weak` ones rarely
    do ("only", "before").

    `host` says where the negated word stands: after ("not"), before ("değil"), inside ("gelmedi"), none ("nobody").
    """

    start: int
    end: int
    clear: bool
    host: str = "none"
    weak: bool = False


def find_negators(text: str, lang: str) -> list[Negator]:
    """Return the negators of `text`, left to right; "not only", "не более" and the like are none.

    >>> [n.clear for n in find_negators("It did not work without him.", "en")]
    [True, False]
    """
    fold = get_profile(lang).fold(text)
    for pattern, _ in _patterns(lang, "excluded"):
        fold = pattern.sub(lambda match: "·" * len(match.group()), fold)
    found: dict[int, Negator] = {}
    for strength in ("clear", "possible", "weak"):
        for pattern, host in _patterns(lang, strength):
            for match in pattern.finditer(fold):
                if not any(n.start < match.end() and match.start() < n.end for n in found.values()):
                    found[match.start()] = Negator(
                        *match.span(), strength == "clear", host, strength == "weak"
                    )
    return [found[start] for start in sorted(found)]


@cache
def _patterns(lang: str, strength: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_table("negators", lang)
    return tuple(
        (re.compile(rf"\b(?:{row['pattern']})\b"), row["host"]) for row in rows if row["strength"] == strength
    )
