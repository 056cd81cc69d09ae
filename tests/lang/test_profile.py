"""Profiles: data that the stages rely on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.lang import LANGUAGES, get_profile

WORD_SETS = (
    "abbreviations", "closing_abbreviations", "title_abbreviations", "function_words", "openers", "abstract_labels",
    "keyword_labels", "section_labels", "reference_labels", "endings", "number_abbreviations", "numbered_nouns",
)  # fmt: skip


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_fold_keeps_length_and_folds_once_for_all(text: str, lang: str) -> None:
    fold = get_profile(lang).fold
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_special_lower_case_is_special_itself(lang: str) -> None:
    """Else one replacement would change what another has put in."""
    special = get_profile(lang).special_lower
    assert not set(special) & set(special.values())


def test_turkish_capitals_fold_to_their_own_letters() -> None:
    assert get_profile("tr").fold("İRAN IŞIK") == "iran ışık"
    assert get_profile("en").fold("IRAN") == "iran"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", WORD_SETS)
def test_words_are_folded(lang: str, name: str) -> None:
    profile = get_profile(lang)
    assert {word for word in getattr(profile, name) if profile.fold(word) != word} == set()


@pytest.mark.parametrize(
    "lang, form, month",
    [
        ("tr", "ocak", 1), ("tr", "ocağın", 1), ("tr", "şubatta", 2), ("tr", "eylülde", 9), ("tr", "aralığı", 12),
        ("en", "september", 9), ("en", "sept", 9), ("en", "may", 5),
        ("ru", "мая", 5), ("ru", "май", 5), ("ru", "марта", 3), ("ru", "феврале", 2), ("ru", "августом", 8),
    ],
)  # fmt: skip
def test_month(lang: str, form: str, month: int) -> None:
    assert get_profile(lang).months[form] == month


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_months_are_there(lang: str) -> None:
    assert set(get_profile(lang).months.values()) == set(range(1, 13))


def test_no_label_opens_both_abstract_and_section() -> None:
    for lang in LANGUAGES:
        profile = get_profile(lang)
        assert not profile.abstract_labels & profile.section_labels
        assert not profile.section_labels & profile.reference_labels


def test_missing_profile_lists_those_there_are() -> None:
    with pytest.raises(ValueError, match="tr, en, ru"):
        get_profile("fi")
