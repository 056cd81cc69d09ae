"""One line of megabytes takes time in proportion to its length; 100 MB of it are for `python -m tests.faults.long_line`."""

from __future__ import annotations

import time

import pytest

from kzru_nlp.ingest.suspicious import suspicious
from kzru_nlp.model import Source
from kzru_nlp.split.splitter import split
from tests.cli.command import kzru
from tests.faults.long_line import KINDS


def seconds(text: str) -> float:
    start = time.process_time()
    split(Source("a", "0", text, "utf-8"))
    suspicious(text)
    return time.process_time() - start


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_length_only(kind):
    """Four times the length takes about four times as long; it would be sixteen times, were it quadratic."""
    piece = KINDS[kind]
    seconds(piece * 100)
    short = min(seconds(piece * (100_000 // len(piece))) for _ in range(2))
    assert seconds(piece * (400_000 // len(piece))) < 8 * max(short, 0.05)


def test_the_command_takes_a_line_of_two_megabytes(tmp_path):
    path = tmp_path / "line.txt"
    path.write_text(KINDS["sentences"] * (2_000_000 // len(KINDS["sentences"].encode())), encoding="utf-8")
    done = kzru("split", path)
    assert done.returncode == 0, done.stderr
    assert "coverage 1.0000" in done.stderr
