"""CSV: read back by the csv module and by DuckDB; no cell begins as a formula does."""

from __future__ import annotations

import csv
import json
from typing import Any

import duckdb
import pytest

from kzru_nlp.export.spreadsheets import FORMULA, guarded, unguarded
from kzru_nlp.tables import TABLES
from tests.export.conftest import Exported


def value(cell: str, wanted: Any) -> Any:
    if wanted is None or wanted == "":
        return wanted if cell == "" else cell
    if isinstance(wanted, list):
        return json.loads(unguarded(cell))
    return unguarded(cell) if isinstance(wanted, str) else type(wanted)(cell)


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_comes_back(exported: Exported, table: str) -> None:
    with exported.to("csv")[f"{table}.csv"].open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    rows = exported.rows(table)
    assert len(found) == len(rows)
    key = "path" if table in ("articles", "failures") else "article_id"
    found.sort(key=lambda row: unguarded(row[key]))
    rows.sort(key=lambda row: row[key])
    for cells, row in zip(found, rows, strict=True):
        assert {name: value(cells[name], wanted) for name, wanted in row.items()} == row


def test_no_cell_of_text_begins_as_a_formula(exported: Exported) -> None:
    for path in exported.to("csv").values():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    number = cell.lstrip("-").replace(".", "", 1).isdigit()
                    assert number or not cell.lstrip(" ").startswith(FORMULA)


def test_duckdb_sniffs_it(exported: Exported) -> None:
    path = exported.to("csv")["entities.csv"]
    relation = duckdb.connect().read_csv(path.as_posix())
    assert relation.columns == [column.name for column in TABLES["entities"].columns]
    assert len(relation.fetchall()) == len(exported.rows("entities"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "\ufeff=1", "'", ""]
)
def test_guarding_is_undone_exactly(text: str) -> None:
    cell = guarded(text)
    assert not cell.lstrip(" \ufeff").startswith(FORMULA)
    assert unguarded(cell) == text
