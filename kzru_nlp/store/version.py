"""The version of what lies in an output folder: written into it, checked before anything is read or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kzru_nlp.model import InputError
from kzru_nlp.store.files import read_json, write_file, write_json

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = 2
"""1 had no version file and no packs."""
FILE = "store.json"


def version_of(out: Path) -> int:
    """Return the version of the folder `out`; an empty or new one has the current version.

    Raises:
        InputError: a newer kzru-nlp wrote the folder, or its version file is damaged.
    """
    if not (out / FILE).exists():
        return 1 if any(out.glob("*.parquet")) else VERSION
    found = (read_json(out / FILE) or {}).get("version")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise InputError(f"{out / FILE}: is damaged; run again into a new folder", code="tables")
    if found > VERSION:
        raise InputError(
            f"{out}: has tables of version {found}, written by a newer kzru-nlp; this one knows {VERSION}: upgrade, "
            "or choose another output folder",
            code="newer-tables",
        )
    return found


def migrate(
    out: Path, tables: Iterable[Path], columns: Callable[[str, pa.Table], pa.Table], *, everything: bool
) -> None:
    """Bring the folder to the current version: every file of its tables gets the columns of now.

    `columns` returns a table of the given name with the columns of now; with `everything` the files are looked at
    although the version is the current one, since a column has been added.
    """
    import pyarrow.parquet as pq

    if version_of(out) < VERSION or everything:
        for folder in tables:
            for file in sorted(folder.glob("*.parquet")):
                old = pq.read_table(file, partitioning=None)
                new = columns(folder.name.removesuffix(".parquet"), old)
                if new.schema != old.schema:
                    write_file(file, lambda temporary, new=new: pq.write_table(new, temporary))  # type: ignore[misc]
    if not (out / FILE).exists() or version_of(out) < VERSION:
        write_json(out / FILE, {"version": VERSION})
