"""From what the pipelines found in a text to what the audit compares in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kzru_nlp.model import AnalysedSentence, Attitude, Mention, Stance

LEAST = 0.5
"""Confidence from which a stance is compared: one that is only possible, found on one side, says nothing of the other."""


def analysed(
    text: str, lang: str, mentions: Iterable[Mention], stances: Iterable[Stance], *, start: int = 0
) -> AnalysedSentence:
    """Return the sentence `text` with its annotations; it stands at `start` in the text that they were found in."""
    return AnalysedSentence(
        text,
        lang,
        tuple(replace(m, start=m.start - start, end=m.end - start) for m in mentions),
        tuple(_attitude(stance, start) for stance in stances if stance.score >= LEAST),
    )


def _attitude(stance: Stance, start: int) -> Attitude:
    span = None
    if stance.evidence:
        span = stance.evidence[0].start_char - start, stance.evidence[-1].end_char - start
    return Attitude(stance.holder_id, stance.target_id, stance.label, stance.factuality, span)
