"""Every table as CSV for spreadsheets: UTF-8 with the mark that Excel needs, no cell a formula."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kzru_nlp.export.articles import Corpus
from kzru_nlp.export.jsonl import rows_of
from kzru_nlp.export.spreadsheets import write_csv
from kzru_nlp.store import write_file
from kzru_nlp.tables import TABLES


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written: one a table; lists are JSON, what a formula would begin with is behind an apostrophe."""
    return [_write_table(corpus, table, folder / f"{table}.csv") for table in TABLES]


def _write_table(corpus: Corpus, table: str, path: Path) -> Path:
    columns = corpus.columns if table == "articles" else [column.name for column in TABLES[table].columns]

    def rows() -> Iterator[list[Any]]:
        for row in rows_of(corpus, table, "csv"):
            yield [row.get(column) for column in columns]

    def to_file(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(file, columns, rows())

    write_file(path, to_file)
    return path
