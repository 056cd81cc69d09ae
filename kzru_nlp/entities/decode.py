"""One decoder for the candidates of all sources: which of two overlapping mentions stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kzru_nlp.model import Mention


def decode(candidates: Iterable[Mention], priority: Callable[[Mention], float]) -> list[Mention]:
    """Return candidates that don't overlap, left to right.

    The longest wins, then the source with the higher `priority`, then the higher score: a name inside a longer
    name is part of it ("Ukrayna" in "Ukrayna Savaşı"), and sources only disagree about type on equal spans.
    """
    ranked = sorted(candidates, key=lambda m: (-(m.end - m.start), -priority(m), -m.score, m.start))
    taken: list[Mention] = []
    used: set[int] = set()
    for mention in ranked:
        if used.isdisjoint(range(mention.start, mention.end)):
            used.update(range(mention.start, mention.end))
            taken.append(mention)
    return sorted(taken, key=lambda m: m.start)
