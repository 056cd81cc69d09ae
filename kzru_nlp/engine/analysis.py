"""One article in, rows of every table out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kzru_nlp.engine.options import Options
from kzru_nlp.engine.rows import entity_rows, sentence_rows, stance_rows
from kzru_nlp.engine.segments import annotate, find_segments, unanalysed
from kzru_nlp.engine.structure import find_notes, structure_rows
from kzru_nlp.engine.versions import version_rows
from kzru_nlp.model import Article
from kzru_nlp.pipelines.load import load
from kzru_nlp.tables import TABLES, Rows

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(slots=True)
class Stages:
    """Seconds that each stage took, and the stage that is being done."""

    seconds: dict[str, float] = field(default_factory=dict)
    now: str = "read"

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a `with` block as stage `name`; after a fault `now` still names it."""
        self.now, start = name, time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Analysis:
    """The rows of one article, and how many of its units were left out by language."""

    rows: Rows
    unanalysed: Counter[str]


def analyse(article: Article, options: Options | None = None, stages: Stages | None = None) -> Analysis:
    """Return the rows of every table for `article` (those of `failures` are none)."""
    options, stages = options or Options(), stages or Stages()
    rows: Rows = {name: [] for name in TABLES}
    with stages.stage("notes"):
        notes = find_notes(article)
        rows.update(structure_rows(article, notes))
        segments = list(find_segments(article, lambda unit: notes[unit.id].prose))
    with stages.stage("analyse"):
        annotated = annotate(segments, loader(options))
    with stages.stage("tables"):
        rows["sentences"] = list(sentence_rows(article, annotated))
        rows["entities"] = list(entity_rows(article, annotated))
        rows["stances"] = list(stance_rows(article, annotated))
    with stages.stage("align"):
        rows.update(version_rows(article, annotated, glossary=options.own.glossary))
    return Analysis(rows, unanalysed(segments))


def loader(options: Options) -> Callable[[str], Language]:
    """Return the function that loads the pipeline of a language with the user's tables."""
    return lambda lang: load(lang, actors=options.own.actors, cues=options.own.cues)
