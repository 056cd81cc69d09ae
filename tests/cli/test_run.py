"""`run`, `query`, `report` and `demo` as users meet them: files, faults, kills, locks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from kzru_nlp.store import hold
from kzru_nlp.tables import TABLES
from tests.cli.command import WITHOUT_UTF8, kzru, start
from tests.engine.sample import write_samples
from tests.faults.scale.processes import workers_of


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """A run over a good file and two that can't be used, on a console that can't show them."""
    folder = tmp_path_factory.mktemp("run")
    (good,) = write_samples(folder / "girdi klasörü", 1)
    good.with_name("boş.txt").write_bytes(b"")
    good.with_name("resim.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    return kzru("run", good.parent, "-o", folder / "çıktı", env=WITHOUT_UTF8), folder / "çıktı"


def test_some_failed_is_exit_1_and_the_others_are_written(done) -> None:
    process, out = done
    assert process.returncode == 1
    assert process.stdout == ""
    assert "Traceback" not in process.stderr
    lines = process.stderr.splitlines()
    assert [("boş.txt" in line, "resim.txt" in line) for line in lines[:2]] == [(True, False), (False, True)]
    assert lines[2].startswith("1 written, 2 failed; open ")
    failures = pd.read_parquet(out / "failures.parquet")
    assert sorted(failures["code"]) == ["binary", "empty"]
    assert len(pd.read_parquet(out / "entities.parquet")) > 20


def test_a_second_run_does_the_failed_ones_only_and_quickly(done) -> None:
    _, out = done
    again = kzru("run", out.parent / "girdi klasörü" / "sample0.txt", "-o", out, "--json")
    assert again.returncode == 0
    said = json.loads(again.stdout)
    assert (said["unchanged"], said["written"]) == (1, 0)
    assert Path(said["report"]).is_file()


@pytest.mark.parametrize("options, jobs", [(("-j", "2"), 1), (("-j", "2", "--timeout", "200"), 2)])
def test_one_article_alone_waits_for_no_other_process(
    tmp_path: Path, options: tuple[str, ...], jobs: int
) -> None:
    """Unless it has a limit, which can only be kept from outside."""
    (path,) = write_samples(tmp_path, 1)
    assert kzru("run", path, "-o", tmp_path / "out", *options).returncode == 0
    summary = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert summary["engine"] == {"name": "local", "jobs": jobs}


def test_every_table_can_be_read_by_duckdb_as_a_folder(done) -> None:
    _, out = done
    counted = {}
    for folder in out.glob("*.parquet"):
        ((n,),) = duckdb.sql(f"SELECT count(*) FROM '{folder.as_posix()}/*.parquet'").fetchall()
        counted[folder.stem] = n
    assert set(counted) == set(TABLES)
    assert min(counted["articles"], counted["units"], counted["entities"]) > 0


def test_query_prints_json_csv_or_a_table(done) -> None:
    _, out = done
    sql = "SELECT canonical, lang FROM entities WHERE actor_id = 'Q159' ORDER BY raw_start LIMIT 1"
    rows = kzru("query", sql, out, "--json")
    assert json.loads(rows.stdout)["canonical"] == "Russia"
    assert kzru("query", sql, out, "--csv").stdout.splitlines()[0] == "canonical,lang"
    assert "│ Russia" in kzru("query", sql, out).stdout
    assert rows.stderr == ""


def test_query_shows_turkish_and_russian_on_any_console(done) -> None:
    _, out = done
    told = kzru("query", "SELECT title_tr, title_ru FROM articles", out, "--json", env=WITHOUT_UTF8)
    row = json.loads(told.stdout)
    assert "ş" in row["title_tr"].lower() or "ı" in row["title_tr"]
    assert any("а" <= c <= "я" for c in row["title_ru"].lower())


def test_a_wrong_query_is_usage(done) -> None:
    _, out = done
    wrong = kzru("query", "SELECT colour FROM entities", out)
    assert wrong.returncode == 2
    assert "colour" in wrong.stderr
    assert len(wrong.stderr.splitlines()) == 1


def test_report_writes_the_page_again(done) -> None:
    _, out = done
    page = out / "report" / "index.html"
    page.unlink(missing_ok=True)
    told = kzru("report", out, "--jobs", 2)
    assert told.returncode == 0
    assert Path(told.stdout.strip()) == page
    assert page.read_text(encoding="utf-8").startswith("<!")


def test_output_below_a_file_is_exit_4(tmp_path: Path) -> None:
    (good,) = write_samples(tmp_path, 1)
    refused = kzru("run", good, "-o", good / "out")
    assert refused.returncode == 4
    assert "cannot be written" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_without_permission_is_exit_4(tmp_path: Path) -> None:
    (good,) = write_samples(tmp_path / "in", 1)
    (tmp_path / "out").mkdir(mode=0o500)
    assert kzru("run", good, "-o", tmp_path / "out").returncode == 4


def test_a_folder_that_another_run_holds_is_exit_4_and_names_it(tmp_path: Path) -> None:
    (good,) = write_samples(tmp_path / "in", 1)
    with hold(tmp_path / "out"):
        refused = kzru("run", good, "-o", tmp_path / "out")
    assert refused.returncode == 4
    assert f"process {os.getpid()}" in refused.stderr


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    paths, out = write_samples(tmp_path / "in", 4), tmp_path / "out"
    child = start("run", tmp_path / "in", "-o", out, "-v")
    assert child.stderr is not None
    assert "written" in child.stderr.readline()
    child.kill()
    child.communicate()
    left = out / "entities.parquet" / "half.parquet.1.tmp"
    left.write_bytes(b"half")
    finished = len(list(out.glob("manifest/*.json")))
    assert 1 <= finished < 4
    again = kzru("run", tmp_path / "in", "-o", out, "--json")
    assert again.returncode == 0
    said = json.loads(again.stdout)
    assert said["unchanged"] == finished
    assert said["written"] == 4 - finished
    assert not left.exists()
    articles = pd.read_parquet(out / "articles.parquet")
    assert sorted(articles["path"]) == [str(path) for path in paths]
    assert set(pd.read_parquet(out / "entities.parquet")["article_id"]) == set(articles["article_id"])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_is_exit_130_and_keeps_what_is_finished(tmp_path: Path, jobs: str) -> None:
    write_samples(tmp_path / "in", 6)
    out = tmp_path / "out"
    child = start("run", tmp_path / "in", "-o", out, "-v", "--jobs", jobs, start_new_session=True)
    assert child.stderr is not None
    assert "written" in child.stderr.readline()
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Traceback" not in said
    summary = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert 1 <= summary["counts"]["written"] < 6
    assert summary["counts"]["written"] <= len(list(out.glob("manifest/*.json")))


@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker through /proc")
def test_a_killed_worker_does_not_lose_the_run(tmp_path: Path) -> None:
    write_samples(tmp_path / "in", 3)
    child = start("run", tmp_path / "in", "-o", tmp_path / "out", "-v", "--jobs", "2")
    assert child.stderr is not None
    assert "written" in child.stderr.readline()
    os.kill(workers_of(child.pid)[0], signal.SIGKILL)
    _, said = child.communicate(timeout=240)
    assert child.returncode == 0, said
    assert len(pd.read_parquet(tmp_path / "out" / "articles.parquet")) == 3


def test_the_demo_tells_its_counts_and_names_the_report(tmp_path: Path) -> None:
    told = kzru("demo", "--json", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    said = json.loads(told.stdout)
    assert said["rows"]["articles"] >= 3
    assert said["rows"]["failures"] == 0
    assert (tmp_path / "kzru-demo" / "report" / "index.html").is_file()
    table = kzru("demo", cwd=tmp_path)
    assert "entities" in table.stdout
    assert str(tmp_path / "kzru-demo" / "report" / "index.html") in table.stdout.replace("\n", "")
