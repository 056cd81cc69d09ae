"""DOCX (Office Open XML): text with real footnotes, headings by style, quotes, tables, heads and feet.

The libraries for DOCX either leave footnotes out (python-docx) or give text without the places of its markers, so
the XML is read here. Numbers of notes, headings and lists are not in the file but counted by Word when it shows
them; they are counted and written here in the same way, so that the text is what an author sees. Notes stand after
the text; deleted and hidden text is left out.
"""

from __future__ import annotations

from typing import Any

from kzru_nlp.ingest.docx_package import Package
from kzru_nlp.ingest.docx_styles import SET_IN, Look, Numbering, Styles, W, is_on, look_of, spell, value
from kzru_nlp.ingest.elements import name_of
from kzru_nlp.ingest.marking import Marking, Origin
from kzru_nlp.model import Source
from kzru_nlp.model.markup import MarkedBlock

LEFT_OUT = frozenset({
    "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr",
    "Fallback", "footnoteRef", "endnoteRef", "annotationRef", "proofErr", "bookmarkStart", "bookmarkEnd", "commentReference", "rubyPr", "rt",
})  # fmt: skip
CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
CELL_PROSE = 600
HEADING_LENGTH = 300
"""A longer paragraph with an outline level is text whose style was chosen for its looks."""


def read_docx(data: bytes, origin: Origin) -> Source:
    """Return the text of the DOCX in `data` with blocks, notes, markers, and pages where Word noted them.

    Raises:
        InputError: no DOCX, damaged, encrypted, beyond the limits, or without text.
    """
    reader = _Reader(Package(data, origin.path))
    reader.read()
    return reader.marking.source(origin)


