"""XML from strangers: entities are neither expanded nor fetched, depth and size have limits.

A DOCTYPE that names a DTD is usual (every JATS file has one) and is not fetched. Entities that the file declares
itself are refused, whatever they are: a harmless one is rare in articles, and bombs and file thefts need them.
Named characters such as `&nbsp;` are those of HTML.
"""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

from kzru_nlp.ingest.limits import DEPTH, MARKUP_MEGABYTES, MEGABYTE
from kzru_nlp.model import InputError

ENTITY_DECLARATION = re.compile(rb"<!ENTITY[\s%]", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


def parse_xml(data: bytes, path: str, *, part: str = "") -> Any:
    """Return the root element of the XML in `data`; `part` names it inside an archive.

    Raises:
        InputError: not well-formed, entities declared, nested or grown beyond the limits.
    """
    where = f"{path}: {part}: " if part else f"{path}: "
    _refuse_entities(data, where)
    if len(data) > MARKUP_MEGABYTES * MEGABYTE:
        raise InputError(
            f"{where}more than {MARKUP_MEGABYTES} MB of XML; split it into its articles", code="too-large"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise _fault(data, where, fault) from None
    if root is None:
        raise InputError(f"{where}the XML has no root element; nothing to read", code="damaged")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise _entities(where)
    refuse_depth(root, where)
    return root


def refuse_depth(root: Any, where: str) -> None:
    """Raise InputError where elements are nested deeper than the limit."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            raise InputError(
                f"{where}elements nested more than {DEPTH} deep; this is no article", code="markup-bomb"
            )


def entity_text(element: Any) -> str:
    """Return the character of an entity reference that was left as it is (`&nbsp;`), or its source.

    >>> entity_text(etree.Entity("eacute"))
    'é'
    """
    return html.unescape(element.text)


def _refuse_entities(data: bytes, where: str) -> None:
    # UTF-16 and UTF-32 differ from ASCII by their NUL bytes alone, here.
    head = data.replace(b"\0", b"") if b"\0" in data[:64] else data
    opened = DOCTYPE.search(head)
    if opened and ENTITY_DECLARATION.search(head, opened.end()):
        raise _entities(where)


def _entities(where: str) -> InputError:
    return InputError(
        f"{where}the file declares entities of its own, as entity bombs and file thefts do; it is not read. "
        "Remove <!ENTITY …> from its DOCTYPE",
        code="entities",
    )


def _fault(data: bytes, where: str, fault: Exception) -> InputError:
    """Return what is wrong, with the offset of the byte or the line and column."""
    message = " ".join(str(getattr(fault, "msg", None) or fault).split())
    if "encod" in message.lower() or "utf-8" in message.lower():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as bad:
            return InputError(
                f"{where}byte 0x{data[bad.start]:02x} at offset {bad.start} is not in the encoding that the file "
                "declares; repair the file or its encoding declaration",
                code="invalid-bytes",
            )
    if "xcessive depth" in message:
        return InputError(f"{where}elements nested too deep; this is no article", code="markup-bomb")
    return InputError(f"{where}the XML is damaged or cut off: {message}; get the file again", code="damaged")
