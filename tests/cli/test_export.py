"""`export` as users meet it: what it says, its exit codes, its faults."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kzru_nlp.export.build import FORMATS
from tests.cli.command import WITHOUT_UTF8, kzru
from tests.made import hostile_article, write_run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("dışa aktarım") / "çıktı", hostile_article())


def test_every_format_at_once_names_its_files(out: Path, tmp_path: Path) -> None:
    told = kzru("export", out, "--to", "all", "-o", tmp_path / "dışa", "--json", env=WITHOUT_UTF8)
    assert told.returncode == 0
    files = json.loads(told.stdout)
    assert list(files) == list(FORMATS)
    assert all(Path(file).is_file() for names in files.values() for file in names)
    assert told.stderr == ""


def test_by_default_it_writes_into_the_run(out: Path) -> None:
    told = kzru("export", out, "--to", "tmx,bibtex")
    assert told.returncode == 0
    assert told.stdout == ""
    assert [line.split(":")[0] for line in told.stderr.splitlines()] == ["tmx", "bibtex"]
    assert (out / "export" / "tmx" / "corpus.tmx").is_file()


def test_the_list_names_every_format() -> None:
    listed = kzru("export", "--list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(FORMATS)


@pytest.mark.parametrize(
    "args, said",
    [(("--to", "pdf"), "no such format: pdf; there are tei"), ((), "name the folder of a run and --to")],
)
def test_faults_of_usage(out: Path, args: tuple[str, ...], said: str) -> None:
    told = kzru("export", out, *args)
    assert told.returncode == 2
    assert said in " ".join(told.stderr.split())


def test_no_run_is_exit_3_and_a_folder_that_cannot_be_written_4(out: Path, tmp_path: Path) -> None:
    assert kzru("export", tmp_path, "--to", "csv").returncode == 3
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    told = kzru("export", out, "--to", "csv", "-o", blocked / "below")
    assert told.returncode == 4
    assert len(told.stderr.splitlines()) == 1
    assert os.listdir(tmp_path) == ["file"]
