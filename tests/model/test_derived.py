"""The user's cache of derived tables."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kzru_nlp.model.derived import VARIABLE, content, derived


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def made(calls: list[int], answer: bytes = b"table") -> bytes:
    def make() -> bytes:
        calls.append(1)
        return answer

    return content(derived("things", make, packages=("click",)))


def test_a_table_is_made_once(cache: Path) -> None:
    calls: list[int] = []
    assert [made(calls), made(calls)] == [b"table", b"table"]
    assert len(calls) == 1


def test_another_source_makes_it_anew_and_removes_the_old(cache: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.tsv"
    for text in ("one", "two"):
        source.write_text(text, encoding="utf-8")
        assert content(derived("things", text.encode, files=[source])) == text.encode()
    assert len(list(cache.iterdir())) == 1


def flipped(data: bytes) -> bytes:
    return data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]


@pytest.mark.parametrize(
    "damage", [flipped, lambda data: data[:-1], lambda data: b"", lambda data: b"x" * len(data)]
)
def test_a_damaged_file_is_made_anew(cache: Path, damage) -> None:
    calls: list[int] = []
    made(calls)
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert made(calls) == b"table"
    assert len(calls) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are not a matter of mode bits there")
def test_a_folder_that_others_may_write_is_not_used(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o777)
    calls: list[int] = []
    assert [made(calls), made(calls)] == [b"table", b"table"]
    assert len(calls) == 2
    assert list(cache.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are not a matter of mode bits there")
def test_a_file_that_others_may_write_is_made_anew_and_ours_whatever_the_umask(cache: Path) -> None:
    before = os.umask(0o002)
    try:
        calls: list[int] = []
        made(calls)
        made(calls)
        (file,) = cache.iterdir()
        assert len(calls) == 1
        file.chmod(0o666)
        made(calls)
    finally:
        os.umask(before)
    assert len(calls) == 2


def test_without_a_folder_nothing_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    calls: list[int] = []
    assert [made(calls), made(calls)] == [b"table", b"table"]
    assert len(calls) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_done_without(cache: Path) -> None:
    cache.mkdir(mode=0o500)
    assert made([]) == b"table"
