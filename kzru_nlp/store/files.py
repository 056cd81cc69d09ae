"""Files that are written whole or not at all."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from kzru_nlp.model import OutputError

TEMPORARY = ".tmp"
"""Ending of files that are being written; one that is left over comes from a run that was killed."""


def write_file(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary file beside `path`, bring it to disk and rename it to `path`.

    Raises:
        OutputError: the disk is full, the folder can't be written; nothing of the temporary file stays.
    """
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}{TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        _forget(temporary)
        raise output_error(path, error) from error


def remove_file(path: Path) -> None:
    """Remove `path` if it is there.

    Raises:
        OutputError: it can't be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise output_error(path, error) from error


def write_json(path: Path, value: Any) -> None:
    """Write `value` as JSON to `path`, whole or not at all."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all."""
    write_file(path, lambda temporary: temporary.write_bytes(text.encode("utf-8")))


def read_json(path: Path) -> dict[str, Any] | None:
    """Return the JSON object in `path`, or None if it is missing or broken."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def output_error(path: Path, error: OSError) -> OutputError:
    """Return the fault of writing `path` as one that a user can act on."""
    reason = error.strerror or str(error)
    return OutputError(
        f"{path}: cannot be written: {reason}; free space or choose another output folder",
        code="output-write",
    )


def _sync_folder(folder: Path) -> None:
    """Bring a rename to disk where folders can be opened for that (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems refuse it; the rename itself has succeeded
    finally:
        os.close(handle)


def _forget(path: Path) -> None:
    with suppress(OSError):  # the next run removes it
        path.unlink(missing_ok=True)
