"""Words of a model on our tokens."""

from __future__ import annotations

import itertools

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kzru_nlp.pipelines.analysis import Analysis, ModelWord
from kzru_nlp.pipelines.tokens import carry_sentences, carry_words
from kzru_nlp.text.tokenizer import make_tokenizer

LAYERS = ("lemmas", "tags", "parse")


def _doc(text: str, lang: str = "tr") -> Doc:
    nlp = spacy.blank(lang)
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp(text)


def _tree(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.dep_, token.head.text) for token in doc]


def test_parts_of_one_word_hang_on_its_first() -> None:
    doc = _doc("Rusya’nın tutumu açık")
    words = (
        ModelWord(0, 9, "Rusya", "PROPN", head=1, dep="nmod:poss"),
        ModelWord(10, 16, "Tutum", "NOUN", head=2, dep="nsubj"),
        ModelWord(17, 21, "açık", "ADJ", head=2, dep="root"),
    )
    doc[0].lemma_ = "rusya"
    carry_sentences(doc, [0])
    carry_words(doc, Analysis(words, (0,)), LAYERS, "tr")
    assert _tree(doc) == [
        ("Rusya", "nmod:poss", "tutumu"),
        ("’nın", "dep", "Rusya"),
        ("tutumu", "nsubj", "açık"),
        ("açık", "ROOT", "açık"),
    ]
    # The lemma of the longer word says nothing of its part; others come in lower case.
    assert [token.lemma_ for token in doc] == ["rusya", "", "tutum", "açık"]
    assert doc[0].pos_ == "PROPN"


def test_of_several_words_in_one_token_the_outward_one_counts() -> None:
    doc = _doc("Kazakistandaki karar")
    words = (
        ModelWord(0, 14, head=2, dep="nmod", pos="PROPN"),
        ModelWord(0, 14, head=0, dep="case", pos="ADP"),
        ModelWord(15, 20, head=2, dep="root", pos="NOUN"),
    )
    carry_sentences(doc, [0])
    carry_words(doc, Analysis(words), LAYERS, "tr")
    assert _tree(doc) == [("Kazakistandaki", "nmod", "karar"), ("karar", "ROOT", "karar")]
    assert doc[0].pos_ == "PROPN"


@pytest.mark.parametrize("starts, expected", [
    ([0, 11], ["Rusya sustu. ", "Çin de."]),
    ([0], ["Rusya sustu. Çin de."]),
    ([0, 3], ["Rusya sustu. Çin de."]),
])  # fmt: skip
def test_sentences_start_at_tokens(starts: list[int], expected: list[str]) -> None:
    doc = _doc("Rusya sustu. Çin de.")
    carry_sentences(doc, [start + 2 if start == 11 else start for start in starts])
    if starts == [0, 3]:  # a start inside "Rusya" moves behind it
        assert [s.text for s in doc.sents] == ["Rusya", "sustu. Çin de."]
    else:
        assert [s.text_with_ws for s in doc.sents] == expected


@given(st.data())
def test_every_sentence_becomes_a_tree_with_one_root(data: st.DataObject) -> None:
    """Whatever heads a model gives: circles, heads in other sentences, several roots, words cut elsewhere."""
    doc = _doc("Rusya’nın tutumu açık. Çin, AB'yle anlaştı  ama olmadı.")
    cuts = sorted(data.draw(st.sets(st.integers(0, len(doc.text)), min_size=2, max_size=14)))
    count = len(cuts) - 1
    words = tuple(
        ModelWord(start, end, head=data.draw(st.integers(0, count - 1)), dep="x")
        for start, end in itertools.pairwise(cuts)
    )
    starts = data.draw(st.lists(st.integers(0, len(doc.text)), max_size=3))
    carry_sentences(doc, starts)
    before = [(s.start, s.end) for s in doc.sents]
    carry_words(doc, Analysis(words), LAYERS, "tr")
    assert [(s.start, s.end) for s in doc.sents] == before
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1
        for token in sentence:
            assert sentence.root in (token, *token.ancestors)
