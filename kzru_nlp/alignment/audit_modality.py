"""Modality of a bead: what one side claims, guesses or hints at and the other states, or proves.

Levels are claimed (1), possible or suggested (2), stated (3, no marker), proven (4). A marker that the other side has on
another level is a change; a marker that it has none for only where the levels are far apart, because languages hedge
by many means that no list holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.tables import read_table
from kzru_nlp.lang import get_profile

STATED = 3
FAR = 2
"""Levels between which a change is reported: claimed or suggested against proven."""


def compare_modality(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield a change of modality between the two sides."""
    one, other = _markers(src), _markers(tgt)
    if not one or not other:
        return
    (low_src, high_src), (low_tgt, high_tgt) = _ends(one), _ends(other)
    if high_tgt - high_src >= FAR and low_tgt > high_src:
        yield Finding("modality_hardened", "minor", one[0][1], _of_level(other, high_tgt))
    elif high_src - high_tgt >= FAR and low_src > high_tgt:
        yield Finding("modality_softened", "minor", _of_level(one, high_src), other[0][1])


def _ends(markers: list[tuple[int, Piece]]) -> tuple[int, int]:
    levels = [level for level, _ in markers]
    return min(levels), max(levels)


def _of_level(markers: list[tuple[int, Piece]], level: int) -> Piece:
    return next(piece for found, piece in markers if found == level)


def _markers(side: Side) -> list[tuple[int, Piece]]:
    found = []
    for index, sentence in side.sentences:
        fold = get_profile(sentence.lang).fold(sentence.text)
        for level, pattern in _patterns(sentence.lang):
            found += [(level, side.piece(index, *match.span())) for match in pattern.finditer(fold)]
    return found


@cache
def _patterns(lang: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (int(row["level"]), re.compile(rf"\b(?:{row['pattern']})\b")) for row in read_table("modality", lang)
    )
