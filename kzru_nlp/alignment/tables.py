"""The small language tables of the alignment: calendar, negators, contrasts and the like, as data beside the code."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def read_table(name: str, lang: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/<name>.tsv` for the language `lang`, columns by name."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(row for row in rows if row["lang"] == lang)
