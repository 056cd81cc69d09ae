"""Every directed pair of a sentence before the classifier: it adds what the rules missed and turns what they misread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.model import Stance
from kzru_nlp.stance.assembly import LABELS, make_stance, pair_key
from kzru_nlp.stance.classifier import StanceClassifier
from kzru_nlp.stance.composition import Judged
from kzru_nlp.stance.factuality import find_factuality
from kzru_nlp.stance.features import Features, masked_lemmas, pair_features
from kzru_nlp.stance.negation import NO_NEGATION, Sign
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.readings import Reading
from kzru_nlp.stance.roles import can_hold
from kzru_nlp.stance.signs import Signed, find_leanings, place_of
from kzru_nlp.stance.view import Party, SentenceView
from kzru_nlp.stance.voice import find_voice

SURE = 0.035
"""Least probability of a stance between two names that the rules left apart. What lies below `model.annotations.LIKELY` is a lead:
many are wrong where names merely share a sentence, and where names are known to be related they find the most."""
SURE_UNNAMED = 0.2
"""The same where nobody is named as holder, or one of the two is a noun."""
SURE_BESIDE = 0.4
"""The same where the rules have read toward whom the holder takes a position."""
UNNAMED = frozenset({"NOUN", "THING"})
"""Labels of parties that are no names."""
SURE_BACK = 0.4
"""The same for the reverse of a pair that the rules relate, since they have read who is for or against whom, and for
names that stand side by side ("Kenya and Tanzania")."""
TURN, UNSURE = 3.0, 0.8
"""How many times likelier the other sign must be to replace the rules' one, and the score from which it never does."""
SIGN = {"FAVOR": 1, "AGAINST": -1}
Read = tuple[Judged, list[Reading]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A directed pair with its features; `readings` are sign and strength of what the rules read."""

    holder: Party | None
    target: Party
    features: Features
    readings: tuple[tuple[int, float], ...]


def candidates(view: SentenceView, read: Sequence[Read], leanings: Sequence[Signed]) -> Iterator[Candidate]:
    """Yield every directed pair of parties, and every party with nobody named as holder; without a cue, names only.

    Where no cue stands, a name that says where something is holds nothing.
    """
    judged = [one for one, _ in read]
    masked = masked_lemmas(view)
    by_pair: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for one, readings in read:
        for reading in readings:
            by_pair.setdefault(key_of(reading.holder, reading.target), []).append(
                (one.sign.polarity, reading.score)
            )
    parties = view.parties if read else [party for party in view.parties if party.label not in UNNAMED]
    unnamed = [None] if read else []
    holders = [party for party in parties if can_hold(party) and (read or party.adposition != "loc")]
    for holder in [*holders, *unnamed]:
        for target in parties:
            if target.negated and key_of(holder, target) not in by_pair:
                continue
            if holder is None or holder.key != target.key:
                own = tuple(by_pair.get(key_of(holder, target), ()))
                features = pair_features(view, holder, target, judged, leanings, masked, own)
                yield Candidate(holder, target, features, own)


def key_of(holder: Party | None, target: Party) -> tuple[str, str]:
    """Return what tells a pair of parties from another."""
    return holder.key if holder else "", target.key


def weigh_pairs(
    view: SentenceView, read: Sequence[Read], stances: list[Stance], classifier: StanceClassifier
) -> list[Stance]:
    """Return `stances` as the classifier corrects them, then those that it adds; it abstains where it is not sure."""
    leanings = find_leanings(view)
    judged = [one for one, _ in read] or [as_judged(view, leaning) for leaning in leanings]
    if not judged:
        return stances
    known = {pair_key(stance): stance.score for stance in stances}
    out = list(stances)
    added: dict[tuple[str, str], Stance] = {}
    likely: dict[tuple[str, str], float] = {}
    weighed_pairs = list(candidates(view, read, leanings))
    all_chances = classifier.probabilities_of([candidate.features for candidate in weighed_pairs])
    for candidate, chances in zip(weighed_pairs, all_chances, strict=True):
        label, other = ("FAVOR", "AGAINST") if chances["FAVOR"] > chances["AGAINST"] else ("AGAINST", "FAVOR")
        pair = names_of(candidate)
        chance = chances["FAVOR"] + chances["AGAINST"]
        if pair in known:
            likely[pair] = max(chance, likely.get(pair, 0.0))
            if chances[label] > TURN * chances[other]:
                out = [
                    turned(stance, label) if pair_key(stance) == pair and may_turn(stance, other) else stance
                    for stance in out
                ]
            continue
        if chance >= threshold(candidate, known):
            stance = make_added(view, judged, candidate, label, chance)
            if stance is not None and (pair not in added or chance > added[pair].score):
                added[pair] = stance
    out = [weighed(stance, chance_of(stance, likely)) for stance in out]
    return out + [stance for pair, stance in added.items() if is_likelier_way(pair, stance, added)]


def chance_of(stance: Stance, likely: Mapping[tuple[str, str], float]) -> float | None:
    """Return the chance of the pair of a stance; what is mutual is as likely one way as the other."""
    holder, target = pair_key(stance)
    ways = [(holder, target), (target, holder)] if "role:mutual" in stance.rules else [(holder, target)]
    return max((likely[way] for way in ways if way in likely), default=None)


def weighed(stance: Stance, chance: float | None) -> Stance:
    """Return `stance` with the classifier's chance as its score, where it states a side as a fact."""
    if chance is None or stance.label not in SIGN or stance.factuality not in ("asserted", "negated"):
        return stance
    return replace(stance, score=round(chance, 3))


def is_likelier_way(pair: tuple[str, str], stance: Stance, added: Mapping[tuple[str, str], Stance]) -> bool:
    """Whether the pair is not the less likely direction of one that is added the other way round."""
    back = added.get((pair[1], pair[0]))
    return back is None or stance.score >= back.score / 2


def names_of(candidate: Candidate) -> tuple[str, str]:
    """Return the pair as `pair_key` names it."""
    holder, target = candidate.holder, candidate.target
    return (holder.actor_id or holder.name) if holder else "", target.actor_id or target.name


def threshold(candidate: Candidate, known: Mapping[tuple[str, str], float]) -> float:
    """Return the least probability of a stance for this kind of pair; more where the rules read it the other way."""
    holder, target = names_of(candidate)
    if (target, holder) in known:
        return SURE_BACK
    if candidate.holder is not None and candidate.holder.group == candidate.target.group:
        return SURE_BACK
    if candidate.holder is None or UNNAMED.intersection((candidate.holder.label, candidate.target.label)):
        return SURE_BESIDE if any(holder == known_holder for known_holder, _ in known) else SURE_UNNAMED
    return SURE


def may_turn(stance: Stance, label: str) -> bool:
    """Whether the classifier may overrule the sign `label`: not where a negator decided or the roles fit well."""
    return stance.label == label and stance.factuality != "negated" and stance.score < UNSURE


def turned(stance: Stance, label: str) -> Stance:
    """Return `stance` with the other sign."""
    return replace(
        stance,
        label=label,
        intensity=abs(stance.intensity) * SIGN[label],
        rules=(*stance.rules, "classifier:turned"),
    )


def make_added(
    view: SentenceView, judged: Sequence[Judged], candidate: Candidate, label: str, chance: float
) -> Stance | None:
    """Return the stance of a pair that only the classifier relates, on the evidence of the word that weighs most for it."""
    holder, target = candidate.holder, candidate.target
    fitting = [one for one in judged if LABELS[one.sign.polarity] == label]
    if not fitting:
        return None
    best = max(fitting, key=lambda one: place_of(holder, target, one.hit.start, one.hit.end))
    stance = make_stance(view, best, Reading(holder, target, 0.0, ("classifier:pair",)))
    return replace(stance, score=round(chance, 3))


CODES = {1: ("05", 3.4), -1: ("11", -2.0)}
"""CAMEO root and Goldstein weight of a word that only leans: approval, disapproval."""


def as_judged(view: SentenceView, leaning: Signed) -> Judged:
    """Return a leaning as a cue that no frame binds."""
    cameo, weight = CODES[leaning.sign]
    word = view.lemmas[leaning.at]
    cue = Cue(f"leaning:{word}", view.grammar.lang, word, leaning.sign, weight, cameo, "subj>obj", "")
    hit = Found(cue, (leaning.at,))
    sign = Sign(leaning.sign, cameo, weight, False)
    return Judged(hit, sign, NO_NEGATION, find_factuality(view, hit), find_voice(view, hit))
