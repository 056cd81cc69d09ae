"""The band of a lattice: everything for short texts, a corridor along sure matches for long ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

import numpy as np

from kzru_nlp.alignment.evidence import Type
from kzru_nlp.alignment.similarity import Comparison

FULL_CELLS = 250_000
"""Up to so many pairs of sentences (500 x 500) the whole lattice is searched."""
HALF_WIDTH = 80
"""Sentences to either side of the corridor's middle."""
RARE = 2
"""An anchor's feature stands in at most so many sentences of either text."""


def find_band(comparison: Comparison) -> tuple[list[int], list[int]]:
    """Return the first and the last column of each row of nodes; both grow, and start and end are inside."""
    n, m = len(comparison.src), len(comparison.tgt)
    if n * m <= FULL_CELLS:
        return [0] * (n + 1), [m] * (n + 1)
    anchors = [(0, 0), *_chain(_anchors(comparison)), (n, m)]
    middle = np.interp(np.arange(n + 1), [a[0] for a in anchors], [a[1] for a in anchors])
    low = [max(0, int(middle[max(0, i - 1)]) - HALF_WIDTH) for i in range(n + 1)]
    high = [min(m, int(middle[min(n, i + 1)]) + HALF_WIDTH) for i in range(n + 1)]
    low[0], high[n] = 0, m
    return low, high


def _anchors(comparison: Comparison) -> list[tuple[int, int, float]]:
    """Return pairs of sentences that share rare features, with the weight of what they share."""
    src_places, tgt_places = _places(comparison, 0), _places(comparison, 1)
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for key, answers in comparison.src_types.items():
        places = src_places[key]
        if len(places) > RARE or not answers.matches:
            continue
        for match, strength in answers.matches.items():
            if len(tgt_places[match]) <= RARE:
                for i in places:
                    for j in tgt_places[match]:
                        weights[i, j] += strength * answers.gain
    return sorted((i, j, weight) for (i, j), weight in weights.items())


def _places(comparison: Comparison, side: int) -> dict[Type, list[int]]:
    places: dict[Type, list[int]] = defaultdict(list)
    for i, sentence in enumerate((comparison.src, comparison.tgt)[side]):
        for feature in sentence.features:
            places[feature.kind, feature.key].append(i)
    return places


def _chain(anchors: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the heaviest chain of anchors that grows on both sides (a weighted longest increasing subsequence)."""
    tops: list[
        tuple[int, float, int]
    ] = []  # (target, weight of the best chain that ends there, anchor), growing
    before: list[int] = [-1] * len(anchors)
    ordered = sorted(range(len(anchors)), key=lambda k: (anchors[k][0], -anchors[k][1]))
    for k in ordered:
        _, j, weight = anchors[k]
        at = bisect_left(tops, (j,))
        best = weight + (tops[at - 1][1] if at else 0.0)
        before[k] = tops[at - 1][2] if at else -1
        if at < len(tops) and tops[at][0] == j and tops[at][1] >= best:
            continue
        end = at
        while end < len(tops) and tops[end][1] <= best:
            end += 1
        tops[at:end] = [(j, best, k)]
    chain, k = [], tops[-1][2] if tops else -1
    while k >= 0:
        chain.append(anchors[k][:2])
        k = before[k]
    return chain[::-1]
