from __future__ import annotations

import multiprocessing
import os
import time

from kzru_nlp.engine.workers import Died, work


def double_or_die(task: int) -> int:
    if task == 3:
        os._exit(9)
    return 2 * task


def sleep(task: float) -> float:
    time.sleep(task)
    return task


def die_once(path: str) -> str:
    """Die on the first attempt, as a process does that memory was short for."""
    from pathlib import Path

    mark = Path(path)
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return "done"


def test_a_worker_that_dies_loses_its_own_task_only() -> None:
    results = dict(work(double_or_die, [1, 2, 3, 4, 5], jobs=2))
    assert results == {1: 2, 2: 4, 3: Died(9), 4: 8, 5: 10}


def test_a_second_attempt_is_made_alone(tmp_path) -> None:
    assert dict(work(die_once, [str(tmp_path / "mark")], jobs=2)) == {str(tmp_path / "mark"): "done"}


def test_leaving_the_iteration_ends_the_workers() -> None:
    answers = work(sleep, [0.0, 600.0], jobs=2)
    assert next(answers)[0] == 0.0
    answers.close()
    assert multiprocessing.active_children() == []


def test_no_task_needs_no_worker() -> None:
    assert list(work(double_or_die, [], jobs=4)) == []
