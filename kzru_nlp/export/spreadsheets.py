"""CSV that a spreadsheet opens as data: no cell of text can act as a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that spreadsheets evaluate (OWASP's list, with the full-width forms)."""
GUARD = "'"
"""Spreadsheets show what follows as text. A cell of text that begins with it gets one more, so that reading is exact."""


def write_csv(
    file: TextIO, columns: Sequence[str], rows: Iterable[Iterable[Any]], *, end: str = "\r\n"
) -> int:
    """Write rows with a header; return how many. Lists become JSON, None an empty cell, numbers stay numbers."""
    writer = csv.writer(file, lineterminator=end)
    writer.writerow([guarded(column) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([cell(value) for value in row])
        count += 1
    return count


def cell(value: Any) -> Any:
    """Return a value as a cell."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, dict)):
        return guarded(json.dumps(value, ensure_ascii=False, default=str))
    return guarded(str(value))


def guarded(text: str) -> str:
    """Return text that no spreadsheet evaluates.

    >>> guarded("=1+1"), guarded("Rusya"), guarded("'tırnak")
    ("'=1+1", 'Rusya', "''tırnak")
    """
    # A space before the sign doesn't help: some spreadsheets strip it first.
    return GUARD + text if text.lstrip(" \ufeff").startswith((*FORMULA, GUARD)) else text


def unguarded(cell: str) -> str:
    """Return the text of a guarded cell."""
    return cell[1:] if cell.startswith(GUARD) else cell
