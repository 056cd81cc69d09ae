"""What the classifier sees of a directed pair in a sentence: weighed cues, roles, distances, words with names masked.

Numbers mean the same in every language, so that one language's annotation helps the others; words carry the
language's code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kzru_nlp.stance.composition import Judged
from kzru_nlp.stance.readings import read_received
from kzru_nlp.stance.roles import can_hold, fit, is_passive
from kzru_nlp.stance.signs import Signed, place_of
from kzru_nlp.stance.view import Party, SentenceView

Features = dict[str, float]
NAMES = {1: "favor", -1: "against", 0: "neutral"}
_NEAR = 3
"""Words beside a name that are looked at."""
_CLOSE = 25
"""Most words between two names that are looked at."""


def pair_features(
    view: SentenceView,
    holder: Party | None,
    target: Party,
    judged: Sequence[Judged],
    leanings: Sequence[Signed],
    masked: Masked,
    read: Sequence[tuple[int, float]] = (),
) -> Features:
    """Return the features of `holder` toward `target`.

    `masked` are `masked_lemmas(view)`, the same for all pairs; `read` are sign and strength of the rules' own readings.
    """
    features: Features = {"unnamed": float(holder is None), "parties": min(len(view.parties), 6) / 6}
    for sign, strength in read:
        name = f"read-{NAMES[sign]}"
        features[name] = max(features.get(name, 0.0), strength)
    _add_cues(features, view, holder, target, judged)
    _add_rivals(features, view, holder, target, judged)
    for item in leanings:
        name = f"leaning-{NAMES[item.sign]}"
        features[name] = features.get(name, 0.0) + place_of(holder, target, item.at, item.at + 1)
    for name in ("leaning-favor", "leaning-against", "sum-favor", "sum-against"):
        if name in features:
            features[name] = min(features[name], 3.0) / 3
    _balance(features)
    features.update(dict.fromkeys(_shape(view, holder, target), 1.0))
    features.update(dict.fromkeys(_words(view, holder, target, masked), 0.5))
    return features


def _add_cues(
    features: Features, view: SentenceView, holder: Party | None, target: Party, judged: Sequence[Judged]
) -> None:
    for one in judged:
        hit, frame = one.hit, one.hit.payload.roles
        first = 0.3 if holder is None else remembered_fit(view, holder, one, "holder")
        second = remembered_fit(view, target, one, "target")
        name = NAMES[one.sign.polarity]
        weight = place_of(holder, target, hit.start, hit.end)
        joint = (first * second) ** 0.5
        features[f"sum-{name}"] = features.get(f"sum-{name}", 0.0) + weight * (0.2 + joint)
        for key, value in ((f"fit-{name}", joint), (f"holder-{name}", first), (f"target-{name}", second)):
            features[key] = max(features.get(key, 0.0), value)
        if one.sign.negated:
            features["negated"] = max(features.get("negated", 0.0), joint)
        if one.factuality.value != "asserted":
            key = f"fact-{one.factuality.value}"
            features[key] = max(features.get(key, 0.0), joint)
        if frame.mutual:
            features[f"mutual-{name}"] = max(features.get(f"mutual-{name}", 0.0), joint)
        features[f"root-{hit.payload.cameo}-{name}"] = max(
            features.get(f"root-{hit.payload.cameo}-{name}", 0.0), weight * joint
        )


def _add_rivals(
    features: Features, view: SentenceView, holder: Party | None, target: Party, judged: Sequence[Judged]
) -> None:
    """Add by how much others fit the places of the pair's best cue better than the pair does, and whether any do."""
    best = max(judged, key=lambda one: joint_fit(view, holder, target, one), default=None)
    if best is None:
        return
    features["joint"] = joint_fit(view, holder, target, best)
    for side, own in (("holder", holder), ("target", target)):
        ranked = ranked_fits(view, best, side)
        rival = next((fits for fits, key in ranked if own is None or key != own.key), 0.0)
        fit_here = 0.3 if own is None else remembered_fit(view, own, best, side)
        features[f"rival-{side}"] = max(rival - fit_here, 0.0)
        features[f"lead-{side}"] = max(fit_here - rival, 0.0)
        if rival <= fit_here:
            features[f"first-{side}"] = 1.0
    if features.get("first-holder") and features.get("first-target"):
        features["first-both"] = 1.0


def ranked_fits(view: SentenceView, one: Judged, side: str) -> list[tuple[float, str]]:
    """Return how well each party fills a slot of a cue, the best first, with its key."""
    found = view.ranked.get((id(one), side))
    if found is None:
        fits = (
            (remembered_fit(view, party, one, side), party.key)
            for party in view.parties
            if side == "target" or can_hold(party)
        )
        found = view.ranked[id(one), side] = sorted(fits, key=lambda item: -item[0])
    return found


def joint_fit(view: SentenceView, holder: Party | None, target: Party, one: Judged) -> float:
    """Return how well a pair fills both places of a cue."""
    first = 0.3 if holder is None else remembered_fit(view, holder, one, "holder")
    joint: float = (first * remembered_fit(view, target, one, "target")) ** 0.5
    return joint


