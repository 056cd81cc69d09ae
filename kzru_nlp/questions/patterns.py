"""What is looked for in a sentence: a regular expression, lemmas in a row, mentions of an actor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.lang import LANGUAGES, get_profile
from kzru_nlp.model import InputError
from kzru_nlp.questions.selection import Sentence, quoted
from kzru_nlp.store.sql import query
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.words import find_words

Span = tuple[int, int]
Finder = Callable[[Sentence], list[Span]]
"""Gives the spans of a sentence's text that match, left to right."""
_SYNTAX = re.compile(
    r"\\.|\(\?P<\w+>|\(\?P=\w+\)|\(\?\(\w+\)|\(\?#[^)]*\)|\(\?<?[:=!>]|\(\?[aiLmsux-]+[:)]|.", re.DOTALL
)
"""A character, or what must not be folded: an escape, the opening of a group with its name or flags."""


def pattern_finder(pattern: str, *, case: bool = False) -> Finder:
    """Return the finder of a regular expression, without regard to case as each language folds it unless `case`.

    >>> from kzru_nlp.questions.selection import Sentence
    >>> find = pattern_finder("işık")
    >>> [find(Sentence("s", "a", "u", lang, "abstract", "IŞIK işık", 0, ())) for lang in ("tr", "en")]
    [[(5, 9)], [(5, 9)]]

    Raises:
        InputError: `pattern` is no regular expression.
    """
    _compile(pattern)

    def find(sentence: Sentence) -> list[Span]:
        text = sentence.text if case else _fold(sentence.lang, sentence.text)
        expression = _compile(pattern if case else fold_pattern(pattern, sentence.lang))
        return [match.span() for match in expression.finditer(text) if match.group()]

    return find


@cache
def fold_pattern(pattern: str, lang: str) -> str:
    r"""Return a regular expression with its letters folded and its escapes and groups' names left alone.

    >>> fold_pattern(r"IRAK\S+ (?P<N>İran)", "tr")
    'ırak\\S+ (?P<N>iran)'
    """
    return "".join(
        piece if piece.startswith(("\\", "(?")) else _fold(lang, piece) for piece in _SYNTAX.findall(pattern)
    )


def lemma_finder(lemma: str) -> Finder:
    """Return the finder of words whose lemmas are the words of `lemma` in a row.

    A word may be written in any form: its own lemma counts too, so "Rusya'nın" finds what "Rusya" finds.
    """

    @cache
    def wanted(lang: str) -> list[frozenset[str]]:
        lemmatize = get_lemmatizer(lang)
        return [frozenset((_fold(lang, word), lemmatize(word))) for word in lemma.split()]

    def find(sentence: Sentence) -> list[Span]:
        lemmatize, row = get_lemmatizer(sentence.lang), wanted(sentence.lang)
        words = [word for word in find_words(sentence.text, sentence.lang) if word.counts]
        lemmas = [lemmatize(word.text) for word in words]
        return [
            (words[i].start, words[i + len(row) - 1].end)
            for i in range(len(words) - len(row) + 1)
            if all(lemma in forms for lemma, forms in zip(lemmas[i:], row, strict=False))
        ]

    return find


def actor_finder(out: Path, actor: str) -> Finder:
    """Return the finder of mentions of `actor`: an id, or a name in any of the languages.

    What stands for the actor (the Kremlin for Russia) is found with its id too.

    Raises:
        InputError: no mention of such an actor is in the tables.
    """
    ids = sorted(_ids(actor))
    canonical = quoted(actor.casefold())
    listed = ", ".join(map(quoted, ids))
    rows = query(
        out,
        'SELECT sentence_id, start, "end" FROM entities WHERE sentence_id IS NOT NULL AND '
        f"(actor_id IN ({listed}) OR wikidata IN ({listed}) OR metonym_of IN ({listed}) OR lower(canonical) = {canonical}) "
        "ORDER BY sentence_id, start",
    ).to_pylist()
    if not rows:
        raise InputError(
            f"no mention of an actor {actor!r} in these tables; "
            '`kzru-nlp query "SELECT DISTINCT actor_id, canonical FROM entities" OUT` lists who is there',
            code="query",
        )
    spans = _grouped(rows)
    return lambda sentence: spans.get(sentence.id, [])


def _ids(actor: str) -> set[str]:
    table = load_actors()
    named = {found.id for lang in LANGUAGES for found in table.named(actor, lang)}
    return named | {actor}


def _grouped(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for row in rows:
        spans.setdefault(row["sentence_id"], []).append((row["start"], row["end"]))
    return spans


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise InputError(f"{pattern!r} is no regular expression: {error}", code="query") from error


def _fold(lang: str, text: str) -> str:
    return get_profile(lang).fold(text)
