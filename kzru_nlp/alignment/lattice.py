"""The lattice of all alignments inside a band: forward and backward sums, posteriors, the best path.

A node (i, j) lies after i source and j target sentences; an edge is a bead. Rows are ragged arrays over the
columns `low[i]..high[i]`, so that memory grows with the band and not with the product of the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Row = NDArray[np.float32] | NDArray[np.float64]
Shape = tuple[int, int]
Edge = tuple[int, int, int, int]
"""Source start, target start, source sentences, target sentences."""


@dataclass(frozen=True)
class Lattice:
    """Edges and their log weights.

    `weights[shape][i][k]` is the weight of the bead of that shape that starts at node (i, low[i] + k), -inf where
    it would leave the text; `null_src[i]` and `null_tgt[j]` those of leaving a sentence without a counterpart. `priors` are
    added to all beads of a shape, so that two lattices that differ in them alone share their rows. Rows are stored in
    single precision: a text of 5,000 sentences has some five million edges.
    """

    low: Sequence[int]
    high: Sequence[int]
    weights: Mapping[Shape, Sequence[Row]]
    null_src: Array
    null_tgt: Array
    priors: Mapping[Shape, float] = field(default_factory=dict)

    def forward(self) -> list[Array]:
        """Return per row the log sum of all paths from the start to each node."""
        return self._sweep(np.logaddexp, np.logaddexp.accumulate)

    def backward(self) -> list[Array]:
        """Return per row the log sum of all paths from each node to the end."""
        cumulated = np.concatenate([[0.0], np.cumsum(self.null_tgt)])
        rows: list[Array] = [np.empty(0)] * len(self.low)
        last = len(self.low) - 1
        for i in range(last, -1, -1):
            row = np.full(self.high[i] - self.low[i] + 1, -np.inf)
            if i == last:
                row[-1] = 0.0
            for (a, b), weights in self._edges(i):
                if i + a > last:
                    continue
                here, there = self._overlap(i, i + a, b)
                row[here] = np.logaddexp(row[here], weights[here] + rows[i + a][there])
            ramp = cumulated[self.low[i] : self.high[i] + 1]
            rows[i] = np.logaddexp.accumulate((row + ramp)[::-1])[::-1] - ramp
        return rows

    def best(self) -> list[Edge]:
        """Return the path of the highest weight, edges in order."""
        return self._trace(self._sweep(np.maximum, np.maximum.accumulate))

    def _sweep(self, join: Callable[..., Array], accumulate: Callable[..., Array]) -> list[Array]:
        cumulated = np.concatenate([[0.0], np.cumsum(self.null_tgt)])
        rows: list[Array] = []
        for i in range(len(self.low)):
            row = np.full(self.high[i] - self.low[i] + 1, -np.inf)
            if i == 0:
                row[0] = 0.0
            for (a, b), start, weights in self._edges_into(i):
                there, here = self._overlap(start, i, b)
                row[here] = join(row[here], rows[start][there] + weights[there])
                del a
            ramp = cumulated[self.low[i] : self.high[i] + 1]
            rows.append(accumulate(row - ramp) + ramp)
        return rows

    def _edges(self, i: int) -> list[tuple[Shape, Array]]:
        """Return the weights of all edges but 0:1 that leave row `i`."""
        if i >= len(self.null_src):
            return []
        return [(shape, self._edge(shape, i)) for shape in ((1, 0), *self.weights)]

    def _edge(self, shape: Shape, i: int) -> Array:
        if shape == (1, 0):
            return np.full(self.high[i] - self.low[i] + 1, self.null_src[i])
        return self.weights[shape][i].astype(np.float64) + self.priors.get(shape, 0.0)

    def _edges_into(self, i: int) -> list[tuple[Shape, int, Array]]:
        found = []
        for shape in ((1, 0), *self.weights):
            start = i - shape[0]
            if start >= 0:
                found.append((shape, start, self._edge(shape, start)))
        return found

    def _overlap(self, start: int, end: int, b: int) -> tuple[slice, slice]:
        """Return the columns of row `start` from which `b` columns on lie in row `end`, and those columns there."""
        first = max(self.low[start], self.low[end] - b)
        last = max(min(self.high[start], self.high[end] - b), first - 1)
        return (
            slice(first - self.low[start], last - self.low[start] + 1),
            slice(first + b - self.low[end], last + b - self.low[end] + 1),
        )

    def _trace(self, value: Sequence[Array]) -> list[Edge]:
        path: list[Edge] = []
        i, j = len(self.low) - 1, self.high[-1]
        while i or j:
            here = value[i][j - self.low[i]]
            options: list[tuple[float, Edge]] = []
            if j > self.low[i]:
                options.append((value[i][j - 1 - self.low[i]] + self.null_tgt[j - 1], (i, j - 1, 0, 1)))
            for (a, b), start, weights in self._edges_into(i):
                k = j - b - self.low[start]
                if 0 <= k < len(weights):
                    options.append((value[start][k] + weights[k], (start, j - b, a, b)))
            edge = min(options, key=lambda option: abs(option[0] - here))[1]
            path.append(edge)
            i, j = edge[0], edge[1]
        return path[::-1]


@dataclass(frozen=True)
class Posteriors:
    """How probable each bead and each unanswered sentence is, given the lattice's weights."""

    beads: Mapping[Shape, Sequence[Row]]
    null_src: Array
    null_tgt: Array


def posteriors(lattice: Lattice) -> Posteriors:
    """Return the posterior probability of every edge; those of nulls are summed over where they stand."""
    forth, back = lattice.forward(), lattice.backward()
    total = forth[-1][-1]
    beads: dict[Shape, list[Row]] = {}
    null_src = np.zeros(len(lattice.null_src))
    null_tgt = np.zeros(len(lattice.null_tgt))
    for shape in lattice.weights:
        beads[shape] = []
    for i in range(len(lattice.low)):
        for (a, b), weights in lattice._edges(i):
            probability = np.zeros(len(weights))
            if i + a < len(lattice.low):
                here, there = lattice._overlap(i, i + a, b)
                probability[here] = np.exp(forth[i][here] + weights[here] + back[i + a][there] - total)
            if b:
                beads[a, b].append(probability.astype(np.float32))
            else:
                null_src[i] = probability.sum()
        low, high = lattice.low[i], lattice.high[i]
        null_tgt[low:high] += np.exp(forth[i][:-1] + lattice.null_tgt[low:high] + back[i][1:] - total)
    return Posteriors(beads, null_src, null_tgt)