def remembered_fit(view: SentenceView, party: Party, one: Judged, side: str) -> float:
    """Return how well a party fills a slot of a cue; a party stands in many pairs and is asked about once."""
    key = (id(party), id(one), side)
    found = view.fits.get(key)
    if found is None:
        found = received_fit(view, party, one, side)
    if found is None:
        frame = one.hit.payload.roles
        slot = frame.holder if side == "holder" else frame.target
        found = fit(view, party, one.hit, slot, side, passive=is_passive(view, one.hit))[0]
        view.fits[key] = found
    return found


def received_fit(view: SentenceView, party: Party, one: Judged, side: str) -> float | None:
    """Return how well a party fills a slot where a verb of receiving turns the roles round, None where none does."""
    if id(one) not in view.received:
        readings = read_received(view, one.hit)
        view.received[id(one)] = (readings[0].holder, readings[0].target) if readings else None
    pair = view.received[id(one)]
    if pair is None:
        return None
    fits = 0.9 if party is pair[side == "target"] else 0.1
    view.fits[id(party), id(one), side] = fits
    return fits


def _balance(features: Features) -> None:
    """Add how far one sign outweighs the other."""
    favor, against = features.get("sum-favor", 0.0), features.get("sum-against", 0.0)
    total = favor + against + features.get("sum-neutral", 0.0)
    if total:
        features["balance"] = (favor - against) / (total + 0.1)
    lean = features.get("leaning-favor", 0.0) - features.get("leaning-against", 0.0)
    if lean:
        features["lean"] = lean


def _shape(view: SentenceView, holder: Party | None, target: Party) -> Iterator[str]:
    """Yield how the two names stand to each other."""
    yield f"target-label={target.label}"
    for case in target.cases:
        yield f"target-case={case}"
    if target.adposition:
        yield f"target-adposition={target.adposition}"
    if holder is None:
        return
    yield f"holder-label={holder.label}"
    for case in holder.cases:
        yield f"holder-case={case}"
    if holder.adposition:
        yield f"holder-adposition={holder.adposition}"
    first, second = (holder, target) if holder.start < target.start else (target, holder)
    yield "holder-first" if holder.start < target.start else "target-first"
    gap = second.start - first.end
    yield f"gap={'0' if gap <= 0 else '1-2' if gap < 3 else '3-6' if gap < 7 else '7-14' if gap < 15 else '15'}"
    yield f"clauses={min(view.breaks_between(first.start, second.start), 3)}"
    between = sum(first.end <= party.start < second.start for party in view.parties)
    yield f"names-between={min(between, 3)}"
    if holder.group == target.group:
        yield "coordinated"


@dataclass(frozen=True, slots=True)
class Masked:
    """The lemmas of a sentence, a mask in place of every word of a party, and the features that they make."""

    words: tuple[str, ...]
    inside: tuple[str, ...]
    pairs: tuple[str, ...]
    beside: tuple[str, ...]


def masked_lemmas(view: SentenceView) -> Masked:
    """Return what the words of a sentence say, the same for all pairs but for the masks of holder and target."""
    masked, lang = list(view.lemmas), view.grammar.lang
    for party in view.parties:
        masked[party.start : party.end] = ["<x>"] * (party.end - party.start)
    return Masked(
        tuple(masked),
        tuple(f"{lang}:in={word}" for word in masked),
        tuple(f"{lang}:in={first} {second}" for first, second in pairwise(masked)),
        tuple(f"{lang}:by={word}" for word in masked),
    )


def _words(view: SentenceView, holder: Party | None, target: Party, masked: Masked) -> Iterator[str]:
    """Yield the words and word pairs between the names and beside them, names masked."""
    ends = [target, target] if holder is None else sorted((holder, target), key=lambda party: party.start)
    if holder is None:
        inside = range(max(target.start - 8, 0), min(target.end + 8, len(view.lemmas)))
    else:
        inside = range(ends[0].start, min(ends[1].end, ends[0].start + _CLOSE))
    names = dict.fromkeys(range(target.start, target.end), "<t>")
    if holder is not None:
        names.update(dict.fromkeys(range(holder.start, holder.end), "<h>"))
    words, lang, last = masked.words, view.grammar.lang, inside.stop - 1
    for at in inside:
        mask, following = names.get(at), names.get(at + 1)
        yield masked.inside[at] if mask is None else f"{lang}:in={mask}"
        if at < last:
            if mask is None and following is None:
                yield masked.pairs[at]
            else:
                yield f"{lang}:in={mask or words[at]} {following or words[at + 1]}"
    for at in (*range(max(ends[0].start - _NEAR, 0), ends[0].start), *range(ends[1].end, ends[1].end + 8)):
        if at < len(words):
            mask = names.get(at)
            yield masked.beside[at] if mask is None else f"{lang}:by={mask}"
