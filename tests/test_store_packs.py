"""Packs of many articles: the same rows before, after and at whatever point a process is killed; versions."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kzru_nlp.model import InputError
from kzru_nlp.store import OutFolder, files, packs, read_tables
from kzru_nlp.store.folder import EMPTY_PART
from kzru_nlp.store.sql import query
from kzru_nlp.store.version import FILE, VERSION, migrate, version_of

COLUMNS = [("article_id", pa.string()), ("n", pa.int64()), ("spans", pa.list_(pa.list_(pa.int64())))]
SCHEMA = pa.schema([pa.field(name, kind, metadata={"doc": name}) for name, kind in COLUMNS])
TABLES = ("things", "rare")
IDS = [f"{i:016x}" for i in range(7)]


class KilledHereError(BaseException):
    """What stands for kill -9 at a file operation: nothing after it is done."""


def rows(article_id: str, value: int = 0) -> dict[str, pa.Table]:
    number = int(article_id, 16)
    things = [
        {"article_id": article_id, "n": value + i, "spans": [[i, i + 1]]} for i in range(number % 3 + 1)
    ]
    rare = [{"article_id": article_id, "n": value, "spans": []}] if number % 3 == 0 else []
    return {
        "things": pa.Table.from_pylist(things, schema=SCHEMA),
        "rare": pa.Table.from_pylist(rare, schema=SCHEMA),
    }


def add(folder: OutFolder, article_id: str, value: int = 0) -> None:
    manifest = {"article_id": article_id, "sha256": article_id, "value": value, "source": article_id}
    folder.write_article(article_id, rows(article_id, value), manifest)


def filled(path: Path) -> OutFolder:
    folder = OutFolder(path)
    for table in TABLES:
        folder.write_part(table, EMPTY_PART, SCHEMA.empty_table())
    for article_id in IDS:
        add(folder, article_id)
    return folder


def seen(path: Path) -> object:
    """What readers find: tables, tables of one article, SQL, manifests."""
    folder = OutFolder(path)
    tables = {name: folder.read(name).to_pylist() for name in TABLES}
    single = {i: folder.read("things", [i]).to_pylist() for i in IDS}
    counted = query(path, "SELECT count(*) AS n, sum(n) AS s FROM things").to_pylist()
    for found in tables.values():
        found.sort(key=lambda row: (row["article_id"], row["n"]))
    return tables, single, counted, dict(sorted(folder.manifests())), [folder.manifest(i) for i in IDS]


def part_files(path: Path) -> dict[str, str]:
    found = sorted(path.glob("*.parquet/*.parquet"))
    return {str(f.relative_to(path)): hashlib.sha256(f.read_bytes()).hexdigest() for f in found}


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_packed_tables_say_the_same(tmp_path: Path, size: int) -> None:
    folder = filled(tmp_path)
    before = seen(tmp_path)
    assert folder.compact(size) == len(IDS)
    assert seen(tmp_path) == before
    assert len(list((tmp_path / "things.parquet").iterdir())) == 1 + -(-len(IDS) // size)
    assert OutFolder(tmp_path).compact(size) == 0


def test_duckdb_reads_packs_and_parts_in_place(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    folder.compact()
    add(folder, f"{99:016x}")
    found = duckdb.sql(
        f"SELECT count(DISTINCT article_id) FROM '{tmp_path.as_posix()}/things.parquet/*.parquet'"
    )
    assert found.fetchall() == [(len(IDS) + 1,)]


def test_splitting_a_pack_gives_the_very_same_parts(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    before = part_files(tmp_path)
    folder.compact()
    folder.loosen(IDS[3])
    assert part_files(tmp_path) == before
    assert not list(tmp_path.glob("*/packed-*"))


def test_a_packed_article_can_be_replaced_and_removed(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    folder.compact(3)
    folder.loosen(IDS[4])
    add(folder, IDS[4], value=100)
    folder.remove_article(IDS[0], TABLES)
    fresh = OutFolder(tmp_path)
    assert fresh.read("things", [IDS[4]]).column("n").to_pylist() == [100, 101]
    assert fresh.read("things", [IDS[0]]).num_rows == 0
    assert [i for i, _ in sorted(fresh.manifests())] == IDS[1:]


def kill_at(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the file operation of this number, and all after it, not happen."""
    count = iter(range(10_000))

    def wrap(operation):
        def wrapped(*args):
            if next(count) >= number:
                raise KilledHereError
            return operation(*args)

        return wrapped

    for module, names in ((packs, ("write_file", "write_json", "write_text", "remove_file")), (files, ())):
        for name in names:
            monkeypatch.setattr(module, name, wrap(getattr(module, name)))


@pytest.mark.parametrize("work", ["compact", "loosen"])
def test_a_kill_at_any_file_changes_nothing_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    killed, number = True, 0
    while killed:
        path = tmp_path / str(number)
        folder = filled(path)
        if work == "loosen":
            folder.compact(4)
        before = seen(path)
        with monkeypatch.context() as patch:
            kill_at(patch, number)
            try:
                folder.compact(4) if work == "compact" else OutFolder(path).loosen(IDS[1])
                killed = False
            except KilledHereError:
                pass
        assert seen(path) == before
        OutFolder(path).clean()
        assert seen(path) == before
        OutFolder(path).compact(4)
        assert seen(path) == before
        number += 1
    assert number > 10


def test_a_folder_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / FILE).write_text(json.dumps({"version": VERSION + 1}), encoding="utf-8")
    for use in (
        lambda: read_tables(tmp_path),
        lambda: query(tmp_path, "SELECT 1"),
        lambda: version_of(tmp_path),
    ):
        with pytest.raises(InputError, match="newer kzru-nlp"):
            use()


@pytest.mark.parametrize("text", ["", "{}", '{"version": "2"}', '{"version": true}', "[2]"])
def test_a_damaged_version_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="damaged"):
        version_of(tmp_path)


def test_an_older_folder_gets_the_columns_of_now(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    folder.compact(4)
    add(folder, f"{99:016x}")
    wanted = pa.schema([*SCHEMA, pa.field("new", pa.string())])

    def columns(_: str, old: pa.Table) -> pa.Table:
        return (
            old.append_column("new", pa.nulls(len(old), pa.string()))
            if "new" not in old.column_names
            else old
        )

    assert version_of(tmp_path) == 1
    migrate(tmp_path, [tmp_path / f"{name}.parquet" for name in TABLES], columns, everything=False)
    assert version_of(tmp_path) == VERSION
    for file in tmp_path.glob("*.parquet/*.parquet"):
        assert pq.read_schema(file).names == wanted.names
    assert duckdb.sql(f"SELECT new FROM '{tmp_path.as_posix()}/things.parquet/*.parquet'").fetchall()
