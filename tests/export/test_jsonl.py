"""JSON lines, read back by DuckDB and Python."""

from __future__ import annotations

import json

import duckdb
import pytest

from kzru_nlp.tables import TABLES
from tests.export.conftest import Exported


@pytest.mark.parametrize("table", TABLES)
def test_rows_come_back_as_they_are(exported: Exported, table: str) -> None:
    lines = exported.to("jsonl")[f"{table}.jsonl"].read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    found = [json.loads(line) for line in lines]
    key = json.dumps
    assert sorted(found, key=key) == sorted(exported.rows(table), key=key)


def test_duckdb_reads_it(exported: Exported) -> None:
    path = exported.to("jsonl")["sentences.jsonl"].as_posix()
    rows = (
        duckdb.connect().execute("SELECT sentence_id, text, raw_spans FROM read_json(?)", [path]).fetchall()
    )
    assert {(name, text) for name, text, _ in rows} == {
        (r["sentence_id"], r["text"]) for r in exported.rows("sentences")
    }
