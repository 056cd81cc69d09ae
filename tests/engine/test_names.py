"""Files whose names no encoding can write, or that break lines, are done like the others."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import kzru_nlp as kz

TEXT = "Kazakistan gümrük önerisini 2021 yılında geri çevirdi. Görüşmeler bugün de sürüyor.\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only here may a file name be any bytes")


def test_a_name_that_is_not_unicode_is_written_with_escapes(tmp_path: Path) -> None:
    name = os.fsdecode(b"yaz\xfd.txt")
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for _ in range(2):
        result = kz.run([tmp_path / name], out=tmp_path / "out")
        assert result.failures.empty
        assert result.tables["articles"]["path"].tolist() == [str(tmp_path / r"yaz\xfd.txt")]


def test_a_failure_of_a_name_with_a_line_end_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    result = kz.run([tmp_path], out=tmp_path / "out")
    (message,) = result.failures["message"]
    assert "\n" not in message
    assert r"a\nb.txt" in message
