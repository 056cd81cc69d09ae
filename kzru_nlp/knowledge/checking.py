"""Which kind of table a user's file is, and whether it can be used."""

from __future__ import annotations

from pathlib import Path

from kzru_nlp.knowledge.actors import USER_COLUMNS, load_actors
from kzru_nlp.knowledge.cues import COLUMNS as CUE_COLUMNS
from kzru_nlp.knowledge.cues import read_cues
from kzru_nlp.knowledge.glossary import read_glossary
from kzru_nlp.knowledge.rows import read_rows
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError

KINDS = {"cues": CUE_COLUMNS, "actors": USER_COLUMNS, "glossary": LANGUAGES}
"""The columns that tell what a table is, the most telling first."""


def kind_of(path: Path) -> str:
    """Return "actors", "cues" or "glossary" by the header of the file.

    Raises:
        InputError: the file cannot be read, or its header is none of theirs.
    """
    header = {column for row in read_rows(path, ()) for column in row.cells}
    for kind, columns in KINDS.items():
        if set(columns) <= header:
            return kind
    needed = "; ".join(f"{kind}: {', '.join(columns)}" for kind, columns in KINDS.items())
    raise InputError(f"{path}: row 1 is the header of no table; columns of {needed}", code="knowledge")


def check_file(path: Path) -> tuple[str, int]:
    """Return the kind of a user's table and how many rows it has.

    Raises:
        InputError: a row is faulty; the message names file, row and column.
    """
    kind = kind_of(path)
    if kind == "cues":
        return kind, len(read_cues(path))
    if kind == "glossary":
        return kind, len(read_glossary(path))
    load_actors((path,))
    return kind, sum(1 for _ in read_rows(path, USER_COLUMNS))
