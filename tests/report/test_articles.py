"""Pages of many articles, by one process and by several."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

import kzru_nlp as kz
from kzru_nlp.engine.workers import Died
from kzru_nlp.model import OutputError
from kzru_nlp.report import articles, build
from tests.engine.sample import write_samples

COUNT = 5


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    kz.run(write_samples(folder / "in", COUNT), out=folder / "out")
    return folder / "out"


@pytest.fixture(autouse=True)
def small_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ALONE", 1)
    monkeypatch.setattr(build, "FIGURES_A_FILE", 2)


def written(out: Path, jobs: int) -> dict[str, str]:
    build.build_report(out, jobs=jobs)
    found = sorted(path for path in (out / "report").rglob("*") if path.is_file())
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def test_several_processes_write_the_same_bytes(out: Path) -> None:
    alone = written(out, 1)
    assert sum(name.endswith("html") for name in alone) == COUNT + 2
    assert written(out, 3) == alone


def test_packs_that_end_in_another_order_are_the_same_report(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = written(out, 1)

    def backwards(function: Any, tasks: Any, jobs: int) -> Any:
        return [(task, function(task)) for task in reversed([*tasks])]

    monkeypatch.setattr(articles, "work", backwards)
    assert written(out, 2) == alone


def test_a_process_that_died_over_its_pages_loses_none(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = written(out, 1)
    monkeypatch.setattr(articles, "work", lambda function, tasks, jobs: [(t, Died(None)) for t in tasks])
    assert written(out, 2) == alone


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_cannot_be_written_is_said_by_any_number_of_processes(
    out: Path, tmp_path: Path, jobs: int
) -> None:
    shutil.copytree(out, tmp_path / "out", ignore=shutil.ignore_patterns("report"))
    (tmp_path / "out" / "report").write_bytes(b"in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        build.build_report(tmp_path / "out", jobs=jobs)
