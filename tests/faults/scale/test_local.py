"""Processes of this machine: killed, hung, out of memory, out of disk, two runs at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.command import kzru, start
from tests.faults.scale.conftest import COUNT
from tests.faults.scale.processes import (
    SABOTAGE,
    articles,
    complete,
    done_so_far,
    kill,
    needs_linux,
    parts,
    until,
    workers_of,
)


@needs_linux
def test_workers_killed_in_the_middle(inputs: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = start("run", inputs, "-o", out, "-j", "2")
    for reached in (1, 4):
        until(lambda reached=reached: done_so_far(out) >= reached or run.poll() is not None)
        for worker in workers_of(run.pid)[:1]:
            kill(worker)
    _, errors = run.communicate()
    assert run.returncode == 0, errors
    complete(out, undisturbed, COUNT)


@needs_linux
def test_the_run_itself_killed_and_begun_again(
    inputs: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = start("run", inputs, "-o", out, "-j", "2")
    until(lambda: done_so_far(out) >= 2)
    workers = workers_of(run.pid)
    run.kill()
    run.communicate()
    until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in workers))
    kept = done_so_far(out)
    again = kzru("run", inputs, "-o", out, "-j", "2", "--json")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["unchanged"] >= min(kept, 2)
    complete(out, undisturbed, COUNT)


@needs_linux
@pytest.mark.parametrize("engine", ["local", "dask"])
def test_articles_that_hang_devour_and_die_are_set_aside(
    inputs: Path, undisturbed: dict[str, str], tmp_path: Path, engine: str
) -> None:
    if engine == "dask":
        pytest.importorskip("distributed")
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(inputs, folder)
    for word in ("HANG", "DEVOUR", "DIE"):
        (folder / f"bad-{word.lower()}.txt").write_text(
            f"Bir makale. SABOTAGE-{word}\n" * 9, encoding="utf-8"
        )
    limits = ("--timeout", "60", "--memory", "1500")
    path = os.pathsep.join(filter(None, (SABOTAGE, os.environ.get("PYTHONPATH"))))
    run = kzru("run", folder, "-o", out, "-j", "2", "--engine", engine, *limits, env={"PYTHONPATH": path})
    assert run.returncode == 1, run.stderr
    assert len(articles(out)) == COUNT
    failures = pd.read_parquet(out / "failures.parquet")
    codes = {Path(row.path).stem: row.code for row in failures.itertuples()}
    assert codes == {"bad-hang": "timeout", "bad-devour": "memory", "bad-die": "worker-died"}
    for file in folder.glob("bad-*"):
        file.unlink()
    for file in (out / "failures.parquet").glob("[0-9a-f]*.parquet"):
        if file.stem != "columns":
            file.unlink()
    # But for `articles`, which holds the paths of the inputs.
    assert _without_paths(parts(out)) == _without_paths(undisturbed)


def _without_paths(found: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in found.items() if not name.startswith("articles")}


@pytest.fixture
def small_disk(tmp_path: Path):
    """A file system of 2 MB in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root on Linux")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"a tmpfs cannot be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def test_the_disk_full_in_the_middle(
    inputs: Path, undisturbed: dict[str, str], tmp_path: Path, small_disk: Path
) -> None:
    out = small_disk / "out"
    (small_disk / "ballast").write_bytes(bytes(1_600_000))
    run = kzru("run", inputs, "-o", out, "-j", "2")
    assert run.returncode == 4, run.stderr
    assert "No space left" in run.stderr
    assert done_so_far(out) < COUNT
    for part in out.glob("*.parquet/*.parquet"):
        pd.read_parquet(part)
    (small_disk / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    again = kzru("run", inputs, "-o", out, "-j", "2")
    assert again.returncode == 0, again.stderr
    complete(out, undisturbed, COUNT)


def test_two_runs_at_once(inputs: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    one, other = (start("run", inputs, "-o", out, "-j", "2") for _ in range(2))
    _, one_said = one.communicate()
    _, other_said = other.communicate()
    assert sorted([one.returncode, other.returncode]) == [0, 4], one_said + other_said
    assert "another run writes here" in one_said + other_said
    complete(out, undisturbed, COUNT)
