"""Order of names: two actors that are named side by side, the other way round in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.model import Mention

ACTORS = frozenset({"PER", "GPE", "LOC", "ORG"})
_JOINED = re.compile(r"['’]?\w{0,4}\s*(?:ve|ile|and|и|с|&|,|-|–|—)\s*(?:the\s)?", re.IGNORECASE)


def compare_order(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield pairs of names joined by "and" or a dash that stand in the other order on the other side."""
    there = dict(_joined(tgt))
    for pair, piece in _joined(src):
        if pair not in there and pair[::-1] in there:
            yield Finding("order_changed", "minor", piece, there[pair[::-1]])


def _joined(side: Side) -> Iterator[tuple[tuple[str, str], Piece]]:
    for index, sentence in side.sentences:
        named = [m for m in sentence.mentions if m.label in ACTORS and _id(m)]
        for one, other in pairwise(sorted(named, key=lambda m: m.start)):
            if _id(one) != _id(other) and _JOINED.fullmatch(sentence.text[one.end : other.start]):
                yield (_id(one), _id(other)), side.piece(index, one.start, other.end)


def _id(mention: Mention) -> str:
    return mention.metonym_of or mention.actor_id
