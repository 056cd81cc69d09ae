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
from kzru_nlp.alignment.weights import Weights, load_weights

Type = tuple[str, str]

SMALL_NUMBER = 12
OWN_RATES = frozenset({"noun", "verb", "adj", "adv", "term"})
LONG_NAME = 5
"""Consonants from which on a skeleton's length no longer tells how often it is met by chance."""
PRIOR_SENTENCES = 30
"""How many sentences the general rates count for beside the text's own."""
WORDS = frozenset({"name", "word", "term", "link"})
MAX_GAIN = 4.0
UNKNOWN_GAP = 0.5
"""Share of a gap's cost where nothing in the whole other text answers: our matching may be at fault."""
PREFIX, EDITED = 0.7, 0.4
"""Strength of a match up to an ending, and up to one consonant."""


@dataclass(frozen=True, slots=True)
class Answers:
    """For one type of feature: the types of the other text that answer it with their strength, gain and cost."""

    matches: Mapping[Type, float]
    gain: float
    cost: float


def match_types(
    own: Sequence[SentenceFeatures], other: Sequence[SentenceFeatures], weights: Weights | None = None
) -> dict[Type, Answers]:
    """Return for each type of feature in `own` what answers it in `other`, and what that is worth."""
    weights = weights or load_weights()
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
        out[key] = _worth(feature, matches, len(seen), len(other), weights)
    return out


def _worth(
    feature: Feature, matches: Mapping[Type, float], seen: int, total: int, weights: Weights
) -> Answers:
    rate_class = class_of(feature)
    answered, rate = weights.answered[rate_class], weights.chance[rate_class]
    # The true counterpart is among those seen: it is no chance match.
    chance = (max(seen - 1, 0) + PRIOR_SENTENCES * rate) / (max(total - 1, 0) + PRIOR_SENTENCES)
    chance = min(chance, 0.95 * answered)
    gain = min(math.log(answered / chance), MAX_GAIN)
    cost = -math.log((1 - answered) / (1 - chance))
    if not matches:
        cost *= UNKNOWN_GAP
    return Answers(matches, weights.gain[feature.kind] * gain, weights.gap[feature.kind] * cost)


def class_of(feature: Feature) -> str:
    """Return the class whose rates hold for `feature`: "number.small", "name.3", "term"."""
    if feature.values:
        return f"{feature.kind}.small" if 0 <= feature.values[0] <= SMALL_NUMBER else feature.kind
    if feature.kind in {"name", "word"}:
        return f"{feature.kind}.{min(len(feature.bones), LONG_NAME)}"
    return f"term.{feature.pos}" if feature.pos in OWN_RATES else feature.kind


class _Finders:
    """Indices of one text's types: numbers by value, skeletons by prefix and by what is left without a letter."""

    def __init__(self, types: Mapping[Type, Feature]) -> None:
        self._types = types
        self._values: dict[float, list[Type]] = defaultdict(list)
        self._senses: dict[str, list[Type]] = defaultdict(list)
        self._whole: dict[str, list[Type]] = defaultdict(list)
        self._prefix: dict[str, list[Type]] = defaultdict(list)
        self._less: dict[str, list[Type]] = defaultdict(list)
        for key, feature in types.items():
            for value in feature.values:
                self._values[value].append(key)
            for sense in feature.senses:
                self._senses[sense].append(key)
            if feature.bones:
                self._whole[feature.bones].append(key)
                for size in _prefix_sizes(feature):
                    self._prefix[feature.bones[:size]].append(key)
                for less in _without_one(feature.bones):
                    self._less[less].append(key)

    def find(self, feature: Feature) -> dict[Type, float]:
        """Return the types that answer `feature`, with the strength of the match in (0, 1]."""
        if feature.values:
            return {key: 1.0 for value in feature.values for key in self._values.get(value, ())}
        if feature.kind in WORDS:
            found = {key: 1.0 for sense in feature.senses for key in self._senses.get(sense, ())}
            for key, strength in self._skeletons(feature):
                found[key] = max(found.get(key, 0.0), strength)
            return found
        key = feature.kind, feature.key
        return {key: 1.0} if key in self._types else {}

    def _skeletons(self, feature: Feature) -> Iterator[tuple[Type, float]]:
        bones, named = feature.bones, feature.kind == "name"

        def allowed(key: Type, least: int) -> bool:
            # Two common words are cognates only if they share more than a few consonants.
            both = named or key[0] == "name"
            return min(len(bones), len(self._types[key].bones)) >= (least if both else least + 2)

        yield from ((key, 1.0) for key in self._whole.get(bones, ()) if allowed(key, 2))
        yield from ((key, PREFIX) for key in self._prefix.get(bones, ()) if allowed(key, 3))
        for size in _prefix_sizes(feature):
            yield from ((key, PREFIX) for key in self._whole.get(bones[:size], ()) if allowed(key, 3))
        for less in (bones, *_without_one(bones)):
            yield from ((key, EDITED) for key in self._less.get(less, ()) if allowed(key, 4))
            yield from ((key, EDITED) for key in self._whole.get(less, ()) if allowed(key, 4))


def _prefix_sizes(feature: Feature) -> range:
    """Return how much of the skeleton may be the name where the rest is an ending (at most three consonants)."""
    size = len(feature.bones)
    return range(max(3, size - 3), size)


def _without_one(bones: str) -> Iterator[str]:
    if len(bones) >= 4:
        for i in range(len(bones)):
            yield bones[:i] + bones[i + 1 :]
