"""The same bytes from any engine, number of workers, hash seed, locale and time zone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import kzru
from tests.faults.scale.conftest import COUNT
from tests.faults.scale.processes import complete

WAYS = {
    "two workers, another hash seed": (["-j", "2"], {"PYTHONHASHSEED": "1"}),
    "four workers, Turkish locale": (
        ["-j", "4"],
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    ),
    "dask, one worker, another zone": (
        ["--engine", "dask"],
        {"PYTHONHASHSEED": "3", "TZ": "Pacific/Kiritimati"},
    ),
    "dask, two workers": (["--engine", "dask", "-j", "2"], {"LC_ALL": "C", "PYTHONHASHSEED": "4"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_bytes(inputs: Path, undisturbed: dict[str, str], tmp_path: Path, way: str) -> None:
    options, env = WAYS[way]
    if "dask" in options:
        pytest.importorskip("distributed")
    done = kzru("run", inputs, "-o", tmp_path / "out", *options, env=env)
    assert done.returncode == 0, done.stderr
    complete(tmp_path / "out", undisturbed, COUNT)


def test_the_same_bytes_in_another_order_and_in_pieces(
    inputs: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    files = sorted(inputs.iterdir(), reverse=True)
    for some in (files[:3], files[2:]):
        done = kzru("run", *some, "-o", tmp_path / "out")
        assert done.returncode == 0, done.stderr
    complete(tmp_path / "out", undisturbed, COUNT)
