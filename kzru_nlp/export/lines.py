"""Text files written line by line, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kzru_nlp.store import write_file


def write_lines(path: Path, lines: Iterable[str], *, encoding: str = "utf-8") -> Path:
    """Write `lines` (with their ends) to `path` as they come; return `path`."""

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding=encoding, newline="") as file:
            file.writelines(lines)

    write_file(path, write)
    return path
