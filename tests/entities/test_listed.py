"""Names of the world that stand in our list."""

import pytest

from kzru_nlp.entities.listed import find_listed
from kzru_nlp.entities.tables import read_table
from kzru_nlp.entities.words import words_of
from kzru_nlp.lang import LANGUAGES
from tests.entities.shared import make_doc


def listed(text, lang):
    return [(m.text, m.label) for m in find_listed(text, words_of(make_doc(text, lang), lang), lang)]


@pytest.mark.parametrize(
    "lang,text,wanted",
    [
        ("tr", "Kervan Pireneler'i aşıp Toskana'ya indi.", [("Pireneler", "LOC"), ("Toskana", "GPE")]),
        ("tr", "Rapor Asya Kalkınma Bankası'na gitti.", [("Asya Kalkınma Bankası", "ORG")]),
        ("en", "A barge went up the Syr Darya.", [("Syr Darya", "LOC")]),
        ("en", "The man left with no visa.", []),
        ("ru", "Баржа поднялась по Иртышу.", [("Иртышу", "LOC")]),
    ],
)
def test_a_listed_name_is_found_in_its_forms(lang, text, wanted):
    assert listed(text, lang) == wanted


def test_an_acronym_needs_its_capitals():
    assert listed("An Unesco and a Who met.", "en") == [("Unesco", "ORG")]
    assert listed("Then UNDP met.", "en") == [("UNDP", "ORG")]


@pytest.mark.parametrize(
    "lang,text", [("tr", "Garanti verildi."), ("en", "Total exports fell."), ("en", "Rangers left.")]
)
def test_a_common_word_that_opens_a_sentence_is_no_name(lang, text):
    assert listed(text, lang) == []


def test_the_same_word_inside_a_sentence_is_one():
    assert listed("Yesterday Rangers left.", "en") == [("Rangers", "ORG")]


def test_every_row_has_a_label_and_a_name():
    for row in read_table("worldnames"):
        assert row["label"] in ("LOC", "GPE", "ORG")
        assert any(row[lang] for lang in LANGUAGES)
        assert all(name == name.strip() for lang in LANGUAGES for name in row[lang].split(";")), row
