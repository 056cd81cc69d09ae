"""Small questions to lxml elements that the readers of JATS, TEI and HTML share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from kzru_nlp.ingest.marking import SPACE
from kzru_nlp.ingest.safe_xml import entity_text

XML = "{http://www.w3.org/XML/1998/namespace}"


def name_of(element: Any) -> str:
    """Return the element's name without its namespace; "&" for an entity reference, "" for an instruction."""
    if isinstance(element.tag, str):
        return element.tag.rpartition("}")[2]
    return "&" if element.tag is etree.Entity else ""


def attribute(element: Any, name: str) -> str:
    """Return the attribute `name` whatever its namespace, or ""."""
    return element.get(name) or element.get(XML + name) or ""


def identity(element: Any) -> str:
    """Return the id that links point to, or ""."""
    return attribute(element, "id")


def lang_of(element: Any, *, upward: bool = True) -> str | None:
    """Return the language declared on the element, or on the nearest one around it.

    >>> lang_of(etree.fromstring('<a xml:lang="TR_tr"><b/></a>')[0])
    'tr'
    """
    while element is not None:
        if given := attribute(element, "lang").strip():
            parts = given.replace("_", "-").split("-")
            script = [part.title() for part in parts[1:] if len(part) == 4]
            return "-".join([parts[0].lower(), *script])
        element = element.getparent() if upward else None
    return None


def children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the child elements with one of `names`, or all that are elements."""
    for child in element:
        if (name := name_of(child)) and (not names or name in names):
            yield child


def child(element: Any, *names: str) -> Any:
    """Return the first child with one of `names`, or None."""
    return next(children(element, *names), None) if element is not None else None


def descendants(element: Any, *names: str) -> Iterator[Any]:
    """Yield the elements inside with one of `names`, in document order."""
    for found in element.iter():
        if found is not element and name_of(found) in names:
            yield found


def plain(element: Any) -> str:
    r"""Return all text inside with white space as single spaces, "" for None.

    >>> plain(etree.fromstring("<p>one <b>two</b>\n three</p>"))
    'one two three'
    """
    return SPACE.sub(" ", "".join(_texts(element))).strip() if element is not None else ""


def _texts(element: Any) -> Iterator[str]:
    yield element.text or "" if isinstance(element.tag, str) else ""
    for inner in element:
        kind = name_of(inner)
        if kind == "&":
            yield entity_text(inner)
        elif kind:
            yield from _texts(inner)
        yield inner.tail or ""
