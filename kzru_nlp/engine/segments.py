"""Which stretches of an article are analysed, and their sentences, mentions and stances with raw offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kzru_nlp.alignment.analysed import analysed
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import AnalysedSentence, Article, Mention, Span, Stance, Unit
from kzru_nlp.model.article import ANALYSED, ENTITIES_ONLY

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

STANCE = "kzru_stance"
"""The component that needs to know who is who in the whole article."""
NoteProse = Callable[[Unit], Iterable[Span]]
"""Gives the stretches of a note that are prose and not citation."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a unit that is analysed as one text; `start` is its offset in the unit's text."""

    unit: Unit
    start: int
    text: str

    def raw(self, start: int, end: int) -> Span:
        """Return the raw span of the segment's characters `start:end`."""
        return self.unit.offsets.raw_span(self.start + start, self.start + end)

    def raw_spans(self, start: int, end: int) -> list[Span]:
        """Return the raw spans copied into the segment's characters `start:end`."""
        return self.unit.offsets.raw_spans(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """An analysed sentence: `start:end` index the segment's text, annotations index the segment too."""

    id: str
    order: int
    segment: Segment
    start: int
    end: int
    mentions: tuple[Mention, ...]
    stances: tuple[Stance, ...]

    @property
    def text(self) -> str:
        """The sentence's characters, without space around them."""
        return self.segment.text[self.start : self.end]

    def annotated(self) -> AnalysedSentence:
        """Return what the audit compares, with offsets into the sentence's text."""
        return analysed(self.text, self.segment.unit.lang, self.mentions, self.stances, start=self.start)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A segment after analysis; `mentions` is filled where the unit has no sentences (keywords, captions)."""

    segment: Segment
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()


def shifted(mention: Mention, by: int) -> Mention:
    """Return `mention` with its offsets moved by `by` characters."""
    return replace(mention, start=mention.start + by, end=mention.end + by)


def find_segments(article: Article, note_prose: NoteProse) -> Iterator[Segment]:
    """Yield what is analysed, in order, in every language; of a note only its prose."""
    for unit in article.units:
        if unit.kind not in ANALYSED and unit.kind not in ENTITIES_ONLY:
            continue
        spans = note_prose(unit) if unit.kind == "footnote" else ((0, len(unit.text)),)
        for start, end in spans:
            if text := unit.text[start:end].strip():
                yield Segment(unit, unit.text.index(text, start), text)


def unanalysed(segments: Iterable[Segment]) -> Counter[str]:
    """Return how many units that would be analysed are in a language that isn't, by language."""
    return Counter({s.unit.id: s.unit.lang for s in segments if s.unit.lang not in LANGUAGES}.values())


def annotate(segments: Iterable[Segment], load: Callable[[str], Language]) -> list[Annotated]:
    """Return the segments in our languages analysed, in order; a pipeline is loaded when its language occurs.

    Names are joined over the whole article before stances are looked for: who holds one may be called by a short form.
    """
    listed = [segment for segment in segments if segment.unit.lang in LANGUAGES]
    docs: dict[int, Doc] = {}
    last: dict[str, list[Callable[[Doc], Doc]]] = {}
    for lang in LANGUAGES:
        own = [(segment.text, i) for i, segment in enumerate(listed) if segment.unit.lang == lang]
        if own:
            nlp = load(lang)
            after = [name for name in nlp.pipe_names if name == STANCE]
            last[lang] = [nlp.get_pipe(name) for name in after]
            docs.update((i, doc) for doc, i in nlp.pipe(own, as_tuples=True, disable=after))
    join_names([docs[i] for i in range(len(listed))])
    for i, segment in enumerate(listed):
        for component in last[segment.unit.lang]:
            docs[i] = component(docs[i])
    counts: Counter[str] = Counter()
    return [_annotated(segment, docs[i], counts) for i, segment in enumerate(listed)]


def join_names(docs: Sequence[Doc]) -> None:
    """Give short forms and abbreviations in an article's Docs, in reading order, the actor of the full name before."""
    from kzru_nlp.entities.link import join_within
    from kzru_nlp.pipelines.extensions import set_mentions

    before = [doc._.mentions for doc in docs]
    joined = join_within([(doc.text, mentions) for doc, mentions in zip(docs, before, strict=True)])
    for doc, old, new in zip(docs, before, joined, strict=True):
        if old != new:
            set_mentions(doc, new)


def _annotated(segment: Segment, doc: Doc, counts: Counter[str]) -> Annotated:
    mentions: list[Mention] = doc._.mentions
    if segment.unit.kind in ENTITIES_ONLY:
        return Annotated(segment, (), tuple(mentions))
    spans = [span for sent in doc.sents if (span := _trimmed(sent))]
    inside = _by_sentence(spans, mentions, lambda mention: mention.start)
    stances = _by_sentence(spans, doc._.stances, _place)
    sentences = []
    for i, (start, end) in enumerate(spans):
        counts[segment.unit.id] += 1
        order = counts[segment.unit.id]
        name = f"{segment.unit.id}-s{order:02d}"
        sentences.append(
            Sentence(name, order, segment, start, end, tuple(inside.get(i, ())), tuple(stances.get(i, ())))
        )
    return Annotated(segment, tuple(sentences))


def _trimmed(sent: DocSpan) -> Span | None:
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return (start, end) if start < end else None


def _place(stance: Stance) -> int:
    """Return where a stance stands: its evidence, else whom it names, else the start."""
    places = (*stance.evidence, stance.holder_span, stance.target_span)
    return next((place.start_char for place in places if place is not None), 0)


def _by_sentence(
    spans: list[Span], found: Iterable[Any], place: Callable[[Any], int]
) -> Mapping[int, list[Any]]:
    """Group what was found by the last sentence that starts at or before its place."""
    groups: dict[int, list[Any]] = {}
    for thing in found:
        i = bisect_right(spans, place(thing), key=lambda span: span[0]) - 1
        groups.setdefault(max(i, 0), []).append(thing)
    return groups
