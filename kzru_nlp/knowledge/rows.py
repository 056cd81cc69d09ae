"""Rows of a TSV file, with errors that name file, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kzru_nlp.model import InputError

DATA = Path(__file__).parent / "data"


class Row:
    """One row of a table: its cells by column, and where it stands, for error messages."""

    __slots__ = ("cells", "number", "path")

    def __init__(self, cells: Mapping[str, str], path: Path, number: int) -> None:
        self.cells = cells
        self.path = path
        self.number = number

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def required(self, column: str) -> str:
        """Return the cell of `column`.

        Raises:
            InputError: the cell is empty.
        """
        value = self[column]
        if not value:
            raise self.fault(column, "is empty; fill it in")
        return value

    def one_of(self, column: str, values: tuple[str, ...]) -> str:
        """Return the cell of `column`, which must be one of `values`.

        Raises:
            InputError: it is another; the message lists `values`.
        """
        value = self[column]
        if value not in values:
            raise self.fault(column, f"is {value!r}; use one of: {', '.join(values)}")
        return value

    def number_in(self, column: str, low: float, high: float) -> float:
        """Return the cell of `column` as a number in [low, high].

        Raises:
            InputError: it is no number, or outside.
        """
        try:
            value = float(self[column])
        except ValueError:
            raise self.fault(column, f"is {self[column]!r}; use a number from {low:g} to {high:g}") from None
        if not low <= value <= high:
            raise self.fault(column, f"is {value:g}; use a number from {low:g} to {high:g}")
        return value

    def fault(self, column: str, message: str) -> InputError:
        """Return an error that names file, row and column."""
        return InputError(f"{self.path}: row {self.number}, column {column!r} {message}", code="knowledge")


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a tab-separated UTF-8 file whose first line names its columns.

    Empty lines and lines that start with `#` are passed over; rows are numbered as an editor numbers lines.

    Raises:
        InputError: the file cannot be read, lacks one of `columns`, or a row has more cells than the header.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read ({error}); give a UTF-8 TSV file", code="knowledge"
        ) from None
    header: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            _check_header(path, header, columns)
            continue
        if len(cells) > len(header):
            raise InputError(
                f"{path}: row {number} has {len(cells)} cells, the header {len(header)} columns; remove the extra tabs",
                code="knowledge",
            )
        yield Row(dict(zip(header, cells, strict=False)), path, number)


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        raise InputError(
            f"{path}: row 1 lacks the column {missing[0]!r}; it needs: {', '.join(columns)}", code="knowledge"
        )
