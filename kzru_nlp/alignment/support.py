"""Further evidence for the lattice: what another aligner or another language says of pairs of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from kzru_nlp.alignment.lattice import Array, Lattice, Shape
from kzru_nlp.model import Bead

PIVOT_WEIGHT = 3.0
"""Nats that a sentence gains in a bead that the third language confirms without doubt, and loses in one that it denies."""
EMBEDDING_WEIGHT, EMBEDDING_MIDDLE, EMBEDDING_MOST = 1.2, 1.5, 5.0
"""Nats for each standard deviation of similarity above `EMBEDDING_MIDDLE`, where translations and chance meet."""


class Support(Protocol):
    """Something that has an opinion about beads."""

    def weights(self, shape: Shape, row: int, columns: tuple[int, int]) -> Array:
        """Return what it adds to the beads of `shape` that start at source `row` and targets `columns`."""

    def nulls(self) -> tuple[Array | float, Array | float]:
        """Return what it adds to leaving each sentence of either side alone."""


def supported(lattice: Lattice, support: Support) -> Lattice:
    """Return `lattice` with what `support` says added."""
    weights = {
        shape: [
            (row + support.weights(shape, i, (lattice.low[i], lattice.low[i] + len(row)))).astype(np.float32)
            for i, row in enumerate(rows)
        ]
        for shape, rows in lattice.weights.items()
    }
    src, tgt = support.nulls()
    return Lattice(
        lattice.low, lattice.high, weights, lattice.null_src + src, lattice.null_tgt + tgt, lattice.priors
    )


@dataclass(frozen=True)
class Pivot:
    """Pairs of sentences that a third language links: `links[i, j]` in [0, 1], and how much it knows of each sentence.

    `alone` are the probabilities that a sentence, which the third language has, is missing on the other side.
    """

    links: Array
    known: tuple[Array, Array]
    alone: tuple[Array, Array]

    @classmethod
    def through(cls, first: Sequence[Bead], second: Sequence[Bead], sizes: tuple[int, int, int]) -> Pivot:
        """Return the pivot of the beads of source and third language (`first`), of third language and target (`second`)."""
        n, middle, m = sizes
        one, other = np.zeros((n, middle)), np.zeros((middle, m))
        missing_src, missing_tgt = np.zeros(middle), np.zeros(middle)
        for matrix, beads in ((one, first), (other, second)):
            for bead in beads:
                for i in bead.src:
                    for j in bead.tgt:
                        matrix[i, j] = bead.score
        for bead in first:
            if not bead.src:
                missing_src[list(bead.tgt)] = bead.score
        for bead in second:
            if not bead.tgt:
                missing_tgt[list(bead.src)] = bead.score
        links = np.minimum(one @ other, 1.0)
        known = one.max(axis=1, initial=0.0), other.max(axis=0, initial=0.0)
        alone = np.minimum(one @ missing_tgt, 1.0), np.minimum(missing_src @ other, 1.0)
        return cls(links, known, alone)

    def weights(self, shape: Shape, row: int, columns: tuple[int, int]) -> Array:
        """Return the agreement of a bead's sentences with the links, averaged over its sides."""
        a, b = shape
        start, end = columns
        rows = self.links[row : row + a]
        wide = np.pad(rows, ((0, a - len(rows)), (0, b)))
        window = np.stack([wide[:, start + k : end + k] for k in range(b)])  # target, source, start
        by_src = np.minimum(window.sum(axis=0), 1.0)
        by_tgt = np.minimum(window.sum(axis=1), 1.0)
        src_known = np.pad(self.known[0], (0, a))[row : row + a, None]
        tgt_known = np.stack([np.pad(self.known[1], (0, b))[start + k : end + k] for k in range(b)])
        said: Array = ((2 * by_src - 1) * src_known).sum(axis=0) + ((2 * by_tgt - 1) * tgt_known).sum(axis=0)
        return PIVOT_WEIGHT / 2 * said

    def nulls(self) -> tuple[Array, Array]:
        """Return the agreement with leaving a sentence alone."""
        src, tgt = (
            PIVOT_WEIGHT / 2 * (2 * alone - 1) * known
            for alone, known in zip(self.alone, self.known, strict=True)
        )
        return src, tgt


class Encoder(Protocol):
    """A model of sentence embeddings, as sentence-transformers has it."""

    def encode(
        self, sentences: list[str], *, normalize_embeddings: bool = ..., show_progress_bar: bool = ...
    ) -> Array:
        """Return a row for each sentence."""


@dataclass(frozen=True)
class Embedded:
    """Similarity of sentence embeddings, in standard deviations above that of unrelated sentences."""

    src: Array
    tgt: Array
    mean: float
    sd: float

    @classmethod
    def of(cls, src: Sequence[str], tgt: Sequence[str], encoder: Encoder) -> Embedded:
        """Return the embeddings of both sides; what is usual between unrelated sentences is taken from the texts."""
        one, other = (
            np.asarray(encoder.encode(list(side), normalize_embeddings=True, show_progress_bar=False), float)
            if side
            else np.zeros((0, 1))
            for side in (src, tgt)
        )
        if not len(one) or not len(other):
            return cls(one, other, 0.0, 1.0)
        steps = max(1, len(one) // 200), max(1, len(other) // 200)
        sample = one[:: steps[0]] @ other[:: steps[1]].T
        return cls(one, other, float(np.median(sample)), max(0.02, float(sample.std())))

    def weights(self, shape: Shape, row: int, columns: tuple[int, int]) -> Array:
        """Return the similarity of joined sentences: the direction of the sum of their vectors."""
        a, b = shape
        start, end = columns
        src = self.src[row : row + a].sum(axis=0)
        padded = np.pad(self.tgt[start : end + b], ((0, max(0, end + b - len(self.tgt))), (0, 0)))
        tgt = sum((padded[k : k + end - start] for k in range(b)), np.zeros((end - start, padded.shape[1])))
        norm = np.linalg.norm(tgt, axis=1) * np.linalg.norm(src)
        cosine = (tgt @ src) / np.maximum(norm, 1e-9)
        z = np.clip((cosine - self.mean) / self.sd, -EMBEDDING_MOST, EMBEDDING_MOST)
        said: Array = EMBEDDING_WEIGHT * (z - EMBEDDING_MIDDLE) * (a + b) / 2
        return said

    def nulls(self) -> tuple[float, float]:
        """Return nothing: similarity says nothing about a sentence alone."""
        return 0.0, 0.0
