"""A folder of many files with some broken ones, and one of only broken ones."""

from __future__ import annotations

import json
import os

import pytest

from tests.cli.command import kzru
from tests.faults.files import SENTENCE

BROKEN = 10


def many(folder, count: int) -> None:
    for i in range(count):
        broken = i % (count // BROKEN) == 0
        (folder / f"{i:05}.txt").write_bytes(
            bytes(range(256)) * 9 if broken else f"{SENTENCE * 3}\n\n{i}. {SENTENCE}\n".encode()
        )


@pytest.mark.parametrize(
    "count",
    [
        300,
        pytest.param(
            10_000,
            marks=pytest.mark.skipif(
                not os.environ.get("KZRU_SLOW"), reason="takes minutes; KZRU_SLOW=1 runs it"
            ),
        ),
    ],
)
def test_broken_ones_are_named_and_the_others_done(tmp_path, count):
    many(tmp_path, count)
    done = kzru("split", "--json", tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == BROKEN
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == count - BROKEN
    assert {row["coverage"] for row in rows} == {1.0}
