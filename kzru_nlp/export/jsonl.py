"""Every table as JSON lines: types kept, null for null, lists as lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kzru_nlp.export.articles import Corpus
from kzru_nlp.export.lines import write_lines
from kzru_nlp.tables import TABLES


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written: one a table."""
    return [
        write_lines(
            folder / f"{table}.jsonl",
            (json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(corpus, table, "jsonl")),
        )
        for table in TABLES
    ]


def rows_of(corpus: Corpus, table: str, what: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, article by article."""
    if table == "failures":
        yield from corpus.failures()
        return
    for article in corpus.each(f"{what} {table}"):
        yield from article.table(table) if table != "articles" else [dict(article.row)]
