"""Runs in processes of their own, what they leave, and how to disturb them."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pytest

from tests.cli.command import environment

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
SABOTAGE = str(Path(__file__).parent / "sabotage")
WAIT = 240


def parts(out: Path) -> dict[str, str]:
    """Return the hash of every part of every table; those of failures too."""
    found = sorted(out.glob("*.parquet/*.parquet"))
    return {str(file.relative_to(out)): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


def articles(out: Path) -> list[str]:
    """Return the id of each row of `articles`, as DuckDB reads the folder in place."""
    rows = duckdb.sql(f"SELECT article_id FROM '{out.as_posix()}/articles.parquet/*.parquet'").fetchall()
    return sorted(row[0] for row in rows)


def complete(out: Path, expected: dict[str, str], count: int) -> None:
    """Say that no article is lost, none is there twice, and every part is that of the undisturbed run."""
    found = articles(out)
    assert len(found) == len(set(found)) == count
    assert parts(out) == expected
    assert len(list((out / "manifest").glob("*.json"))) == count
    assert not list(out.rglob("*.tmp"))


def descendants(pid: int) -> list[int]:
    """Return the processes below `pid`, parents first."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                parents[int(stat.parent.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def workers_of(pid: int) -> list[int]:
    """Return the processes below `pid` that do articles."""
    found = []
    for one in descendants(pid):
        with suppress(OSError):
            if b"kzru_nlp.engine.child" in Path(f"/proc/{one}/cmdline").read_bytes():
                found.append(one)
    return found


def until(condition: Callable[[], object], seconds: float = WAIT) -> None:
    """Wait for `condition`."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.05)


def done_so_far(out: Path) -> int:
    return len(list((out / "manifest").glob("*.json")))


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def dask(*args: str) -> subprocess.Popen[bytes]:
    env = environment(DASK_DISTRIBUTED__WORKER__DAEMON="True")
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *args], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def end(process: subprocess.Popen[bytes]) -> None:
    for one in reversed([process.pid, *descendants(process.pid)]):
        kill(one)
    process.wait()


@contextmanager
def cluster(port: int, *, workers: int = 2) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start a scheduler and Dask workers with nannies, as on a machine of a cluster; end what the list holds."""
    started = [start_scheduler(port), *(start_worker(port) for _ in range(workers))]
    try:
        yield started
    finally:
        for process in started:
            end(process)


def start_scheduler(port: int) -> subprocess.Popen[bytes]:
    return dask("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")


def start_worker(port: int) -> subprocess.Popen[bytes]:
    return dask(
        "worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0",
        "--death-timeout", "120",
    )  # fmt: skip
