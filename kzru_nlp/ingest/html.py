"""HTML: structure from headings, paragraphs, quotes, tables and the links between markers and notes.

What surrounds the article (menus, forms) is kept as units of kind `other`; nothing is fetched, and what a browser
would not show (scripts, styles, hidden elements) is not text.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from kzru_nlp.ingest.elements import (
    attribute,
    child,
    children,
    descendants,
    identity,
    lang_of,
    name_of,
    plain,
)
from kzru_nlp.ingest.limits import MARKUP_MEGABYTES, MEGABYTE
from kzru_nlp.ingest.marking import NOTE_MARK, Marking, Origin
from kzru_nlp.ingest.plain import decode
from kzru_nlp.ingest.safe_xml import refuse_depth
from kzru_nlp.model import InputError, Source
from kzru_nlp.model.markup import MarkedBlock

HEADINGS = {f"h{n}": n for n in range(1, 7)}
UNSEEN = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "select", "textarea", "button",
    "input", "audio", "video", "canvas", "map", "datalist",
})  # fmt: skip
AROUND = frozenset({"nav", "footer", "form", "aside", "dialog", "menu"})
BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "ul",
    *HEADINGS, *AROUND,
})  # fmt: skip
NOTE_ROLE = re.compile(r"doc-(?:footnote|endnote)s?\b|\b(?:footnote|endnote|rearnote)s?\b", re.IGNORECASE)
NOTE_ID = re.compile(
    r"_?(?:sd)?(?:foot|end)?(?:fn|ftn|edn|en|note|footnote|endnote|dipnot|sn|n)(?:ote|text|sym)?[-_:.]?\d{1,4}(?:sym)?",
    re.IGNORECASE,
)
REFERENCE_ID = re.compile(r"(?:ref|cit|bib|cr|b|r|kaynak)(?:erence|e|r)?[-_:.]?(?:cr)?\d+", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s")
CELL_PROSE = 600
"""A table with a cell longer than this is there for the layout."""


def read_html(data: bytes, origin: Origin, *, encoding: str | None = None) -> Source:
    """Return the text of the page in `data` with the blocks, notes and markers that its markup tells.

    Raises:
        InputError: too large, nested beyond the limit, no text, or bytes that no encoding fits.
    """
    if len(data) > MARKUP_MEGABYTES * MEGABYTE:
        raise InputError(
            f"{origin.path}: more than {MARKUP_MEGABYTES} MB of HTML; split it into its articles",
            code="too-large",
        )
    text, found = _decoded(data, origin.path, encoding)
    root = _parse(text, origin.path)
    reader = _Reader(root)
    reader.flow(root)
    return reader.marking.source(Origin(origin.path, origin.sha256, found))


def _decoded(data: bytes, path: str, encoding: str | None) -> tuple[str, str]:
    """Decode as told; else by a byte order mark or UTF-8, then as the page declares, then by its letters."""
    declared = CHARSET.search(data[:4096])
    if encoding is None and declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii")
        # Browsers read these two as their Windows supersets (WHATWG Encoding, labels).
        name = {"iso-8859-9": "cp1254", "iso-8859-1": "cp1252"}.get(name.lower(), name)
        try:
            return data.decode(name), name.lower()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    result = decode(data, path=path, encoding=encoding)
    return result.text, result.encoding


def _parse(text: str, path: str) -> Any:
    clean = DECLARATION.sub("", text.replace("\0", "\ufffd"))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if "depth" in str(fault):
            raise InputError(
                f"{path}: elements nested too deep; this is no article", code="markup-bomb"
            ) from None
        root = None
    if root is None:
        raise InputError(f"{path}: the page has no text; nothing to read", code="empty")
    refuse_depth(root, f"{path}: ")
    return root


class _Reader:
    """One pass over a page; `marking` gathers its text."""

    def __init__(self, root: Any) -> None:
        self.marking = Marking()
        self.titled = False
        self.page_lang = lang_of(next(children(root, "body"), root))
        self.sectioned = False
        self.order = {element: i for i, element in enumerate(root.iter())}
        self.anchors: dict[str, Any] = {}
        for element in self.order:
            for name in (identity(element), attribute(element, "name") if name_of(element) == "a" else ""):
                if name:
                    self.anchors.setdefault(name, element)
        self.notes: dict[Any, str] = {}
        self.calls: dict[Any, str] = {}
        self.first_call: dict[str, str] = {}
        self._find_notes(root)
        self.article = _article(root)
        self.depth_around = 0

    def _find_notes(self, root: Any) -> None:
        """Tie links that look like markers to the blocks below that they point to."""
        for link in root.iter("a"):
            href = attribute(link, "href")
            key = href.partition("#")[2] if href.startswith("#") or "#" in href else ""
            target = self.anchors.get(key)
            if (
                target is None
                or self.order[target] <= self.order[link]
                or not NOTE_MARK.fullmatch(plain(link))
            ):
                continue
            note = _block_of(target)
            if note is None or note is _block_of(link) or not self._is_note(target, note, key):
                continue
            self.calls[link] = key
            self.first_call.setdefault(key, plain(link))
            self.notes.setdefault(note, key)

    def _is_note(self, target: Any, note: Any, key: str) -> bool:
        around = [target, note, *note.iterancestors()][:6]
        said = " ".join(
            f"{attribute(x, 'role')} {attribute(x, 'class')} {attribute(x, 'type')}" for x in around
        )
        if NOTE_ROLE.search(said):
            return True
        if REFERENCE_ID.fullmatch(key) and not NOTE_ID.fullmatch(key):
            return False
        return bool(NOTE_ID.fullmatch(key)) or _points_back(note, self.anchors, self.order)

    def flow(self, element: Any) -> None:
        """Read the blocks inside `element`; text that stands between them is a block too."""
        name = name_of(element)
        self.loose(element.text, element)
        for x in element:
            if not _is_seen(x):
                pass
            elif name_of(x) in BLOCKS or _holds_blocks(x):
                self.marking.close()
                self.part(x)
                self.marking.close()
            else:
                self.open_loose(element)
                self.inline(x)
            self.loose(x.tail, element)
        if name in BLOCKS:
            self.marking.close()

    def loose(self, text: str | None, element: Any) -> None:
        """Write text that stands in no paragraph."""
        if text and (self.marking.open_block is not None or text.strip()):
            self.open_loose(element)
            self.marking.write(text)

    def open_loose(self, element: Any) -> None:
        """Open a block for such text, if none is open."""
        if self.marking.open_block is None:
            self.marking.open(self.block_for(element))

    def part(self, x: Any) -> None:
        """Read one block element."""
        name = name_of(x)
        outside = name in AROUND and self.article is not x and not self._holds_notes(x)
        self.depth_around += outside
        if x in self.notes:
            self.note(x)
        elif name in HEADINGS:
            self.heading(x)
        elif name == "blockquote":
            self.lines(x, "epigraph" if "epigraph" in attribute(x, "class").lower() else "blockquote")
        elif name in {"figcaption", "caption"}:
            self.lines(x, "caption")
        elif name == "table":
            self.table(x)
        elif name == "pre":
            with self.marking.block(self.block_for(x)):
                self.marking.write("".join(x.itertext()), kept=True)
        elif name in {"p", "li", "dd", "dt", "address", "summary"} and not _holds_blocks(x):
            with self.marking.block(self.block_for(x)):
                self.inline(x, outer=False)
        else:
            self.flow(x)
        self.depth_around -= outside

    def block_for(self, element: Any) -> MarkedBlock:
        """Return the block that a paragraph is: typed under a section heading, free above the first one."""
        name = name_of(element)
        if self.depth_around:
            return MarkedBlock(0, 0, "other", f"HTML <{name}> around the article")
        said = f"{attribute(element, 'class')} {identity(element)}".lower()
        lang = lang_of(element)
        if lang == self.page_lang:
            lang = None  # a template's language: authors rarely change it
        return MarkedBlock(0, 0, None, f"HTML <{name}>", lang, strong="center" in said or _all_bold(element))

    def heading(self, x: Any) -> None:
        """Write a heading: the first h1 is the title, the others are sections, one level under it."""
        level = HEADINGS[name_of(x)]
        lang = lang_of(x) if lang_of(x) != self.page_lang else None
        found = NUMBER.match(plain(x))
        if self.depth_around:
            block = MarkedBlock(0, 0, "other", "HTML heading around the article")
        elif level == 1 and not self.titled and not found:
            block = MarkedBlock(0, 0, "title", "HTML <h1>", lang)
            self.titled = bool(plain(x))
        else:
            number = found[1] if found else None
            depth = number.count(".") + 1 if number else max(1, level - 1)
            block = MarkedBlock(0, 0, "section_heading", f"HTML <{name_of(x)}>", lang, number, depth)
        with self.marking.block(block):
            self.inline(x, outer=False)

    def lines(self, x: Any, kind: str, **more: Any) -> None:
        """Write a block whose inner paragraphs are lines of it."""
        kind = "other" if self.depth_around else kind
        with self.marking.block(MarkedBlock(0, 0, kind, f"HTML <{name_of(x)}>", **more)):
            self.inline(x, outer=False)

    def note(self, x: Any) -> None:
        """Write a note; its number is that of its own link back, of its list or of the marker that leads here."""
        key = self.notes[x]
        text = plain(x)
        shown = NOTE_MARK.match(text)
        mark = NOTE_MARK.fullmatch(self.first_call[key])
        number = mark["mark"].translate({ord("∗"): "*"}) if mark else None
        with self.marking.block(MarkedBlock(0, 0, "footnote", f"HTML #{key}", None, number, key=key)):
            if number and not (shown and shown["mark"] == number) and name_of(x) == "li":
                self.marking.write(number + " ")
            self.inline(x, outer=False)

    def table(self, x: Any) -> None:
        """Write a table's caption and rows; a table that holds prose or notes is layout, and its cells are read on."""
        if any(len(plain(cell)) > CELL_PROSE for cell in descendants(x, "td")) or any(
            y in self.notes or name_of(y) in HEADINGS for y in x.iter()
        ):
            self.flow(x)
            return
        if (caption := child(x, "caption")) is not None:
            self.lines(caption, "caption")
        kind = "other" if self.depth_around else "table"
        with self.marking.block(MarkedBlock(0, 0, kind, "HTML <table>")):
            for row in descendants(x, "tr"):
                for i, cell in enumerate(children(row, "td", "th")):
                    if i:
                        self.marking.write("\t", kept=True)
                    self.inline(cell, outer=False)
                self.marking.line()

    def inline(self, x: Any, *, outer: bool = True) -> None:
        """Write all text of `x` into the open block: markers, lines of their own, raised figures, the rest as it is."""
        name = name_of(x)
        if x in self.calls and outer:
            self.marking.marker("".join(x.itertext()), self.calls[x])
            return
        if name == "br":
            self.marking.line()
            return
        own_line = outer and name in BLOCKS
        if own_line:
            self.marking.line()
        start = self.marking.length
        self.marking.write(x.text or "")
        for y in x:
            if _is_seen(y):
                self.inline(y)
            self.marking.write(y.tail or "")
        if own_line:
            self.marking.line()
        if name == "sup" and plain(x).isdigit() and not any(y in self.calls for y in x.iter()):
            self.marking.raise_from(start)

    def _holds_notes(self, x: Any) -> bool:
        return any(y in self.notes for y in x.iter())


