"""simplemma's tables, searched where they lie, say what simplemma says."""

from __future__ import annotations

from itertools import islice

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from kzru_nlp.text.lemma_tables import SortedLines, lemma_table, use_lemma_tables

words = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1)


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_every_hundredth_word_has_simplemmas_lemma(lang: str) -> None:
    theirs, ours = DefaultDictionaryFactory().get_dictionary(lang), lemma_table(lang)
    for word in islice(theirs, 0, None, 101):
        assert ours.get(word) == theirs[word]
        assert ours.get(word + "qx") == theirs.get(word + "qx")


@given(st.dictionaries(words, words))
def test_any_table_is_found_again(table: dict[str, str]) -> None:
    lines = sorted(f"{word}\t{lemma}\n".encode() for word, lemma in table.items())
    lines.sort(key=lambda line: line.partition(b"\t")[0])
    found = SortedLines(b"".join(lines))
    assert {word: found.get(word) for word in table} == table
    assert sorted(found) == sorted(table)
    assert found.get("\x00 none") is None or "\x00 none" in table


def test_simplemmas_own_functions_use_them(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("KZRU_CACHE", str(tmp_path))
    use_lemma_tables()
    table = simplemma.strategies.dictionaries.dictionary_factory.DEFAULT_DICTIONARY_FACTORY.get_dictionary(
        "en"
    )
    assert isinstance(table, SortedLines)
    assert simplemma.is_known("countries", "en")
