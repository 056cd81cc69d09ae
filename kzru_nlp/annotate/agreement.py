"""How far two sets of annotations agree on stances: alpha, kappa and tuple F1 with bootstrap intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kzru_nlp.corpus.agreement import (
    Pair,
    agreement,
    holder_items,
    mention_f1,
    stance_alpha,
    tuple_f1,
)
from kzru_nlp.corpus.bootstrap import Score
from kzru_nlp.corpus.markup import GoldDocument


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of two annotators' nominal labels; 1.0 where nothing varies.

    J. Cohen, "A coefficient of agreement for nominal scales" (1960).

    >>> round(cohen_kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.5
    """
    n = len(pairs)
    if not n:
        return 1.0
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    expected = sum(first[label] * second[label] for label in first) / n**2
    return (observed - expected) / (1 - expected) if expected < 1 else 1.0


def stance_kappa(pairs: Sequence[Pair]) -> float:
    """Return Cohen's kappa of labels per sentence and holder, NONE included."""
    return cohen_kappa([item for a, b in pairs for item in holder_items(a, b)])


MEASURES = {
    "Krippendorff's alpha": stance_alpha,
    "Cohen's kappa": stance_kappa,
    "tuple F1": tuple_f1,
    "mention F1": mention_f1,
}


def compare(first: Iterable[GoldDocument], second: Iterable[GoldDocument]) -> dict[tuple[str, str], Score]:
    """Return every measure by language, with 95 % intervals over documents; only sentences of both sets count."""
    return agreement(first, second, measures=MEASURES)
