"""TEI P5, as people write it and as GROBID makes it from PDFs: structure from its elements."""

from __future__ import annotations

import re
from typing import Any

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
from kzru_nlp.ingest.marking import NOTE_MARK, Marking, Origin
from kzru_nlp.ingest.safe_xml import entity_text
from kzru_nlp.model import Source
from kzru_nlp.model.markup import MarkedBlock

ROOTS = frozenset({"TEI", "TEI.2", "teiCorpus"})
FOOT = frozenset({"foot", "bottom", "end", "footnote", "endnote", "page", "section", "div"})
"""Values of `note/@place` that make a note one of the text."""
BLOCKS = frozenset({
    "p", "ab", "quote", "cit", "q", "lg", "list", "table", "figure", "listBibl", "div", "epigraph", "floatingText", "argument", "sp",
})  # fmt: skip
HEADS = {"header": "running_head", "head": "running_head", "footer": "running_head", "pageNum": "page_number"}
OWN_LINE = frozenset({"p", "l", "item", "head", "lg", "row", "bibl", "ab"})
SILENT = frozenset({"graphic", "binaryObject", "teiHeader", "facsimile", "standOff", "index", "coordinates"})


def read_tei(root: Any, origin: Origin) -> Source:
    """Return the text under `root` with the blocks, notes and markers that its elements tell; notes stand last."""
    reader = _Reader(root)
    for header in [x for x in root.iter() if name_of(x) == "teiHeader"][:1]:
        reader.header(header)
    for text in [x for x in root.iter() if name_of(x) == "text"][:1]:
        for part in children(text):
            reader.flow(part, 1)
    reader.pending_notes()
    return reader.marking.source(origin)


