"""The words of a Doc as the finders see them: folded, with the stems that a table's name may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kzru_nlp.entities.tables import rows_of
from kzru_nlp.lang import get_profile

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Word:
    """One token that is not space: characters `start:end`, its folded form, and whether a capital starts it."""

    start: int
    end: int
    text: str
    folded: str
    lemma: str
    capital: bool
    first: bool
    """Whether no word of its sentence stands before it, so that its capital says nothing."""

    opens_sentence: bool

    @property
    def is_word(self) -> bool:
        """Whether it starts with a letter or a figure."""
        return self.text[0].isalnum()

    @property
    def acronym(self) -> bool:
        """Whether it is two to six capitals ("KGAÖ", "ОДКБ")."""
        return 2 <= len(self.text) <= 7 and self.text.isupper() and self.text.isalpha()


def words_of(doc: Doc, lang: str) -> list[Word]:
    """Return the words of `doc`, left to right, white space left out."""
    return list(_words(doc, lang))


def _words(doc: Doc, lang: str) -> Iterator[Word]:
    fold = get_profile(lang).fold
    text = doc.text
    folded = fold(text)
    first = opens = True
    for token in doc:
        if token.is_sent_start:
            first = opens = True
        start = token.idx
        end = start + len(token)
        if token.is_space:
            continue
        form = text[start:end]
        yield Word(start, end, form, folded[start:end], fold(token.lemma_), form[0].isupper(), first, opens)
        opens = False
        if form[0].isalnum():
            first = False


@cache
def _endings(lang: str, side: str) -> tuple[tuple[str, int], ...]:
    rows = [row for row in rows_of("inflection", lang) if row["side"] == side]
    pairs = {(ending, int(row["least"])) for row in rows for ending in row["endings"].split()}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=65536)
def name_stem(word: str, lang: str) -> str:
    """Return the part of a folded table name that inflection keeps.

    >>> name_stem("россия", "ru"), name_stem("rusya", "tr")
    ('росс', 'rusya')
    """
    word = word.replace("ё", "е")
    for ending, least in _endings(lang, "name"):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def token_stems(word: str, lang: str) -> tuple[str, ...]:
    """Return the folded word and what is left of it without one of the endings of its language.

    >>> token_stems("россией", "ru")
    ('россией', 'росс', 'росси', 'россие')
    """
    word = word.replace("ё", "е")
    stems = [
        word[: -len(ending)]
        for ending, least in _endings(lang, "token")
        if word.endswith(ending) and len(word) - len(ending) >= least
    ]
    return tuple(dict.fromkeys((word, *stems)))


def plain_words(text: str, lang: str) -> list[Word]:
    """Return the words of a name that stands alone, its hyphens and apostrophe suffixes as words of their own."""
    folded = get_profile(lang).fold(text)
    return [
        Word(
            m.start(),
            m.end(),
            m.group(),
            form := folded[m.start() : m.end()],
            form,
            m.group()[0].isupper(),
            False,
            False,
        )
        for m in _PIECES.finditer(text)
    ]


_PIECES = re.compile(r"['’][^\W_]+|[^\W_]+(?:\.[^\W_]+)*\.?|[-–]")
