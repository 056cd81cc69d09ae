"""The real command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = [
    sys.executable,
    "-c",
    "import sys; from kzru_nlp.cli import main; sys.argv[0] = 'kzru-nlp'; main()",
]
WITHOUT_UTF8 = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
"""A console as on an old Windows: its code page has neither ş nor Cyrillic."""


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "COLUMNS": "200", **more}


def kzru(
    *args: str | Path, stdin: str = "", env: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, args)], input=stdin, capture_output=True, encoding="utf-8",
        env=environment(**(env or {})), timeout=300, check=False, **options,
    )  # fmt: skip


def start(*args: str | Path, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        env=environment(PYTHONUNBUFFERED="1"), **options,
    )  # fmt: skip
