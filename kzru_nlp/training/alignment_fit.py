"""Weights of evidence and priors of bead shapes, by maximum likelihood of the gold path through the lattice."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kzru_nlp.alignment.aligner import build_lattice
from kzru_nlp.alignment.evidence import Answers, Type
from kzru_nlp.alignment.lattice import Array, Lattice, Shape, posteriors
from kzru_nlp.alignment.similarity import SHAPES, Comparison, compare_texts
from kzru_nlp.alignment.weights import Weights
from kzru_nlp.training.alignment_start import KINDS, START, START_PRIORS
from kzru_nlp.training.parallels import Parallel

TIED = {(0, 1): (1, 0), (2, 1): (1, 2), (3, 1): (1, 3)}
"""Which side is the original is not known to the aligner: mirrored shapes have one prior."""
HELD = 0.3
"""Standard deviation of the Gaussian prior on weights; of those on log priors twice that."""
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Sample:
    """A text as the fit sees it: per edge the values of all features, and those of the gold path summed."""

    lattice: Lattice
    edges: Mapping[Shape, NDArray[np.float64]]
    gold: NDArray[np.float64]
    manner: str
    nulls: tuple[int, int]


NAMES = (*(f"gain.{k}" for k in KINDS), *(f"gap.{k}" for k in KINDS), "fit")
PRIOR_SHAPES: tuple[Shape, ...] = ((1, 0), (1, 2), (2, 2), (1, 3))
"""Shapes whose log prior is fitted, relative to 1:1; the mirrored ones are tied to them."""


def make_sample(pair: Parallel, weights: Weights) -> Sample:
    """Return the features of every edge of the whole lattice of `pair`."""
    n, m = len(pair.src), len(pair.tgt)
    alone = replace(weights, gain=dict.fromkeys(KINDS, 1.0), gap=dict.fromkeys(KINDS, 1.0), fit=1.0)
    comparison = compare_texts(pair.src, pair.tgt, pair.src_lang, pair.tgt_lang, weights=alone)
    columns: dict[Shape, list[Array]] = {shape: [] for shape in SHAPES}
    for name in NAMES:
        rows = build_lattice(_only(comparison, name)).weights
        for shape in SHAPES:
            columns[shape].append(np.asarray(rows[shape], np.float64).reshape(-1, m + 1))
    edges = {shape: np.stack(parts) for shape, parts in columns.items()}
    gold = np.zeros(len(NAMES) + len(PRIOR_SHAPES))
    i = j = 0
    for left, right in pair.gold:
        shape = len(left), len(right)
        if shape in edges:
            gold[: len(NAMES)] += edges[shape][:, i, j]
        tied = TIED.get(shape, shape)
        if tied in PRIOR_SHAPES:
            gold[len(NAMES) + PRIOR_SHAPES.index(tied)] += 1
        i, j = i + shape[0], j + shape[1]
    lattice = Lattice([0] * (n + 1), [m] * (n + 1), {}, np.zeros(n), np.zeros(m))
    return Sample(lattice, edges, gold, pair.manner, (n, m))


def _only(comparison: Comparison, name: str) -> Comparison:
    """Return `comparison` with weight for nothing but `name`: "gain.term", "gap.number", "fit"."""
    what, _, kind = name.partition(".")

    def kept(types: Mapping[Type, Answers]) -> dict[Type, Answers]:
        return {
            key: Answers(
                found.matches,
                found.gain if what == "gain" and key[0] == kind else 0.0,
                found.cost if what == "gap" and key[0] == kind else 0.0,
            )
            for key, found in types.items()
        }

    return replace(
        comparison,
        src_types=kept(comparison.src_types),
        tgt_types=kept(comparison.tgt_types),
        weights=replace(comparison.weights, fit=1.0 if what == "fit" else 0.0),
    )


def loss(theta: Array, samples: Sequence[Sample], start: Array, sd: Array) -> tuple[float, Array]:
    """Return the negative log-likelihood of the gold paths, penalised, and its gradient."""
    k = len(NAMES)
    value = float((((theta - start) / sd) ** 2).sum() / 2)
    gradient = (theta - start) / sd**2
    priors = {
        manner: dict(zip(PRIOR_SHAPES, part, strict=True))
        for manner, part in zip(START_PRIORS, theta[k:].reshape(len(START_PRIORS), -1), strict=True)
    }
    for sample in samples:
        own = priors[sample.manner]
        at = k + list(START_PRIORS).index(sample.manner) * len(PRIOR_SHAPES)
        lattice = _weighted(sample, theta[:k], own)
        forth = lattice.forward()
        probable = posteriors(lattice)
        expected = np.zeros(k + len(PRIOR_SHAPES))
        for shape, rows in probable.beads.items():
            part = np.asarray(rows, np.float64)
            values = np.where(np.isfinite(sample.edges[shape]), sample.edges[shape], 0.0)
            expected[:k] += np.einsum("kij,ij->k", values, part)
            tied = TIED.get(shape, shape)
            if tied in PRIOR_SHAPES:
                expected[k + PRIOR_SHAPES.index(tied)] += part.sum()
        expected[k] += probable.null_src.sum() + probable.null_tgt.sum()
        weight = np.concatenate([theta[:k], [own[s] for s in PRIOR_SHAPES]])
        value += float(forth[-1][-1]) - float(sample.gold @ weight)
        difference = expected - sample.gold
        gradient[:k] += difference[:k]
        gradient[at : at + len(PRIOR_SHAPES)] += difference[k:]
    return value, gradient


def _weighted(sample: Sample, theta: Array, priors: Mapping[Shape, float]) -> Lattice:
    weights = {}
    for shape, values in sample.edges.items():
        total = np.einsum("k,kij->ij", theta, np.where(np.isfinite(values), values, 0.0))
        total = np.where(np.isfinite(values).all(axis=0), total, -np.inf)
        weights[shape] = list(total + priors.get(TIED.get(shape, shape), 0.0))
    n, m = sample.nulls
    return Lattice(
        sample.lattice.low, sample.lattice.high, weights, np.full(n, priors[1, 0]), np.full(m, priors[1, 0])
    )


def fit_weights(pairs: Sequence[Parallel], weights: Weights, progress: Progress) -> Weights:
    """Return `weights` with those of evidence and the priors fitted by maximum likelihood."""
    samples = [make_sample(pair, weights) for pair in pairs]
    logs = [
        [math.log(priors[s]) - sum(s) / 2 * math.log(priors[1, 1]) for s in PRIOR_SHAPES]
        for priors in START_PRIORS.values()
    ]
    start = np.array([*[START] * (len(NAMES) - 1), 1.0, *(x for part in logs for x in part)])
    sd = np.array([*[HELD] * len(NAMES), *[2 * HELD] * (len(start) - len(NAMES))])
    bounds = [(0.0, 2.0)] * len(NAMES) + [(None, None)] * (len(start) - len(NAMES))
    done = minimize(
        loss,
        start,
        args=(samples, start, sd),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 40},
    )
    progress(f"log-likelihood per text {-done.fun / len(samples):.3f} after {done.nit} steps")
    theta = [float(x) for x in done.x]
    k = len(NAMES)
    parts = np.array(theta[k:]).reshape(len(START_PRIORS), -1)
    return replace(
        weights,
        gain={kind: theta[i] for i, kind in enumerate(KINDS)},
        gap={kind: theta[len(KINDS) + i] for i, kind in enumerate(KINDS)},
        fit=theta[k - 1],
        priors={
            manner: _all_shapes([float(x) for x in part])
            for manner, part in zip(START_PRIORS, parts, strict=True)
        },
    )


def _all_shapes(part: Sequence[float]) -> dict[Shape, float]:
    """Return the log priors of all shapes from those relative to 1:1, as frequencies that sum to one.

    A constant for each sentence changes no alignment, but without it two manners could not be compared.
    """
    known = dict(zip(PRIOR_SHAPES, map(float, part), strict=True))
    logs = {shape: known.get(TIED.get(shape, shape), 0.0) for shape in START_PRIORS["free"]}
    low, high = -10.0, 0.0
    for _ in range(60):
        middle = (low + high) / 2
        total = sum(math.exp(log + middle * sum(shape) / 2) for shape, log in logs.items())
        low, high = (low, middle) if total > 1 else (middle, high)
    return {shape: log + low * sum(shape) / 2 for shape, log in logs.items()}
