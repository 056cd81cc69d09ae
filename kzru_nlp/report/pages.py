"""Everything that one article's page shows, made from its rows alone and, for raw lines, its input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kzru_nlp.report.abstracts import Versions, side_by_side
from kzru_nlp.report.marking import shown
from kzru_nlp.report.reader import (
    Annotations,
    Raw,
    RawLine,
    ShownStance,
    ShownUnit,
    Source,
    Thing,
    annotate,
    missing_notes,
    raw_lines,
    shown_units,
)
from kzru_nlp.report.values import Row, text, title_language, title_of


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """A sentence and the stances in it."""

    sentence: str
    lang: str
    unit: str
    raw: Raw | None
    stances: Sequence[ShownStance]


@dataclass(frozen=True, slots=True)
class EntityLine:
    """A thing with the number that the page's script knows it by, and how often and where it is named."""

    number: int
    thing: Thing
    languages: Sequence[str]
    mentions: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything that one article's page shows; `annotations` is for its script."""

    article: Row
    title: str
    title_language: str
    metadata: Sequence[tuple[str, str]]
    text: Sequence[ShownUnit]
    notes: Sequence[ShownUnit]
    versions: Sequence[Versions]
    message_languages: Sequence[str]
    stances: Sequence[StanceGroup]
    entities: Sequence[EntityLine]
    missing: Sequence[tuple[str, Raw | None]]
    raw: Sequence[RawLine]
    annotations: Mapping[str, Any]

    @property
    def headings(self) -> list[ShownUnit]:
        """The section headings, for the table of contents."""
        return [unit for unit in self.text if unit.kind == "section_heading"]

    @property
    def n_stances(self) -> int:
        """How many stances the article has."""
        return sum(len(group.stances) for group in self.stances)


def article_page(source: Source, metadata: Sequence[str] = ()) -> ArticlePage:
    """Return the page of an article; `metadata` are the columns of the user's own in `articles`."""
    article, found = source.article, annotate(source)
    units = shown_units(source, found.marks)
    versions = side_by_side(source, found.marks)
    differences = [d for v in versions for t in v.threads for d in t.differences]
    columns = ("year", "journal", "doi", *metadata)
    return ArticlePage(
        article=article,
        title=shown(title_of(article)),
        title_language=title_language(article),
        metadata=[(name, shown(value)) for name in columns if (value := text(article.get(name)))],
        text=[unit for unit in units if unit.kind != "footnote"],
        notes=[unit for unit in units if unit.kind == "footnote"],
        versions=versions,
        message_languages=sorted({lang for d in differences for lang in d.explanations if lang}),
        stances=_by_sentence(source, found),
        entities=_by_name(found),
        missing=missing_notes(source),
        raw=list(raw_lines(source, units)),
        annotations=found.as_json(source.lines),
    )


def _by_sentence(source: Source, found: Annotations) -> list[StanceGroup]:
    groups: dict[str, list[ShownStance]] = {}
    for stance in found.stances:
        groups.setdefault(text(stance.row["sentence_id"]), []).append(stance)
    return [_group(source, source.sentences.get(ident), own) for ident, own in groups.items()]


def _group(source: Source, sentence: Row | None, own: Sequence[ShownStance]) -> StanceGroup:
    if sentence is None:
        return StanceGroup("", "und", source.local(own[0].row["unit_id"]), None, own)
    raw = source.raw_of(sentence["raw_spans"])
    unit = source.local(sentence["unit_id"])
    return StanceGroup(shown(text(sentence["text"])), text(sentence["lang"]), unit, raw, own)


def _by_name(found: Annotations) -> list[EntityLine]:
    lines = [
        EntityLine(number, thing, sorted({text(row["lang"]) for row in own}), len(own))
        for number, (thing, own) in enumerate(found.things.items())
    ]
    return sorted(lines, key=lambda line: (-line.mentions, line.thing.name, line.thing.label))
