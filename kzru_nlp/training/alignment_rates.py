"""Rates of features and the length model of the aligner, counted on gold beads."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import minimize

from kzru_nlp.alignment.evidence import Type, class_of, match_types
from kzru_nlp.alignment.features import SentenceFeatures
from kzru_nlp.alignment.lattice import Array
from kzru_nlp.alignment.similarity import described
from kzru_nlp.alignment.weights import Length, Weights
from kzru_nlp.training.parallels import Parallel

REGISTERS = 0.01
"""Variance of the log length ratio between registers, added to the variance that the abstracts show.

The ratio of two languages keeps to one value within a register, but English abstracts are longer, and Russian ones shorter, than
in unabridged translations: by about a tenth, so 0.1 squared."""
SMOOTHING = 5.0


def count_rates(pairs: Sequence[Parallel], start: Weights) -> tuple[dict[str, float], dict[str, float]]:
    """Return how often features of each class are answered by the other side of their bead, and by unrelated sentences.

    Unrelated sentences are those of another document: how often names recur in one text is read from that text.
    """
    answered: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    chance: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for k, pair in enumerate(pairs):
        sides = _described(pair)
        stranger = next(
            other
            for other in (*pairs[k + 1 :], *pairs[:k])
            if (other.src_lang, other.tgt_lang) == (pair.src_lang, pair.tgt_lang)
        )
        strangers = _described(stranger)
        for own in (0, 1):
            there = sides[1 - own]
            types, where = match_types(sides[own], there, start), _places(there)
            for bead in pair.gold:
                if not bead[1 - own]:
                    continue
                partners = set(bead[1 - own])
                for f in (f for i in bead[own] for f in sides[own][i].features):
                    matches = types[f.kind, f.key].matches
                    best = max((s for key, s in matches.items() if where[key] & partners), default=0.0)
                    answered[class_of(f)][0] += best
                    answered[class_of(f)][1] += 1
            far = strangers[1 - own]
            types, where = match_types(sides[own], far, start), _places(far)
            for f in (f for sentence in sides[own] for f in sentence.features):
                seen = [where[key] for key in types[f.kind, f.key].matches]
                chance[class_of(f)][0] += len(set().union(*seen))
                chance[class_of(f)][1] += len(far)
    return _rates(answered, start.answered, highest=0.98), _rates(chance, start.chance, highest=0.5)


def _described(pair: Parallel) -> tuple[list[SentenceFeatures], list[SentenceFeatures]]:
    return [described(s, pair.src_lang) for s in pair.src], [described(t, pair.tgt_lang) for t in pair.tgt]


def _places(sentences: Sequence[SentenceFeatures]) -> dict[Type, set[int]]:
    where: dict[Type, set[int]] = defaultdict(set)
    for j, sentence in enumerate(sentences):
        for f in sentence.features:
            where[f.kind, f.key].add(j)
    return where


def _rates(
    counts: Mapping[str, Sequence[float]], start: Mapping[str, float], highest: float
) -> dict[str, float]:
    """Return smoothed rates; a class that hardly occurs keeps nearly the rate that it started from."""
    out = {}
    for name, before in start.items():
        hits, total = counts.get(name, (0.0, 0.0))
        out[name] = min(highest, (hits + SMOOTHING * before) / (total + SMOOTHING))
    return out


def fit_lengths(pairs: Sequence[Parallel], start: Length) -> Length:
    """Return the length model of the gold beads: ratios by least squares, spreads by maximum likelihood.

    The abstracts are of one register and their sentences of one length, so what texts differ by among themselves is
    not fitted: `REGISTERS`, how far a text's own ratio is trusted, outliers, the spread of sentence lengths.
    """
    logs, halves, texts, rows = [], [], [], []
    for k, pair in enumerate(pairs):
        for left, right in pair.gold:
            if left and right:
                a, b = (
                    len(" ".join(side[i].strip() for i in own))
                    for side, own in ((pair.src, left), (pair.tgt, right))
                )
                rows.append((pair.tgt_lang, pair.src_lang))
                logs.append(math.log(b / a))
                halves.append((a + b) / 2)
                texts.append(k)
    first, *others = sorted(start.ratio, key=lambda lang: (start.ratio[lang] != 0.0, lang))
    design = np.array([[float(t == lang) - float(s == lang) for lang in others] for t, s in rows])
    found, *_ = np.linalg.lstsq(design, np.array(logs), rcond=None)
    rest, half = np.array(logs) - design @ found, np.array(halves)
    own = np.concatenate([group - np.mean(group) for group in _grouped(rest, texts)])
    order = np.concatenate(_grouped(half, texts))

    def unlikely(theta: Array) -> float:
        variance = np.exp(theta[0]) + np.exp(theta[1]) / order
        share = 1 / (1 + np.exp(-theta[2]))
        far = start.outlier_sd**2
        density = (1 - share) * np.exp(-(own**2) / 2 / variance) / np.sqrt(variance) + share * np.exp(
            -(own**2) / 2 / far
        ) / np.sqrt(far)
        return -float(np.log(density).sum())

    theta = minimize(
        unlikely, [math.log(start.spread), math.log(start.spread_short), -3.5], method="Nelder-Mead"
    ).x
    return replace(
        start,
        ratio={first: 0.0, **{lang: float(x) for lang, x in zip(others, found, strict=True)}},
        spread=math.exp(theta[0]) + REGISTERS,
        spread_short=math.exp(theta[1]),
        outliers=max(start.outliers, 1 / (1 + math.exp(-theta[2]))),
    )


def _grouped(values: Array, texts: Sequence[int]) -> list[Array]:
    return [values[np.array(texts) == k] for k in sorted(set(texts))]
