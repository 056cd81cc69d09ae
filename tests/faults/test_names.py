"""Hostile file names: nothing is run, overwritten or left out because of a name."""

from __future__ import annotations

import json
import os
import sys

import pytest

from tests.cli.command import kzru
from tests.faults.files import SENTENCE

NAMES = [
    "line\nbreak.txt", "quote'\".txt", "\u202etxt.fdp.txt", "-o.txt", "--json.txt", "$(touch pwned).txt", "a;b&c|d.txt",
    "%s{x}[red].txt", "İstanbul ğüşıöç.txt", "Доклад № 1.txt", " leading.txt", "tab\t.txt", "x" * 240 + ".txt", "\x1b[31mred.txt",
]  # fmt: skip
if os.name == "nt":
    NAMES = [name for name in NAMES if not set(name) & set('\n\t\x1b"|?*<>:')]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    for i, name in enumerate(NAMES):
        (folder / name).write_text(f"{SENTENCE} {i}\n", encoding="utf-8")
    return folder


def test_every_name_is_split(folder):
    done = kzru("split", "--json", folder, cwd=folder)
    assert done.returncode == 0, done.stderr
    paths = [json.loads(line)["path"] for line in done.stdout.splitlines()]
    assert sorted(os.path.basename(path) for path in paths) == sorted(NAMES)
    assert sorted(os.listdir(folder)) == sorted(NAMES)


def test_names_as_arguments(folder):
    done = kzru("split", "--json", "--", "-o.txt", "--json.txt", cwd=folder)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2), done.stderr


def test_a_fault_in_a_file_with_such_a_name_is_one_plain_line(tmp_path):
    names = [name for name in NAMES if len(name) < 99]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    done = kzru("split", tmp_path)
    assert done.returncode == 3
    lines = done.stderr.split("\n")[:-1]
    assert len(lines) == len(names), done.stderr
    assert not any(char in done.stderr for char in "\x1b\u202e\t")


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
def test_names_that_are_no_unicode(tmp_path):
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.txt", "w", encoding="utf-8") as file:
        file.write(SENTENCE)
    for args in (["--json"], []):
        done = kzru("split", *args, tmp_path)
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_in_circles_and_to_nowhere(tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    done = kzru("split", "--json", tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    named = kzru("split", tmp_path / "self.txt")
    assert (named.returncode, len(named.stderr.splitlines())) == (3, 1)
