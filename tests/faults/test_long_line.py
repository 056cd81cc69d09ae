"""One line of megabytes takes time in proportion to its length; 100 MB of it are for `python -m tests.faults.long_line`."""

from __future__ import annotations

import pytest

from kzru_nlp.ingest.suspicious import suspicious
from kzru_nlp.model import Source
from kzru_nlp.split.splitter import split
from tests.cli.command import kzru
from tests.faults.long_line import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_of_any_kind_is_split_whole(kind):
    """Were a rule quadratic in a line's length, these would take minutes; how long they do take, the command tells."""
    piece = KINDS[kind]
    text = piece * (400_000 // len(piece))
    assert split(Source("a", "0", text, "utf-8")).coverage().ratio == 1.0
    assert all(isinstance(warning, str) for warning in suspicious(text))


def test_the_command_takes_a_line_of_two_megabytes(tmp_path):
    path = tmp_path / "line.txt"
    path.write_text(KINDS["sentences"] * (2_000_000 // len(KINDS["sentences"].encode())), encoding="utf-8")
    done = kzru("split", path)
    assert done.returncode == 0, done.stderr
    assert "coverage 1.0000" in done.stderr
