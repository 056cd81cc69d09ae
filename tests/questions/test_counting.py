"""Frequencies: what is a word, what it is counted by."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.questions import Selection, count_words
from kzru_nlp.text.words import find_words, raw_offsets

UZ = Selection(conditions=("country=UZ",))


def counts(out: Path, **options) -> dict[tuple[str, str], int]:
    return {(row["lang"], row["term"]): row["count"] for row in count_words(out, **options)}


def test_words_are_folded_by_their_language(out: Path) -> None:
    found = counts(out, selection=UZ)
    assert found[("tr", "gaz")] == 4
    assert found[("tr", "ılık")] == 1
    assert ("tr", "ilık") not in found
    assert found[("ru", "газ")] == 4


def test_rates_are_of_the_language_and_articles_are_counted(out: Path) -> None:
    rows = {
        row["term"]: row
        for row in count_words(
            out, selection=Selection(langs=("en",), conditions=("country IN ('KZ', 'UZ')",))
        )
    }
    assert rows["gas"]["articles"] == 1
    assert rows["the"]["articles"] == 2
    total = sum(row["count"] for row in rows.values())
    assert rows["gas"]["per_million"] == rows["gas"]["count"] * 1_000_000 / total


def test_suffixes_and_punctuation_are_no_words(out: Path) -> None:
    terms = {term for _, term in counts(out)}
    assert "rusya" in terms
    assert not {"’nın", "nın", ".", "rusya’nın"} & terms


def test_function_words_can_be_left_out_and_lemmas_counted(out: Path) -> None:
    assert ("en", "the") not in counts(out, selection=UZ, stopwords=False)
    assert counts(out, lemmas=True)[("en", "trust")] == 1


def test_sequences_stay_inside_sentences(out: Path) -> None:
    found = counts(out, selection=UZ, length=2)
    assert found[("tr", "gaz gaz")] == 2
    assert ("tr", "hattı ılık") not in found


def test_nothing_selected_is_nothing_counted(out: Path) -> None:
    assert count_words(out, selection=Selection(langs=("kk",))) == []


@given(st.text(alphabet="aİı’'é 😀\u202e\n\t.,-_1", max_size=30), st.sets(st.integers(0, 30), max_size=4))
def test_words_cover_all_but_white_space(text: str, cuts: set[int]) -> None:
    words = find_words(text, "tr", cuts)
    assert Counter("".join(word.text for word in words)) == Counter(
        c for c in text if not c.isspace()
    ) or any(c.isspace() for word in words for c in word.text)
    for one, other in pairwise(words):
        assert one.end <= other.start
        assert one.space_after == (one.end < other.start)
    assert not any(word.start < cut < word.end for word in words for cut in cuts)
    assert all(word.text == text[word.start : word.end] for word in words)


def test_composed_letters_have_no_offsets_of_characters() -> None:
    assert raw_offsets("é", [(0, 2)]) is None
    assert raw_offsets("", []) == [0]
