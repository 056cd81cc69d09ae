"""Which reader a file needs, told by its first bytes and not by its name."""

from __future__ import annotations

import hashlib
from os import PathLike
from pathlib import Path

from kzru_nlp.ingest.pdf import read_pdf
from kzru_nlp.ingest.plain import decode
from kzru_nlp.model import InputError, Source

# What a user may hand over by mistake: the message then says what it is instead of "binary".
NOT_READ = (
    (b"PK\x03\x04", "a ZIP or Office file; save it as .txt or .pdf"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file; save it as .txt or .pdf"),
    (b"\x89PNG", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"\xff\xd8\xff", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"II*\x00", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"MM\x00*", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"{\\rtf", "an RTF file; save it as .txt or .pdf"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"%!PS", "a PostScript file; convert it to .pdf"),
    (b"\x7fELF", "a program"),
)
PDF_WITHIN = 1024
"""A PDF's header may be preceded by up to this many other bytes (ISO 32000, implementation note 13)."""


def read_source(path: str | PathLike[str], *, encoding: str | None = None) -> Source:
    """Return what the file at `path` holds, decoded; `encoding` overrides detection for plain text.

    Raises:
        InputError: missing, unreadable, empty, binary, encrypted or damaged; one line with the way out.
    """
    name = str(path)
    data = _bytes(Path(path), name)
    digest = hashlib.sha256(data).hexdigest()
    if not data:
        raise InputError(f"{name}: the file is empty; nothing to read", code="empty")
    if b"%PDF-" in data[:PDF_WITHIN]:
        return read_pdf(data, path=name, sha256=digest)
    for magic, what in NOT_READ:
        if data.startswith(magic):
            raise InputError(f"{name}: this is {what}", code="binary")
    decoded = decode(data, path=name, encoding=encoding)
    return Source(
        path=name,
        sha256=digest,
        text=decoded.text,
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        warnings=decoded.warnings,
    )


def _bytes(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise InputError(f"{name}: this is a folder; name the files in it", code="folder")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file", code="missing") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read; check its permissions", code="permission") from None
    except (OSError, ValueError) as fault:
        raise InputError(f"{name}: cannot be read ({fault})", code="unreadable") from None