def _is_seen(x: Any) -> bool:
    """Whether a browser would show the element."""
    name = name_of(x)
    if not name or name in UNSEEN or x.get("hidden") is not None:
        return False
    return not HIDDEN.search(x.get("style") or "")


def _holds_blocks(x: Any) -> bool:
    return any(name_of(y) in BLOCKS for y in x.iter() if y is not x)


def _block_of(x: Any) -> Any:
    """Return the block element that `x` is or stands in; an anchor before its note leads to the block around it."""
    while x is not None and name_of(x) not in BLOCKS:
        x = x.getparent()
    return x if x is not None and name_of(x) not in {"body", "html", "main", "article", "section"} else None


def _points_back(note: Any, anchors: dict[str, Any], order: dict[Any, int]) -> bool:
    """Whether the block has a link to a place above it, as notes link back to their markers."""
    for link in note.iter("a"):
        target = anchors.get(attribute(link, "href").partition("#")[2])
        if target is not None and order[target] < order[note]:
            return True
    return False


def _all_bold(x: Any) -> bool:
    bold = sum(len(plain(y)) for y in x.iter("b", "strong"))
    return bold > 0 and bold >= 0.9 * len(plain(x))


def _article(root: Any) -> Any:
    """Return the one <article> or <main> of the page, or None."""
    found = list(root.iter("article")) or list(root.iter("main"))
    return found[0] if len(found) == 1 else None
