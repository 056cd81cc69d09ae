"""In whose voice a stance is told: the article's narration, a quotation, reported speech, a cited author."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.view import Party, SentenceView


@dataclass(frozen=True, slots=True)
class Voice:
    """`value` as in the guideline, the speaker where one is named, and the rule."""

    value: str = "narration"
    speaker: Party | None = None
    rule: str = ""


Rule = Callable[[SentenceView, Found[Cue]], Voice | None]
_SPEAKER_REACH = 6
"""Most tokens between a speaker and the verb of saying."""


def quoted(view: SentenceView, hit: Found[Cue]) -> Voice | None:
    """The cue stands between quotation marks, with somebody's words around them."""
    if not all(view.quoted[at] for at in hit.tokens):
        return None
    speaker = next(
        (find for word in view.words.get("report", ()) if (find := speaker_of(view, word.start, hit))), None
    )
    if speaker is None and (told := according(view, hit)) is not None:
        speaker = told.speaker
    has_verb = bool(view.words.get("report") or view.words.get("according"))
    return Voice("direct_quote", speaker, "voice:quotation") if has_verb or speaker else None


def according(view: SentenceView, hit: Found[Cue]) -> Voice | None:
    """A source phrase: according to X, X'e göre, по словам X."""
    for word in view.words.get("according", ()):
        if set(word.tokens) & set(hit.tokens):
            continue
        at = word.end if word.payload.side == "right" else word.start
        near = [
            p
            for p in view.parties
            if distance(p, at) <= _SPEAKER_REACH and side_fits(p, at, word.payload.side)
        ]
        speaker = min(near, key=lambda p: distance(p, at), default=None)
        return Voice(told_by(speaker), speaker, "voice:according")
    return None


def reported(view: SentenceView, hit: Found[Cue]) -> Voice | None:
    """A verb of saying outside the cue's clause: "X said that …", «X заявил, что …», "… olduğunu belirtti"."""
    for word in view.words.get("report", ()):
        if set(word.tokens) & set(hit.tokens):
            continue
        speaker = speaker_of(view, word.start, hit)
        if speaker is None or (word.start < hit.start and not view.breaks_between(word.start, hit.start)):
            continue
        return Voice(told_by(speaker), speaker, "voice:report")
    return None


RULES: tuple[Rule, ...] = (quoted, according, reported)
"""Quotation marks are the surest sign, a source phrase is surer than a verb of saying somewhere in the sentence."""


def find_voice(view: SentenceView, hit: Found[Cue]) -> Voice:
    """Return the voice of a cue, by the first rule that says something."""
    return next((found for rule in RULES if (found := rule(view, hit))), Voice())


def speaker_of(view: SentenceView, verb: int, hit: Found[Cue]) -> Party | None:
    """Return who says it: the nearest name without adposition before the verb, outside the cue's own clause."""
    before = [
        party
        for party in view.parties
        if party.end <= verb and not party.adposition and "gen" not in party.cases and can_speak(party)
    ]
    if view.grammar.case == "suffix":
        before = [party for party in before if "nom" in party.cases]
        return before[0] if before and hit.start < verb else None
    return before[-1] if before and verb - before[-1].end <= _SPEAKER_REACH else None


def can_speak(party: Party) -> bool:
    """Whether `party` is somebody."""
    return party.label in ("PER", "ORG", "GPE", "NORP", "NOUN", "")


def told_by(speaker: Party | None) -> str:
    """Return citation for a person who is no known actor, as scholars are; reported speech otherwise."""
    cited = speaker is not None and speaker.label == "PER" and not speaker.actor_id
    return "citation" if cited else "indirect_speech"


def distance(party: Party, at: int) -> int:
    """Return the tokens between `party` and the token `at`."""
    return party.start - at if party.start >= at else at - party.end


def side_fits(party: Party, at: int, side: str) -> bool:
    """Whether `party` stands on `side` of the token `at`."""
    return party.start >= at if side == "right" else party.end <= at
