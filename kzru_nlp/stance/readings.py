"""Who is read as holder and target of a cue: the pair that fits its frame best, givers, both ways, the target alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from kzru_nlp.knowledge.cues import Cue, Frame
from kzru_nlp.stance.marking import is_noun
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.roles import NOUN_REACH, acts_in_verbal_noun, can_hold, fit, is_passive, possesses
from kzru_nlp.stance.view import Party, SentenceView

CLEAR = 0.6
"""Fit of somebody else for the target from which a verbal noun is not about who hopes for it."""
FLOOR = 0.12
"""Pairs below this are not taken for holder and target."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a cue: holder (None if unnamed) toward target, its strength in [0, 1], the rules that fired."""

    holder: Party | None
    target: Party
    score: float
    rules: tuple[str, ...]


def read_pairs(view: SentenceView, hit: Found[Cue]) -> list[Reading]:
    """Return the readings of a cue: the best pair with its coordinated companions, both ways if mutual.

    Without a second party the target alone is returned, its holder None.
    """
    frame = hit.payload.roles
    if frame.mutual or view.near("reciprocal", hit.start, hit.end) is not None or lies_between(view, hit):
        found = read_mutual(view, hit, frame)
        if found:
            return found
    received = read_received(view, hit)
    if received:
        return received
    passive = is_passive(view, hit)
    holders = {
        id(p): fit(view, p, hit, frame.holder, "holder", passive=passive) for p in view.parties if can_hold(p)
    }
    targets = {id(p): fit(view, p, hit, frame.target, "target", passive=passive) for p in view.parties}
    best: Reading | None = None
    for holder in view.parties:
        for target in view.parties:
            if id(holder) not in holders or holder.key == target.key:
                continue
            score = (holders[id(holder)][0] * targets[id(target)][0]) ** 0.5
            if holder.group == target.group:
                score *= 0.3
            if best is None or score > best.score:
                rules = (holders[id(holder)][1], targets[id(target)][1])
                best = Reading(holder, target, score, rules)
    if best is not None and best.score >= FLOOR:
        return with_companions(view, best, mutual=frame.mutual)
    return read_alone(view, hit, targets, passive=passive)