class _Reader:
    """One pass over a document; `marking` gathers its text."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.marking = Marking()
        self.related = package.related(package.document)
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering.read(self._part("numbering"))
        settings = self._part("settings")
        self.forms = {
            kind: value(settings.find(f"{W}{kind}Pr") if settings is not None else None, "numFmt") or default
            for kind, default in (("footnote", "decimal"), ("endnote", "lowerRoman"))
        }
        self.counts = {"footnote": 0, "endnote": 0}
        self.called: dict[tuple[str, str], str] = {}
        self.fields: list[bool] = []

    def _part(self, kind: str) -> Any:
        name = next((part for k, part in self.related.values() if k == kind), None)
        return self.package.xml(name) if name else None

    def read(self) -> None:
        """Read heads, body, notes and feet, in this order."""
        root = self.package.xml(self.package.document)
        body = root.find(W + "body")
        if body is None:
            return
        self.edge("header")
        self.blocks(body)
        for kind in ("footnote", "endnote"):
            self.notes(kind)
        self.edge("footer")

    def edge(self, kind: str) -> None:
        """Write each different head or foot once."""
        seen = set()
        for part in dict.fromkeys(part for k, part in self.related.values() if k == kind):
            root = self.package.xml(part)
            for paragraph in root.iter(W + "p") if root is not None else ():
                text = "".join(paragraph.itertext(W + "t")).strip()
                if text and text not in seen:
                    seen.add(text)
                    with self.marking.block(
                        MarkedBlock(
                            0, 0, "page_number" if text.isdigit() else "running_head", f"DOCX {kind}", "und"
                        )
                    ):
                        self.runs(paragraph)

    def blocks(self, element: Any) -> None:
        """Read the paragraphs and tables inside `element`, through content controls and tracked insertions."""
        for x in element:
            name = name_of(x)
            if name == "p":
                self.paragraph(x)
            elif name == "tbl":
                self.table(x)
            elif (
                name == "sdt"
                and value(x.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") == "Table of Contents"
            ):
                with self.marking.block(MarkedBlock(0, 0, "other", "DOCX table of contents")):
                    for paragraph in x.iter(W + "p"):
                        self.runs(paragraph)
                        self.marking.line()
            elif name not in LEFT_OUT:
                self.blocks(x)

    def paragraph(self, p: Any) -> None:
        """Write a paragraph with the role that its style gives; text boxes in it come after it."""
        properties = p.find(W + "pPr")
        look = look_of(properties).over(self.styles.look(value(properties, "pStyle")))
        if is_on(properties, "pageBreakBefore"):
            self.marking.turn_page()
        label = self.numbering.label(look) if _has_text(p) else ""
        with self.marking.block(_block(p, look, label)):
            if label:
                self.marking.write(label + "\t", kept=True)
            self.runs(p)
        for box in p.iter(W + "txbxContent"):
            if not any(name_of(x) == "Fallback" for x in box.iterancestors()):
                self.blocks(box)

    def runs(self, element: Any) -> None:
        """Write the text of all runs inside `element`."""
        for x in element:
            name = name_of(x)
            if name in LEFT_OUT or name == "txbxContent":
                continue
            if name == "r":
                self.run(x)
            else:
                self.runs(x)

    def run(self, run: Any) -> None:
        """Write what one run holds; superscript figures that are no real note are noted as raised."""
        properties = run.find(W + "rPr")
        if is_on(properties, "vanish"):
            return
        start = self.marking.length
        before = len(self.called)
        for x in run:
            self.piece(x)
        high = value(properties, "vertAlign") == "superscript" and len(self.called) == before
        if high and self.marking.started and "".join(run.itertext(W + "t")).strip().isdigit():
            self.marking.raise_from(start)

    def piece(self, x: Any) -> None:
        """Write one piece of a run."""
        name = name_of(x)
        if name == "t":
            if not any(self.fields):
                self.marking.write(x.text or "", kept=True)
        elif name == "fldChar":
            self.field(x.get(W + "fldCharType"))
        elif name in CHARACTERS:
            self.marking.write(CHARACTERS[name], kept=True)
        elif name in {"br", "cr"}:
            self.marking.turn_page() if x.get(W + "type") == "page" else self.marking.line()
        elif name == "lastRenderedPageBreak":
            self.marking.turn_page()
        elif name == "sym":
            self.marking.write(_symbol(x), kept=True)
        elif name in {"footnoteReference", "endnoteReference"}:
            self.reference(x, name.removesuffix("Reference"))
        elif name not in LEFT_OUT and name != "txbxContent":
            for y in x:
                self.run(y) if name_of(y) == "r" else self.piece(y)

    def field(self, kind: str | None) -> None:
        """Follow fields: between begin and separate stands the instruction, after it the result, which is text."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def reference(self, x: Any, kind: str) -> None:
        """Write the marker of a note: its count, or the sign that the author set after it."""
        key = (kind, x.get(W + "id", ""))
        if x.get(W + "customMarkFollows") in {"1", "true", "on"}:
            sign = "".join(y.text or "" for y in x.itersiblings() if name_of(y) == "t").strip()
            if self.marking.marker(sign, ":".join(key)):
                self.called[key] = sign
                for y in list(x.itersiblings()):
                    y.text = None
            return
        self.counts[kind] += 1
        number = spell(self.counts[kind], self.forms[kind])
        self.called[key] = number
        self.marking.marker(number, ":".join(key))

    def notes(self, kind: str) -> None:
        """Write the notes of one kind in the order of their markers, then those that nothing refers to."""
        root = self._part(f"{kind}s")
        if root is None:
            return
        notes = {
            x.get(W + "id", ""): x
            for x in root
            if name_of(x) == kind and x.get(W + "type", "normal") == "normal"
        }
        order = [name for k, name in self.called if k == kind and name in notes]
        for name in dict.fromkeys([*order, *notes]):
            number = self.called.get((kind, name))
            block = MarkedBlock(0, 0, "footnote", f"DOCX {kind}", None, number, key=f"{kind}:{name}")
            with self.marking.block(block):
                if number and _has_text(notes[name]):
                    self.marking.write(number + " ", kept=True)
                for i, paragraph in enumerate(notes[name].iter(W + "p")):
                    if i:
                        self.marking.line()
                    self.runs(paragraph)

    def table(self, table: Any) -> None:
        """Write a table a row a line, cells parted by tabs; one that holds prose or headings is layout and read on."""
        cells = list(table.iter(W + "tc"))
        long = any(sum(len(t.text or "") for t in cell.iter(W + "t")) > CELL_PROSE for cell in cells)
        if long or any(self._is_heading(p) for p in table.iter(W + "p")):
            for cell in cells:
                if not any(name_of(x) == "tc" for x in cell.iterancestors()):
                    self.blocks(cell)
            return
        with self.marking.block(MarkedBlock(0, 0, "table", "DOCX table")):
            for row in table.iter(W + "tr"):
                for i, cell in enumerate(row.iter(W + "tc")):
                    if i:
                        self.marking.write("\t", kept=True)
                    for j, paragraph in enumerate(cell.iter(W + "p")):
                        if j:
                            self.marking.write(" ", kept=True)
                        self.runs(paragraph)
                self.marking.line()

    def _is_heading(self, p: Any) -> bool:
        properties = p.find(W + "pPr")
        look = look_of(properties).over(self.styles.look(value(properties, "pStyle")))
        return look.outline is not None and _has_text(p)


def _block(p: Any, look: Look, label: str) -> MarkedBlock:
    """Return what a paragraph of this look is."""
    length = sum(len(t.text or "") for t in p.iter(W + "t"))
    if look.outline is not None and length < HEADING_LENGTH:
        number = label.rstrip(".) \t") or None
        return MarkedBlock(0, 0, "section_heading", "DOCX outline level", None, number, look.outline + 1)
    kind = None if look.kind == "section_heading" else look.kind
    left, right = look.left or 0, look.right or 0
    listed = bool(look.list_id and look.list_id != "0")
    return MarkedBlock(
        0, 0, "paragraph" if kind is None and listed and length > 60 else kind, f"DOCX style of a {kind}" if kind else "",
        set_in=left >= SET_IN and right >= SET_IN and not listed,
        strong=bool(look.centred or look.bold) or _all_bold(p),
    )  # fmt: skip


def _all_bold(p: Any) -> bool:
    runs = [run for run in p.iter(W + "r") if run.find(W + "t") is not None]
    return bool(runs) and all(is_on(run.find(W + "rPr"), "b") for run in runs)


def _has_text(element: Any) -> bool:
    return any((t.text or "").strip() for t in element.iter(W + "t"))


def _symbol(x: Any) -> str:
    """Return the character of a symbol font; their private copies at U+F000 stand for the codes below."""
    code = x.get(W + "char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
