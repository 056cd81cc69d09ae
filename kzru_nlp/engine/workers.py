"""Processes that work on inputs side by side; one that dies loses nothing but its own input."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

Function = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Died:
    """The result of a task whose worker ended without an answer."""

    exit_code: int | None


def work(function: Function, tasks: Sequence[Any], jobs: int) -> Iterator[tuple[Any, Any]]:
    """Yield (task, result) as they are done, in any order; the result of a task that killed its worker is `Died`.

    A task whose worker died gets a second chance alone: memory may have been short only because others ran
    beside it. `function`, tasks and results must pickle. Leaving the iteration ends the workers.
    """
    again = []
    for task, result in _round(function, tasks, jobs):
        if isinstance(result, Died):
            again.append(task)
        else:
            yield task, result
    yield from _round(function, again, 1)


def _round(function: Function, tasks: Iterable[Any], jobs: int) -> Iterator[tuple[Any, Any]]:
    waiting = deque(tasks)
    workers = [_Worker(function) for _ in range(min(jobs, len(waiting)))]
    busy: dict[Any, _Worker] = {}
    try:
        for worker in workers:
            busy[worker.give(waiting.popleft())] = worker
        while busy:
            for pipe in wait(list(busy)):
                worker = busy.pop(pipe)
                yield worker.task, worker.answer()
                if waiting:
                    busy[worker.give(waiting.popleft())] = worker
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process that answers tasks one at a time; started when it is given one, again after it died.

    It is started afresh on every platform ("spawn"), so that threads and locks of this process can't hang it.
    """

    def __init__(self, function: Function) -> None:
        self._function = function
        self._process: Any = None
        self._pipe: Any = None
        self.task: Any = None

    def give(self, task: Any) -> Any:
        """Hand over a task; return the pipe to wait for."""
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._function), daemon=True)
            self._process.start()
            theirs.close()
        self.task = task
        with suppress(OSError):  # it died already; the answer will say so
            self._pipe.send(task)
        return self._pipe

    def answer(self) -> Any:
        """Return the result of the task, or `Died`."""
        try:
            return self._pipe.recv()
        except (EOFError, OSError):
            self._process.join(5)
            died = Died(self._process.exitcode)
            self.end()
            return died

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(5)
            self._pipe.close()
            self._process = None


def _serve(pipe: Any, function: Function) -> None:
    """Answer tasks until the other end is closed; Ctrl-C is the main process's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(function(task))
