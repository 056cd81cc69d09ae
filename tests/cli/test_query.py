"""`query`: the tables and nothing else, in every format."""

from __future__ import annotations

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest

from kzru_nlp.model import InputError
from kzru_nlp.store.sql import query
from kzru_nlp.tables import TABLES
from tests.cli.command import kzru
from tests.made import hostile_article, write_run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("query") / "out", hostile_article())


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_a_view_by_its_name(out: Path, table: str) -> None:
    found = query(out, f"SELECT * FROM {table}")
    assert set(found.column_names) >= {column.name for column in TABLES[table].columns}


OUTSIDE = (
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_blob('{file}')",
    "SELECT * FROM read_json('{file}')",
    "SELECT * FROM read_parquet('{out}/units.parquet/*.parquet')",
    "FROM '{file}'",
    "FROM '{out}/units.parquet/columns.parquet'",
    "FROM sniff_csv('{file}')",
    "FROM glob('{out}/*')",
    "FROM parquet_metadata('{out}/units.parquet/columns.parquet')",
    "FROM 'https://example.com/a.csv'",
    "COPY units TO '{new}'",
    "COPY (SELECT 1) TO '{new}' (FORMAT parquet)",
    "EXPORT DATABASE '{new}'",
    "IMPORT DATABASE '{out}'",
    "ATTACH '{new}' AS other",
    "ATTACH 'https://example.com/a.db' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL spatial FROM community",
    "FROM sqlite_scan('{file}', 't')",
    "FROM postgres_scan('host=localhost', 'public', 't')",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET GLOBAL lock_configuration = false",
    "SET temp_directory = '{new}'",
    "PRAGMA enable_profiling = 'json'",
    "PRAGMA profiling_output = '{new}'",
    "PRAGMA log_query_path = '{new}'",
    "CALL enable_logging(storage = 'file', storage_path = '{new}')",
    "CREATE PERSISTENT SECRET s (TYPE s3)",
    "CREATE MACRO f() AS TABLE FROM read_csv('{file}')",
    "SELECT 1; COPY units TO '{new}'",
    "PREPARE q AS COPY units TO '{new}'; EXECUTE q",
    "SELECT getenv('HOME')",
    "FROM query('FROM read_text(''{file}'')')",
    "FROM query_table('{file}')",
)


@pytest.mark.parametrize("sql", OUTSIDE)
def test_sql_reaches_nothing_outside_the_tables(out: Path, tmp_path: Path, sql: str) -> None:
    secret, new = tmp_path / "secret.csv", tmp_path / "new"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    before = snapshot(out)
    with pytest.raises(InputError):
        query(out, sql.format(file=secret.as_posix(), new=new.as_posix(), out=out.as_posix()))
    assert not new.exists()
    assert snapshot(out) == before


@pytest.mark.parametrize("name", ["folder", "names", "files", "sql", "database", "SECRET", "TABLES", "os"])
def test_nothing_that_python_holds_is_a_table(out: Path, name: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        query(out, f"FROM {name}")


@pytest.mark.parametrize(
    "sql", ["INSERT INTO units SELECT * FROM units", "DELETE FROM units", "UPDATE units SET kind = 'x'"]
)
def test_the_tables_are_read_only(out: Path, sql: str) -> None:
    before = snapshot(out)
    with pytest.raises(InputError):
        query(out, sql)
    assert snapshot(out) == before


def test_what_a_query_drops_is_there_for_the_next(out: Path) -> None:
    query(out, "DROP VIEW units")
    assert query(out, "SELECT count(*) AS n FROM units").to_pylist()[0]["n"] > 5


def test_nothing_is_spilt_into_the_working_folder(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert query(out, "SELECT current_setting('temp_directory') AS t").to_pylist() == [{"t": ""}]
    query(out, "SELECT count(*) FROM (SELECT hash(range) AS h FROM range(300000) ORDER BY h)")
    assert os.listdir(tmp_path) == []


def test_every_format_says_the_same(out: Path) -> None:
    sql = 'SELECT unit_id, kind, text, page FROM units ORDER BY "order"'
    wanted = query(out, sql).to_pylist()
    as_array = json.loads(kzru("query", sql, out, "--format", "json").stdout)
    as_lines = [json.loads(line) for line in kzru("query", sql, out, "--json").stdout.split("\n") if line]
    as_csv = list(csv.DictReader(StringIO(kzru("query", sql, out, "-f", "csv").stdout, newline="")))
    assert as_array == as_lines == wanted
    assert [row["unit_id"] for row in as_csv] == [row["unit_id"] for row in wanted]
    author = next(row for row in as_csv if row["kind"] == "author")
    assert author["text"].startswith("'=Ö. Yazar")


def test_no_rows_are_an_empty_array_or_a_header(out: Path) -> None:
    sql = "SELECT text FROM units WHERE false"
    assert json.loads(kzru("query", sql, out, "-f", "json").stdout) == []
    assert kzru("query", sql, out, "--csv").stdout == "text\n"
    assert kzru("query", sql, out, "--json").stdout == ""


def test_two_formats_are_usage(out: Path) -> None:
    told = kzru("query", "SELECT 1", out, "--csv", "-f", "json")
    assert told.returncode == 2
    assert "exclude each other" in told.stderr
