"""The output folder: whole files, parts, manifests, the lock, SQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from kzru_nlp.model import InputError, OutputError
from kzru_nlp.store import OutFolder, hold, read_tables, write_file, write_text
from kzru_nlp.store.folder import EMPTY_PART
from kzru_nlp.store.sql import query

SCHEMA = pa.schema([("name", pa.string()), ("spans", pa.list_(pa.list_(pa.int64())))])
HOLDER = """
import sys
from pathlib import Path
from kzru_nlp.store import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def filled(path: Path, *names: str) -> OutFolder:
    folder = OutFolder(path)
    folder.write_part("things", EMPTY_PART, SCHEMA.empty_table())
    for name in names:
        table = pa.table({"name": [name], "spans": [[[0, len(name)]]]}, schema=SCHEMA)
        folder.write_article(name, {"things": table}, {"sha256": name})
    return folder


def test_a_fault_while_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_text(path, "old")

    def fail(temporary: Path) -> None:
        temporary.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        write_file(path, fail)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_pandas_and_duckdb_read_a_table_as_one(tmp_path: Path) -> None:
    filled(tmp_path, "bir", "iki")
    assert sorted(pd.read_parquet(tmp_path / "things.parquet")["name"]) == ["bir", "iki"]
    rows = duckdb.sql(
        f"SELECT name FROM '{(tmp_path / 'things.parquet').as_posix()}/*.parquet' ORDER BY 1"
    ).fetchall()
    assert rows == [("bir",), ("iki",)]


def test_an_article_without_rows_keeps_the_columns(tmp_path: Path) -> None:
    folder = filled(tmp_path, "bir")
    folder.write_article("bir", {"things": SCHEMA.empty_table()}, {})
    frame = read_tables(tmp_path)["things"]
    assert list(frame.columns) == ["name", "spans"]
    assert len(frame) == 0


def test_lists_come_back_as_lists(tmp_path: Path) -> None:
    filled(tmp_path, "bir")
    assert read_tables(tmp_path)["things"]["spans"].tolist() == [[[0, 3]]]


def test_only_the_named_parts_are_read(tmp_path: Path) -> None:
    filled(tmp_path, "bir", "iki")
    assert read_tables(tmp_path, {"things": ["iki"]})["things"]["name"].tolist() == ["iki"]


def test_the_manifest_is_gone_while_an_article_is_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path, "bir")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "write_part", stopped)
    table = pa.table({"name": ["x"], "spans": [[]]}, schema=SCHEMA)
    with pytest.raises(KeyboardInterrupt):
        folder.write_article("bir", {"things": table}, {})
    assert folder.manifest("bir") is None


def test_half_written_files_are_cleaned_away(tmp_path: Path) -> None:
    folder = filled(tmp_path, "bir")
    left = [tmp_path / "run.json.77.tmp", tmp_path / "things.parquet" / "x.parquet.77.tmp"]
    for path in left:
        path.write_text("half", encoding="utf-8")
    assert folder.clean() == 2
    assert not any(path.exists() for path in left)
    assert folder.manifest("bir") == {"sha256": "bir"}


def test_a_broken_manifest_counts_as_none(tmp_path: Path) -> None:
    folder = filled(tmp_path, "bir")
    folder.manifest_path("bir").write_text("{", encoding="utf-8")
    assert folder.manifest("bir") is None
    assert dict(folder.manifests()) == {}


def test_a_broken_part_is_a_fault_of_the_folder(tmp_path: Path) -> None:
    filled(tmp_path, "bir")
    (tmp_path / "things.parquet" / "bir.parquet").write_bytes(b"no parquet")
    with pytest.raises(InputError, match="cannot be read"):
        read_tables(tmp_path)


def test_a_second_run_is_refused_and_told_who_holds_the_folder(tmp_path: Path) -> None:
    with (
        hold(tmp_path),
        pytest.raises(OutputError, match=f"process {os.getpid()} on ") as fault,
        hold(tmp_path),
    ):
        pass
    assert fault.value.exit_code == 4


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "held"
    with pytest.raises(OutputError, match=f"process {child.pid}"), hold(tmp_path):
        pass
    child.kill()
    child.communicate()
    with hold(tmp_path):
        holder = json.loads((tmp_path / ".lock").read_text(encoding="utf-8"))
    assert holder["pid"] == os.getpid()


def test_sql_sees_the_tables(tmp_path: Path) -> None:
    filled(tmp_path, "bir", "iki")
    assert query(tmp_path, "SELECT count(*) AS n FROM things").to_pylist() == [{"n": 2}]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM '{secret}'",
        "COPY things TO '{secret}'",
        "ATTACH '{secret}'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT * FROM nowhere",
        "SELEC",
    ],
)
def test_sql_reaches_nothing_else(tmp_path: Path, sql: str) -> None:
    filled(tmp_path / "out", "bir")
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be answered"):
        query(tmp_path / "out", sql.format(secret=secret.as_posix()))
    assert secret.read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_sql_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path, "bir")
    with pytest.raises(InputError):
        query(tmp_path, "DELETE FROM things")
    assert query(tmp_path, "SELECT name FROM things").to_pylist() == [{"name": "bir"}]


def test_sql_in_a_folder_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kzru-nlp run"):
        query(tmp_path, "SELECT 1")
