"""Stances of a bead: the same holder toward the same target, with another label."""

from __future__ import annotations

from collections.abc import Iterator

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.model import Attitude

OPPOSITE = frozenset({"FAVOR", "AGAINST"})


def compare_stances(src: Side, tgt: Side) -> Iterator[Finding]:
    """The same holder toward the same target, for on one side and against, or neutral, on the other."""
    one, other = _attitudes(src), _attitudes(tgt)
    third = _attitudes(src.witness) if src.witness else None
    for pair in one.keys() & other.keys():
        (i, a), (j, b) = one[pair], other[pair]
        if a.label == b.label:
            continue
        # A stance that is read in one of three versions only is more likely misread.
        if third is not None and (pair not in third or third[pair][1].label not in (a.label, b.label)):
            continue
        key, severity = (
            ("stance_reversed", "major") if {a.label, b.label} == OPPOSITE else ("stance_changed", "minor")
        )
        values = (
            ("holder", _name(src, pair[0])),
            ("target", _name(src, pair[1])),
            ("src_label", a.label),
            ("tgt_label", b.label),
        )
        yield Finding(key, severity, _evidence(src, i, a), _evidence(tgt, j, b), values)


def _attitudes(side: Side) -> dict[tuple[str, str], tuple[int, Attitude]]:
    """Return the one attitude of each holder toward each target; where a side has two labels it is left out."""
    found: dict[tuple[str, str], tuple[int, Attitude]] = {}
    unsure = set()
    for index, sentence in side.sentences:
        for attitude in sentence.attitudes:
            pair = attitude.holder_id, attitude.target_id
            if all(pair) and found.setdefault(pair, (index, attitude))[1].label != attitude.label:
                unsure.add(pair)
    return {pair: value for pair, value in sorted(found.items()) if pair not in unsure}


def _name(side: Side, actor_id: str) -> str:
    mentions = (m for _, s in side.sentences for m in s.mentions if actor_id in (m.actor_id, m.metonym_of))
    return next((m.canonical or m.text for m in mentions), actor_id)


def _evidence(side: Side, index: int, attitude: Attitude) -> Piece:
    text = next(s.text for i, s in side.sentences if i == index)
    start, end = attitude.span or (0, len(text))
    return Piece(index, start, end, text[start:end])
