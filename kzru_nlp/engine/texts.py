"""Plain text in, mentions and stances out, with offsets into the text: no units, no notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kzru_nlp.engine.analysis import loader
from kzru_nlp.engine.options import Options
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.lang.detect import detect
from kzru_nlp.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

Row = dict[str, Any]
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text in one language; `start` is its offset."""

    start: int
    text: str
    lang: str


def find_stretches(text: str, lang: str | None = None) -> Iterator[Stretch]:
    """Yield the paragraphs of `text` with their languages; with `lang` given, the text as it is.

    A paragraph too short to tell has the language of the whole text.
    """
    if lang is not None:
        yield Stretch(0, text, lang)
        return
    whole = detect(text).lang
    for start, end in _paragraphs(text):
        own = detect(text[start:end]).lang
        yield Stretch(start, text[start:end], whole if own == "und" else own)


def find_entities(stretch: Stretch, options: Options | None = None) -> Iterator[Row]:
    """Yield the mentions of a stretch in one of our languages, offsets into the whole text."""
    for mention in _doc(stretch, options)._.mentions:
        yield {
            "lang": stretch.lang,
            "start": stretch.start + mention.start,
            "end": stretch.start + mention.end,
            "text": mention.text,
            "label": mention.label,
            "lemma": mention.lemma or None,
            "value": mention.value,
            "actor_id": mention.actor_id or None,
            "canonical": mention.canonical or None,
            "wikidata": mention.wikidata,
            "metonym_of": mention.metonym_of,
            "cluster_id": mention.cluster_id or None,
            "score": mention.score,
            "source": mention.source,
        }


def find_stances(stretch: Stretch, options: Options | None = None) -> Iterator[Row]:
    """Yield the stances of a stretch in one of our languages, offsets into the whole text."""
    for stance in _doc(stretch, options)._.stances:
        holder, target = (_offsets(stretch, span) for span in (stance.holder_span, stance.target_span))
        yield {
            "lang": stretch.lang,
            "holder": stance.holder,
            "holder_id": stance.holder_id or None,
            "holder_group": stance.holder_group,
            "holder_start": holder[0],
            "holder_end": holder[1],
            "target": stance.target,
            "target_id": stance.target_id or None,
            "target_start": target[0],
            "target_end": target[1],
            "label": stance.label,
            "factuality": stance.factuality,
            "voice": stance.voice,
            "attributed_to": stance.attributed_to or None,
            "score": stance.score,
            "cameo": stance.cameo or None,
            "intensity": stance.intensity,
            "evidence": [span.text for span in stance.evidence],
            "evidence_spans": [_offsets(stretch, span) for span in stance.evidence],
            "rules": list(stance.rules),
        }


def analysable(stretch: Stretch) -> bool:
    """Return whether there is a pipeline for the stretch's language."""
    return stretch.lang in LANGUAGES


def _doc(stretch: Stretch, options: Options | None) -> Doc:
    return loader(options or Options())(stretch.lang)(stretch.text)


def _offsets(stretch: Stretch, span: DocSpan | None) -> Span | tuple[None, None]:
    if span is None:
        return None, None
    return stretch.start + span.start_char, stretch.start + span.end_char


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK.finditer(text):
        if text[start : blank.start()].strip():
            yield start, blank.start()
        start = blank.end()
    if text[start:].strip():
        yield start, len(text)
