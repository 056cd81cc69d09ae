"""An article: its decoded input, its units and the markers that lead to its notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from kzru_nlp.model.offsets import OffsetMap, Span
from kzru_nlp.model.showing import article_html

Kind = Literal[
    "title", "author", "affiliation", "dates", "abstract_heading", "abstract", "keywords", "section_heading",
    "paragraph", "blockquote", "epigraph", "table", "caption", "footnote", "reference", "running_head",
    "page_number", "side_text", "journal_line", "licence", "ornament", "other",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
FURNITURE = frozenset({"running_head", "page_number", "side_text", "journal_line", "licence", "ornament"})
ANALYSED = frozenset({"title", "abstract", "section_heading", "paragraph", "blockquote", "footnote"})
"""Kinds whose sentences, entities and stances are analysed (of a footnote only its prose)."""
ENTITIES_ONLY = frozenset({"keywords", "caption"})


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader found in a file, before it is split.

    `text` is the decoded input, untouched; `page_starts` are raw offsets, one a page, where the format
    tells pages apart, else empty. `layout` is what a format knows beyond its characters.
    """

    path: str
    sha256: str
    text: str
    encoding: str
    confidence: float = 1.0
    page_starts: tuple[int, ...] = ()
    layout: Any = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the article's structure.

    `spans` are raw offsets, in reading order; `text` is the cleaned text and `offsets` maps it to the raw
    input. `section` is the id of the section heading above; `why` names the rule that decided the kind.
    """

    id: str
    kind: str
    lang: str
    text: str
    spans: tuple[Span, ...]
    offsets: OffsetMap = field(default_factory=OffsetMap, repr=False)
    number: str | None = None
    level: int | None = None
    page: int | None = None
    section: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A note's marker in running text (raw offsets of its characters), and the note, if the file has it."""

    number: str
    start: int
    end: int
    unit: Unit
    note: Unit | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many non-space characters of the input lie in no unit, in one, or in several."""

    characters: int
    missing: int
    repeated: int

    @property
    def ratio(self) -> float:
        """Share of non-space characters that lie in exactly one unit (1.0 for an empty input)."""
        return 1.0 - (self.missing + self.repeated) / self.characters if self.characters else 1.0


@dataclass(frozen=True, slots=True)
class Article:
    """An article, split: every raw offset indexes `text`."""

    source: Source
    units: tuple[Unit, ...]
    markers: tuple[Marker, ...]
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The decoded input, untouched."""
        return self.source.text

    @property
    def id(self) -> str:
        """Stable id of this input: the first 16 hexadecimal digits of its SHA-256."""
        return self.source.sha256[:16]

    def of_kind(self, *kinds: str) -> tuple[Unit, ...]:
        """Return the units of `kinds`, in order."""
        return tuple(unit for unit in self.units if unit.kind in kinds)

    def abstract(self, lang: str) -> Unit | None:
        """Return the first abstract in `lang` (BCP 47), or None."""
        return self._first("abstract", lang)

    def title(self, lang: str) -> Unit | None:
        """Return the first title in `lang`, or None."""
        return self._first("title", lang)

    def keywords(self, lang: str) -> Unit | None:
        """Return the first list of keywords in `lang`, or None."""
        return self._first("keywords", lang)

    def coverage(self) -> Coverage:
        """Return the proof that every non-space character of the input is in exactly one unit."""
        seen = bytearray(len(self.text))
        for unit in self.units:
            for start, end in unit.spans:
                for i in range(start, end):
                    seen[i] = min(2, seen[i] + 1)
        counts = Counter(seen[i] for i, char in enumerate(self.text) if not char.isspace())
        return Coverage(characters=counts.total(), missing=counts[0], repeated=counts[2])

    def _repr_html_(self) -> str:
        return article_html(self)

    def _first(self, kind: str, lang: str) -> Unit | None:
        return next((u for u in self.units if u.kind == kind and u.lang == lang), None)
