"""Frequencies of words, lemmas and sequences of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kzru_nlp.lang import get_profile
from kzru_nlp.questions.selection import Selection, Sentence, select_sentences
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.words import find_words, stop_words

if TYPE_CHECKING:
    import numpy.typing as npt

PER = 1_000_000


class Counts(NamedTuple):
    """How often each term stands in each group of sentences, and in how many articles of it; `total` per group."""

    terms: list[str]
    counts: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int64]
    totals: npt.NDArray[np.int64]


def count_words(
    out: Path,
    *,
    selection: Selection | None = None,
    lemmas: bool = False,
    length: int = 1,
    stopwords: bool = True,
    minimum: int = 1,
) -> list[dict[str, Any]]:
    """Return rows lang, term, count, per_million, articles, the most frequent first within each language.

    `lemmas` counts dictionary forms; `length` counts sequences of that many words inside a sentence (the base
    of per_million is then the number of sequences); `stopwords=False` leaves function words out.
    """
    rows: list[dict[str, Any]] = []
    for lang, sentences in by_language(select_sentences(out, selection)):
        found = count(sentences, [0] * len(sentences), lang, 1, lemmas, length, stopwords)
        total = int(found.totals[0])
        rows += sorted(
            (
                {
                    "lang": lang,
                    "term": term,
                    "count": int(n),
                    "per_million": n * PER / total,
                    "articles": int(a),
                }
                for term, n, a in zip(found.terms, found.counts[0], found.articles[0], strict=True)
                if n >= minimum
            ),
            key=lambda row: (-row["count"], row["term"]),
        )
    return rows


def by_language(sentences: Iterable[Sentence]) -> list[tuple[str, list[Sentence]]]:
    """Return the sentences of each language that occurs, languages in the order of their codes."""
    groups: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.lang, []).append(sentence)
    return sorted(groups.items())


def count(
    sentences: list[Sentence],
    groups: list[int],
    lang: str,
    n_groups: int,
    lemmas: bool = False,
    length: int = 1,
    stopwords: bool = True,
) -> Counts:
    """Return how often each term occurs in each group; `groups[i]` is the group of sentence i, all in `lang`.

    Counted by scikit-learn's CountVectorizer over sentences, so that no sequence runs from one into the next.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    words = reader(lang, lemmas=lemmas, stopwords=stopwords)
    vectorizer = CountVectorizer(
        tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(length, length), dtype=np.int64
    )
    try:
        matrix = vectorizer.fit_transform(sentence.text for sentence in sentences)
    except ValueError:  # scikit-learn refuses an empty vocabulary
        empty = np.zeros((n_groups, 0), dtype=np.int64)
        return Counts([], empty, empty, np.zeros(n_groups, dtype=np.int64))
    counts = _summed(csr_matrix, groups, n_groups) @ matrix
    places = {key: i for i, key in enumerate(dict.fromkeys(_pairs(sentences, groups)))}
    rows = [places[pair] for pair in _pairs(sentences, groups)]
    present = (_summed(csr_matrix, rows, len(places)) @ matrix) > 0
    articles = _summed(csr_matrix, [group for group, _ in places], n_groups) @ present.astype(np.int64)
    dense = counts.toarray()
    return Counts(list(vectorizer.get_feature_names_out()), dense, articles.toarray(), dense.sum(axis=1))


def _pairs(sentences: list[Sentence], groups: list[int]) -> list[tuple[int, str]]:
    return [(group, sentence.article_id) for group, sentence in zip(groups, sentences, strict=True)]


def _summed(csr_matrix: Any, groups: list[int], n_groups: int) -> Any:
    ones = np.ones(len(groups), dtype=np.int64)
    return csr_matrix((ones, (groups, range(len(groups)))), shape=(n_groups, len(groups)))


@lru_cache(maxsize=32)
def reader(lang: str, *, lemmas: bool = False, stopwords: bool = True) -> Callable[[str], list[str]]:
    """Return what gives the words of a sentence: folded as the language does, or as lemmas."""
    profile = get_profile(lang)
    form = get_lemmatizer(lang) if lemmas else profile.fold
    left_out = frozenset() if stopwords else stop_words(lang)

    def read(text: str) -> list[str]:
        return [
            form(word.text)
            for word in find_words(text, lang)
            if word.counts and profile.fold(word.text) not in left_out
        ]

    return read
