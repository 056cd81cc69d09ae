"""One run at a time in an output folder.

The operating system holds the lock and lets go of it when the process ends, however it ends, so a lock is
never stale. The lock file only tells who holds it.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kzru_nlp.model import OutputError
from kzru_nlp.store.files import output_error

LOCK = ".lock"
_BEHIND_TEXT = 1 << 20
"""Windows forbids others to read locked bytes; so the byte that is locked lies far behind the text."""
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}


@contextmanager
def hold(out: Path) -> Iterator[None]:
    """Hold the lock of folder `out` for the length of a `with` block.

    Raises:
        OutputError: another run holds it (the message names its process and host), or `out` can't be written.
    """
    path = out / LOCK
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise output_error(out, error) from error
    try:
        if not _try_lock(handle):
            raise OutputError(
                f"{out}: another run writes here ({_holder(path)}); wait for it or choose another output folder",
                code="output-locked",
            )
        _rewrite(handle, _myself())
        yield
    finally:
        _let_go(handle)


def _try_lock(handle: int) -> bool:
    """Lock without waiting; a file system without locks counts as free, since parts are renamed whole anyway."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _BEHIND_TEXT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _BUSY
    return True


def _let_go(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(handle, _BEHIND_TEXT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        except OSError:
            pass  # closing lets go too
    os.close(handle)


def _myself() -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": now})


def _rewrite(handle: int, text: str) -> None:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, text.encode("utf-8"))
    except OSError as error:
        raise OutputError(
            f"the output folder cannot be written: {error.strerror}", code="output-write"
        ) from error


def _holder(path: Path) -> str:
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        return f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its process is not known"
