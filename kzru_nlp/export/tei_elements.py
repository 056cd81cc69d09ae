"""Elements of TEI with text and attributes that XML allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from kzru_nlp.export.characters import xml_text

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
XML_ID, XML_LANG = f"{_XML}id", f"{_XML}lang"


def element(name: str, attributes: Mapping[str, object] | None = None, text: str | None = None) -> Any:
    """Return an element of TEI; attributes that are None or empty are left out."""
    found = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    for key, value in (attributes or {}).items():
        if value is not None and str(value):
            found.set(key, xml_text(str(value)))
    if text is not None:
        found.text = xml_text(text)
    return found


def sub(
    parent: Any, name: str, attributes: Mapping[str, object] | None = None, text: str | None = None
) -> Any:
    """Return a new last child of `parent`."""
    child = element(name, attributes, text)
    parent.append(child)
    return child


def fill(parent: Any, pieces: Iterable[Any]) -> None:
    """Append strings and elements to `parent` as mixed content."""
    for piece in pieces:
        if not isinstance(piece, str):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + xml_text(piece)
        else:
            parent.text = (parent.text or "") + xml_text(piece)


def raw_pointers(spans: Sequence[Sequence[int]] | None) -> str | None:
    """Return raw spans as pointers for `@source`."""
    return " ".join(f"raw:{start},{end}" for start, end in spans or ()) or None


def xml_name(text: str) -> str:
    """Return `text` as the tail of an XML name: what can't stand in one is its code point.

    >>> xml_name("kzru:kambarata-1")
    'kzru_3a_kambarata-1'
    """
    return re.sub(r"[^A-Za-z0-9.-]", lambda match: f"_{ord(match.group()):x}_", text)


def token(text: str) -> str:
    """Return `text` as a value of attributes like `@n` and `@type`: no white space, at least one character."""
    return re.sub(r"\s+", "_", xml_text(text)) or "_"
