"""Order: two actors that are named side by side, the other way round in the translation; sentences that stand elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.model import Bead, Mention

ACTORS = frozenset({"PER", "GPE", "LOC", "ORG"})
_JOINED = re.compile(r"['’]?\w{0,4}\s*(?:ve|ile|and|и|с|&|,|-|–|—)\s*(?:the\s)?", re.IGNORECASE)


def compare_order(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield pairs of names joined by "and" or a dash that stand in the other order on the other side."""
    there = dict(_joined(tgt))
    for pair, piece in _joined(src):
        if pair not in there and pair[::-1] in there:
            yield Finding("order_changed", "minor", piece, there[pair[::-1]])


def moved_beads(beads: Sequence[Bead]) -> set[int]:
    """Return the fewest beads without which the others keep the order of both sides (a longest increasing subsequence).

    >>> moved_beads([Bead((0,), (0,)), Bead((1,), (3,)), Bead((2,), (1,)), Bead((3,), (2,))])
    {1}
    """
    both = [k for k, bead in enumerate(beads) if bead.src and bead.tgt]
    tops: list[tuple[int, int]] = []  # (target, bead) that the best chain of each length ends with
    before: dict[int, int | None] = {}
    for k in both:
        at = bisect_left(tops, (beads[k].tgt[0],))
        before[k] = tops[at - 1][1] if at else None
        tops[at : at + 1] = [(beads[k].tgt[0], k)]
    kept, last = set[int](), tops[-1][1] if tops else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(both) - kept


def _joined(side: Side) -> Iterator[tuple[tuple[str, str], Piece]]:
    for index, sentence in side.sentences:
        named = [m for m in sentence.mentions if m.label in ACTORS and _id(m)]
        for one, other in pairwise(sorted(named, key=lambda m: m.start)):
            if _id(one) != _id(other) and _JOINED.fullmatch(sentence.text[one.end : other.start]):
                yield (_id(one), _id(other)), side.piece(index, one.start, other.end)


def _id(mention: Mention) -> str:
    return mention.metonym_of or mention.actor_id
