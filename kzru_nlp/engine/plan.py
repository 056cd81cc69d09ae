"""How the work of a run is spread: in this process, over processes of this machine, or over a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kzru_nlp.engine.workers import Died, Function, Limits, work
from kzru_nlp.model import KzruError

ENGINES = ("local", "dask")
SECONDS = 900
"""An article takes seconds; a line of 100 MB takes four minutes to split on a busy core."""
MEGABYTES = 4096
"""A worker with all three languages loaded holds some 700 MB."""


class EngineError(KzruError):
    """The engine that was asked for can't be had: a package or a scheduler is missing, or versions differ."""

    code = "engine"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How the work is spread; `seconds` and `megabytes` are what one article may take where it is done apart.

    `apart` says that articles are done in other processes than this one even one at a time; `prepare` is called in this
    process before an article is done here.
    """

    engine: str = "local"
    jobs: int = 1
    scheduler: str | None = None
    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    apart: bool = False
    prepare: Callable[[], None] = lambda: None

    @property
    def in_this_process(self) -> bool:
        """Whether articles are done in this process."""
        return self.engine == "local" and self.jobs == 1 and not self.apart

    @property
    def limits(self) -> Limits:
        """Return what one article may take."""
        return Limits(self.seconds, self.megabytes)

    def check(self) -> None:
        """Raise EngineError if the plan can't be followed here."""
        if self.engine not in ENGINES:
            raise EngineError(f"no engine {self.engine!r}; there are: {', '.join(ENGINES)}")
        if self.scheduler and self.engine != "dask":
            raise EngineError("a scheduler is only for the dask engine; add --engine dask")
        if self.engine == "dask":
            try:
                import distributed  # noqa: F401
            except ImportError as error:
                message = 'the dask engine needs a package: pip install "kzru-nlp[dask]"'
                raise EngineError(message) from error

    def spread(
        self, function: Function, tasks: Iterator[tuple[str, Any]], check: Callable[[], None], total: int
    ) -> Iterator[tuple[Any, Any]]:
        """Yield (task, result or `Died`) in any order; a task is a path and what goes with it, `total` at most.

        `check` is called on each machine of a cluster before its first task.
        """
        if self.engine == "dask":
            from kzru_nlp.engine.cluster import work_on_cluster

            yield from work_on_cluster(
                function,
                tasks,
                weigh=weight,
                total=total,
                jobs=self.jobs,
                scheduler=self.scheduler,
                limits=self.limits,
                check=check,
            )
        elif not self.in_this_process:
            yield from work(function, tasks, self.jobs, self.limits)
        else:
            for task in tasks:
                self.prepare()
                yield task, function(task)


def weight(task: tuple[str, Any]) -> int:
    """Return the bytes of a task's input; 0 where reading will tell the fault."""
    return size_of(task[0])


def size_of(path: str) -> int:
    """Return the bytes of the file at `path`; 0 where there is none."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def failure_message(died: Died, limits: Limits) -> tuple[str, str]:
    """Return the code and the reason of a failure for a task that ended its worker."""
    if died.reason == "timeout":
        return "timeout", f"takes more than {limits.seconds:g} s; --timeout SECONDS sets another limit"
    if died.reason == "memory":
        return "memory", f"takes more than {limits.megabytes} MB; --memory MB sets another limit"
    code = "" if died.exit_code is None else f" (exit code {died.exit_code})"
    return "worker-died", (
        f"its process ended without an answer{code}, perhaps for want of memory; try --jobs 1"
    )
