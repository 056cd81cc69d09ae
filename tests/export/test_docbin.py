"""DocBin, read back by spaCy alone: its DocBin and its corpus reader for training."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus

from tests.export.conftest import Exported


def docs(exported: Exported) -> list[Doc]:
    found = []
    for name, path in exported.to("docbin").items():
        found += DocBin().from_disk(path).get_docs(spacy.blank(name.split("/")[0]).vocab)
    return found


def test_units_come_back_character_for_character(exported: Exported) -> None:
    texts = {row["unit_id"]: row["text"] for row in exported.rows("units")}
    found = docs(exported)
    assert len({doc.user_data["unit_id"] for doc in found}) == len(found) > 5
    for doc in found:
        assert doc.text == texts[doc.user_data["unit_id"]]


def test_sentences_and_entities_keep_their_offsets(exported: Exported) -> None:
    mentions = 0
    sentences = {row["sentence_id"]: row for row in exported.rows("sentences")}
    for doc in docs(exported):
        article = doc.user_data["article_id"]
        starts = {sent.start_char for sent in doc.sents}
        for name, start, end, raw_start, raw_end in doc.user_data["sentences"]:
            assert doc.text[start:end] == sentences[name]["text"]
            assert start in starts
            assert raw_start == sentences[name]["raw_spans"][0][0]
            assert raw_end == sentences[name]["raw_spans"][-1][1]
        kept = {(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents}
        for label, start, end, raw_start, raw_end in doc.user_data["mentions"]:
            assert exported.shows(article, raw_start, raw_end, doc.text[start:end])
            assert (label, start, end) in kept
            mentions += 1
    assert mentions == len(exported.rows("entities"))


def test_entities_are_linked_and_words_have_lemmas(hostile: Exported) -> None:
    title = next(doc for doc in docs(hostile) if doc.user_data["unit_id"].endswith("title-1"))
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in title.ents] == [("RUSYA", "GPE", "Q159")]
    assert title[2].lemma_ == "ışık"


def test_spacy_reads_it_as_training_data(sample: Exported) -> None:
    sample.to("docbin")
    examples = list(Corpus(sample.folder / "docbin" / "tr")(spacy.blank("tr")))
    assert len(examples) > 20
    assert sum(len(example.reference.ents) for example in examples) > 50
