"""Which features of two texts answer each other, and what a match or a gap is worth as a log-likelihood ratio.

A feature f of a sentence speaks for a bead by log(P(f answered | translation) / P(f answered | chance)) where
the other side answers it, and against it by log of the complements where it does not. The chance of a match is
estimated from the other text itself, smoothed with a general rate, so that a name that stands in every
sentence says little and one that stands in one sentence says much.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kzru_nlp.alignment.features import Feature, SentenceFeatures

Type = tuple[str, str]

ANSWERED = {"number": 0.95, "concept": 0.8, "name": 0.85, "word": 0.3, "mark": 0.8, "term": 0.6}
"""How often a translation shows what the original shows: numbers nearly always, cognates of common words rarely."""
CHANCE = {"concept": 0.01, "mark": 0.15, "term": 0.02}
NAME_CHANCE = (0.05, 0.05, 0.03, 0.012, 0.005, 0.002)
"""Rate at which an unrelated sentence holds a skeleton that matches one of 0, 1, 2, 3, 4, 5+ consonants."""
SMALL_NUMBER, SMALL_CHANCE, NUMBER_CHANCE = 12, 0.05, 0.005
PRIOR_SENTENCES = 30
"""How many sentences the general rates count for beside the text's own."""
MAX_GAIN = 4.0
UNKNOWN_GAP = 0.5
"""Share of a gap's cost where nothing in the whole other text answers: our matching may be at fault."""
WORD_GAP = 0.0
PREFIX, EDITED = 0.7, 0.4
"""Strength of a match up to an ending, and up to one consonant."""


@dataclass(frozen=True, slots=True)
class Answers:
    """For one type of feature: the types of the other text that answer it with their strength, gain and cost."""

    matches: Mapping[Type, float]
    gain: float
    cost: float


def match_types(own: Sequence[SentenceFeatures], other: Sequence[SentenceFeatures]) -> dict[Type, Answers]:
    """Return for each type of feature in `own` what answers it in `other`, and what that is worth."""
    types: dict[Type, Feature] = {(f.kind, f.key): f for s in own for f in s.features}
    others: dict[Type, Feature] = {(f.kind, f.key): f for s in other for f in s.features}
    where: dict[Type, set[int]] = defaultdict(set)
    for i, sentence in enumerate(other):
        for f in sentence.features:
            where[f.kind, f.key].add(i)
    finders = _Finders(others)
    out = {}
    for key, feature in types.items():
        matches = finders.find(feature)
        seen = set().union(*(where[m] for m in matches)) if matches else set()
        out[key] = _worth(feature, matches, len(seen), len(other))
    return out


def _worth(feature: Feature, matches: Mapping[Type, float], seen: int, total: int) -> Answers:
    answered = ANSWERED[feature.kind]
    rate = _chance(feature)
    # The true counterpart is among those seen: it is no chance match.
    chance = (max(seen - 1, 0) + PRIOR_SENTENCES * rate) / (max(total - 1, 0) + PRIOR_SENTENCES)
    chance = min(chance, 0.95 * answered)
    gain = min(math.log(answered / chance), MAX_GAIN)
    cost = -math.log((1 - answered) / (1 - chance))
    if not matches:
        cost *= WORD_GAP if feature.kind == "word" else UNKNOWN_GAP
    return Answers(matches, gain, cost)


def _chance(feature: Feature) -> float:
    if feature.kind == "number":
        return SMALL_CHANCE if 0 <= feature.values[0] <= SMALL_NUMBER else NUMBER_CHANCE
    if feature.kind in CHANCE:
        return CHANCE[feature.kind]
    rate = NAME_CHANCE[min(len(feature.key), len(NAME_CHANCE) - 1)]
    return rate if feature.kind == "name" else 2 * rate


class _Finders:
    """Indices of one text's types: numbers by value, skeletons by prefix and by what is left without a letter."""

    def __init__(self, types: Mapping[Type, Feature]) -> None:
        self._types = types
        self._values: dict[float, list[Type]] = defaultdict(list)
        self._whole: dict[str, list[Type]] = defaultdict(list)
        self._prefix: dict[str, list[Type]] = defaultdict(list)
        self._less: dict[str, list[Type]] = defaultdict(list)
        for key, feature in types.items():
            if feature.kind == "number":
                for value in feature.values:
                    self._values[value].append(key)
            elif feature.kind in {"name", "word"}:
                self._whole[feature.key].append(key)
                for size in _prefix_sizes(feature):
                    self._prefix[feature.key[:size]].append(key)
                for less in _without_one(feature.key):
                    self._less[less].append(key)

    def find(self, feature: Feature) -> dict[Type, float]:
        """Return the types that answer `feature`, with the strength of the match in (0, 1]."""
        if feature.kind == "number":
            return {key: 1.0 for value in feature.values for key in self._values.get(value, ())}
        if feature.kind in {"name", "word"}:
            found: dict[Type, float] = {}
            for key, strength in self._skeletons(feature):
                found[key] = max(found.get(key, 0.0), strength)
            return found
        key = feature.kind, feature.key
        return {key: 1.0} if key in self._types else {}

    def _skeletons(self, feature: Feature) -> Iterator[tuple[Type, float]]:
        bones, named = feature.key, feature.kind == "name"

        def allowed(key: Type, least: int) -> bool:
            # Two common words are cognates only if they share more than a few consonants.
            both = named or key[0] == "name"
            return min(len(bones), len(key[1])) >= (least if both else least + 2)

        yield from ((key, 1.0) for key in self._whole.get(bones, ()) if allowed(key, 2))
        yield from ((key, PREFIX) for key in self._prefix.get(bones, ()) if allowed(key, 3))
        for size in _prefix_sizes(feature):
            yield from ((key, PREFIX) for key in self._whole.get(bones[:size], ()) if allowed(key, 3))
        for less in (bones, *_without_one(bones)):
            yield from ((key, EDITED) for key in self._less.get(less, ()) if allowed(key, 4))
            yield from ((key, EDITED) for key in self._whole.get(less, ()) if allowed(key, 4))


def _prefix_sizes(feature: Feature) -> range:
    """Return how much of the skeleton may be the name where the rest is an ending (at most three consonants)."""
    size = len(feature.key)
    return range(max(3, size - 3), size)


def _without_one(bones: str) -> Iterator[str]:
    if len(bones) >= 4:
        for i in range(len(bones)):
            yield bones[:i] + bones[i + 1 :]
