"""A full disk: exit code 4, one line, and what was finished before stays whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.command import kzru
from tests.faults.files import SENTENCE


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 1 MB in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root on Linux")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"a tmpfs cannot be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def test_full_disk(small_disk, tmp_path):
    (tmp_path / "in").mkdir()
    for i in range(6):
        (tmp_path / "in" / f"{i}.txt").write_text(f"{i}. {SENTENCE * 20}\n", encoding="utf-8")
    (small_disk / "ballast").write_bytes(bytes(820_000))
    done = kzru("run", tmp_path / "in", "-o", small_disk / "out")
    assert done.returncode == 4, done.stderr
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(small_disk.rglob("*.tmp"))
    for part in (small_disk / "out").glob("*.parquet/*.parquet"):
        pd.read_parquet(part)
    (small_disk / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    again = kzru("run", tmp_path / "in", "-o", small_disk / "out")
    assert again.returncode == 0, again.stderr
    assert len(pd.read_parquet(small_disk / "out" / "articles.parquet")) == 6
    assert Path(small_disk / "out" / "report" / "index.html").exists()
