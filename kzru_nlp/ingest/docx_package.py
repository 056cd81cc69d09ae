"""The ZIP archive of a DOCX (Open Packaging Conventions): its parts, found by relationship, with limits.

Nothing is unpacked to disk and no name in the archive is used as a path, so `..` and symbolic links lead nowhere;
relationships to the outside are not followed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from kzru_nlp.ingest.limits import MARKUP_MEGABYTES, MEGABYTE, PACKED_MEGABYTES, PARTS
from kzru_nlp.ingest.safe_xml import parse_xml
from kzru_nlp.model import InputError

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""Namespace of ISO 29500 Strict, which Word writes on request; its elements are those of the usual one."""
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOT_WORD = (
    ("xl/", "an Excel workbook; save the text as .docx or .txt"),
    ("ppt/", "a PowerPoint file; save the text as .docx or .txt"),
    ("content.xml", "an OpenDocument text; save it as .docx"),
    ("META-INF/container.xml", "an EPUB book; convert it to .docx or .html"),
)


class Package:
    """The parts of one DOCX; each is read once, at most."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._read = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            names = self._archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as fault:
            raise self._damaged(str(fault)) from None
        if len(names) > PARTS:
            raise InputError(f"{path}: an archive of {len(names)} files; this is no article", code="zip-bomb")
        self._names = {name.lower(): name for name in names}
        self.document = self._main()

    def xml(self, name: str) -> Any:
        """Return the root element of the part `name`, or None if the package has none."""
        data = self._bytes(name)
        return None if data is None else parse_xml(data.replace(STRICT, TRANSITIONAL), self.path, part=name)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the parts that `name` refers to: id -> (kind, part); what lies outside is left out."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for element in root.iter(RELATIONSHIPS) if root is not None else ():
            if element.get("TargetMode") != "External" and element.get("Target"):
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target"))).lstrip("/")
                found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
        return found

    def _main(self) -> str:
        for kind, part in self.related("").values():
            if (
                kind == "officeDocument"
                and part.lower() in self._names
                and not part.startswith(("xl/", "ppt/"))
            ):
                return part
        if "word/document.xml" in self._names:
            return "word/document.xml"
        what = next(
            (text for start, text in NOT_WORD if any(n.startswith(start) for n in self._names.values())), None
        )
        raise InputError(
            f"{self.path}: this is {what or 'a ZIP archive; unpack it and name the articles in it'}",
            code="binary",
        )

    def _bytes(self, name: str) -> bytes | None:
        known = self._names.get(name.lower())
        if known is None:
            return None
        limit = min(MARKUP_MEGABYTES * MEGABYTE, PACKED_MEGABYTES * MEGABYTE - self._read)
        try:
            with self._archive.open(known) as file:
                data = file.read(limit + 1)
        except RuntimeError:
            raise InputError(
                f"{self.path}: the archive is encrypted; save it without a password and try again",
                code="encrypted",
            ) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as fault:
            raise self._damaged(f"{known}: {fault}") from None
        if len(data) > limit:
            raise InputError(
                f"{self.path}: {known} unpacks to more than {limit // MEGABYTE} MB, as zip bombs do; it is not read",
                code="zip-bomb",
            )
        self._read += len(data)
        return data

    def _damaged(self, reason: str) -> InputError:
        reason = " ".join(reason.split())
        return InputError(
            f"{self.path}: the DOCX is damaged or truncated ({reason}); get it again or save it anew",
            code="damaged",
        )
