from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.lexicon import load_lexicon
from kzru_nlp.alignment.words import read_words, same
from kzru_nlp.model import AnalysedSentence, Bead


@pytest.mark.parametrize(
    "lang, form, other, word",
    [
        ("tr", "ilişkilerinden", "en", "relations"),
        ("tr", "kitaplarımızın", "en", "books"),
        ("tr", "destekleyeceklerini", "ru", "поддержит"),
        ("en", "agreements", "ru", "соглашениями"),
    ],
)
def test_inflected_words_share_a_sense(lang: str, form: str, other: str, word: str) -> None:
    one, two = read_words(form, lang), read_words(word, other)
    assert same(one[0], two[0])


def test_words_that_share_nothing_are_not_the_same() -> None:
    assert not same(read_words("ilişkilerinden", "tr")[0], read_words("window", "en")[0])


def test_terms_of_several_words_are_found_inflected() -> None:
    senses = load_lexicon("tr").find(["dış", "politikasının"])
    assert senses[0]
    assert senses[1]
    assert set(senses[0].ids) & set(senses[1].ids)


def test_glossary_of_the_users_own_is_evidence(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("tr\ten\tru\nzırtlak\tglorb\tглорб\n", encoding="utf-8")
    plain = align(["Zırtlak geldi."], ["The glorb came."], src_lang="tr", tgt_lang="en")
    helped = align(["Zırtlak geldi."], ["The glorb came."], src_lang="tr", tgt_lang="en", glossary=[path])
    assert not any("glorb" in label for bead in plain for label in bead.evidence)
    assert any("glorb" in label for bead in helped for label in bead.evidence)


def test_term_of_the_users_glossary_that_is_rendered_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("tr\ten\tru\nzırtlak\tglorb\tглорб\n", encoding="utf-8")
    src, bead = [AnalysedSentence("Zırtlak geldi.", "tr")], [Bead((0,), (0,))]
    found = {
        word: [
            d.type for d in compare(src, [AnalysedSentence(f"The {word} came.", "en")], bead, glossary=[path])
        ]
        for word in ("glorb", "visitor")
    }
    assert found == {"glorb": [], "visitor": ["terminology"]}
