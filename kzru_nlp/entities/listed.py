"""Mentions of names that the list of world names has: waters, regions, bodies, firms (data/worldnames.tsv)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from simplemma import is_known

from kzru_nlp.entities.tables import read_table
from kzru_nlp.entities.trie import Match, NameTrie
from kzru_nlp.entities.words import Word
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

SOURCE = "list"
_SCORE = 0.6
_ACRONYM = 5
"""Letters up to which a name in capitals is an acronym, which small letters don't write ("WHO", "who")."""


@cache
def world_names(lang: str) -> NameTrie[tuple[str, str]]:
    """Return the listed names of `lang`, each with its label and its spelling."""
    fold, trie = get_profile(lang).fold, NameTrie[tuple[str, str]](lang)
    for row in read_table("worldnames"):
        for name in filter(None, row[lang].split(";")):
            trie.add(fold(name), (row["label"], name))
    return trie


def find_listed(text: str, words: Sequence[Word], lang: str) -> Iterator[Mention]:
    """Yield mentions of listed names, longest names only, left to right."""
    trie, at = world_names(lang), 0
    while at < len(words):
        found = (
            [m for m in trie.longest(words, at) if _written_so(m, words) and not _is_word(m, words, lang)]
            if words[at].capital
            else []
        )
        if not found:
            at += 1
            continue
        start, end = words[at].start, words[found[0].last - 1].end
        yield Mention(start, end, found[0].value[0], text[start:end], _SCORE, SOURCE)
        at = found[0].last


def _written_so(match: Match[tuple[str, str]], words: Sequence[Word]) -> bool:
    """Whether acronyms stand in capitals, and the last word of a name of several has a capital where the name has one."""
    name, first, last = match.value[1], words[match.first], words[match.last - 1]
    if len(name) <= _ACRONYM and name.isupper():
        return first.text[: len(name)] == name
    return match.last - match.first == 1 or last.capital or not name.split()[-1][:1].isupper()


def _is_word(match: Match[tuple[str, str]], words: Sequence[Word], lang: str) -> bool:
    """Whether a name of one word opens its sentence and is a common word too ("Total exports", "Garanti verildi")."""
    first = words[match.first]
    return (
        match.last - match.first == 1
        and first.first
        and not first.text.isupper()
        and is_known(first.folded, lang=lang)
    )


def english_name(name: str, lang: str) -> str | None:
    """Return the English name of a listed name that is the first of its row; the first names of a row mean one thing.

    >>> english_name("Tuna", "tr")
    'Danube'
    """
    return _english(lang).get(get_profile(lang).fold(name))


@cache
def _english(lang: str) -> dict[str, str]:
    fold = get_profile(lang).fold
    return {
        fold(row[lang].partition(";")[0]): row["en"].partition(";")[0]
        for row in reversed(read_table("worldnames"))
        if row[lang] and row["en"]
    }
