"""A Dask cluster of real processes: its scheduler lost, its workers killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import kzru, start
from tests.faults.scale.conftest import COUNT
from tests.faults.scale.processes import (
    cluster,
    complete,
    done_so_far,
    end,
    free_port,
    kill,
    needs_linux,
    start_scheduler,
    start_worker,
    until,
    workers_of,
)

pytest.importorskip("distributed")
pytestmark = needs_linux


def test_the_scheduler_lost_and_restarted(inputs: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    out, port = tmp_path / "out", free_port()
    with cluster(port) as processes:
        run = start("run", inputs, "-o", out, "--engine", "dask", "--scheduler", f"tcp://127.0.0.1:{port}")
        until(lambda: done_so_far(out) >= 1 or run.poll() is not None)
        for process in processes:
            end(process)
        processes[:] = [start_scheduler(port), start_worker(port), start_worker(port)]
        _, errors = run.communicate()
    assert run.returncode == 0, errors
    complete(out, undisturbed, COUNT)


def test_workers_of_the_cluster_killed(inputs: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    """First the process that does an article, then a whole Dask worker with its nanny."""
    out, port = tmp_path / "out", free_port()
    with cluster(port) as processes:
        run = start("run", inputs, "-o", out, "--engine", "dask", "--scheduler", f"tcp://127.0.0.1:{port}")
        until(lambda: done_so_far(out) >= 1 or run.poll() is not None)
        for worker in workers_of(processes[1].pid)[:1]:
            kill(worker)
        until(lambda: done_so_far(out) >= 3 or run.poll() is not None)
        end(processes.pop())
        _, errors = run.communicate()
    assert run.returncode == 0, errors
    complete(out, undisturbed, COUNT)


def test_no_scheduler_is_one_line_and_usage(inputs: Path, tmp_path: Path) -> None:
    done = kzru("run", inputs, "-o", tmp_path / "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "cannot be reached" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_scheduler_without_the_engine_is_usage(inputs: Path, tmp_path: Path) -> None:
    done = kzru("run", inputs, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "--engine dask" in done.stderr
