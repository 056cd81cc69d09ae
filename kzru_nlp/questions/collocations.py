"""Collocations: the words that stand near a word, an expression or an actor oftener than by chance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kzru_nlp.lang import get_profile
from kzru_nlp.questions.association import log_dice, log_likelihood, mutual_information
from kzru_nlp.questions.concordance import finders_of
from kzru_nlp.questions.patterns import Finder
from kzru_nlp.questions.selection import Selection, Sentence, select_sentences
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.words import Word, find_words, stop_words

MEASURES = ("log_dice", "g2", "mi")


@dataclass(slots=True)
class _Counts:
    words: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    articles: dict[str, set[str]] = field(default_factory=dict)
    nodes: int = 0


def find_collocates(
    out: Path,
    pattern: str | None = None,
    *,
    lemma: str | None = None,
    actor: str | None = None,
    selection: Selection | None = None,
    left: int = 5,
    right: int = 5,
    lemmas: bool = False,
    stopwords: bool = False,
    minimum: int = 2,
    measure: str = "log_dice",
) -> list[dict[str, Any]]:
    """Return rows lang, term, near, count, expected, articles, g2, mi, log_dice, by `measure`, in each language.

    `near` counts places within `left` words before and `right` after a hit of the node, inside its sentence (a
    word near two hits counts once). `count` is the term's frequency in the selection. G2 compares what stands
    near with what stands elsewhere.

    Raises:
        InputError: as `find_hits`.
    """
    finder, *others = finders_of(out, pattern, lemma, actor)
    counts: dict[str, _Counts] = {}
    for sentence in select_sentences(out, selection):
        there = all(find(sentence) for find in others)
        _count(
            counts.setdefault(sentence.lang, _Counts()),
            sentence,
            finder if there else None,
            left,
            right,
            lemmas,
        )
    rows: list[dict[str, Any]] = []
    for lang, found in sorted(counts.items()):
        rows += sorted(
            _rows(lang, found, stopwords, minimum, left + right),
            key=lambda row: (-row[measure], row["term"]),
        )
    return rows


def _count(
    counts: _Counts, sentence: Sentence, finder: Finder | None, left: int, right: int, lemmas: bool
) -> None:
    lang = sentence.lang
    form = get_lemmatizer(lang) if lemmas else get_profile(lang).fold
    words = [word for word in find_words(sentence.text, lang) if word.counts]
    terms = [form(word.text) for word in words]
    counts.words.update(terms)
    hits = finder(sentence) if finder else []
    node, near = _window(words, hits, left, right)
    counts.nodes += len(hits)
    for i in near - node:
        counts.near[terms[i]] += 1
        counts.articles.setdefault(terms[i], set()).add(sentence.article_id)


def _window(
    words: list[Word], hits: list[tuple[int, int]], left: int, right: int
) -> tuple[set[int], set[int]]:
    """Return the indices of the words that are hits, and of those near one."""
    node: set[int] = set()
    near: set[int] = set()
    for start, end in hits:
        own = [i for i, word in enumerate(words) if word.start < end and start < word.end]
        if own:
            node.update(own)
            near.update(range(max(0, own[0] - left), min(len(words), own[-1] + 1 + right)))
    return node, near


def _rows(lang: str, found: _Counts, stopwords: bool, minimum: int, window: int) -> list[dict[str, Any]]:
    left_out = frozenset() if stopwords else stop_words(lang)
    total, near_total = found.words.total(), found.near.total()
    rows = []
    for term, near in found.near.items():
        count = found.words[term]
        if near < minimum or term in left_out:
            continue
        rows.append(
            {
                "lang": lang,
                "term": term,
                "near": near,
                "count": count,
                "expected": near_total * count / total,
                "articles": len(found.articles[term]),
                "g2": float(log_likelihood(near, count - near, near_total, total - near_total)),
                "mi": float(mutual_information(near, near_total, count, total)),
                "log_dice": float(log_dice(near, found.nodes, count)),
            }
        )
    return rows
