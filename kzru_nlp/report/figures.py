"""The numbers behind the overview: counted once an article, added up for the corpus."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kzru_nlp.report.marking import shown
from kzru_nlp.report.reader import Source
from kzru_nlp.report.values import text

PARTS = {
    "title": "titles",
    "abstract": "abstracts",
    "keywords": "keywords",
    "footnote": "notes",
    "caption": "captions",
}
BODY = "body"
"""Every other kind that is analysed: paragraphs, block quotations, headings."""
YEAR = re.compile(r"(?<![\d-])(1[0-9]{3}|20[0-9]{2})(?!\d)")
"""A year in a normalised date; what is before 1000, or before Christ (-1200), no article of these fields dates statements by."""
NAMES_SHOWN = 400
"""Names that the corpus file keeps apart; the others are counted together there, one by one in the articles' files."""


Actor = tuple[str, str]
"""Id and name."""


class Names:
    """Numbers for repeated strings, so that a row of a data file is a row of small numbers."""

    def __init__(self) -> None:
        self.listed: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def number(self, name: Any) -> int:
        """Return the number of `name`, new or old."""
        if name not in self._numbers:
            self._numbers[name] = len(self.listed)
            self.listed.append(name)
        return self._numbers[name]


@dataclass(slots=True)
class Figures:
    """Rows of one article. Every cell but the last ones of `stances` is a number that `Names` gave.

    entities: name, label, language, part, count. dates: year, language, part, count of sentences.
    stances: holder, target, label, factuality, language, part, years, line, evidence.
    """

    entities: list[list[int]]
    stances: list[list[Any]]
    dates: list[list[int]]


@dataclass(slots=True)
class Corpus:
    """The sums over all articles so far, and the names that all data files share."""

    words: Names = field(default_factory=Names)
    actors: Names = field(default_factory=Names)
    entities: Counter[tuple[int, ...]] = field(default_factory=Counter)
    stances: Counter[tuple[int, ...]] = field(default_factory=Counter)
    dated: Counter[tuple[int, ...]] = field(default_factory=Counter)
    dates: Counter[tuple[int, ...]] = field(default_factory=Counter)

    def add(self, named: Named) -> Figures:
        """Return the rows of an article after adding them to the sums."""
        word, actor = self.words.number, self.actors.number
        entities = _listed({tuple(map(word, names)): n for names, n in named.entities.items()})
        dates = _listed({(year, *map(word, names)): n for (year, *names), n in named.dates.items()})
        stances: list[list[Any]] = [
            [actor(holder), actor(target), *map(word, names), years, line, evidence]
            for holder, target, names, years, line, evidence in named.stances
        ]
        self.entities.update({tuple(row[:-1]): row[-1] for row in entities})
        self.dates.update({tuple(row[:-1]): row[-1] for row in dates})
        for row in stances:
            self.stances[tuple(row[:6])] += 1
            for year in row[6]:
                self.dated[(year, *row[:6])] += 1
        return Figures(entities, stances, dates)

    def totals(self) -> dict[str, Any]:
        """Return the sums as the data file holds them."""
        names = Counter[int]()
        for (name, *_), count in self.entities.items():
            names[name] += count
        kept = {name for name, _ in names.most_common(NAMES_SHOWN)}
        other = self.words.number("(other names)")
        entities = Counter[tuple[int, ...]]()
        for (name, *rest), count in self.entities.items():
            entities[(name if name in kept else other, *rest)] += count
        return {
            "entities": _listed(entities),
            "stances": _listed(self.stances),
            "dated": _listed(self.dated),
            "dates": _listed(self.dates),
            "words": self.words.listed,
            "actors": self.actors.listed,
        }


@dataclass(frozen=True, slots=True)
class Named:
    """Rows of one article with names where `Figures` has numbers, each in the order in which they were met.

    entities: (name, label, language, part), counted. dates: (year, language, part), counted. stances: holder and
    target (id and name), (label, factuality, language, part), years, line, evidence.
    """

    entities: dict[tuple[str, str, str, str], int]
    dates: dict[tuple[int, str, str], int]
    stances: list[tuple[Actor, Actor, tuple[str, str, str, str], list[int], int, str]]


def named(source: Source) -> Named:
    """Return the figures of an article, which know nothing of other articles."""
    part_of, years = _parts(source), _years(source)
    return Named(
        _entities(source, part_of),
        _dates(source, part_of, years),
        [_stance(source, row, part_of, years) for row in source.tables["stances"]],
    )


def _entities(source: Source, part_of: Callable[[object], str]) -> dict[tuple[str, str, str, str], int]:
    return dict(
        Counter(
            (
                shown(text(row["canonical"]) or text(row["text"])),
                text(row["label"]),
                text(row["lang"]),
                part_of(row["unit_id"]),
            )
            for row in source.tables["entities"]
        )
    )


def _stance(
    source: Source, row: Mapping[Any, Any], part_of: Callable[[object], str], years: Mapping[str, set[int]]
) -> tuple[Actor, Actor, tuple[str, str, str, str], list[int], int, str]:
    spans = row["evidence_raw_spans"]
    place = source.raw(*spans[0]) if len(spans) else None
    return (
        _actor(row, "holder"),
        _actor(row, "target"),
        (text(row["label"]), text(row["factuality"]), text(row["lang"]), part_of(row["unit_id"])),
        sorted(years.get(text(row["sentence_id"]), ())),
        place.lines[0] if place and place.lines else 0,
        shown(" … ".join(map(str, row["evidence"])))[:80],
    )


def _actor(row: Mapping[Any, Any], role: str) -> Actor:
    name, ident = text(row[role]), text(row[f"{role}_id"])
    return ident, shown(name) or ident or "(unnamed)"


def _dates(
    source: Source, part_of: Callable[[object], str], years: Mapping[str, set[int]]
) -> dict[tuple[int, str, str], int]:
    counts = Counter[tuple[int, str, str]]()
    for sentence_id, found in years.items():
        sentence = source.sentences[sentence_id]
        key = text(sentence["lang"]), part_of(sentence["unit_id"])
        counts.update((year, *key) for year in found)
    return dict(counts)


def _parts(source: Source) -> Callable[[object], str]:
    kinds = {row["unit_id"]: PARTS.get(text(row["kind"]), BODY) for row in source.tables["units"]}
    return lambda unit: kinds.get(unit, BODY)


def _years(source: Source) -> dict[str, set[int]]:
    """Years that the dates of a sentence name, by sentence."""
    years: dict[str, set[int]] = defaultdict(set)
    for row in source.tables["entities"]:
        if row["label"] == "DATE" and (found := YEAR.findall(text(row["value"]))):
            years[text(row["sentence_id"])].update(map(int, found))
    years.pop("", None)
    return years


def _listed(counts: Mapping[tuple[int, ...], int]) -> list[list[int]]:
    return [[*key, count] for key, count in sorted(counts.items())]


def packs(items: Iterable[Any], size: int) -> Iterable[list[Any]]:
    """Yield `items` in lists of `size`, the last one shorter."""
    pack: list[Any] = []
    for item in items:
        pack.append(item)
        if len(pack) == size:
            yield pack
            pack = []
    if pack:
        yield pack
