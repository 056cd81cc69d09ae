"""Scores with 95 % intervals: a percentile bootstrap over documents (Efron and Tibshirani 1993)."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its 95 % interval, and how many things (not documents) it rests on."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


def bootstrap(
    documents: Sequence[Item],
    measure: Callable[[Sequence[Item]], float],
    n: int,
    *,
    samples: int = SAMPLES,
    seed: int = 13,
) -> Score:
    """Return `measure` of the documents with the interval that redrawing whole documents gives.

    >>> bootstrap([1.0, 1.0, 1.0], lambda xs: sum(xs) / len(xs), 3)
    Score(value=1.0, low=1.0, high=1.0, n=3)
    """
    if not documents:
        return Score(0.0, 0.0, 0.0, n)
    rng = random.Random(seed)
    drawn = sorted(measure(rng.choices(documents, k=len(documents))) for _ in range(samples))
    return Score(measure(documents), drawn[int(0.025 * samples)], drawn[max(0, int(0.975 * samples) - 1)], n)


def f1(hit: int, found: int, gold: int) -> float:
    """Return the F1 of `hit` right ones among `found`, of `gold` to find; 0 where there is nothing of either."""
    return 2 * hit / (found + gold) if found + gold else 0.0
