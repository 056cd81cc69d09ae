"""Lemmas as written words give them."""

from __future__ import annotations

import pytest

from kzru_nlp.text.lemmas import get_lemmatizer


@pytest.mark.parametrize(
    "lang, word, lemma",
    [
        ("tr", "İlişkilerinin", "ilişki"),
        ("tr", "SINIR", "sınır"),
        ("tr", "Rusya’nın", "rusya"),
        ("tr", "’nın", "’nın"),
        ("tr", "2022", "2022"),
        ("en", "Sanctions", "sanction"),
        ("en", "was", "be"),
        ("en", "Russia", "russia"),
        ("ru", "Отношениями", "отношение"),
        ("ru", "поддержала", "поддержать"),
        ("ru", "—", "—"),
    ],
)
def test_lemma(lang: str, word: str, lemma: str) -> None:
    assert get_lemmatizer(lang)(word) == lemma


def test_lemmatizer_is_made_once() -> None:
    assert get_lemmatizer("ru") is get_lemmatizer("ru")
