"""What a file is, told by its first bytes."""

from __future__ import annotations

import codecs
import re

LOOKED_AT = 1 << 16
PROLOGUE = re.compile(
    r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?P<doctype>[^\[>]*)(?:\[.*?\]\s*)?>)*",
    re.DOTALL | re.IGNORECASE,
)
ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.-]*)")
FIRST = re.compile(r"<!doctype\s+html\b|<html\b|<!--", re.IGNORECASE)
HTML_ROOTS = frozenset(
    {"html", "head", "body", "div", "section", "main", "h1", "p", "table", "title", "meta"}
)
WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def markup_kind(data: bytes) -> tuple[str, str] | None:
    """Return ("xml" or "html", name of the root element) of marked-up text, or None.

    An XML file says so by its declaration or its DOCTYPE; "html" is what a browser would read as a page.

    >>> markup_kind(b"<?xml version='1.0'?><!-- x --><tei:TEI xmlns:tei='...'>")
    ('xml', 'TEI')
    >>> markup_kind(b"<!DOCTYPE html><title>x</title>"), markup_kind(b"<3 a plain text")
    (('html', 'title'), None)
    """
    head = _head(data)
    if not head.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    prologue = PROLOGUE.match(head)
    end = prologue.end() if prologue else 0
    root = ROOT.match(head, end)
    name = root["name"] if root else ""
    doctype = (prologue["doctype"] or "").split() if prologue else []
    if name.lower() in HTML_ROOTS or (doctype and doctype[0].lower() == "html"):
        return ("html", name) if name != "article" or doctype else ("xml", name)
    declared = "<?xml" in head[:200].lower() or bool(doctype) or "<!doctype" in head[:2000].lower()
    if declared or name in {"article", "TEI", "TEI.2", "teiCorpus"}:
        return "xml", name
    return None


def _head(data: bytes) -> str:
    sample = data[:LOOKED_AT]
    for start, encoding in WIDE:
        if sample.startswith(start):
            return sample.decode(encoding, "ignore")
    return sample.decode("latin-1").removeprefix("ï»¿")