class _Reader:
    """One pass over a document; `marking` gathers its text."""

    def __init__(self, root: Any) -> None:
        self.marking = Marking()
        self.notes: list[Any] = []
        self.counted = 0
        self.note_ids = {identity(x) for x in descendants(root, "note") if _is_note(x) and identity(x)}
        called = {_target(x) for x in descendants(root, "ref", "ptr")}
        self.called = called & self.note_ids

    def whole(self, kind: str, element: Any, why: str = "", **more: Any) -> None:
        """Write a block with all that `element` holds."""
        why = why or f"TEI <{name_of(element)}>"
        with self.marking.block(MarkedBlock(0, 0, kind, why, lang_of(element), **more)):
            self.inline(element)

    def header(self, header: Any) -> None:
        """Read titles, authors, dates, abstract and keywords from the header."""
        for statement in list(descendants(header, "titleStmt"))[:1]:
            for title in children(statement, "title"):
                self.whole("title", title)
        analytic = next(descendants(header, "analytic"), None)
        authors = list(descendants(analytic, "author")) if analytic is not None else []
        for author in authors or list(descendants(header, "author"))[:20]:
            self.author(author)
        for monograph in list(descendants(header, "monogr"))[:1]:
            text = ", ".join(filter(None, map(plain, descendants(monograph, "title", "biblScope", "idno"))))
            with self.marking.block(MarkedBlock(0, 0, "journal_line", "TEI <monogr>")):
                self.marking.write(text)
        for date in list(descendants(header, "date"))[:1]:
            with self.marking.block(MarkedBlock(0, 0, "dates", "TEI <date>")):
                self.marking.write(plain(date) or attribute(date, "when"))
        for licence in descendants(header, "availability"):
            self.whole("licence", licence)
        for abstract in descendants(header, "abstract"):
            self.abstract(abstract)
        for words in descendants(header, "keywords"):
            terms = [plain(x) for x in descendants(words, "term", "item")] or [plain(words)]
            with self.marking.block(MarkedBlock(0, 0, "keywords", "TEI <keywords>", lang_of(words))):
                self.marking.write("; ".join(filter(None, terms)))

    def author(self, author: Any) -> None:
        """Write a name, then what the header says of the person."""
        name = next(descendants(author, "persName", "name"), None)
        parts = [plain(x) for x in children(name)] if name is not None else []
        said = [*descendants(author, "affiliation", "email", "idno")]
        with self.marking.block(MarkedBlock(0, 0, "author", "TEI <author>")):
            self.marking.write(
                " ".join(filter(None, parts)) or plain(name if said or name is not None else author)
            )
        for part in said:
            text = ", ".join(filter(None, (plain(x) for x in children(part)))) or plain(part)
            with self.marking.block(MarkedBlock(0, 0, "affiliation", f"TEI <{name_of(part)}>")):
                self.marking.write(text)

    def abstract(self, element: Any) -> None:
        """Write the label and the abstract, all paragraphs as one block."""
        lang = lang_of(element)
        for head in descendants(element, "head"):
            self.whole("abstract_heading", head)
        with self.marking.block(MarkedBlock(0, 0, "abstract", "TEI <abstract>", lang)):
            paragraphs = list(descendants(element, "p", "ab")) or [element]
            for paragraph in paragraphs:
                self.inline(paragraph)
                self.marking.line()

    def flow(self, element: Any, level: int) -> None:
        """Read what stands in a front, body, back or division, block by block."""
        for part in children(element):
            self.part(part, level)

    def part(self, part: Any, level: int) -> None:
        """Read one block."""
        name = name_of(part)
        if name in SILENT:
            return
        if name == "div" and attribute(part, "type").lower() == "abstract":
            self.abstract(part)
        elif name in {
            "div",
            "group",
            "text",
            "front",
            "body",
            "back",
            "floatingText",
            "titlePage",
            "argument",
            "sp",
        } or re.fullmatch(r"div[0-7]", name):
            inner = level + (name.startswith("div") and child(part, "head") is not None)
            for x in children(part):
                self.part(x, level if name_of(x) == "head" else inner)
        elif name == "head":
            self.heading(part, level)
        elif name in {"docTitle", "titlePart"}:
            self.whole("title", part)
        elif name in {"docAuthor", "byline"}:
            self.whole("author", part)
        elif name in {"docDate", "docImprint"}:
            self.whole("dates", part)
        elif name == "epigraph":
            self.whole("epigraph", part)
        elif name in {"quote", "cit", "q", "lg"}:
            self.whole("blockquote", part)
        elif name == "list":
            for item in children(part, "item", "head"):
                self.paragraph(item)
        elif name == "listBibl":
            for x in children(part):
                self.heading(x, level) if name_of(x) == "head" else self.reference(x)
        elif name in {"bibl", "biblStruct", "biblFull"}:
            self.reference(part)
        elif name in {"figure", "table"}:
            self.figure(part)
        elif name in {"fw", "pb", "lb", "cb", "note", "milestone", "anchor"}:
            self.element(part)
            self.marking.close()
        elif name == "formula":
            self.whole("other", part)
        else:
            self.paragraph(part)

    def heading(self, head: Any, level: int) -> None:
        """Write a heading with the number that `@n` or its text gives."""
        text, given = plain(head), attribute(head, "n")
        found = re.match(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s", text)
        number = given.rstrip(".) ") or (found[1] if found else None)
        depth = number.count(".") + 1 if number else level
        with self.marking.block(
            MarkedBlock(0, 0, "section_heading", "TEI <head>", lang_of(head), number, depth)
        ):
            if given and not text.startswith(given):
                self.marking.write(given + " ")
            self.inline(head)

    def figure(self, part: Any) -> None:
        """Write the caption of a figure or table, then its rows."""
        captions = [x for x in children(part, "head", "label", "figDesc") if plain(x)]
        if captions:
            with self.marking.block(MarkedBlock(0, 0, "caption", f"TEI <{name_of(part)}>", lang_of(part))):
                for x in captions:
                    self.inline(x)
                    self.marking.write(" ")
        table = part if name_of(part) == "table" else child(part, "table")
        if table is not None:
            with self.marking.block(MarkedBlock(0, 0, "table", "TEI <table>", lang_of(part))):
                for row in children(table, "row"):
                    for i, cell in enumerate(children(row)):
                        if i:
                            self.marking.write("\t", kept=True)
                        self.inline(cell)
                    self.marking.line()
        for x in children(part):
            if name_of(x) in {"p", "figure", "note"} or (name_of(x) == "table" and table is None):
                self.part(x, 1)

    def reference(self, entry: Any) -> None:
        """Write an entry as it was printed; where only its parts are given, parted by full stops."""
        raw = next((x for x in descendants(entry, "note") if attribute(x, "type") == "raw_reference"), None)
        number = attribute(entry, "n") or None
        with self.marking.block(MarkedBlock(0, 0, "reference", f"TEI <{name_of(entry)}>", None, number)):
            if raw is not None:
                self.inline(raw)
            elif name_of(entry) == "bibl":
                self.inline(entry)
            else:
                self.marking.write(_composed(entry))

    def paragraph(self, part: Any) -> None:
        """Write a paragraph; a quote, list or table inside it is a block of its own, and the rest goes on after it."""
        block = MarkedBlock(0, 0, "paragraph", f"TEI <{name_of(part)}>", lang_of(part))
        self.marking.open(block)
        self.marking.write(part.text or "")
        for x in part:
            inline_quote = name_of(x) in {"q", "quote"} and attribute(x, "rend") not in {"block", "display"}
            if name_of(x) in BLOCKS and not inline_quote and name_of(x) != "p":
                self.marking.close()
                self.part(x, 2)
                self.marking.open(block)
            else:
                self.element(x)
            self.marking.write(x.tail or "")
        self.marking.close()

    def inline(self, element: Any) -> None:
        """Write all text of `element` into the open block."""
        self.marking.write(element.text or "")
        for x in element:
            self.element(x)
            self.marking.write(x.tail or "")

    def element(self, x: Any) -> None:
        """Write one inner element: a marker, a note, a page's begin or head, a line of its own, or just its text."""
        name = name_of(x)
        if name == "&":
            self.marking.write(entity_text(x))
        elif not name or name in SILENT:
            return
        elif name == "pb":
            self.marking.turn_page()
        elif name == "lb":
            self.marking.write("" if attribute(x, "break") == "no" else " ")
        elif name == "fw":
            self.between("other", x)
        elif name == "note" and _is_note(x):
            self.note_here(x)
        elif name == "note" and attribute(x, "place").startswith(("margin", "left", "right")):
            self.between("side_text", x)
        elif name in {"ref", "ptr"} and self.leads_to_note(x) and NOTE_MARK.fullmatch(plain(x)):
            self.marking.marker("".join(x.itertext()), _target(x))
        elif name in OWN_LINE and self.marking.started:
            self.marking.line()
            self.inline(x)
            self.marking.line()
        else:
            self.inline(x)

    def between(self, kind: str, x: Any) -> None:
        """Write a page's head or a side text, which may stand inside a paragraph that goes on after it."""
        around = self.marking.open_block
        kind = HEADS.get(attribute(x, "type"), kind)
        number = plain(x) if kind == "page_number" else None
        with self.marking.block(MarkedBlock(0, 0, kind, f"TEI <{name_of(x)}>", "und", number)):
            self.inline(x)
        if around is not None:
            self.marking.open(around)

    def note_here(self, note: Any) -> None:
        """Keep a note for the end; where nothing points to it, its place is its marker."""
        self.notes.append(note)
        if identity(note) in self.called:
            return
        self.counted += 1
        if not identity(note):
            note.set("id", f"inline-{self.counted}")
        if self.marking.started:
            number = attribute(note, "n") or str(self.counted)
            if self.marking.marker(number, identity(note)):
                note.set("n", number)

    def leads_to_note(self, link: Any) -> bool:
        """Whether a link points to a note, by its type or by what it points to."""
        return attribute(link, "type") in {"foot", "note", "noteAnchor"} or _target(link) in self.note_ids

    def pending_notes(self) -> None:
        """Write the notes that were met, and those inside them."""
        while self.notes:
            waiting, self.notes = self.notes, []
            for note in waiting:
                self.note(note)

    def note(self, note: Any) -> None:
        """Write a note with its number."""
        given = attribute(note, "n")
        number = re.sub(r"[\s\[\]().]", "", given) or None
        block = MarkedBlock(0, 0, "footnote", "TEI <note>", lang_of(note), number, key=identity(note) or None)
        with self.marking.block(block):
            if number and not re.match(rf"\W?{re.escape(number)}\b", plain(note)):
                self.marking.write(given + " ")
            self.inline(note)


def _is_note(element: Any) -> bool:
    place, kind = attribute(element, "place"), attribute(element, "type")
    return name_of(element) == "note" and (place in FOOT or kind in FOOT)


def _target(link: Any) -> str:
    return attribute(link, "target").split(" ")[0].removeprefix("#")


def _composed(entry: Any) -> str:
    """Return the parts of a structured entry, parted by full stops: authors, titles, where and when."""
    parts: list[str] = []
    for group in children(entry, "analytic", "monogr", "series", "note", "ref", "idno"):
        names = [_person(x) for x in children(group, "author", "editor")]
        parts.append(", ".join(filter(None, names)))
        for x in children(group):
            if name_of(x) == "imprint":
                scopes = [plain(y) or _range(y) for y in children(x)]
                parts.append(", ".join(filter(None, scopes)))
            elif name_of(x) not in {"author", "editor"}:
                parts.append(plain(x))
        if name_of(group) in {"note", "ref", "idno"}:
            parts.append(plain(group))
    return ". ".join(filter(None, parts))


def _person(element: Any) -> str:
    name = next(descendants(element, "persName"), None)
    parts = [plain(x) for x in children(name)] if name is not None else []
    return " ".join(filter(None, parts)) or plain(element)


def _range(element: Any) -> str:
    """Return pages or a date that stand in attributes only, as GROBID gives them."""
    first, last = attribute(element, "from"), attribute(element, "to")
    return f"{first}–{last}" if first and last else first or attribute(element, "when")
