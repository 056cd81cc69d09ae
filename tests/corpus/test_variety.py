"""Variety figures on small hand-made corpora."""

from __future__ import annotations

import pytest

from kzru_nlp.corpus.markup import parse
from kzru_nlp.corpus.variety import moving_type_token_ratio, variety

TRAIN = '# id: a\n@en\n1 [Russia|GPE Russia] backed [Serbia|GPE Serbia].\n> Russia > Serbia FAVOR "backed"\n'
TEST = (
    "# id: b\n@en\n1 [Russia|GPE Russia] threw its weight behind [Mali|GPE Mali].\n"
    '> Russia > Mali FAVOR "threw its weight behind"\n2 [Chad|GPE Chad] backed [Mali|GPE Mali].\n> Chad > Mali FAVOR "backed"\n'
)


def test_unseen_names_and_cues_are_counted() -> None:
    found = variety("en", [parse(TRAIN)], [parse(TEST)])
    assert found.test_names_unseen == pytest.approx(2 / 3)
    assert found.test_cues_unseen == pytest.approx(1 / 2)
    assert found.test_cue_words_unseen == pytest.approx(1 / 2)
    assert found.names == 4
    assert found.cues == 2


def test_type_token_ratio_does_not_fall_with_length() -> None:
    words = [str(i % 50) for i in range(1000)]
    assert moving_type_token_ratio(words, window=100) == pytest.approx(0.5)
    assert moving_type_token_ratio(words * 5, window=100) == pytest.approx(0.5)
    assert moving_type_token_ratio([]) == 0.0
