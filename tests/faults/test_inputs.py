"""Faulty inputs through the real command: one clear line each, and the others are done."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.command import kzru
from tests.faults.files import FAULTY, SENTENCE


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> tuple[dict[str, str], object]:
    """What the command says of a folder with all faulty files and one good one; its lines by file name."""
    folder = tmp_path_factory.mktemp("in")
    for faulty in FAULTY:
        (folder / faulty.name).write_bytes(faulty.data)
    (folder / "good.txt").write_text(SENTENCE, encoding="utf-8")
    done = kzru("split", "--json", *sorted(folder.iterdir()))
    lines: dict[str, str] = {}
    for line in done.stderr.splitlines():
        name = next((f.name for f in FAULTY if f"{os.sep}{f.name}:" in line), line)
        assert name not in lines, f"two lines about {name}"
        lines[name] = line
    return lines, done


def test_the_good_one_is_written_and_the_exit_code_is_1(said):
    lines, done = said
    assert done.returncode == 1
    assert [Path(json.loads(line)["path"]).name for line in done.stdout.splitlines()] == ["good.txt"]
    assert sorted(lines) == sorted(f.name for f in FAULTY)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("faulty", FAULTY, ids=lambda f: f.name)
def test_one_line_names_the_file_the_reason_and_the_way_out(said, faulty):
    line = said[0][faulty.name]
    for words in faulty.says:
        assert words in line


def test_missing_folder_and_device(tmp_path):
    (tmp_path / "empty").mkdir()
    missing = kzru("split", tmp_path / "nowhere.txt")
    assert (missing.returncode, "there is no such file" in missing.stderr) == (3, True)
    assert kzru("split", tmp_path / "empty").returncode == 3
    if Path("/dev/zero").exists():
        device = kzru("split", "/dev/zero")
        assert (device.returncode, "a device" in device.stderr) == (3, True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_unreadable_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    done = kzru("split", path)
    assert (done.returncode, "check its permissions" in done.stderr) == (3, True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root, who can become nobody")
def test_unreadable_file_for_nobody(tmp_path):
    """The same as root: the command runs as a user without rights."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "a.txt"
        path.write_text(SENTENCE, encoding="utf-8")
        path.chmod(0o600)
        code = f"import os\nfrom kzru_nlp.ingest.read import read_source\nos.setuid(65534)\ntry: read_source({str(path)!r})\nexcept Exception as e: print(type(e).__name__, e)"
        import sys

        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("InputError")
    assert "check its permissions" in done.stdout


def test_too_large_a_file_is_told_with_the_limit(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * ((1 << 20) + 1))
    done = kzru("split", path, env={"KZRU_MAX_MEGABYTES": "1"})
    assert done.returncode == 3
    assert "larger than 1 MB" in done.stderr
    assert "KZRU_MAX_MEGABYTES" in done.stderr
