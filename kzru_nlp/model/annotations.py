"""What the stages find: mentions, stances, beads, differences. Plain data, standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kzru_nlp.model.offsets import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan

ENTITY_LABELS = ("PER", "GPE", "LOC", "ORG", "NORP", "EVENT", "LAW", "FAC", "DATE", "MONEY", "PERCENT", "QUANTITY")  # fmt: skip
STANCE_LABELS = ("FAVOR", "AGAINST", "NEUTRAL")
FACTUALITY = ("asserted", "negated", "expected", "conditional", "past")
VOICES = ("narration", "direct_quote", "indirect_speech", "citation")
DIFFERENCE_TYPES = (
    "omission", "addition", "entity", "number", "date", "negation", "stance", "modality", "terminology", "shift",
    "keyword", "order", "typo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity: characters `start:end` of the analysed text, its label, and what it was linked to.

    `score` is a confidence in [0, 1]; `source` names the finder; `value` is the normalised date (ISO 8601) or
    number of a DATE, MONEY, PERCENT or QUANTITY; `metonym_of` is the id of the actor that a capital or palace
    stands for. `actor_id` is empty when nothing was linked, and `cluster_id` then keeps equal names together.
    """

    start: int
    end: int
    label: str
    text: str
    score: float = 1.0
    source: str = ""
    lemma: str = ""
    value: str | None = None
    actor_id: str = ""
    canonical: str = ""
    wikidata: str | None = None
    metonym_of: str | None = None
    cluster_id: str = ""


LIKELY = 0.25
"""Score from which a stance is counted and shown; below it lie leads of the classifier, which tables keep."""


@dataclass(frozen=True, slots=True)
class Stance:
    """An opinion tuple: who, toward whom, for or against, on what evidence.

    `holder` and `target` are English canonical names and their ids are resolved (Moscow is Russia, Q159); spans
    are spaCy Spans of one Doc, or None where nobody is named. `score` is a confidence in [0, 1], `intensity` the
    Goldstein weight in [-10, 10], `cameo` the CAMEO root code, `rules` the ids of the rules that decided.
    """

    holder: str
    holder_id: str
    holder_span: DocSpan | None
    target: str
    target_id: str
    target_span: DocSpan | None
    label: str
    factuality: str = "asserted"
    voice: str = "narration"
    attributed_to: str = ""
    score: float = 0.5
    intensity: float = 0.0
    cameo: str = ""
    holder_group: str = "OTHER"
    evidence: tuple[DocSpan, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other: 0-based indices into source and target, one side may be empty.

    `score` is a confidence in [0, 1]; `evidence` names what speaks for the bead ("number:2022", "name:Rusya~Russia").
    """

    src: tuple[int, ...]
    tgt: tuple[int, ...]
    score: float = 1.0
    evidence: tuple[str, ...] = ()

    def turned(self) -> Bead:
        """Return the bead with source and target exchanged."""
        return Bead(self.tgt, self.src, self.score, self.evidence)


@dataclass(frozen=True, slots=True)
class Bead3:
    """Sentences of three versions that translate each other; any side may be empty."""

    tr: tuple[int, ...]
    en: tuple[int, ...]
    ru: tuple[int, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """Characters `start:end` of the sentence with index `sentence` on one side of an alignment."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a translation omits, adds or changes, in the bead with index `bead`."""

    bead: int
    type: str
    severity: str
    src_text: str = ""
    tgt_text: str = ""
    src_span: SentenceSpan | None = None
    tgt_span: SentenceSpan | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Attitude:
    """A stance reduced to what two versions of a sentence can be compared on."""

    holder_id: str
    target_id: str
    label: str
    factuality: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """A sentence with the annotations that the audit compares; offsets index `text`."""

    text: str
    lang: str
    mentions: tuple[Mention, ...] = ()
    attitudes: tuple[Attitude, ...] = field(default=())
