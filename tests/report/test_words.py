"""The search index: words folded, articles in ranges, files by first letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.report.words import LARGEST, WordIndex, file_of, fold, words_of


def test_the_four_letters_i_are_one() -> None:
    assert fold("IŞIK") == fold("ışık") == fold("isik")
    assert fold("İSTANBUL") == fold("istanbul") == fold("ISTANBUL")


def test_cyrillic_keeps_its_short_i_and_joins_yo() -> None:
    assert fold("Йод") == "йод" != fold("иод")
    assert fold("и\u0306од") == "йод"
    assert fold("ЁЛКА") == fold("елка")


@given(st.text(max_size=20))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_articles_are_ranges_and_files_name_their_letters() -> None:
    index = WordIndex()
    for number in (0, 1, 2, 7):
        index.add(number, words_of(["Rusya'nın tutumu", "a"]))
    files = dict(index.files())
    assert files[file_of("r")] == {"rusya": "0-2 7"}
    assert files[file_of("n")] == {"nin": "0-2 7"}
    assert file_of("a") not in files


def test_a_large_letter_is_divided_by_the_next_one() -> None:
    index = WordIndex()
    index.add(0, [f"ab{n:06}" for n in range(LARGEST // 10)] + ["acele"])
    assert {name for name, _ in index.files()} == {file_of("ab"), file_of("ac")}
