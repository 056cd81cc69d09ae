"""How tasks are dealt out to a cluster."""

from __future__ import annotations

import os
import time
from itertools import islice

import pytest

from kzru_nlp.engine.cluster import BATCH_TASKS, batch_size, batched, work_on_cluster


def where(task: int) -> tuple[int, int]:
    time.sleep(0.3)
    return task, os.getpid()


def test_few_tasks_are_shared_by_all_threads() -> None:
    """In one batch, one thread would do them all."""
    pytest.importorskip("distributed")
    done = list(work_on_cluster(where, iter(range(6)), weigh=lambda task: 1, total=6, jobs=2))
    assert sorted(task for task, _ in done) == list(range(6))
    assert all(task == answer[0] for task, answer in done)
    assert len({pid for _, (_, pid) in done}) == 2


def sizes(total: int, threads: int, upper: int | None = None) -> list[int]:
    dealt = batched(range(total), lambda task: 1, lambda taken: batch_size(upper or total, taken, threads))
    return [len(batch) for batch in dealt]


@pytest.mark.parametrize("total, threads", [(1, 1), (7, 2), (100, 2), (5000, 16), (100_000, 512)])
def test_batches_are_small_at_both_ends_and_lose_nothing(total: int, threads: int) -> None:
    found = sizes(total, threads)
    assert sum(found) == total
    assert max(found) <= BATCH_TASKS
    assert found[0] == 1
    # What the last ones hold is no more than a thread does while others finish theirs.
    assert max(found[-threads:]) <= max(1, total // threads // 4 + 1)
    if total > 1000 * threads // 4:
        assert len(found) < total / 4


def test_few_tasks_of_many_that_were_done_already_are_shared_too() -> None:
    assert sizes(8, 2, upper=10_000) == [1] * 8


def test_a_long_run_has_large_batches_in_its_middle() -> None:
    assert [*islice(sizes(5000, 2), 100, 110)] == [BATCH_TASKS] * 10
