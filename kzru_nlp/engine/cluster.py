"""Tasks on a Dask cluster: batches of like weight, as many on their way as keep the workers busy.

A Dask worker hands each task to a process of its own (`engine.workers`), under the same limits as the local engine, so
that an article that dies, hangs or devours memory never takes the Dask worker with it. A scheduler that is lost is
waited for; what was on its way is handed in again. That does no harm: an article's parts are the same however often
they are written.
"""

from __future__ import annotations

import math
import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from kzru_nlp.engine.plan import EngineError
from kzru_nlp.engine.workers import Died, Function, Limits, Worker

BATCH_BYTES, BATCH_TASKS = 400_000, 16
"""A batch of short articles is worth a scheduler's two milliseconds; a long article is a batch alone."""
SHARE = 4
"""Batches that each thread is to have of what is left, at least: in few large ones most threads would get none."""
AHEAD = 3
"""Batches on their way for each thread of the cluster: one at work, others at hand, the rest not yet read."""
PATIENCE = 300.0
"""Seconds that a lost scheduler is waited for."""
_LOST = 2.0
_Batch = list[Any]


def nothing() -> None:
    """Check nothing."""


def work_on_cluster(
    function: Function,
    tasks: Iterable[Any],
    *,
    weigh: Callable[[Any], int],
    total: int | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    limits: Limits | None = None,
    check: Callable[[], None] = nothing,
) -> Iterator[tuple[Any, Any]]:
    """Yield (task, result) as they are done; without `scheduler` on a cluster of `jobs` threads in this process.

    `total` is how many tasks there are at most.

    Raises:
        EngineError: the scheduler can't be reached, or stays lost for `PATIENCE` seconds.
    """
    there = partial(in_folder, str(Path.cwd()), check, function)
    answer = partial(answer_batch, there, limits or Limits())
    cluster = _Cluster(scheduler, jobs)
    try:
        again: _Batch = []
        sizes = partial(batch_size, total)
        for task, result in _done(
            cluster, answer, batched(tasks, weigh, lambda taken: sizes(taken, cluster.room() // AHEAD))
        ):
            if isinstance(result, Died) and result.reason != "timeout":
                again.append(task)
            else:
                yield task, result
        for task in again:  # one at a time: perhaps it was the company that took the memory
            yield from _done(cluster, answer, iter([[task]]))
    finally:
        cluster.close()


def batch_size(total: int | None, taken: int, threads: int) -> int:
    """Return how many tasks the next batch may have when `taken` of `total` have been taken.

    One at first, for there may be fewer than `total` (most of a corpus may be done already), and one in the end, so that
    all threads end together.

    >>> [batch_size(1000, taken, 2) for taken in (0, 8, 40, 500, 960, 999)]
    [1, 2, 16, 16, 5, 1]
    >>> batch_size(10, 0, 2), batch_size(None, 500, 2)
    (1, 16)
    """
    rising = 1 << min(taken // (SHARE * threads), BATCH_TASKS.bit_length())
    left = BATCH_TASKS if total is None else math.ceil((total - taken) / (SHARE * threads))
    return max(1, min(BATCH_TASKS, rising, left))


def batched(
    tasks: Iterable[Any],
    weigh: Callable[[Any], int],
    most: Callable[[int], int] = lambda taken: BATCH_TASKS,
) -> Iterator[_Batch]:
    """Yield the tasks in batches of at most `BATCH_BYTES`, or of one task that is heavier.

    `most` tells from the number of tasks taken so far how many the next batch may have.

    >>> [len(batch) for batch in batched([900_000, 150_000, 150_000, 150_000, 9], lambda size: size)]
    [1, 2, 2]
    """
    batch: _Batch = []
    held = taken = 0
    for task in tasks:
        size = weigh(task)
        if batch and (held + size > BATCH_BYTES or len(batch) >= most(taken)):
            taken += len(batch)
            yield batch
            batch, held = [], 0
        batch.append(task)
        held += size
    if batch:
        yield batch


def _done(
    cluster: _Cluster, answer: Callable[[_Batch], _Batch], batches: Iterator[_Batch]
) -> Iterator[tuple[Any, Any]]:
    flying: dict[int, _Batch] = {}
    for number, batch in enumerate(batches):
        flying[number] = batch
        cluster.submit(number, answer, batch)
        while len(flying) >= cluster.room():
            yield from _landed(cluster, answer, flying)
    while flying:
        yield from _landed(cluster, answer, flying)


def _landed(
    cluster: _Cluster, answer: Callable[[_Batch], _Batch], flying: dict[int, _Batch]
) -> list[tuple[Any, Any]]:
    landed = cluster.wait()
    if landed is None:
        cluster.reconnect()
        for number, batch in flying.items():
            cluster.submit(number, answer, batch)
        return []
    number, results = landed
    batch = flying.pop(number, [])
    return list(zip(batch, results or [Died(None)] * len(batch), strict=True))


class _Cluster:
    """A connection to a scheduler that can be made again."""

    def __init__(self, scheduler: str | None, jobs: int) -> None:
        self._scheduler, self._jobs = scheduler, jobs
        self._local: Any = None
        self._client: Any = None
        self._futures: dict[int, Any] = {}
        self._landed: queue.SimpleQueue[tuple[int, int, Any]] = queue.SimpleQueue()
        self._generation = count()
        self._now = 0
        self._room, self._asked = AHEAD * jobs, 0.0
        self._connect(time.monotonic() + (10 if scheduler else PATIENCE))

    def _connect(self, deadline: float) -> None:
        distributed: Any = import_module("distributed")
        self._now = next(self._generation)
        self._futures.clear()
        if self._scheduler is None:
            # Threads of this process are enough: each has its articles done by a process of its own. Dask's status pages
            # can't be left out; they stay on this machine, at free ports.
            self._local = distributed.LocalCluster(
                n_workers=1,
                threads_per_worker=self._jobs,
                processes=False,
                dashboard_address="127.0.0.1:0",
                worker_dashboard_address="127.0.0.1:0",
            )
            self._client = distributed.Client(self._local)
            return
        while True:
            try:
                self._client = distributed.Client(self._scheduler, timeout=5)
                return
            except (OSError, ValueError) as error:
                if time.monotonic() > deadline:
                    reason = " ".join(str(error).split())
                    raise EngineError(
                        f"the scheduler {self._scheduler} cannot be reached: {reason}; what is finished is kept, "
                        "run again when it is back",
                        code="scheduler",
                    ) from error
                time.sleep(1)

    def reconnect(self) -> None:
        """Connect anew, as soon as there is a scheduler.

        Raises:
            EngineError: there is none for `PATIENCE` seconds.
        """
        with suppress(Exception):
            self._client.close(timeout=1)
        self._asked = 0.0
        self._connect(time.monotonic() + PATIENCE)

    def room(self) -> int:
        """Return how many batches may be on their way, from the threads that the cluster has now."""
        if self._scheduler and time.monotonic() - self._asked > _LOST:
            self._asked = time.monotonic()
            with suppress(Exception):  # a scheduler that doesn't answer is noticed where results are awaited
                self._room = AHEAD * max(1, sum(self._client.nthreads().values()))
        return self._room

    def submit(self, number: int, answer: Callable[[_Batch], _Batch], batch: _Batch) -> None:
        """Hand in batch `number`; a lost connection shows in `wait`."""
        generation = self._now
        try:
            future = self._client.submit(answer, batch, pure=False, retries=0)
        except Exception:
            self._landed.put((generation, number, None))
            return
        self._futures[number] = future
        future.add_done_callback(lambda done: self._landed.put((generation, number, done)))

    def wait(self) -> tuple[int, _Batch | None] | None:
        """Return a batch's number and results (None: its worker died again and again), or None if all is lost."""
        while True:
            try:
                generation, number, future = self._landed.get(timeout=_LOST)
            except queue.Empty:
                if self._client.status != "running":
                    return None
                continue
            if generation != self._now:
                continue
            self._futures.pop(number, None)
            if future is None or future.status not in ("finished", "error"):
                return None
            return number, self._result(future)

    def _result(self, future: Any) -> _Batch | None:
        distributed: Any = import_module("distributed")
        try:
            results: _Batch = future.result(timeout=60)
        except distributed.KilledWorker:
            return None
        return results

    def close(self) -> None:
        """Let go of the cluster and end the processes that its workers started."""
        self._futures.clear()
        with suppress(Exception):
            self._client.run(end_workers)
        with suppress(Exception):
            self._client.close(timeout=5)
        if self._local is not None:
            with suppress(Exception):
                self._local.close(timeout=5)


_here = threading.local()
_started: list[Worker] = []


def answer_batch(function: Function, limits: Limits, batch: _Batch) -> _Batch:
    """Return the results of `batch`, on a Dask worker; each thread of it keeps a process with loaded pipelines."""
    key = repr((function, limits))
    if getattr(_here, "key", None) != key:
        if worker := getattr(_here, "worker", None):
            worker.end()
        _here.key, _here.worker = key, Worker(function, limits)
        _started.append(_here.worker)
    results = []
    for task in batch:
        result = _here.worker.ask(task)
        if not isinstance(result, Died):
            good, result = result
            if not good:
                raise result
        results.append(result)
    return results


def in_folder(folder: str, check: Callable[[], None], function: Function, task: Any) -> Any:
    """Return `function(task)` after `check`, with `folder` as the working folder, in which the paths of the run are meant.

    Raises:
        EngineError: this machine has no such folder.
    """
    try:
        os.chdir(folder)
    except OSError as error:
        raise EngineError(
            f"{folder}: not on every machine of the cluster ({error.strerror}); inputs and output must lie on a "
            "shared file system"
        ) from error
    check()
    return function(task)


def end_workers() -> None:
    """End the processes that the tasks of this Dask worker started."""
    while _started:
        _started.pop().end()
    _here.__dict__.clear()
