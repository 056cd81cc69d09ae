"""Help, usage, exit codes: what holds for every command."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kzru_nlp.cli.command_line import COMMANDS
from tests.cli.command import COMMAND, kzru


def test_help_lists_every_command() -> None:
    said = kzru("--help").stdout
    assert all(f"  {name} " in said for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_teaches_by_example(name: str) -> None:
    done = kzru(name, "--help")
    assert done.returncode == 0
    assert f"kzru-nlp {name}" in done.stdout.partition("Examples:")[2]
    if "COMMAND [ARGS]" not in done.stdout:  # a group leaves these to its commands
        assert {"--quiet", "--verbose"} <= set(done.stdout.replace(",", " ").split())


def test_version() -> None:
    assert kzru("--version").stdout == "kzru-nlp 0.1.0\n"


@pytest.mark.parametrize(
    "args",
    [
        ("unknown",),
        ("run",),
        ("run", "a.txt"),
        ("run", "a.txt", "--ou", "x"),
        ("run", "a.txt", "-o", "x", "--jobs", "0"),
        ("run", "a.txt", "-o", "x", "--encoding", "no-such"),
        ("run", "a.txt", "-o", "x", "--metadata", "nowhere.csv"),
        ("stance", "--lang", "de"),
        ("align", "a", "b", "--src-lang", "tr", "--tgt-lang", "tr"),
        ("align", "a", "b", "--src-lang", "tr"),
        ("query", "SELECT 1", "x", "--json", "--csv"),
    ],
)
def test_wrong_usage_is_exit_2(args: tuple[str, ...], tmp_path: Path) -> None:
    done = kzru(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [
        ("run", "nowhere.txt", "-o", "out"),
        ("run", ".", "-o", "out"),
        ("split", "nowhere.txt"),
        ("entities", "nowhere.txt"),
        ("stance",),
        ("align", "nowhere.txt", "b.txt", "--src-lang", "tr", "--tgt-lang", "en"),
        ("audit", "nowhere.txt", "b.txt", "--src-lang", "tr", "--tgt-lang", "en"),
        ("query", "SELECT 1", "nowhere"),
        ("report", "nowhere"),
    ],
)
def test_no_usable_input_is_exit_3_and_one_line_with_a_reason(args: tuple[str, ...], tmp_path: Path) -> None:
    done = kzru(*args, cwd=tmp_path)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    fault = done.stderr.splitlines()[0]
    assert any(word in fault for word in ("no such file", "no file to read", "no tables", "empty"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_behind_stdout_is_exit_4() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 4
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe is another fault on Windows")
def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Rusya.\n\n" * 20000, encoding="utf-8")
    child = subprocess.Popen(
        [*COMMAND, "split", "long.txt", "--json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    said = child.stderr.read().decode()
    assert child.wait(120) == 0
    assert "rror" not in said
