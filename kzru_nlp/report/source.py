"""The decoded input behind an article, read again from where the run found it."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

from kzru_nlp.ingest.read import source_of
from kzru_nlp.model import KzruError
from kzru_nlp.store import OutFolder


def decoded_input(folder: OutFolder, article: Mapping[Hashable, Any]) -> str | None:
    """Return the decoded input of `article`, a row of `articles`, or None where it isn't what the run read.

    The tables hold no raw text. The file is taken only if its SHA-256 and the number of decoded characters are
    those of the row, so that every raw offset of the tables is right in it.
    """
    manifest = folder.manifest(str(article["article_id"])) or {}
    for place in dict.fromkeys((manifest.get("source"), article["path"])):
        data = _bytes(place, str(article["sha256"])) if place else None
        # Formats that aren't plain text name no codec in their column; then the reader tells for itself.
        for encoding in (str(article["encoding"]), None) if data else ():
            text = _decoded(data or b"", str(place), encoding)
            if text is not None and len(text) == int(article["n_chars"]):
                return text
    return None


def _bytes(place: str, sha256: str) -> bytes | None:
    try:
        data = Path(place).read_bytes()
    except (OSError, ValueError):
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _decoded(data: bytes, name: str, encoding: str | None) -> str | None:
    try:
        return source_of(data, name, encoding=encoding).text
    except (KzruError, LookupError):
        return None
