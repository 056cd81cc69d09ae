"""The rows of one article at a time, so that a corpus of any size passes through little memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError
from kzru_nlp.store import OutFolder
from kzru_nlp.text.words import Word, find_words, raw_offsets

Row = Mapping[str, Any]
Tell = Callable[[str, int, int], None]
"""Is told what is being written, how many articles are done, and of how many."""


class Corpus:
    """The articles in an output folder, in the order of their paths; their rows are read one after the other.

    Raises:
        InputError: the folder holds no tables, or no article.
    """

    def __init__(self, out: Path, tell: Tell = lambda what, done, total: None) -> None:
        self._folder, self._tell = OutFolder(out), tell
        if not self._folder.tables():
            raise InputError(
                f"{out}: no tables here; `kzru-nlp run INPUT -o {out}` makes them", code="no-tables"
            )
        rows: list[dict[str, Any]] = self._folder.read("articles").to_pylist()
        self._rows = sorted(rows, key=lambda row: (row["path"] or "", row["article_id"]))
        if not rows:
            raise InputError(
                f"{out}: the tables hold no article; there is nothing to export", code="no-tables"
            )

    def __len__(self) -> int:
        return len(self._rows)

    def each(self, what: str) -> Iterator[ArticleRows]:
        """Yield the articles and tell after each that `what` is written so far."""
        for done, row in enumerate(self._rows, start=1):
            yield ArticleRows(row, self._folder)
            self._tell(what, done, len(self._rows))

    @property
    def articles(self) -> Sequence[Row]:
        """The rows of `articles`."""
        return self._rows

    def failures(self) -> list[dict[str, Any]]:
        """Return the rows of `failures`, which belong to no article."""
        rows: list[dict[str, Any]] = self._folder.read("failures").to_pylist()
        return rows

    @property
    def columns(self) -> list[str]:
        """The columns of `articles`, the user's metadata last."""
        return list(self._rows[0])


@dataclass(frozen=True)
class ArticleRows:
    """The rows of every table that belong to one article; a table is read when it is asked for."""

    row: Row
    folder: OutFolder

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.row["article_id"])

    def table(self, name: str) -> list[dict[str, Any]]:
        """Return the article's rows of table `name`."""
        rows: list[dict[str, Any]] = self.folder.read(name, [self.id]).to_pylist()
        return rows

    @cached_property
    def units(self) -> list[dict[str, Any]]:
        """The units in order."""
        return sorted(self.table("units"), key=lambda row: row["order"])

    @cached_property
    def markers(self) -> list[dict[str, Any]]:
        """The note markers."""
        return self.table("markers")

    @cached_property
    def sentences(self) -> dict[str, list[SentenceRow]]:
        """The sentences of each unit, in order."""
        mentions = grouped(self.table("entities"), "sentence_id")
        markers = grouped(self.markers, "unit_id")
        found: dict[str, list[SentenceRow]] = {}
        for row in sorted(self.table("sentences"), key=lambda row: (row["unit_id"], row["order"])):
            own = sorted(mentions.get(row["sentence_id"], ()), key=lambda mention: mention["start"])
            found.setdefault(row["unit_id"], []).append(
                SentenceRow(row, tuple(own), tuple(markers.get(row["unit_id"], ())))
            )
        return found

    def sentences_in(self, lang: str) -> Iterator[tuple[Row, SentenceRow]]:
        """Yield the sentences in `lang` with their units, in the order of the text."""
        for unit in self.units:
            for sentence in self.sentences.get(unit["unit_id"], ()):
                if sentence.row["lang"] == lang:
                    yield unit, sentence

    def local(self, name: str) -> str:
        """Return an id without the article's own, unique inside the article: an XML name."""
        return name.removeprefix(f"{self.id}-")


@dataclass(frozen=True)
class SentenceRow:
    """A sentence, the mentions in it, left to right, and the note markers in its unit."""

    row: Row
    mentions: tuple[Row, ...]
    markers: tuple[Row, ...] = ()

    @property
    def id(self) -> str:
        """The sentence's id."""
        return str(self.row["sentence_id"])

    @property
    def text(self) -> str:
        """The sentence's text."""
        return str(self.row["text"])

    @cached_property
    def words(self) -> list[Word]:
        """The tokens; no mention begins or ends inside one."""
        edges = [edge for mention in self.mentions for edge in (mention["start"], mention["end"])]
        return find_words(self.text, self.row["lang"], edges)

    @cached_property
    def places(self) -> list[int] | None:
        """The raw offset of every character and the raw end, or None where the text doesn't tell."""
        markers = [(marker["raw_start"], marker["raw_end"]) for marker in self.markers]
        return raw_offsets(self.text, self.row["raw_spans"] or (), markers)

    def mention_tags(self) -> Iterator[tuple[Word, Row | None, bool]]:
        """Yield each word with the mention that it is in, and whether it begins it (the narrowest first mention wins)."""
        current = None
        for word in self.words:
            inside = next(
                (m for m in self.mentions if m["start"] <= word.start and word.end <= m["end"]), None
            )
            yield word, inside, inside is not None and inside is not current
            current = inside

    def raw(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the raw span of the characters `start:end`, or None where it is not known."""
        return (self.places[start], self.places[end - 1] + 1) if self.places and start < end else None


def grouped(rows: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    """Return the rows by what stands in `column`."""
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def languages_of(corpus: Corpus) -> list[str]:
    """Return the analysed languages that some article has, in the usual order."""
    found = {lang for row in corpus.articles for lang in row["languages"] or ()}
    return [lang for lang in LANGUAGES if lang in found]
