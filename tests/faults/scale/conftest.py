"""A few short articles, and what an undisturbed run makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import kzru
from tests.engine.sample import sample_text
from tests.faults.scale.processes import parts

COUNT = 8
LENGTH = 5000


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for i in range(COUNT):
        text = sample_text(i)
        text = text[: text.rindex("\n", 0, LENGTH + 200 * i)] + f"\nArticle {i} ends.\n"
        (folder / f"a{i}.txt").write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="session")
def undisturbed(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The hash of each part after a run of one process at a time."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    done = kzru("run", inputs, "-o", out)
    assert done.returncode == 0, done.stderr
    return parts(out)
