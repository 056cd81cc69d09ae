"""Variety figures on small hand-made corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.corpus.markup import parse
from kzru_nlp.corpus.variety import moving_type_token_ratio, read_texts, variety, variety_of_texts
from kzru_nlp.model import InputError

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


def test_texts_without_annotation_stand_beside_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(
        '{"lang": "en", "text": "Rivers rise. Old mills stand on both banks."}\n'
        '{"src_lang": "ru", "src": ["Река поднялась."], "tgt_lang": "en", "tgt": ["The river rose."]}\n',
        encoding="utf-8",
    )
    english, russian = variety_of_texts(read_texts(path))
    assert (english.lang, english.sentences, english.tokens) == ("en", 3, 11)
    assert (russian.lang, russian.sentences, russian.tokens) == ("ru", 1, 2)
    assert english.lengths[2] == pytest.approx(3)


def test_a_row_without_texts_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(
        '{"lang": "en", "text": "A mill."}\n{"lang": "de", "text": "Eine Mühle."}\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"texts\.jsonl: line 2 is no row of texts \(ValueError: no profile"):
        list(read_texts(path))


@pytest.mark.parametrize(
    "row",
    [
        '{"lang": "en", "text": null}',
        '{"src_lang": "ru", "src": "Река.", "tgt_lang": "en", "tgt": []}',
        "[1]",
    ],
)
def test_a_row_of_another_shape_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(f'\n{{"lang": "en", "text": "A mill stands."}}\n{row}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"texts\.jsonl: line 3 is no row of texts"):
        list(read_texts(path))


def test_a_file_that_is_not_there_or_is_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    with pytest.raises(InputError, match=r"texts\.jsonl: cannot be read .*UTF-8"):
        list(read_texts(path))
    path.write_bytes(b"\xff")
    with pytest.raises(InputError, match=r"texts\.jsonl: cannot be read .*UTF-8"):
        list(read_texts(path))


def test_the_lengths_of_one_sentence_are_its_length() -> None:
    (found,) = variety_of_texts([("en", "A mill stands here.")])
    assert found.lengths == (4.0,) * 5
