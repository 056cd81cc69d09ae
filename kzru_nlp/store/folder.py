"""What lies in an output folder: `<table>.parquet/<part>.parquet`, `manifest/<article>.json`, `run.json`.

A table is a folder of parts, so that an article can be written, replaced and resumed alone;
pandas, DuckDB and Arrow read such a folder as one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzru_nlp.model import InputError
from kzru_nlp.store.files import TEMPORARY, output_error, read_json, write_file, write_json

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

EMPTY_PART = "columns"
"""Name of the part without rows that gives a table its columns while nothing else is in it."""


class OutFolder:
    """An output folder. Methods that write raise OutputError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def table_folder(self, table: str) -> Path:
        """Return the folder that holds the parts of `table`."""
        return self.path / f"{table}.parquet"

    def write_part(self, table: str, part: str, data: pa.Table) -> None:
        """Write `data` as part `part` of `table`, in the place of an older one."""
        import pyarrow.parquet as pq

        write_file(self._file(table, part), lambda temporary: pq.write_table(data, temporary))

    def write_article(
        self, article_id: str, tables: Mapping[str, pa.Table], manifest: Mapping[str, Any]
    ) -> None:
        """Write every part of an article, and last its manifest, which says that they are complete."""
        self._remove(self.manifest_path(article_id))
        for table, data in tables.items():
            if data.num_rows:
                self.write_part(table, article_id, data)
            else:
                self.remove_part(table, article_id)
        write_json(self.manifest_path(article_id), dict(manifest))

    def remove_part(self, table: str, part: str) -> None:
        """Remove part `part` of `table` if there is one."""
        self._remove(self._file(table, part))

    def has_part(self, table: str, part: str) -> bool:
        """Return whether `table` has a part `part`."""
        return self._file(table, part).exists()

    def tables(self) -> list[str]:
        """Return the names of the tables that are there, sorted."""
        return sorted(
            folder.name.removesuffix(".parquet") for folder in self.path.glob("*.parquet") if folder.is_dir()
        )

    def parts(self, table: str) -> list[Path]:
        """Return the files of `table`, in the order of their names."""
        return sorted(self.table_folder(table).glob("*.parquet"))

    def read(self, table: str, parts: Iterable[str] | None = None) -> pa.Table:
        """Return `table`, or the given parts of it; a column that a part lacks is null there.

        Raises:
            InputError: a part can't be read or is no Parquet.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        names = [file.stem for file in self.parts(table)] if parts is None else parts
        files = [self._file(table, part) for part in dict.fromkeys([EMPTY_PART, *names])]
        try:
            found = [pq.read_table(file, partitioning=None) for file in files if file.exists()]
        except (OSError, pa.ArrowInvalid) as error:
            reason = " ".join(str(error).split())
            message = f"{self.table_folder(table)}: cannot be read: {reason}; run again into a new folder"
            raise InputError(message, code="tables") from error
        return pa.concat_tables(found, promote_options="default") if found else pa.table({})

    def manifest_path(self, article_id: str) -> Path:
        """Return where the manifest of an article lies."""
        return self.path / "manifest" / f"{article_id}.json"

    def manifest(self, article_id: str) -> dict[str, Any] | None:
        """Return the manifest of an article, or None if the article is not complete."""
        return read_json(self.manifest_path(article_id))

    def manifests(self) -> dict[str, dict[str, Any]]:
        """Return the manifests of all complete articles by article id."""
        found = {path.stem: read_json(path) for path in sorted(self.path.glob("manifest/*.json"))}
        return {name: manifest for name, manifest in found.items() if manifest}

    def remove_article(self, article_id: str, tables: Iterable[str]) -> None:
        """Remove an article from `tables`, its manifest first."""
        self._remove(self.manifest_path(article_id))
        for table in tables:
            self.remove_part(table, article_id)

    def columns(self, table: str, part: str) -> list[str]:
        """Return the names of the columns of a part."""
        import pyarrow.parquet as pq

        names: list[str] = pq.read_schema(self._file(table, part)).names
        return names

    def clean(self) -> int:
        """Remove what a killed run left half written; return how many files that were."""
        left = [*self.path.glob(f"*{TEMPORARY}"), *self.path.glob(f"*/*{TEMPORARY}")]
        for file in left:
            self._remove(file)
        return len(left)

    def _file(self, table: str, part: str) -> Path:
        return self.table_folder(table) / f"{part}.parquet"

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise output_error(path, error) from error


def read_tables(out: Path | str, parts: Mapping[str, Iterable[str]] | None = None) -> dict[str, pd.DataFrame]:
    """Return every table in the folder `out` as a pandas frame; `parts` names the parts to read per table.

    Lists are Python lists (empty, never null); integer columns with nulls are float64.

    Raises:
        InputError: there are no tables, or one can't be read.
    """
    folder = OutFolder(Path(out))
    names = folder.tables()
    if not names:
        raise InputError(f"{out}: no tables here; `kzru-nlp run INPUT -o {out}` makes them", code="no-tables")
    return {name: _frame(folder.read(name, None if parts is None else parts.get(name, ()))) for name in names}


def _frame(table: pa.Table) -> pd.DataFrame:
    import pandas as pd

    frame: pd.DataFrame = table.to_pandas()
    for field in table.schema:
        if str(field.type).startswith("list"):
            lists = [value or [] for value in table.column(field.name).to_pylist()]
            frame[field.name] = pd.Series(lists, dtype=object, index=frame.index)
    return frame
