"""The tab-separated tables of this folder: language facts that the entity rules are built from."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

EVERY_LANGUAGE = "*"
_DATA = Path(__file__).parent / "data"


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/<name>.tsv`, in order, keyed by its header; lines that start with # are comments."""
    with (_DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def rows_of(name: str, lang: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table that hold for `lang`: its own and those of every language."""
    return tuple(row for row in read_table(name) if row["lang"] in (lang, EVERY_LANGUAGE))
