"""Which sentences a question is put to: filters by language, kind, metadata and any SQL condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kzru_nlp.store.sql import query

_SENTENCES = """
SELECT s.sentence_id, s.unit_id, s.lang, s.text, s.start, s.raw_spans,
  (SELECT list([m.raw_start, m.raw_end]) FROM markers m WHERE m.unit_id = s.unit_id) AS markers,
  u.kind, u.number, u.level, u.page, u.section, u."order" AS unit_order, s."order" AS sentence_order, a.*
FROM sentences s JOIN units u USING (unit_id) JOIN articles a ON a.article_id = s.article_id
"""
_SHORT = re.compile(r"\s*(\w+)\s*=\s*((?:(?!\b(?:AND|OR|NOT|IS|IN)\b)[^='\"<>()])+)")


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that all hold. `conditions` are SQL over the columns of `sentences`, `units` and `articles`.

    A condition may be short: `country=KZ,UZ` is one of these values; the metadata columns are columns too.
    """

    langs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    def also(self, *conditions: str) -> Selection:
        """Return the selection with more conditions."""
        return replace(self, conditions=(*self.conditions, *conditions))

    def sql(self) -> str:
        """Return the condition in SQL."""
        parts = [f"({condition_sql(condition)})" for condition in self.conditions]
        for column, values in (("lang", self.langs), ("kind", self.kinds)):
            if values:
                parts.append(f"{column} IN ({', '.join(map(quoted, values))})")
        return " AND ".join(parts) or "true"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the tables with where it stands; `start` is its offset in the unit's text."""

    id: str
    article_id: str
    unit_id: str
    lang: str
    kind: str
    text: str
    start: int
    raw_spans: tuple[tuple[int, int], ...]
    markers: tuple[tuple[int, int], ...] = ()
    """Raw spans of the note markers in the unit."""


def select_sentences(out: Path, selection: Selection | None = None) -> Iterator[Sentence]:
    """Yield the sentences of the tables in `out` that `selection` lets through, in the order of the articles.

    Raises:
        InputError: there are no tables, or a condition is no SQL over their columns.
    """
    where = (selection or Selection()).sql()
    columns = "sentence_id, article_id, unit_id, lang, kind, text, start, raw_spans, markers"
    rows = query(
        out,
        f"SELECT {columns} FROM ({_SENTENCES}) WHERE {where} ORDER BY path, article_id, unit_order, sentence_order",
    )
    for batch in rows.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            yield _sentence(row)


def condition_sql(condition: str) -> str:
    """Return a condition as SQL: the short form `column=value,value` spelt out, anything else as it is.

    >>> print(condition_sql("country=KZ,UZ"))
    CAST("country" AS VARCHAR) IN ('KZ', 'UZ')
    >>> condition_sql("year >= 2022")
    'year >= 2022'
    """
    short = _SHORT.fullmatch(condition)
    if short is None:
        return condition
    values = ", ".join(quoted(value.strip()) for value in short[2].split(","))
    return f'CAST("{short[1]}" AS VARCHAR) IN ({values})'


def quoted(value: str) -> str:
    """Return `value` as a literal of SQL."""
    return "'" + value.replace("'", "''") + "'"


def _sentence(row: dict[str, Any]) -> Sentence:
    spans, markers = (tuple((a, b) for a, b in row[name] or ()) for name in ("raw_spans", "markers"))
    return Sentence(
        row["sentence_id"],
        row["article_id"],
        row["unit_id"],
        row["lang"],
        row["kind"],
        row["text"],
        row["start"],
        spans,
        markers,
    )
