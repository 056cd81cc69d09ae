"""The notebooks: no outputs in git, copied by the command, executed by nbmake."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import kzru

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 60
"""Processor time that a notebook may take."""


def cells(path: Path) -> list[dict[str, object]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return list(notebook["cells"])


def code(cell: dict[str, object]) -> str:
    return "".join(cell["source"])  # type: ignore[arg-type]


def test_there_is_a_notebook_for_each_chapter() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path: Path) -> None:
    for cell in cells(path):
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert cell["metadata"] == {}
    assert set(json.loads(path.read_text(encoding="utf-8"))["metadata"]) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_a_chapter_with_more_prose_than_headings(path: Path) -> None:
    kinds = [cell["cell_type"] for cell in cells(path)]
    assert kinds[0] == "markdown"
    assert code(cells(path)[0]).startswith(f"# {int(path.name[:2])} · ")
    assert sum(len(code(cell).split()) for cell in cells(path) if cell["cell_type"] == "markdown") > 350
    for cell in cells(path):
        if cell["cell_type"] == "code":
            ast.parse(code(cell))


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks")
    done = kzru("notebooks", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_command_copies_them_and_keeps_what_is_there(copied: Path, tmp_path: Path) -> None:
    assert [path.name for path in sorted(copied.glob("*.ipynb"))] == [path.name for path in NOTEBOOKS]
    mine = tmp_path / NOTEBOOKS[0].name
    mine.write_text("mine", encoding="utf-8")
    done = kzru("notebooks", tmp_path)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert "kept as they are: 01_corpus.ipynb" in done.stderr
    kzru("notebooks", tmp_path, "--overwrite")
    assert mine.read_bytes() == NOTEBOOKS[0].read_bytes()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nbmake_executes_it(path: Path, copied: Path) -> None:
    """Each runs by itself; they share the folder `out`, as they do for a reader."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbmake", "--nbmake-timeout=300", "-q", "-p", "no:cacheprovider",
         "--rootdir", copied, copied / path.name],
        cwd=copied,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )  # fmt: skip
    after = os.times()
    assert done.returncode == 0, done.stdout[-3000:]
    assert "1 passed" in done.stdout
    # Processor time, since the machine may be shared; Windows reports none for children.
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert used < SECONDS
