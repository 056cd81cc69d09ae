"""The tables against the contract: columns, types, empty frames."""

from __future__ import annotations

import pyarrow as pa
import pytest

from kzru_nlp.tables import TABLES, empty_frame, schema, to_arrow

CONTRACT = {
    "articles": "article_id path sha256 encoding n_chars n_pages coverage languages title_tr title_en title_ru year journal doi status",
    "units": "article_id unit_id order kind lang number level section page text raw_spans why",
    "markers": "article_id number raw_start raw_end unit_id note_unit_id",
    "citations": "article_id note_unit_id part authors title container volume issue year pages url doi accessed backref_to",
    "sentences": "article_id unit_id sentence_id order lang text start end raw_spans",
    "entities": "article_id unit_id sentence_id lang text label start end raw_start raw_end lemma value actor_id canonical wikidata metonym_of cluster_id score source",
    "stances": "article_id unit_id sentence_id lang holder holder_id holder_group holder_raw_start holder_raw_end target target_id target_raw_start target_raw_end label factuality voice attributed_to score cameo intensity evidence evidence_raw_spans rules",
    "alignments": "article_id kind src_lang tgt_lang bead src_sentence_ids tgt_sentence_ids score evidence",
    "alignments3": "article_id bead tr_sentence_ids en_sentence_ids ru_sentence_ids score",
    "differences": "article_id src_lang tgt_lang bead type severity src_text tgt_text src_raw_start src_raw_end tgt_raw_start tgt_raw_end explanation",
    "failures": "path stage code message",
}


def test_tables_are_those_of_the_contract() -> None:
    assert list(TABLES) == list(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_those_of_the_contract_in_its_order(name: str) -> None:
    promised = CONTRACT[name].split()
    assert [c.name for c in TABLES[name].columns if c.name in promised] == promised


@pytest.mark.parametrize("name", CONTRACT)
def test_every_column_is_described(name: str) -> None:
    assert all(column.doc.strip() for column in TABLES[name].columns)
    assert TABLES[name].doc.endswith(".")


@pytest.mark.parametrize("name", CONTRACT)
def test_an_empty_frame_has_the_columns_with_their_types(name: str) -> None:
    frame = empty_frame(name)
    assert list(frame.columns) == [column.name for column in TABLES[name].columns]
    kinds = {"integer": "i", "number": "f", "strings": "O", "spans": "O"}
    for column in TABLES[name].columns:
        if column.type in kinds:
            assert frame[column.name].dtype.kind == kinds[column.type], column.name


def test_what_a_row_lacks_is_null() -> None:
    table = to_arrow("markers", [{"article_id": "a", "raw_start": 3}])
    assert table.schema.equals(schema("markers"))
    assert table.to_pylist()[0]["note_unit_id"] is None


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        to_arrow("markers", [{"article_id": "a", "colour": "red"}])


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
        to_arrow("markers", [{"raw_start": "three"}])


def test_metadata_columns_come_last() -> None:
    assert schema("articles", ["country"]).names[-1] == "country"
