"""Mentions of names that a table has: actors, and the places of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from kzru_nlp.entities.tables import rows_of
from kzru_nlp.entities.trie import Match, NameTrie, name_parts
from kzru_nlp.entities.words import Word, token_stems
from kzru_nlp.knowledge.actors import ActorTable, Name
from kzru_nlp.knowledge.gazetteer import Gazetteer, Place, load_gazetteer
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

_LONGEST_PLACE = 4
_MANY, _FEW = 300_000, 60_000
"""Inhabitants from which a place's name outweighs a common word that starts a sentence, and a rare surname."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names of one language that its tables hold."""

    lang: str
    actors: ActorTable
    trie: NameTrie[Name]
    gazetteer: Gazetteer


@lru_cache(maxsize=16)
def known_names(lang: str, actors: ActorTable) -> KnownNames:
    """Return the known names of `lang`, indexed once for each actor table."""
    fold = get_profile(lang).fold
    trie: NameTrie[Name] = NameTrie(lang)
    for name in map(_without_article, (name for name in actors.names if name.lang == lang)):
        if not _of_city(name, actors) and not _describes(name):
            trie.add(fold(name.text), name)
    return KnownNames(lang, actors, trie, load_gazetteer(lang))


@cache
def _common(lang: str, side: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(row["pattern"] for row in rows_of("headnouns", lang) if row["side"] == side) or "(?!)"
    )


def _describes(name: Name) -> bool:
    """Whether a name is a people or state and a common noun ("Kazakh government"): the people alone is the mention."""
    words = name.text.split()
    if len(words) < 2 or name.kind != "name":
        return False
    common = _common(name.lang, "common")
    return any(word.islower() and common.fullmatch(word) for word in (words[0], words[-1]))


def _without_article(name: Name) -> Name:
    """Return the name without the article that stands before it and is no part of it ("the Kremlin")."""
    first, _, rest = name.text.partition(" ")
    return replace(name, text=rest) if rest and _common(name.lang, "article").fullmatch(first) else name


def _of_city(name: Name, actors: ActorTable) -> bool:
    """Whether a name is the adjective of a city ("московский"): only peoples' and states' adjectives are mentions."""
    pattern, actor = get_profile(name.lang).city_adjective, actors.get(name.actor_id)
    if name.kind != "demonym" or not pattern or actor is None or actor.type != "GPE" or actor.iso:
        return False
    if not re.fullmatch(pattern, get_profile(name.lang).fold(name.text)):
        return False
    places = load_gazetteer("en").lookup(actor.canonical.casefold())
    return bool(actor.metonym_of) or any(place.id.startswith("geonames:") for place in places)


def find_actors(text: str, words: Sequence[Word], known: KnownNames) -> list[Mention]:
    """Return mentions of listed actors, longest names only, left to right; demonyms are NORP."""
    out: list[Mention] = []
    at = 0
    while at < len(words):
        fitting = [m for m in known.trie.longest(words, at) if _case_fits(m, words, text)]
        if fitting:
            best = next((match for match in fitting if _is_lemma(match, words)), fitting[0])
            out.append(_actor_mention(best, words, text, known))
            at = best.last
        else:
            at += 1
    return out


def _is_lemma(match: Match[Name], words: Sequence[Word]) -> bool:
    """Whether the last word is a form of the name's own last word, where names share a stem (Нигер, Нигерия)."""
    parts = name_parts(match.name.replace("ё", "е"))
    return bool(parts) and words[match.last - 1].lemma.replace("ё", "е") == parts[-1]


def _case_fits(match: Match[Name], words: Sequence[Word], text: str) -> bool:
    """Whether a capital stands where the name has its first: "the west" is no power, "российский" needs none."""
    name, first = match.value, words[match.first]
    if name.exact:
        return text[first.start : words[match.last - 1].end] == name.text
    if len(first.text) == 1 and len(name.text) > 1 and match.last - match.first == 1:
        return False
    needed = next((i for i, part in enumerate(name_parts(name.text)) if part[0].isupper()), None)
    written = [word for word in words[match.first : match.last] if word.is_word or word.text[0] in "'’"]
    return needed is None or needed >= len(written) or written[needed].capital


def _actor_mention(match: Match[Name], words: Sequence[Word], text: str, known: KnownNames) -> Mention:
    actor = known.actors.get(match.value.actor_id)
    assert actor is not None
    start, end = words[match.first].start, words[match.last - 1].end
    label = "NORP" if match.value.kind == "demonym" else actor.type
    return Mention(start, end, label, text[start:end], 0.95, "actor", actor_id=actor.id)


def find_places(text: str, words: Sequence[Word], known: KnownNames) -> Iterator[Mention]:
    """Yield mentions of places of the gazetteer, longest names only, left to right."""
    at = 0
    while at < len(words):
        if found := _place_at(text, words, at, known):
            mention, at = found
            yield mention
        else:
            at += 1


def _place_at(text: str, words: Sequence[Word], at: int, known: KnownNames) -> tuple[Mention, int] | None:
    if not words[at].capital or len(words[at].text) < 3:
        return None
    for last in range(min(len(words), at + _LONGEST_PLACE), at, -1):
        run = words[at:last]
        if not run[-1].capital or not all(_joins(a, b, text) for a, b in pairwise(run)):
            continue
        if (place := _lookup(run, known)) and (
            last - at > 1 or _says_enough(words, at, text, place.population, known)
        ):
            start, end = run[0].start, run[-1].end
            source = f"gazetteer:{size_of(place.population)}"
            return Mention(start, end, place.label, text[start:end], 0.7, source), last
    return None


def size_of(population: int) -> str:
    """Return "large", "middle" or "small": the larger a place, the likelier its name means it."""
    return "large" if population >= _MANY else "middle" if population >= _FEW else "small"


def _joins(left: Word, right: Word, text: str) -> bool:
    return text[left.end : right.start].strip(" \n\u00a0") == ""


def _lookup(run: Sequence[Word], known: KnownNames) -> Place | None:
    head = "".join(f"{word.folded} " for word in run[:-1])
    for stem in dict.fromkeys((*token_stems(run[-1].folded, known.lang), run[-1].lemma)):
        if places := known.gazetteer.lookup((head + stem).replace(" - ", "-")):
            return max(places, key=lambda place: place.population)
    return None


def _says_enough(words: Sequence[Word], at: int, text: str, population: int, known: KnownNames) -> bool:
    """Whether a single capitalised word is the place.

    At a sentence's start any word has a capital; beside another capitalised word it is part of a longer name,
    of a person mostly ("Harvey Dent"); an acronym is rarely a town.
    """
    word = words[at]
    if word.acronym or word.folded in get_profile(known.lang).function_words:
        return False
    left = words[at - 1] if at and not words[at - 1].first else None
    right = words[at + 1] if at + 1 < len(words) and not words[at + 1].first else None
    if left and left.capital and _joins(left, word, text):
        return False
    if right and right.capital and right.is_word and _joins(word, right, text):
        return False
    return not word.first or population >= _MANY
