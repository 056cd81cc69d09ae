"""Sentence alignment by dynamic programming: which sentences of two versions translate each other.

The weights of beads are log-likelihood ratios (`similarity`), so that a sentence without a counterpart weighs its
prior and nothing else. The answer is not the likeliest path but the one that is expected to put most sentences
into their right beads: a bead whose evidence is too thin gives way to omissions, and a sentence that a merge has
swallowed is weighed by itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from os import PathLike
from pathlib import Path

import numpy as np

from kzru_nlp.alignment.band import find_band
from kzru_nlp.alignment.lattice import Lattice, Posteriors, Row, Shape, posteriors
from kzru_nlp.alignment.priors import likelier
from kzru_nlp.alignment.similarity import SHAPES, Comparison, compare_texts
from kzru_nlp.alignment.support import Embedded, Encoder, Pivot, supported
from kzru_nlp.alignment.weights import Weights
from kzru_nlp.model import Bead, Beads

BLOCK = 64
"""Rows whose weights are computed together."""
MOVES = 7.0
"""Nats of evidence from which on a sentence has rather moved than been left out and another one added: one in a thousand."""
MOST_MOVES = 10_000
"""Pairs of lone sentences that are looked through at most."""


def align(
    src: Sequence[str],
    tgt: Sequence[str],
    *,
    src_lang: str,
    tgt_lang: str,
    null_penalty: float | None = None,
    glossary: Sequence[str | PathLike[str]] = (),
    weights: Weights | None = None,
    encoder: Encoder | None = None,
    pivot: Pivot | None = None,
) -> list[Bead]:
    """Return the beads of two versions of a text, in order; every sentence is in exactly one bead.

    `null_penalty` is the cost of leaving one sentence without a counterpart, in nats; by default the cost follows
    from how often that happens (3 in free translations, 5 in literal ones). A higher one gives fewer omissions.
    `glossary` are paths of tables of the user's own; `encoder` is a model of sentence embeddings, whose similarity
    joins the other evidence; `pivot` what a third language says of the pair (without empty sentences).

    >>> src = ["Toplantı 2014'te başladı.", "Özbekistan o yıl 40 milyon dolar verdi."]
    >>> beads = align(src, ["The meeting began in 2014."], src_lang="tr", tgt_lang="en")
    >>> [(bead.src, bead.tgt) for bead in beads]
    [((0,), (0,)), ((1,), ())]
    """
    here = [i for i, sentence in enumerate(src) if sentence.strip()]
    there = [j for j, sentence in enumerate(tgt) if sentence.strip()]
    comparison = compare_texts(
        [src[i] for i in here],
        [tgt[j] for j in there],
        src_lang,
        tgt_lang,
        glossary=tuple(map(Path, glossary)),
        weights=weights,
    )
    lattice = build_lattice(comparison)
    if encoder is not None:
        lattice = supported(lattice, Embedded.of([src[i] for i in here], [tgt[j] for j in there], encoder))
    if pivot is not None and len(here) == len(src) and len(there) == len(tgt):
        lattice = supported(lattice, pivot)
    lattice = likelier(lattice, comparison.weights, null_penalty)
    probable = posteriors(lattice)
    beads = [
        _bead(edge, comparison, probable, lattice)
        for edge in expected_best(lattice, probable, comparison.weights.caution)
    ]
    beads = with_moved(beads, comparison)
    if len(here) < len(src) or len(there) < len(tgt):
        beads = _with_empty(
            [Bead(_pick(here, b.src), _pick(there, b.tgt), b.score, b.evidence) for b in beads],
            len(src),
            len(tgt),
        )
    return Beads(beads, sides=((src_lang, src), (tgt_lang, tgt)))


def with_moved(beads: Sequence[Bead], comparison: Comparison) -> list[Bead]:
    """Return `beads` with sentences that were left alone on both sides joined where they have moved.

    A path keeps the order of both texts, so a sentence that stands elsewhere in the translation is alone twice. Two such
    sentences are one bead if their evidence outweighs how seldom sentences move, and neither fits another one as well. It
    stands where the source sentence does.
    """
    src = [bead.src[0] for bead in beads if not bead.tgt]
    tgt = [bead.tgt[0] for bead in beads if not bead.src]
    weights = (
        {(i, j): float(comparison.scores((i, i + 1), (j, j + 1))[1, 1][0, 0]) for i in src for j in tgt}
        if len(src) * len(tgt) <= MOST_MOVES
        else {}
    )
    joined: dict[int, tuple[int, float]] = {}
    for (i, j), weight in weights.items():
        rivals = [w for (a, b), w in weights.items() if (a == i) != (b == j)]
        if weight > MOVES and weight > max(rivals, default=-np.inf):
            joined[i] = j, weight
    taken = {j for j, _ in joined.values()}
    out = []
    for bead in beads:
        if not bead.tgt and bead.src[0] in joined:
            j, weight = joined[bead.src[0]]
            score = 1 / (1 + math.exp(MOVES - weight))
            out.append(Bead(bead.src, (j,), round(score, 4), comparison.shared(bead.src, (j,))))
        elif bead.src or bead.tgt[0] not in taken:
            out.append(bead)
    return out


def _pick(indices: Sequence[int], chosen: Sequence[int]) -> tuple[int, ...]:
    return tuple(indices[k] for k in chosen)


def _with_empty(beads: Sequence[Bead], src: int, tgt: int) -> list[Bead]:
    """Return `beads` with a bead of its own for each empty sentence: before what follows it on its side."""
    out: list[Bead] = []
    i = j = 0
    for bead in [*beads, Bead((src,), (tgt,))]:
        out += [
            Bead((k,), ()) for k in range(i, max(i, bead.src[-1] if bead.src else i)) if k not in bead.src
        ]
        out += [
            Bead((), (k,)) for k in range(j, max(j, bead.tgt[-1] if bead.tgt else j)) if k not in bead.tgt
        ]
        out.append(bead)
        i, j = bead.src[-1] + 1 if bead.src else i, bead.tgt[-1] + 1 if bead.tgt else j
    return out[:-1]


def build_lattice(comparison: Comparison) -> Lattice:
    """Return the lattice of two texts, without priors."""
    low, high = find_band(comparison)
    n, m = len(comparison.src), len(comparison.tgt)
    weights: dict[Shape, list[Row]] = {shape: [] for shape in SHAPES}
    for start in range(0, n, BLOCK):
        end = min(n, start + BLOCK)
        columns = min(low[start:end]), max(high[start:end]) + 1
        for shape, scores in comparison.scores((start, end), columns).items():
            rows = scores.astype(np.float32)
            # Copies: a view would keep the block alive.
            weights[shape] += [
                rows[i - start, low[i] - columns[0] : high[i] + 1 - columns[0]].copy()
                for i in range(start, end)
            ]
    return Lattice(low, high, weights, np.zeros(n), np.zeros(m))


def expected_best(lattice: Lattice, probable: Posteriors, caution: float) -> list[tuple[int, int, int, int]]:
    """Return the path with the most sentences expected in their right beads.

    Merges and omissions are alarms that a reader has to check: a probability p of theirs counts for `caution` x p.
    """
    gains = {
        shape: [
            np.where(
                np.isfinite(weight), (1.0 if shape == (1, 1) else caution) * sum(shape) / 2 * p, -np.inf
            ).astype(np.float32)
            for p, weight in zip(rows, lattice.weights[shape], strict=True)
        ]
        for shape, rows in probable.beads.items()
    }
    nulls = caution / 2 * probable.null_src, caution / 2 * probable.null_tgt
    return Lattice(lattice.low, lattice.high, gains, *nulls).best()


def _bead(
    edge: tuple[int, int, int, int], comparison: Comparison, probable: Posteriors, lattice: Lattice
) -> Bead:
    i, j, a, b = edge
    src, tgt = tuple(range(i, i + a)), tuple(range(j, j + b))
    if a and b:
        score = probable.beads[a, b][i][j - lattice.low[i]]
        evidence = comparison.shared(src, tgt)
    else:
        score = probable.null_src[i] if a else probable.null_tgt[j]
        evidence = comparison.unanswered(src, tgt)
    score = comparison.weights.calibrated(float(min(max(score, 0.0), 1.0)))
    return Bead(src, tgt, round(score, 4), evidence)
