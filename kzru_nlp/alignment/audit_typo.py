"""Typing errors: a word that no dictionary knows and that is one letter away from one that is expected here.

Expected are the words that stand elsewhere in the version, and what the glossary has for the words of the other side; a name is
compared with those of our tables. That a dictionary has a similar word says nothing: of rare words and long inflected forms,
which none has, 94 in 96 are right. That two letters changed places is one error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kzru_nlp.alignment.concepts import SOURCES
from kzru_nlp.alignment.findings import Finding, Side
from kzru_nlp.alignment.words import Word
from kzru_nlp.knowledge.glossary import load_glossary
from kzru_nlp.lang import get_profile
from kzru_nlp.lang.vocabulary import is_word

LEAST_LETTERS, LEAST_NAME = 6, 8
"""Shorter words are too often one letter away from another word."""
LEAST_STEM, ENDING, MOST_ENDING = 5, 2, 6
"""Letters of a dictionary form that inflection keeps at least, those that it may replace, and those that it adds at most."""


def compare_spelling(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield the misspelt words of both sides."""
    for key, side, other in (("typo_src", src, tgt), ("typo_tgt", tgt, src)):
        for index, word in side.words:
            lang = next(s.lang for i, s in side.sentences if i == index)
            text = next(s.text for i, s in side.sentences if i == index)
            capital = text[word.start].isupper()
            meant = correction(word, capital, lang, side.vocabulary)
            if not meant and not capital:
                meant = translation(word, lang, other, side.glossary)
            if meant:
                piece = side.piece(index, word.start, word.end)
                values = (("meant", meant),)
                yield Finding(
                    key, "minor", piece if side is src else None, piece if side is tgt else None, values
                )


def correction(word: Word, capital: bool, lang: str, vocabulary: frozenset[str]) -> str:
    """Return what a misspelt word probably means, or an empty text; `vocabulary` are the words of the whole version."""
    fold = word.fold
    # A misspelt name may look like a form of another one (Avusturalya begins as Austria does).
    if word.senses or len(fold) < LEAST_LETTERS or is_word(fold, lang):
        return ""
    if (
        capital
        and len(fold) >= LEAST_NAME
        and not any(fold.startswith(name) for name in _names(lang)[fold[0]])
    ):
        found = next((name for name in _names(lang)[fold[0]] if one_away(fold, name)), "")
        if found:
            return found
    if word.concept:
        return ""
    return next((w for w in sorted(vocabulary) if one_away(fold, w) and is_word(w, lang)), "")


def translation(word: Word, lang: str, other: Side, glossary: tuple[Path, ...]) -> str:
    """Return the term for a word of `other` that a misspelt word probably is a form of, or an empty text."""
    fold = word.fold
    if word.senses or word.concept or len(fold) < LEAST_LETTERS or is_word(fold, lang):
        return ""
    entries = load_glossary(glossary)
    senses = sorted({sense for _, there in other.words for sense in there.senses})
    terms = (term for sense in senses if (entry := entries.get(sense)) for term in entry.terms.get(lang, ()))
    return next((term for term in terms if _misspells(fold, get_profile(lang).fold(term))), "")


def _misspells(word: str, term: str) -> bool:
    """Whether `word` is a form of the dictionary form `term` but for one letter of its stem."""
    stem = term[: max(LEAST_STEM, len(term) - ENDING)]
    # That a term is written in two words or one is a matter of spelling rules.
    if (
        not term.isalpha()
        or len(term) < LEAST_STEM
        or not 0 <= len(word) - len(stem) <= MOST_ENDING
        or word.startswith(stem)
    ):
        return False
    return any(one_away(word[:size], stem) for size in range(len(stem) - 1, len(stem) + 2))


def one_away(word: str, other: str) -> bool:
    """Return whether two words differ by one letter more, less or other, or by two that changed places, inside.

    The first letter is seldom wrong, and a wrong last one is mostly another ending.

    >>> one_away("hurricane", "huricane"), one_away("harbour", "harbuor"), one_away("walked", "walker")
    (True, True, False)
    """
    if abs(len(word) - len(other)) > 1 or word[0] != other[0] or word[-1] != other[-1] or word == other:
        return False
    shorter = min(len(word), len(other))
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), shorter)
    end = next(
        (i for i, (a, b) in enumerate(zip(word[::-1], other[::-1], strict=False)) if a != b), shorter - start
    )
    end = min(end, shorter - start)
    left, right = word[start : len(word) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


@cache
def _names(lang: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names that are one word, folded, by their first letter."""
    fold = get_profile(lang).fold
    names = [name for source in SOURCES.values() for _, name in source(lang)]
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for name in sorted({fold(name) for name in names if name.isalpha() and len(name) >= LEAST_NAME - 1}):
        found[name[0]] += (name,)
    return found
