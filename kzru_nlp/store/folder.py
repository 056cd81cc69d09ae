"""What lies in an output folder: `<table>.parquet/<part>.parquet`, `manifest/<article>.json`, `run.json`.

A table is a folder of parts, so that an article can be written, replaced and resumed alone;
pandas, DuckDB and Arrow read such a folder as one table. Many parts can be packed into one file (`store.packs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzru_nlp.model import InputError
from kzru_nlp.store.files import TEMPORARY, read_json, remove_file, write_file, write_json
from kzru_nlp.store.packs import ARTICLES, Packs, by_article
from kzru_nlp.store.version import version_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

EMPTY_PART = "columns"
"""Name of the part without rows that gives a table its columns while nothing else is in it."""


class OutFolder:
    """An output folder. Methods that write raise OutputError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: Packs | None = None

    @property
    def packs(self) -> Packs:
        """The packs that are there, read once."""
        if self._found is None:
            self._found = Packs(self.path)
        return self._found

    def table_folders(self) -> list[Path]:
        """Return the folders of the tables that are there, sorted."""
        return [self.table_folder(name) for name in self.tables()]

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
        remove_file(self.manifest_path(article_id))
        for table, data in tables.items():
            if data.num_rows:
                self.write_part(table, article_id, data)
            else:
                self.remove_part(table, article_id)
        write_json(self.manifest_path(article_id), dict(manifest))

    def remove_part(self, table: str, part: str) -> None:
        """Remove part `part` of `table` if there is one."""
        remove_file(self._file(table, part))

    def has_part(self, table: str, part: str) -> bool:
        """Return whether `table` has a part `part`."""
        return self._file(table, part).exists()

    def tables(self) -> list[str]:
        """Return the names of the tables that are there, sorted."""
        return sorted(
            folder.name.removesuffix(".parquet") for folder in self.path.glob("*.parquet") if folder.is_dir()
        )

    def parts(self, table: str) -> list[Path]:
        """Return the files of `table` that count, in the order of their names."""
        return sorted(filter(self.packs.counts, self.table_folder(table).glob("*.parquet")))

    def read(self, table: str, parts: Iterable[str] | None = None) -> pa.Table:
        """Return `table`, or the given parts of it; a column that a part lacks is null there.

        Raises:
            InputError: a part can't be read or is no Parquet.
        """
        import pyarrow as pa

        names = [file.stem for file in self.parts(table)] if parts is None else parts
        try:
            found = [*self._rows(table, [*dict.fromkeys([EMPTY_PART, *names])])]
        except (OSError, pa.ArrowInvalid) as error:
            reason = " ".join(str(error).split())
            message = f"{self.table_folder(table)}: cannot be read: {reason}; run again into a new folder"
            raise InputError(message, code="tables") from error
        return pa.concat_tables(found, promote_options="default") if found else pa.table({})

    def _rows(self, table: str, names: list[str]) -> Iterator[pa.Table]:
        """Yield the rows of each part, packed or not, in the order of `names`."""
        import pyarrow.parquet as pq

        packed: dict[str, list[str]] = {}
        for name in names:
            if pack := self.packs.holds(name):
                packed.setdefault(pack, []).append(name)
        inside: dict[str, pa.Table] = {}
        for pack, ids in packed.items():
            if (file := self._file(table, pack)).exists():
                rows = pq.read_table(file, partitioning=None, filters=[("article_id", "in", ids)])
                inside.update(by_article(rows, ids))
        for name in names:
            if name in inside:
                yield inside[name]
            elif self.packs.holds(name) is None and (file := self._file(table, name)).exists():
                yield pq.read_table(file, partitioning=None)

    def manifest_path(self, article_id: str) -> Path:
        """Return where the manifest of an article lies."""
        return self.path / "manifest" / f"{article_id}.json"

    def manifest(self, article_id: str) -> dict[str, Any] | None:
        """Return the manifest of an article, or None if the article is not complete."""
        if pack := self.packs.holds(article_id):
            return self.packs.manifests(pack).get(article_id)
        return read_json(self.manifest_path(article_id))

    def manifests(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (article id, manifest) of all complete articles."""
        for pack in self.packs.ids:
            yield from self.packs.manifests(pack).items()
        for path in sorted(self.path.glob("manifest/*.json")):
            if self.packs.counts(path) and (manifest := read_json(path)):
                yield path.stem, manifest

    def compact(self, size: int = ARTICLES) -> int:
        """Pack the complete articles that lie in parts of their own, `size` at a time; return how many those were."""
        paths = [p for p in sorted(self.path.glob("manifest/*.json")) if self.packs.counts(p)]
        loose = ((path.stem, manifest) for path in paths if (manifest := read_json(path)))
        done = 0
        while batch := dict(islice(loose, size)):
            self.packs.make(batch, self.table_folders())
            done += len(batch)
        return done

    def loosen(self, article_id: str) -> None:
        """Turn the pack that holds an article, if one does, into parts, so that one of them can be replaced."""
        if pack := self.packs.holds(article_id):
            self.packs.split(pack, self.table_folders())

    def remove_article(self, article_id: str, tables: Iterable[str]) -> None:
        """Remove an article from `tables`, its manifest first."""
        self.loosen(article_id)
        remove_file(self.manifest_path(article_id))
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
            remove_file(file)
        return len(left) + self.packs.clean(self.table_folders())

    def _file(self, table: str, part: str) -> Path:
        return self.table_folder(table) / f"{part}.parquet"


def read_tables(out: Path | str, parts: Mapping[str, Iterable[str]] | None = None) -> dict[str, pd.DataFrame]:
    """Return every table in the folder `out` as a pandas frame; `parts` names the parts to read per table.

    Lists are Python lists (empty, never null); integer columns with nulls are float64.

    Raises:
        InputError: there are no tables, or one can't be read.
    """
    folder = open_folder(out)
    return {
        name: _frame(folder.read(name, None if parts is None else parts.get(name, ())))
        for name in folder.tables()
    }


def open_folder(out: Path | str) -> OutFolder:
    """Return the output folder at `out`.

    Raises:
        InputError: there are no tables, or they were written by a newer version.
    """
    folder = OutFolder(Path(out))
    version_of(folder.path)
    if not folder.tables():
        raise InputError(f"{out}: no tables here; `kzru-nlp run INPUT -o {out}` makes them", code="no-tables")
    return folder


def _frame(table: pa.Table) -> pd.DataFrame:
    import pandas as pd

    frame: pd.DataFrame = table.to_pandas()
    for field in table.schema:
        if str(field.type).startswith("list"):
            lists = [value or [] for value in table.column(field.name).to_pylist()]
            frame[field.name] = pd.Series(lists, dtype=object, index=frame.index)
    return frame
