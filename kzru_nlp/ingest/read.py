"""Which reader a file needs, told by its first bytes and not by its name."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from os import PathLike
from pathlib import Path

from kzru_nlp.ingest.filenames import encodable, printable
from kzru_nlp.ingest.limits import MEGABYTE, file_megabytes
from kzru_nlp.ingest.marking import Origin
from kzru_nlp.ingest.pdf import read_pdf
from kzru_nlp.ingest.plain import decode
from kzru_nlp.ingest.sniff import markup_kind
from kzru_nlp.ingest.suspicious import suspicious
from kzru_nlp.model import InputError, Source

# What a user may hand over by mistake: the message then says what it is instead of "binary".
NOT_READ = (
    (b"\x89PNG", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"\xff\xd8\xff", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"II*\x00", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"MM\x00*", "a picture; run OCR on it first (ocrmypdf makes a PDF with text)"),
    (b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"%!PS", "a PostScript file; convert it to .pdf"),
    (b"\x7fELF", "a program"),
)
OLE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Word wraps a DOCX with a password into this stream of an OLE file (MS-OFFCRYPTO)."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PDF_WITHIN = 1024
"""A PDF's header may be preceded by up to this many other bytes (ISO 32000, implementation note 13)."""


def read_source(path: str | PathLike[str], *, encoding: str | None = None) -> Source:
    """Return what the file at `path` holds, decoded; `encoding` overrides detection for plain text and HTML.

    Raises:
        InputError: missing, unreadable, too large, empty, binary, encrypted or damaged; one line with the way out.
    """
    name = printable(str(path))
    data = _bytes(Path(path), name)
    if not data:
        raise InputError(f"{name}: the file is empty; nothing to read", code="empty")
    return replace(source_of(data, name, encoding=encoding), path=encodable(str(path)))


def source_of(data: bytes, name: str, *, encoding: str | None = None) -> Source:
    """Return what `data`, the bytes of the file called `name`, hold; faults as in `read_source`."""
    source = _source(data, name, encoding)
    return replace(source, warnings=(*source.warnings, *suspicious(source.text)))


def _source(data: bytes, name: str, encoding: str | None) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    if b"%PDF-" in data[:PDF_WITHIN]:
        return read_pdf(data, path=name, sha256=digest)
    if data.startswith(ZIP):
        from kzru_nlp.ingest.docx import read_docx

        return read_docx(data, Origin(name, digest, "docx"))
    _refuse(data, name)
    if markup := markup_kind(data):
        return _marked_up(data, *markup, Origin(name, digest, ""), encoding)
    decoded = decode(data, path=name, encoding=encoding)
    return Source(
        path=name,
        sha256=digest,
        text=decoded.text,
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        warnings=decoded.warnings,
    )


def _marked_up(data: bytes, kind: str, root: str, origin: Origin, encoding: str | None) -> Source:
    """Read XML or HTML; the reader is imported only when it is needed."""
    if kind == "html":
        from kzru_nlp.ingest.html import read_html

        return read_html(data, origin, encoding=encoding)
    from kzru_nlp.ingest.elements import descendants, name_of
    from kzru_nlp.ingest.jats import ROOT, read_jats
    from kzru_nlp.ingest.safe_xml import parse_xml
    from kzru_nlp.ingest.tei import ROOTS, read_tei

    tree = parse_xml(data, origin.path)
    origin = Origin(origin.path, origin.sha256, (tree.getroottree().docinfo.encoding or "utf-8").lower())
    name = name_of(tree)
    if name in ROOTS:
        return read_tei(tree, origin)
    if name == ROOT or next(descendants(tree, ROOT), None) is not None:
        return read_jats(tree, origin)
    if name == "html":
        from kzru_nlp.ingest.html import read_html

        return read_html(data, origin, encoding=encoding)
    raise InputError(
        f"{origin.path}: XML with the root <{name}> is neither JATS, TEI nor HTML; save the article as one of these, "
        "or as .docx or .txt",
        code="unknown-xml",
    )


def _refuse(data: bytes, name: str) -> None:
    """Raise InputError for formats that are known and not read."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise InputError(
                f"{name}: the DOCX is encrypted; save it without a password and try again", code="encrypted"
            )
        raise InputError(f"{name}: this is an old Word or Excel file; save it as .docx", code="binary")
    for magic, what in NOT_READ:
        if data.startswith(magic):
            raise InputError(f"{name}: this is {what}", code="binary")


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{name}: this is a folder; name the files in it", code="folder")
        about = path.stat()
        if stat.S_ISCHR(about.st_mode) or stat.S_ISBLK(about.st_mode) or stat.S_ISSOCK(about.st_mode):
            raise InputError(f"{name}: this is a device, not a file", code="unreadable")
        limit = file_megabytes()
        with path.open("rb") as file:
            data = b"" if about.st_size > limit * MEGABYTE else file.read(limit * MEGABYTE + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: there is no such file", code="missing") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read; check its permissions", code="permission") from None
    except (OSError, ValueError) as fault:
        raise InputError(f"{name}: cannot be read ({fault})", code="unreadable") from None
    if max(len(data), about.st_size) > limit * MEGABYTE:
        raise InputError(
            f"{name}: larger than {limit} MB, the limit for one article; split it, or set KZRU_MAX_MEGABYTES",
            code="too-large",
        )
    return data
