from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from kzru_nlp.engine.workers import Died, Limits, work

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit of memory")


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


def tell_and_sleep(path: str) -> None:
    from pathlib import Path

    Path(path + "~").write_text(str(os.getpid()), encoding="utf-8")
    Path(path + "~").rename(path)
    time.sleep(600)


def devour(megabytes: int) -> int:
    held = [bytearray(1 << 20) for _ in range(megabytes)]
    return len(held)


def devour_and_tell(megabytes: int) -> int:
    devour(megabytes)
    return os.getpid()


def fail(task: int) -> float:
    return 1 / task


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def test_a_worker_that_dies_loses_its_own_task_only() -> None:
    results = dict(work(double_or_die, [1, 2, 3, 4, 5], jobs=2))
    assert results == {1: 2, 2: 4, 3: Died(9), 4: 8, 5: 10}


def test_a_second_attempt_is_made_alone(tmp_path) -> None:
    assert dict(work(die_once, [str(tmp_path / "mark")], jobs=2)) == {str(tmp_path / "mark"): "done"}


def test_leaving_the_iteration_ends_the_workers() -> None:
    answers = work(sleep, [0.0, 600.0], jobs=2)
    assert next(answers)[0] == 0.0
    answers.close()


def test_the_child_of_a_process_that_was_killed_ends_too(tmp_path) -> None:
    """Also when it is in the middle of a task that never ends."""
    code = (
        "import sys; from kzru_nlp.engine.workers import work; from tests.engine.test_workers import tell_and_sleep\n"
        f"next(work(tell_and_sleep, [{str(tmp_path / 'pid')!r}], 1))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code])
    while not (tmp_path / "pid").exists():
        assert parent.poll() is None
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    child = int((tmp_path / "pid").read_text(encoding="utf-8"))
    while alive(child):
        time.sleep(0.05)


def test_a_task_that_takes_too_long_is_ended_and_not_tried_again() -> None:
    results = dict(work(sleep, [600.0, 0.0], jobs=2, limits=Limits(seconds=10)))
    assert results[0.0] == 0.0
    assert results[600.0].reason == "timeout"


@needs_linux
def test_a_task_that_devours_memory_is_ended() -> None:
    results = dict(work(devour, [1, 4000, 2], jobs=1, limits=Limits(megabytes=1000)))
    assert results == {1: 1, 4000: Died(77, "memory"), 2: 2}


@needs_linux
def test_a_worker_that_has_grown_is_replaced() -> None:
    pids = [pid for _, pid in work(devour_and_tell, [850, 1, 1], jobs=1, limits=Limits(megabytes=1000))]
    assert pids[0] != pids[1] == pids[2]


def test_tasks_are_taken_as_workers_are_free() -> None:
    taken: list[float] = []

    def tasks() -> Iterator[float]:
        for i in range(50):
            taken.append(float(i))
            yield 0.0

    answers = work(sleep, tasks(), jobs=2)
    next(answers)
    assert len(taken) <= 4
    answers.close()


def test_an_exception_comes_back_as_itself() -> None:
    with pytest.raises(ZeroDivisionError):
        list(work(fail, [0], jobs=1))


def test_no_task_needs_no_worker() -> None:
    assert list(work(double_or_die, [], jobs=4)) == []


@needs_linux
def test_the_memory_of_a_large_parent_is_not_its_workers() -> None:
    ballast = bytearray(1_200 << 20)
    ballast[::4096] = b"x" * len(ballast[::4096])
    pids = [pid for _, pid in work(devour_and_tell, [1, 1], jobs=1, limits=Limits(megabytes=1000))]
    assert pids[0] == pids[1]
    assert ballast[0]
