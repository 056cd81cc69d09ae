"""How `align` and `audit` read their sides: one sentence a line."""

from __future__ import annotations

from pathlib import Path

from kzru_nlp.model.errors import InputError


def read_sentences(path: Path) -> list[str]:
    """Return the lines of a text file without their ends; an empty line is an empty sentence.

    Raises:
        InputError: missing, unreadable, or it holds no sentence.
    """
    from kzru_nlp.ingest.read import read_source

    lines = read_source(path).text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    if not any(line.strip() for line in lines):
        raise InputError(f"{path}: holds no sentence; write one a line", code="empty")
    return [line.strip() for line in lines]
