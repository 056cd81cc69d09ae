"""Files of the report."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kzru_nlp.store.files import TEMPORARY, output_error


def write_whole(path: Path, content: str) -> None:
    """Write a file whole or not at all; it isn't synced to disk, for the tables can make it again.

    Raises:
        OutputError: it can't be written.
    """
    temporary = path.with_name(f"{path.name}{TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content.encode("utf-8"))
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise output_error(path, error) from error
