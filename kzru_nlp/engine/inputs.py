"""Which files a run is given, and what the user's metadata table says about them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path

from kzru_nlp.model import InputError
from kzru_nlp.tables import TABLES

SUFFIXES = {".txt", ".pdf", ".docx", ".html", ".htm", ".xml"}
"""Files that are taken from a folder; a file that is named itself is read whatever its suffix."""
KEYS = ("path", "file", "filename", "article_id")
"""Columns of a metadata table that may say which article a row is about."""
_OURS = {"year": int, "journal": str, "doi": str, "title_tr": str, "title_en": str, "title_ru": str}
"""Columns of `articles` that the metadata may fill."""


def find_inputs(paths: str | PathLike[str] | Iterable[str | PathLike[str]]) -> list[str]:
    """Return the files to read: folders are walked in the order of names, repeats dropped.

    A path that doesn't exist stays in the list, so that its fault is reported like every other.
    """
    listed = [paths] if isinstance(paths, str | PathLike) else list(paths)
    found: dict[str, None] = {}
    for path in map(str, listed):
        inside = _walk(Path(path)) if Path(path).is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def _walk(folder: Path) -> list[str]:
    files = (file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    return [
        str(f)
        for f in sorted(files)
        if not any(p.startswith((".", "~$")) for p in f.relative_to(folder).parts)
    ]


class Metadata:
    """The user's table about the articles (CSV or TSV with a header): any column, found by path, name or id."""

    def __init__(
        self, columns: Iterable[str] = (), rows: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.extra = tuple(column for column in columns if column not in _OURS)
        """Columns that the `articles` table doesn't have of itself."""
        self._rows = dict(rows or {})

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Metadata:
        """Return the table in the file at `path`.

        Raises:
            InputError: missing, not UTF-8, without a column that says which article a row is about, or with a
                column name that our own `articles` table uses for something else.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: cannot be read as a UTF-8 table: {error}", code="metadata") from error
        first = text.partition("\n")[0]
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=first.count))
        names = [name for name in reader.fieldnames or [] if name]
        key = next((name for name in KEYS if name in names), None)
        if key is None:
            reason = f"no column says which article a row is about; name one of them {' or '.join(KEYS)}"
            raise InputError(f"{path}: {reason}", code="metadata")
        columns = [name for name in names if name != key]
        taken = {column.name for column in TABLES["articles"].columns} - set(_OURS)
        if clash := sorted(taken & set(columns)):
            reason = f"column {', '.join(clash)} is one of our own; rename it"
            raise InputError(f"{path}: {reason}", code="metadata")
        rows = {_key(row[key]): {c: (row[c] or "").strip() for c in columns} for row in reader if row[key]}
        for row in rows.values():
            if row.get("year") and not row["year"].isdecimal():
                raise InputError(
                    f"{path}: year {row['year']!r} is not a number; write four digits", code="metadata"
                )
        return cls(columns, rows)

    def of(self, path: str, article_id: str) -> dict[str, str | int]:
        """Return the filled columns of the article read from `path`, empty if the table has no row for it."""
        names = (path, Path(path).name, Path(path).stem, article_id)
        row = next((self._rows[_key(name)] for name in names if _key(name) in self._rows), {})
        return {column: _OURS.get(column, str)(value) for column, value in row.items() if value}

    def only(self, path: str, article_id: str) -> Metadata:
        """Return the table with nothing but the row of one article, which is what a worker needs of it."""
        names = (path, Path(path).name, Path(path).stem, article_id)
        key = next((_key(name) for name in names if _key(name) in self._rows), None)
        return Metadata(self.extra, {} if key is None else {key: self._rows[key]})


def _key(name: str) -> str:
    return name.strip().replace("\\", "/").removeprefix("./")
