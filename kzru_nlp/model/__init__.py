"""Plain data that every stage shares; standard library only."""

from kzru_nlp.model.annotations import (
    AnalysedSentence,
    Attitude,
    Bead,
    Bead3,
    Difference,
    Mention,
    SentenceSpan,
    Stance,
)
from kzru_nlp.model.article import Article, Coverage, Marker, Source, Unit
from kzru_nlp.model.errors import InputError, KzruError, MissingModelError, OutputError
from kzru_nlp.model.lists import Beads, Differences, Threads
from kzru_nlp.model.offsets import CleanText, OffsetMap, Span

__all__ = [
    "AnalysedSentence",
    "Article",
    "Attitude",
    "Bead",
    "Bead3",
    "Beads",
    "CleanText",
    "Coverage",
    "Difference",
    "Differences",
    "InputError",
    "KzruError",
    "Marker",
    "Mention",
    "MissingModelError",
    "OffsetMap",
    "OutputError",
    "SentenceSpan",
    "Source",
    "Span",
    "Stance",
    "Threads",
    "Unit",
]
