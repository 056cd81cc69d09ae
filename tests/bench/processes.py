"""What a run of the command takes: the clock, its processors, its memory, and what others took meanwhile."""

from __future__ import annotations

import os
import resource  # of Linux and macOS, as is all that is measured here
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.cli.command import COMMAND, environment
from tests.faults.scale.processes import descendants

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Measured:
    """One run: `seconds` by the clock, `cpu` of all its processes, `parent` of the first of them, `megabytes` at most.

    `others` is the share of the machine's processors that other programs used meanwhile: what the clock can't be
    trusted for.
    """

    what: str
    engine: str
    jobs: int
    articles: int
    characters: int
    seconds: float
    cpu: float
    parent: float
    megabytes: float
    others: float

    @property
    def per_minute(self) -> float:
        """Articles a minute by the clock."""
        return 60 * self.articles / self.seconds

    @property
    def idle(self) -> float:
        """Seconds that the run would take with a processor for each worker, if they never waited for each other.

        The first process's work comes before or after that of the workers, at worst; theirs is shared evenly.
        """
        return self.parent + (self.cpu - self.parent) / self.jobs


def measure(folder: Path, out: Path, *, what: str, engine: str = "local", jobs: int = 1) -> Measured:
    """Run the command over `folder` and return what it took.

    Raises:
        SystemExit: the run failed.
    """
    options = ["-j", str(jobs), "--engine", engine]
    inputs = sorted(folder.iterdir())
    # A folder's articles are done in workers, even by one; a file on its own in the command's process, as a user has it.
    given = folder if len(inputs) > 1 else inputs[0]
    before, busy = resource.getrusage(resource.RUSAGE_CHILDREN), busy_seconds()
    start = time.perf_counter()
    command = [*COMMAND, "run", str(given), "-o", str(out), "--quiet", *options]
    with subprocess.Popen(command, env=environment()) as process:
        watch = _Watch(process.pid)
        code = process.wait()
    seconds = time.perf_counter() - start
    watch.stop()
    if code:
        raise SystemExit(f"the run ended with {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    others = max(0.0, busy_seconds() - busy - cpu) / (seconds * (os.cpu_count() or 1))
    size = sum(len(path.read_text(encoding="utf-8")) for path in inputs)
    parent = min(cpu, watch.parent if given == folder else cpu)
    return Measured(
        what, engine, jobs, len(inputs), size, seconds, cpu, parent, watch.megabytes, min(1.0, others)
    )


def busy_seconds() -> float:
    """Return the seconds that all processors of this machine have worked since it started."""
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS  # without idle and waiting for disks


def share_of_others(seconds: float = 2.0) -> float:
    """Return the share of the processors that is in use now, by programs other than this one."""
    before = busy_seconds()
    time.sleep(seconds)
    return max(0.0, busy_seconds() - before) / (seconds * (os.cpu_count() or 1))


def wait_for_quiet(patience: float, share: float = 0.05) -> None:
    """Wait until others use less than `share` of the machine, for `patience` seconds at most."""
    end = time.monotonic() + patience
    while patience and share_of_others() > share and time.monotonic() < end:
        pass


class _Watch:
    """Watches a process and all below it: how much memory they hold, shared pages once (PSS), and the processor
    seconds of the first."""

    def __init__(self, pid: int) -> None:
        self.megabytes = self.parent = 0.0
        self._pid, self._on = pid, True
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while self._on:
            held = sum(map(_megabytes, [self._pid, *descendants(self._pid)]))
            self.megabytes = max(self.megabytes, held)
            self.parent = max(self.parent, _processor_seconds(self._pid))
            time.sleep(0.2)

    def stop(self) -> None:
        self._on = False
        self._thread.join()


def _megabytes(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _processor_seconds(pid: int) -> float:
    with suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0
