"""Processes that work on tasks side by side; one that dies, hangs or devours memory loses nothing but its own task.

A worker is a fresh interpreter (`engine.child`), not a fork and no `multiprocessing` child: threads and locks of this
process can't hang it, scripts need no `if __name__ == "__main__"`, and a Dask worker, which may have no such
children, can have one.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kzru_nlp.engine import child

Function = Callable[[Any], Any]
RECYCLED = 0.75
"""Share of the memory limit from which a worker is replaced before the next task: memory once grown rarely shrinks."""

SCRATCH = "dask-scratch-space"
"""A folder of files that clients send, which Dask puts before all modules and others of the machine may share."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: `seconds` (with the start of its worker), `megabytes` of a worker's data (Linux)."""

    seconds: float | None = None
    megabytes: int | None = None


@dataclass(frozen=True, slots=True)
class Died:
    """The result of a task whose worker ended without an answer: `reason` is died, memory or timeout."""

    exit_code: int | None
    reason: str = "died"


def work(
    function: Function, tasks: Iterable[Any], jobs: int, limits: Limits | None = None
) -> Iterator[tuple[Any, Any]]:
    """Yield (task, result) as they are done, in any order; the result of a task that killed its worker is `Died`.

    `tasks` is read no faster than workers are free. A task whose worker died gets a second chance alone, since memory
    may have been short only because others ran beside it; one that ran out of time does not. `function`, tasks and
    results must pickle. Leaving the iteration ends the workers.
    """
    again = []
    for task, result in _round(function, iter(tasks), jobs, limits or Limits()):
        if isinstance(result, Died) and result.reason != "timeout":
            again.append(task)
        else:
            yield task, result
    yield from _round(function, iter(again), 1, limits or Limits())


def _round(function: Function, tasks: Iterator[Any], jobs: int, limits: Limits) -> Iterator[tuple[Any, Any]]:
    done: queue.SimpleQueue[tuple[_Runner, Any, Any]] = queue.SimpleQueue()
    runners: list[_Runner] = []
    busy = 0
    try:
        for task in tasks:
            if len(runners) < jobs:
                runner = _Runner(Worker(function, limits), done)
                runners.append(runner)
            else:
                runner, finished, result = _next(done)
                yield finished, _unwrapped(result)
                busy -= 1
            runner.inbox.put(task)
            busy += 1
        for _ in range(busy):
            _, finished, result = _next(done)
            yield finished, _unwrapped(result)
    finally:
        for runner in runners:
            runner.worker.end()
            runner.inbox.put(None)


def _next(done: queue.SimpleQueue[Any]) -> Any:
    while True:
        with suppress(queue.Empty):  # a wait without end can't be interrupted by Ctrl-C on Windows
            return done.get(timeout=1)


def _unwrapped(result: Any) -> Any:
    if isinstance(result, Died):
        return result
    good, value = result
    if not good:
        raise value
    return value


class _Runner:
    """A thread that waits for one worker's answers."""

    def __init__(self, worker: Worker, done: queue.SimpleQueue[Any]) -> None:
        self.worker, self.done = worker, done
        self.inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while (task := self.inbox.get()) is not None:
            try:
                result = self.worker.ask(task)
            except Exception as error:
                result = False, error
            self.done.put((self, task, result))


class Worker:
    """A process that answers one task at a time; started when it is given one, again after it ended."""

    def __init__(self, function: Function, limits: Limits) -> None:
        self._function, self._limits = function, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def ask(self, task: Any) -> Any:
        """Return (True, answer) or (False, exception), or `Died` if the process ended or was ended over `task`."""
        process = self._process or self._start()
        late = threading.Event()
        timer = None
        if self._limits.seconds is not None:
            timer = threading.Timer(self._limits.seconds, _kill_late, (process, late))
            timer.daemon = True
            timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            child.send(process.stdin, task)
            answer, peak = child.receive(process.stdout)
        except (EOFError, OSError):
            return self._died(process, late.is_set())
        finally:
            if timer is not None:
                timer.cancel()
        if self._limits.megabytes is not None and peak > RECYCLED * self._limits.megabytes:
            self._stop()
        return answer

    def end(self) -> None:
        """End the process, whatever it does; no other is started."""
        self._ended = True
        self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        # The child looks for modules where this process does, and never in the working folder, which may hold
        # anybody's files (-P).
        places = [place for place in sys.path if SCRATCH not in place]
        code = f"import sys; sys.path[:] = {places!r}; from kzru_nlp.engine.child import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # so that it can be ended together with processes that it started
        )
        self._process = process
        if self._ended:
            self._stop()
        with suppress(OSError):
            assert process.stdin is not None
            child.send(process.stdin, (self._function, self._limits.megabytes))
        return process

    def _stop(self) -> None:
        if (process := self._process) is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    assert pipe is not None
                    pipe.close()
            self._process = None

    def _died(self, process: subprocess.Popen[bytes], late: bool) -> Died:
        try:
            exit_code: int | None = process.wait(5)
        except subprocess.TimeoutExpired:
            exit_code = None
        self._stop()
        reason = "timeout" if late else "memory" if exit_code == child.OUT_OF_MEMORY else "died"
        return Died(exit_code, reason)


def _kill_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and, where there are process groups, what it started (a PDF reader)."""
    with suppress(OSError):
        if sys.platform != "win32" and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
