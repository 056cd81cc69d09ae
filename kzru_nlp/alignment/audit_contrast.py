"""Contrasts of a bead: north that has become south, days that have become weeks, dollars that have become yuan.

A word that no table links is a change of meaning in fewer than one case in a hundred, so words are compared only where they
exclude each other: members of the small sets of `data/contrasts.tsv`, of which one side has one and the other another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kzru_nlp.alignment.audit_numbers import unanswered_numbers
from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.tables import read_table
from kzru_nlp.lang import get_profile
from kzru_nlp.text.numbers import find_numbers

AMOUNTS = frozenset({"MONEY", "QUANTITY", "DATE"})


def compare_contrasts(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield members of a set that have become another member; with a third version, only where it has one of the two."""
    one, other = find_members(src), find_members(tgt)
    third = find_members(src.witness) if src.witness else None
    for name in one.keys() & other.keys():
        kind, _, _ = name.partition(":")
        lost = [m for m in one[name] if m not in other[name]]
        added = [m for m in other[name] if m not in one[name]]
        if len(lost) != 1 or len(added) != 1:
            continue
        if third is not None and len({lost[0], added[0]} & third.get(name, {}).keys()) != 1:
            continue
        # Eighteen months are a year and a half.
        if kind == "number" and unanswered_numbers(src, tgt):
            continue
        # Two sentences may name both members for different things: without a third version that is a hint, no more.
        severity = "minor" if kind == "shift" and third is None else "major"
        yield Finding(f"{kind}_contrast", severity, one[name][lost[0]], other[name][added[0]])


def find_members(side: Side) -> dict[str, dict[str, Piece]]:
    """Return for each set ("shift:compass") its members on a side, with their first place."""
    found: dict[str, dict[str, Piece]] = {}
    for index, sentence in side.sentences:
        fold = get_profile(sentence.lang).fold(sentence.text)
        numbers = find_numbers(sentence.text, sentence.lang)
        for name, member, pattern in _members(sentence.lang):
            for match in pattern.finditer(fold):
                start, end = match.span()
                # What a name consists of is no word of its own: Northern Cyprus, Republic of Korea.
                inside = any(
                    m.start < end and start < m.end for m in sentence.mentions if m.label not in AMOUNTS
                )
                counted = any(n.start < end and start - n.end <= 1 for n in numbers)
                if not inside and (counted or not name.startswith("number:")):
                    found.setdefault(name, {}).setdefault(member, side.piece(index, *match.span()))
    return found


@cache
def _members(lang: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (f"{row['type']}:{row['set']}", row["member"], re.compile(rf"\b(?:{row['pattern']})\b"))
        for row in read_table("contrasts", lang)
    )
