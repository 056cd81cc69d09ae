"""Two cues side by side, of which one is about the other: sanctions that are opposed, aid that is blocked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.factuality import Factuality
from kzru_nlp.stance.negation import Negation, Sign
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.readings import Reading
from kzru_nlp.stance.roles import own_actor
from kzru_nlp.stance.view import SentenceView
from kzru_nlp.stance.voice import Voice

REACH = {"left": 3, "right": 2}
"""Most tokens between a cue and the act that it is about, by the side of the governing verb: articles and adjectives
stand before the noun."""
ACCUSED_REACH = 9
"""Most tokens between a verb of accusing and the act that it charges somebody with."""
VERDICTS = frozenset({"05", "11", "12"})
"""CAMEO roots of approving, disapproving and rejecting: what one does about an act of others."""
MATERIAL = frozenset({"13", "14", "15", "16", "17", "18", "19", "20"})
"""CAMEO roots of threats and hostile deeds, which others approve of or reject."""
FORCE = frozenset({"18", "19", "20"})
"""Deeds whose condemnation says nothing of a stance toward their victim."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A cue with what the layers say about it."""

    hit: Found[Cue]
    sign: Sign
    negation: Negation
    factuality: Factuality
    voice: Voice
    conceded: bool = False


Read = tuple[Judged, list[Reading]]
Rule = Callable[[SentenceView, Read, Read], list[Read] | None]


def charged(view: SentenceView, outer: Read, act: Read) -> list[Read] | None:
    """Who accuses somebody of an act is against the accused; the act itself is only alleged."""
    if act[0].hit.payload.polarity > 0 or not is_accusation(view, outer[0].hit):
        return None
    return [outer] if gap(view, outer, act) <= ACCUSED_REACH else None


def judged_act(view: SentenceView, outer: Read, act: Read) -> list[Read] | None:
    """Who approves of a hostile act shares it ("supported the sanctions"); who rejects it is neither for nor against."""
    one, two = outer[0], act[0]
    if two.hit.payload.polarity >= 0 or one.hit.payload.polarity == 0:
        return None
    if one.hit.payload.cameo not in VERDICTS or two.hit.payload.cameo not in MATERIAL:
        return None
    if not is_object_of(view, outer, act) or not act[1]:
        return None
    if one.sign.polarity <= 0 and two.hit.payload.cameo in FORCE:
        return [outer]
    sign = (
        replace(two.sign, rules=(*two.sign.rules, "composition:act"))
        if one.sign.polarity > 0
        else Sign(0, two.sign.cameo, 0.0, True, (*one.sign.rules, "composition:act"))
    )
    return [(replace(two, sign=sign, factuality=one.factuality, negation=one.negation), act[1])]


def hindered(view: SentenceView, outer: Read, act: Read) -> list[Read] | None:
    """Who blocks, ends or rejects something friendly is against those whom it was for ("blocked the aid to Ukraine")."""
    one, two = outer[0], act[0]
    if two.sign.polarity <= 0 or one.sign.polarity >= 0 or two.sign.negated:
        return None
    if one.hit.payload.roles.target == "poss" or not is_object_of(view, outer, act):
        return None
    readings = outer[1]
    named = [reading for reading in act[1] if reading.holder is not None]
    if not any(reading.holder is not None for reading in readings) and named:
        readings = named
    sign = replace(one.sign, rules=(*one.sign.rules, "composition:hindered"))
    return [(replace(one, sign=sign), readings)]


def described(view: SentenceView, outer: Read, act: Read) -> list[Read] | None:
    """An adjective like "anti-X" right before a hostile measure only says whom it is against ("X karşıtı yaptırım")."""
    hit = act[0].hit
    if hit.payload.roles.target != "poss" or hit.payload.polarity >= 0 or gap(view, outer, act) != 0:
        return None
    if view.grammar.governor != "right" or outer[0].hit.payload.polarity >= 0:
        return None
    return [(outer[0], act[1])] if act[1] else None


RULES: tuple[Rule, ...] = (described, charged, judged_act, hindered)
"""What describes an act is no act; an accusation reaches further than the others and says least of the act."""


def compose(view: SentenceView, read: list[Read]) -> list[Read]:
    """Return the cues of a sentence with those joined of which one is about the act that the other names."""
    out = list(read)
    for number, first in enumerate(read):
        for second in read[number + 1 :]:
            outer, act = (first, second) if view.grammar.governor == "left" else (second, first)
            pair = [next((r for r in out if r[0].hit is one[0].hit), None) for one in (outer, act)]
            if pair[0] is None or pair[1] is None:
                continue
            joined = next((found for rule in RULES if (found := rule(view, pair[0], pair[1]))), None)
            if joined is not None:
                at = out.index(pair[0])
                out[at : at + 1] = joined
                out = [r for r in out if r is not pair[1]]
    return out


def is_accusation(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is a verb of accusing."""
    return any(set(word.tokens) & set(hit.tokens) for word in view.words.get("accusation", ()))


def gap(view: SentenceView, outer: Read, act: Read) -> int:
    """Return the tokens between the governing cue and the act."""
    first, second = sorted((outer[0].hit, act[0].hit), key=lambda hit: hit.start)
    return second.start - first.end


def is_object_of(view: SentenceView, outer: Read, act: Read) -> bool:
    """Whether the act is the object of the outer cue: near, a noun with no actor of its own, and nothing set between.

    "Attacked and destroyed", "gerildi, gerilim büyüdü" are two acts, and so are "X opposed, Y invaded".
    """
    if gap(view, outer, act) > REACH[view.grammar.governor] or gap(view, outer, act) < 0:
        return False
    first, second = sorted((outer[0].hit, act[0].hit), key=lambda hit: hit.start)
    joiners = {at for word in view.words.get("coordinator", ()) for at in word.tokens}
    for at in range(first.end, second.start):
        if at in joiners or at in view.breaks or view.party_at(at) or view.forms[at] in ",;:—–()":
            return False
    act_end = act[0].hit.tokens[0] if view.grammar.governor == "left" else act[0].hit.tokens[-1]
    if view.grammar.ending("finite-ending", view.forms[act_end]) is not None:
        return False
    return own_actor(view, act[0].hit) is None
