"""The parallel abstracts of the corpus as texts to fit the aligner on, each in three variants.

The abstracts are too few and too free to show plain translations, so each is used three times: as it is, with more
merges and omissions, and cut down to its 1:1 beads.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kzru_nlp.alignment.similarity import SHAPES
from kzru_nlp.corpus.markup import GoldDocument

Beads = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two versions of a text with their gold beads; `manner` names the priors that hold."""

    src: tuple[str, ...]
    tgt: tuple[str, ...]
    src_lang: str
    tgt_lang: str
    gold: Beads
    manner: str = "free"


def parallels(documents: Iterable[GoldDocument]) -> Iterator[Parallel]:
    """Yield the pairs of versions of `documents` that have gold beads."""
    for document in documents:
        for (a, b), beads in document.beads.items():
            one, other = document.body(a), document.body(b)
            src, tgt = ({s.key: i for i, s in enumerate(side)} for side in (one, other))
            gold = tuple((tuple(src[k] for k in bead.src), tuple(tgt[k] for k in bead.tgt)) for bead in beads)
            if beads and all(_in_order(gold)):
                yield Parallel(tuple(s.text for s in one), tuple(s.text for s in other), a, b, gold)


def _in_order(gold: Beads) -> Iterator[bool]:
    """Yield whether each bead can stand on a path of the lattice: neighbours, in order, of a shape that it has."""
    for bead in gold:
        yield (len(bead[0]), len(bead[1])) in {*SHAPES, (1, 0), (0, 1)}
    for side in (0, 1):
        flat = [i for bead in gold for i in bead[side]]
        yield flat == list(range(len(flat)))


def variants(pair: Parallel, rng: random.Random) -> Iterator[Parallel]:
    """Yield `pair` as it is, with some of its beads merged and some sentences left out, and as a plain translation."""
    yield pair
    yield _edited(pair, rng, merged=0.15, left_out=0.10, manner="free")
    plain = replace(pair, gold=tuple(bead for bead in pair.gold if len(bead[0]) == len(bead[1]) == 1))
    yield _edited(plain, rng, merged=0.004, left_out=0.04, manner="literal")


def _edited(pair: Parallel, rng: random.Random, *, merged: float, left_out: float, manner: str) -> Parallel:
    """Return the text of the beads of `pair` with neighbouring sentences of a side merged, and sentences left out."""
    src: list[str] = []
    tgt: list[str] = []
    gold: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    beads = list(pair.gold)
    while beads:
        left, right = beads.pop(0)
        one, other = [pair.src[i] for i in left], [pair.tgt[j] for j in right]
        roll = rng.random()
        if roll < left_out and len(one) == len(other) == 1:
            one, other = ([], other) if rng.random() < 0.5 else (one, [])
        elif (
            roll < left_out + merged
            and len(one) == len(other) == 1
            and beads
            and len(beads[0][0]) == len(beads[0][1]) == 1
        ):
            follow = beads.pop(0)
            one, other = [*one, pair.src[follow[0][0]]], [*other, pair.tgt[follow[1][0]]]
            if rng.random() < 0.5:
                one = [" ".join(one)]
            else:
                other = [" ".join(other)]
        gold.append((_taken(src, one), _taken(tgt, other)))
    return replace(pair, src=tuple(src), tgt=tuple(tgt), gold=tuple(gold), manner=manner)


def _taken(text: list[str], sentences: Sequence[str]) -> tuple[int, ...]:
    text.extend(sentences)
    return tuple(range(len(text) - len(sentences), len(text)))
