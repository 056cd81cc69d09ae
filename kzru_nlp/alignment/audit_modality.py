"""Modality of a bead: what one side alleges, supposes or hints at and the other states, or proves.

Levels are alleged (1), possible or suggested (2), stated (3, no marker), proven (4). Languages hedge by many means, so
besides markers the table has words that may answer one ("could", "by their account", -abil-): where such a word stands
on the other side nothing is said, and it raises no alarm by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.tables import read_table
from kzru_nlp.lang import get_profile

STATED = 3
ANSWER = "answer"


def compare_modality(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield a change of modality between the two sides."""
    one, other = find_markers(src), find_markers(tgt)
    low, high = _ends(one), _ends(other)
    if low[1] < STATED and high[0] > STATED:
        yield Finding("modality_hardened", "major", one[0][1], other[0][1])
    elif high[1] < STATED and low[0] > STATED:
        yield Finding("modality_softened", "major", one[0][1], other[0][1])
    elif low[0] < STATED and not other and not _answers(tgt):
        yield Finding("modality_dropped", "minor", one[0][1])
    elif high[0] < STATED and not one and not _answers(src):
        yield Finding("modality_supposed", "minor", None, other[0][1])


def _ends(markers: list[tuple[int, Piece]]) -> tuple[int, int]:
    levels = [level for level, _ in markers] or [STATED]
    return min(levels), max(levels)


def find_markers(side: Side) -> list[tuple[int, Piece]]:
    """Return the markers of a side, left to right, each with its level."""
    return sorted(
        (
            (int(level), side.piece(index, *span))
            for index, sentence in side.sentences
            for level, span in _found(sentence.text, sentence.lang)
            if level != ANSWER
        ),
        key=lambda marker: (marker[1].sentence, marker[1].start),
    )


def _answers(side: Side) -> bool:
    return any(level == ANSWER for _, s in side.sentences for level, _ in _found(s.text, s.lang))


def _found(text: str, lang: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the levels and places of markers; a capital after a word is a name's ("in May", "Theresa May")."""
    fold = get_profile(lang).fold(text)
    for level, pattern in _patterns(lang):
        for match in pattern.finditer(fold):
            before = text[: match.start()].rstrip()[-1:]
            if not (text[match.start()].isupper() and before.isalnum()):
                yield level, match.span()


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["level"], re.compile(rf"\b(?:{row['pattern']})\b")) for row in read_table("modality", lang)
    )
