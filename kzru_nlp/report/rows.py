"""Rows of the tables as the report reads them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from kzru_nlp.model.annotations import LIKELY
from kzru_nlp.report.values import Row
from kzru_nlp.store import OutFolder
from kzru_nlp.tables import TABLES


def rows_of(store: OutFolder, table: str, parts: Iterable[str] | None = None) -> list[dict[Hashable, Any]]:
    """Return the rows of a table, or of some of its parts; lists are empty and never null."""
    read = store.read(table, parts)
    lists = [field.name for field in read.schema if str(field.type).startswith("list")]
    return [row | {name: row[name] or [] for name in lists} for row in read.to_pylist()]


def tables_of(store: OutFolder, ids: list[str]) -> list[dict[str, list[Row]]]:
    """Return the own rows of each article, of stances those that are likely; read together, for many articles may lie in
    one file.
    """
    found: list[dict[str, list[Row]]] = [{name: [] for name in TABLES} for _ in ids]
    own = dict(zip(ids, found, strict=True))
    for name in TABLES:
        for row in rows_of(store, name, ids):
            if name == "stances" and row["score"] < LIKELY:
                continue
            if (ident := row.get("article_id")) in own:
                own[str(ident)][name].append(row)
    return found