def lies_between(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is something between two parties ("A ile B arasındaki kırgınlık", «вражда между A и B»)."""
    between = [p for p in view.parties if p.adposition == "between" and can_hold(p)]
    return any(
        first.group == second.group and 0 <= gap_of(second, hit) <= NOUN_REACH
        for first, second in pairwise(between)
    )


def gap_of(party: Party, hit: Found[Cue]) -> int:
    """Return the tokens between a party and a cue, on whatever side."""
    return hit.start - party.end if party.start < hit.start else party.start - hit.end


def read_received(view: SentenceView, hit: Found[Cue]) -> list[Reading]:
    """Return giver toward receiver where a verb of receiving turns the roles round ("got support from Kazakhstan")."""
    if hit.payload.polarity <= 0:
        return []
    received = view.near("receive", hit.start, hit.end) is not None
    hoped = received or view.near("expected", hit.start, hit.end) is not None
    givers = [
        p
        for p in view.parties
        if can_hold(p)
        and ((received and (p.adposition == "abl" or "abl" in p.cases)) or (hoped and gives(view, p, hit)))
    ]
    takers = [p for p in view.parties if can_hold(p) and not p.adposition and may_be_subject(view, p, hit)]
    pairs = [(giver, taker) for giver in givers for taker in takers if giver.key != taker.key]
    if not pairs:
        return []
    giver, taker = min(
        pairs, key=lambda pair: abs(pair[0].start - hit.start) + abs(pair[1].start - hit.start)
    )
    if acts_in_verbal_noun(view, giver, hit) and any(
        party.key not in (giver.key, taker.key)
        and fit(view, party, hit, hit.payload.roles.target, "target", passive=False)[0] >= CLEAR
        for party in view.parties
    ):
        return []
    return [Reading(giver, taker, 0.8, ("role:receiver",))]


def gives(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether the cue is a noun that `party` possesses ("hoped for Peru's help", «надеялся на поддержку Перу»)."""
    if "gen" not in party.cases or (party.adposition and view.grammar.case == "suffix"):
        return False
    if view.grammar.case == "morph":
        return 0 <= party.start - hit.end <= 1 and is_noun(view.forms[hit.tokens[-1]])
    return possesses(view, party, hit) or acts_in_verbal_noun(view, party, hit)


def may_be_subject(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether a party without adposition can be the subject of the cue's clause."""
    if view.grammar.case == "order":
        return party.start < hit.start and "gen" not in party.cases
    return "nom" in party.cases


def read_mutual(view: SentenceView, hit: Found[Cue], frame: Frame) -> list[Reading]:
    """Return both directions for two parties joined by a coordination or by "with" and "between"."""
    best: tuple[float, Party, Party, str] | None = None
    for i, first in enumerate(view.parties):
        for second in view.parties[i + 1 :]:
            if first.key == second.key or not can_hold(first) or not can_hold(second):
                continue
            if any(party.label == "NOUN" and party.head in hit.tokens for party in (first, second)):
                continue
            if first.group == second.group:
                near = max(fit(view, p, hit, "subj", "target", passive=False)[0] for p in (first, second))
                near = max(
                    near, *(fit(view, p, hit, "with", "target", passive=False)[0] for p in (first, second))
                )
                score, rule = max(near, 0.2), "role:coordinated"
            else:
                score, rule = max(
                    (pair_fit(view, a, b, hit, frame), "role:partner")
                    for a, b in ((first, second), (second, first))
                )
            if best is None or score > best[0]:
                best = (score, first, second, rule)
    if best is None or best[0] < FLOOR:
        return []
    score, first, second, rule = best
    return [
        Reading(first, second, score, (rule, "role:mutual")),
        Reading(second, first, score, (rule, "role:mutual")),
    ]


def pair_fit(view: SentenceView, holder: Party, target: Party, hit: Found[Cue], frame: Frame) -> float:
    """Return how well two parties fill both slots of a cue."""
    one = fit(view, holder, hit, frame.holder, "holder", passive=False)[0]
    two = fit(view, target, hit, frame.target, "target", passive=False)[0]
    score: float = (one * two) ** 0.5
    return score


def with_companions(view: SentenceView, best: Reading, *, mutual: bool) -> list[Reading]:
    """Return `best` for each member of its holder's and its target's coordinations, and reversed if mutual."""
    holders = [p for p in view.parties if best.holder and p.group == best.holder.group and can_hold(p)]
    targets = [p for p in view.parties if p.group == best.target.group]
    if best.holder is None or best.holder.group == best.target.group:
        holders, targets = [p for p in (best.holder,) if p], [best.target]
    readings = [Reading(h, t, best.score, best.rules) for h in holders for t in targets if h.key != t.key]
    if mutual:
        readings += [
            Reading(r.target, r.holder, r.score, (*r.rules, "role:mutual"))
            for r in list(readings)
            if r.holder is not None and can_hold(r.target)
        ]
    return readings


def read_alone(
    view: SentenceView, hit: Found[Cue], targets: Mapping[int, tuple[float, str]], *, passive: bool
) -> list[Reading]:
    """Return a reading without a holder for the best target, where its marks are clear and it is not the holder itself."""
    best = max(view.parties, key=lambda party: targets[id(party)][0], default=None)
    if best is None or targets[id(best)][0] < 0.4:
        return []
    score, rule = targets[id(best)]
    if (
        can_hold(best)
        and fit(view, best, hit, hit.payload.roles.holder, "holder", passive=passive)[0] > score
    ):
        return []
    rules = (rule, "holder:passive" if passive else "holder:unnamed")
    return [Reading(None, best, 0.5 * score, rules)]
