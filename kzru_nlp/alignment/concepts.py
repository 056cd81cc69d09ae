"""Names that three languages share under one id: territories, peoples, cities, months, weekdays, known actors.

CLDR (through Babel) names territories, languages and time zone cities in every language, so nothing is copied.
A further source is one function in `SOURCES`; a glossary is plugged in the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from kzru_nlp.alignment.tables import read_table
from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.lang import get_profile
from kzru_nlp.lang.skeleton import skeleton

_WORD = re.compile(r"[^\W\d_]+")
MIN_STEM = 4
"""Letters that a stem must have before anything but itself is taken for an inflected form of it."""
SHORT_NAME = 6
SHORT_STEM = 3
"""Letters of a stem of which only capitalised forms with a case ending are taken ("Рига", "Ригой")."""
MAX_ENDING = 6
"""Letters that inflection and derivation add at most ("казахстан" + "скими")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the concept `id`: the stems of its words; `capital` if only a capitalised word may be it."""

    id: str
    stems: tuple[str, ...]
    capital: bool = True


@dataclass(frozen=True)
class ConceptIndex:
    """The names of one language, by the stem of their first word, the calendar's patterns and the case endings of names."""

    lang: str
    by_stem: dict[str, list[Entry]] = field(hash=False, default_factory=dict)
    calendar: tuple[tuple[str, re.Pattern[str], bool], ...] = field(hash=False, default=())
    case: re.Pattern[str] = field(hash=False, default=re.compile(r"(?!)"))

    def find(self, words: Sequence[tuple[str, bool]]) -> list[tuple[str, int, int]]:
        """Return `(id, first, last + 1)` of the names in `words`, the longest first, left to right.

        `words` are folded words, each with whether it is capitalised.
        """
        found, i = [], 0
        while i < len(words):
            best: tuple[str, int] | None = None
            for entry in _candidates(*words[i], self.lang):
                size = len(entry.stems)
                if size > (best[1] if best else 0) and self._follows(words[i + 1 : i + size], entry):
                    best = entry.id, size
            if best:
                found.append((best[0], i, i + best[1]))
            i += best[1] if best else 1
        return found

    @staticmethod
    def _follows(rest: Sequence[tuple[str, bool]], entry: Entry) -> bool:
        return len(rest) == len(entry.stems) - 1 and all(
            word.startswith(stem) and len(word) - len(stem) <= (MAX_ENDING if len(stem) >= MIN_STEM else 2)
            for (word, _), stem in zip(rest, entry.stems[1:], strict=True)
        )


@lru_cache(maxsize=50_000)
def _candidates(word: str, capital: bool, lang: str) -> tuple[Entry, ...]:
    """Return the entries whose first stem `word` may be a form of, those with the longest stem first."""
    index = load_concepts(lang)
    sizes = [len(word), *range(len(word) - 1, max(MIN_STEM, len(word) - MAX_ENDING) - 1, -1)]
    if capital and len(word) > SHORT_STEM and index.case.fullmatch(word, SHORT_STEM):
        sizes.append(SHORT_STEM)
    found = [e for size in sizes for e in index.by_stem.get(word[:size], ()) if capital or not e.capital]
    for concept, pattern, needs_capital in index.calendar:
        if (capital or not needs_capital) and pattern.fullmatch(word):
            found.append(Entry(concept, (word,)))
    return tuple(found)


def _territories(lang: str) -> Iterator[tuple[str, str]]:
    for code, name in Locale.parse(lang).territories.items():
        if code.isalpha():
            yield _territory_id(code), name


@cache
def _territory_id(code: str) -> str:
    """Return the id of the actor that is this territory, else an id of its own."""
    actor = load_actors().of_state(code) if len(code) == 2 else None
    return f"actor:{actor.id}" if actor else f"territory:{code}"


def _peoples(lang: str) -> Iterator[tuple[str, str]]:
    """Yield language names: in English and Russian also the adjective of the people, in Turkish without -ca."""
    likely = get_global("likely_subtags")  # "ru": "ru_Cyrl_RU"
    english = Locale.parse("en")
    for code, name in Locale.parse(lang).languages.items():
        if len(code) > 3 or " " in name:
            continue
        territory = str(likely.get(code, "")).rpartition("_")[2]
        own = skeleton(english.territories.get(territory, ""))[:2]
        # Russian is the people of Russia; Portuguese is not that of Brazil, its likeliest territory.
        same = own and own == skeleton(english.languages.get(code, ""))[:2]
        yield (_territory_id(territory) if same else f"people:{code}"), name


def _cities(lang: str) -> Iterator[tuple[str, str]]:
    zones, english = Locale.parse(lang).time_zones, Locale.parse("en").time_zones
    for zone in Locale.parse("ru").time_zones:  # the locale that names most of them
        default = english[zone].get("city") if zone in english else None
        own = zones[zone].get("city") if zone in zones else None
        name = default or str(zone).rpartition("/")[2].replace("_", " ")
        # Tables spell a city in one way only, where a language has two (Stockholm, Stokholm).
        actors = {actor.id for actor in load_actors().named(name, "en")}
        yield (f"actor:{actors.pop()}" if len(actors) == 1 else f"city:{zone}"), own or name


def _actors(lang: str) -> Iterator[tuple[str, str]]:
    for actor in load_actors():
        for name in (*actor.names.get(lang, ()), *actor.demonyms.get(lang, ())):
            yield f"actor:{actor.id}", name


Source = Callable[[str], Iterator[tuple[str, str]]]
# Actors first: of two entries with equally many words the first one wins, and actors are checked by hand.
SOURCES: dict[str, Source] = {
    "actor": _actors,
    "territory": _territories,
    "people": _peoples,
    "city": _cities,
}


@cache
def load_concepts(lang: str) -> ConceptIndex:
    """Return the index of the names that all sources have in `lang`."""
    fold = get_profile(lang).fold
    forms = {row["kind"]: row for row in read_table("name_endings", lang)}
    by_stem: dict[str, list[Entry]] = defaultdict(list)
    for kind, source in SOURCES.items():
        ending, capital = re.compile(f"(?:{forms[kind]['ending']})$"), forms[kind]["capital"] == "yes"
        for concept, name in source(lang):
            words = _WORD.findall(fold(name))
            # A short name that is no adjective (мета, a language) would be found in too many words.
            if (
                kind == "people"
                and forms[kind]["ending"]
                and len(name) < SHORT_NAME
                and not ending.search(fold(name))
            ):
                continue
            if len("".join(words)) > 1:
                stems = tuple(_stem(word, ending) for word in words)
                by_stem[stems[0]].append(Entry(concept, stems, capital or name.isupper()))
    calendar = tuple(
        (f"{row['kind']}:{row['value']}", re.compile(row["pattern"]), row["capital"] == "yes")
        for row in read_table("calendar", lang)
    )
    case = next((row["case"] for row in forms.values() if row["case"]), "(?!)")
    return ConceptIndex(lang, dict(by_stem), calendar, re.compile(case))


def _stem(word: str, ending: re.Pattern[str]) -> str:
    """Return `word` without its ending; only a letter (Китай, София) where the stem would be too short."""
    stem = ending.sub("", word, count=1)
    if len(stem) < MIN_STEM and len(word) - len(stem) > 1:
        stem = word[:-1]
    return stem if len(stem) >= SHORT_STEM else word
