"""Tables that are derived from installed packages, kept in the user's cache so that they are derived once.

What is kept is plain data (text that is searched or parsed, never pickles), under a name that holds a hash of everything
that it was derived from, behind a head that holds its length and its own hash. A cache that is missing, damaged or
somebody else's is made anew or done without.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

VARIABLE = "KZRU_CACHE"
"""Environment variable: the folder of the cache; empty, nothing is kept."""
_MAGIC = b"kzru-derived-2\n"
START = len(_MAGIC) + 16 + 64 + 1
"""Where the data of a mapped file begins: behind the magic, its length and its SHA-256."""


def cache_folder() -> Path | None:
    """Return the folder of the cache, or None if nothing is to be kept."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "kzru-nlp" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "kzru-nlp"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "kzru-nlp"


def derived(
    name: str, make: Callable[[], bytes], *, packages: Iterable[str] = (), files: Iterable[Path] = ()
) -> bytes | mmap.mmap:
    """Return what `make` returns, from the cache if it was made of the same `packages` and `files` before.

    A mapped file is shared by all processes that use it and takes memory only where it is read.
    """
    folder = cache_folder()
    if folder is None or not _own(folder):
        return make()
    path = folder / f"{name}-{_key(packages, files)}.bin"
    if (kept := _mapped(path)) is not None:
        return kept
    data = make()
    _keep(path, name, data)
    return data


def _key(packages: Iterable[str], files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for package in packages:
        with suppress(PackageNotFoundError):
            digest.update(f"{package} {version(package)}\n".encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _own(folder: Path) -> bool:
    """Whether nobody else can have written the folder: it is missing, or ours and closed to others."""
    try:
        return _ours(folder.stat())
    except OSError:
        return True


def _ours(status: os.stat_result) -> bool:
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _mapped(path: Path) -> mmap.mmap | None:
    """Return the kept file, or None if there is none, another can have written it, or it isn't as it was written."""
    try:
        with path.open("rb") as file:
            if not _ours(os.fstat(file.fileno())):
                return None
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    with memoryview(data) as view:  # hashing 25 MB where they lie takes 20 ms
        whole = view[:START] == _head(view[START:])
    if not whole:
        data.close()
        return None
    return data


def _head(data: bytes | memoryview) -> bytes:
    return b"%b%016x%b\n" % (_MAGIC, len(data), hashlib.sha256(data).hexdigest().encode())


def content(data: bytes | mmap.mmap) -> bytes:
    """Return what `derived` gave as bytes."""
    return data[START:] if isinstance(data, mmap.mmap) else data


def _keep(path: Path, name: str, data: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    with suppress(OSError):  # a full or read-only disk: done without
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary.touch(mode=0o600)  # a file that a group may write is not read again
            temporary.write_bytes(_head(data) + data)
            older = [file for file in path.parent.glob(f"{name}-*.bin") if file != path]
            temporary.replace(path)
            for file in older:
                with suppress(OSError):
                    file.unlink()
        finally:
            temporary.unlink(missing_ok=True)
