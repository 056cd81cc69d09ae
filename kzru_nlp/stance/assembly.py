"""From a cue and its reading to a stance: labels, confidence, evidence, the chain of rules."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span

from kzru_nlp.model import Stance
from kzru_nlp.stance.composition import Judged
from kzru_nlp.stance.readings import Reading
from kzru_nlp.stance.view import Party, SentenceView
from kzru_nlp.stance.voice import Voice

LABELS = {1: "FAVOR", -1: "AGAINST", 0: "NEUTRAL"}
_UNFULFILLED = {"expected": 0.7, "conditional": 0.6, "past": 0.8}
"""What is left of a confidence where the act itself is not stated as done."""


def make_stance(view: SentenceView, judged: Judged, reading: Reading) -> Stance:
    """Return the stance of one reading of a judged cue."""
    factuality = judged.factuality.value
    is_future = judged.factuality.rule.startswith("factuality:future")
    if judged.sign.negated and (factuality in ("asserted", "failed") or is_future):
        factuality = "negated"
    holder, target, voice = reading.holder, reading.target, judged.voice
    rules = (
        f"cue:{judged.hit.payload.id}",
        *dict.fromkeys(rule for rule in (*reading.rules, *(p.rule for p in (holder, target) if p)) if rule),
        *judged.sign.rules,
        *(rule for rule in (judged.factuality.rule, voice.rule) if rule),
    )
    speaker = (
        voice.speaker if holder is None or voice.speaker is None or voice.speaker.key != holder.key else None
    )
    return Stance(
        holder=holder.name if holder else "",
        holder_id=holder.actor_id if holder else "",
        holder_span=party_span(view, holder),
        target=target.name,
        target_id=target.actor_id,
        target_span=party_span(view, target),
        label=LABELS[judged.sign.polarity],
        factuality=factuality,
        voice=voice.value,
        attributed_to=speaker.name if speaker else "",
        score=confidence(judged, reading, factuality),
        intensity=judged.sign.intensity,
        cameo=judged.sign.cameo,
        holder_group=group_of(holder, voice, reading.rules),
        evidence=evidence_of(view, judged),
        rules=rules,
    )


def confidence(judged: Judged, reading: Reading, factuality: str) -> float:
    """Return how far the rules carry the stance, in [0, 1]: the roles' fit, less what weakens the cue."""
    score = 0.35 + 0.6 * reading.score
    if reading.holder is None:
        score *= 0.6
    score *= _UNFULFILLED.get(factuality, 1.0)
    if judged.conceded:
        score *= 0.7
    if judged.sign.negated and judged.negation.lack:
        score *= 0.7
    return round(min(max(score, 0.0), 1.0), 3)


def group_of(holder: Party | None, voice: Voice, reading_rules: tuple[str, ...] = ()) -> str:
    """Return the guideline's code of a holder."""
    if holder is None:
        return "AUTHOR" if "holder:author" in reading_rules else "NULL"
    if holder.label == "PER" and not holder.actor_id and voice.value == "citation":
        return "SOURCE"
    return holder.holder_group


def party_span(view: SentenceView, party: Party | None) -> Span | None:
    """Return the tokens of a party; None for one that this sentence does not name."""
    if party is None or party.end <= party.start:
        return None
    offset = view.span.start
    if party.mention is not None:
        span = view.span.doc.char_span(party.mention.start, party.mention.end)
        if span is not None:
            return span
    return view.span.doc[offset + party.start : offset + party.end]


def evidence_of(view: SentenceView, judged: Judged) -> tuple[Span, ...]:
    """Return the words that carry the stance, neighbours joined: the cue, its negators, what made it uncertain."""
    tokens = sorted({*judged.hit.tokens, *judged.negation.tokens, *judged.factuality.tokens})
    runs: list[list[int]] = []
    for token in tokens:
        if runs and token - runs[-1][1] <= 2 and view.party_at(token - 1) is None:
            runs[-1][1] = token
        else:
            runs.append([token, token])
    offset = view.span.start
    return tuple(view.span.doc[offset + first : offset + last + 1] for first, last in runs)


def join(first: Stance, second: Stance) -> Stance:
    """Return the stronger of two equal stances with the evidence and the rules of both.

    Independent cues confirm each other: the doubt that is left is the product of theirs.
    """
    strong, weak = (first, second) if first.score >= second.score else (second, first)
    evidence = {(span.start, span.end): span for span in (*first.evidence, *second.evidence)}
    return replace(
        strong,
        score=round(1 - (1 - strong.score) * (1 - 0.5 * weak.score), 3),
        evidence=tuple(evidence[key] for key in sorted(evidence)),
        rules=tuple(dict.fromkeys((*strong.rules, *weak.rules))),
    )


def pair_key(stance: Stance) -> tuple[str, str]:
    """Return what tells the pair of a stance from another: ids, or names where there are none."""
    return stance.holder_id or stance.holder, stance.target_id or stance.target
