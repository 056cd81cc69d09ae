"""SQL over the tables of an output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kzru_nlp.model import InputError
from kzru_nlp.store.folder import OutFolder
from kzru_nlp.store.version import version_of

if TYPE_CHECKING:
    import pyarrow as pa


_CLOSED = (
    # Nothing that Python holds may answer for a table, and nothing is spilt into the working folder.
    "python_enable_replacements = false",
    "temp_directory = ''",
    "allow_persistent_secrets = false",
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "enable_external_access = false",
    "lock_configuration = true",
)
"""Settings in their order: the last two close the rest."""


def query(out: Path, sql: str) -> pa.Table:
    """Return the rows of `sql` (DuckDB's dialect) over the tables in `out`.

    The tables are views in a database that lives in memory and sees no file and no network, so nothing in `out`
    can be changed and nothing else be read.

    Raises:
        InputError: `out` holds no tables, or DuckDB refuses the statement (its words are in the message).
    """
    import duckdb
    import pyarrow.dataset as ds

    folder = OutFolder(out)
    version_of(out)
    names = folder.tables()
    if not names:
        raise InputError(f"{out}: no tables here; `kzru-nlp run INPUT -o {out}` makes them", code="no-tables")
    with duckdb.connect(":memory:") as database:
        for name in names:
            files = [str(file) for file in folder.parts(name)]
            widest = max((ds.dataset(file).schema for file in files), key=len)
            database.register(name, ds.dataset(files, schema=widest))
        for setting in _CLOSED:
            database.execute(f"SET {setting}")
        try:
            relation = database.sql(sql)
            return relation.to_arrow_table() if relation is not None else _nothing()
        except duckdb.Error as error:
            reason = " ".join(str(error).split())
            raise InputError(f"the query cannot be answered: {reason}", code="query") from error


def _nothing() -> pa.Table:
    import pyarrow as pa

    return pa.table({})
