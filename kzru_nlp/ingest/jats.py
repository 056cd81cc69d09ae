"""JATS (NISO Z39.96), the XML of PubMed Central, SciELO, DergiPark and most publishers: structure from its elements."""

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
from kzru_nlp.ingest.jats_metadata import composed_citation, iso_date, issue_line, person_name
from kzru_nlp.ingest.marking import Marking, Origin
from kzru_nlp.ingest.safe_xml import entity_text
from kzru_nlp.model import InputError, Source
from kzru_nlp.model.markup import MarkedBlock

ROOT = "article"
SILENT = frozenset(
    {"x", "graphic", "media", "inline-graphic", "object-id", "private-char", "alternatives-text"}
)
BLOCKS = frozenset({
    "p", "disp-quote", "verse-group", "list", "def-list", "table-wrap", "fig", "fig-group", "disp-formula", "boxed-text",
    "speech", "statement", "preformat", "table-wrap-group", "disp-formula-group", "sec", "supplementary-material",
})  # fmt: skip
OWN_LINE = frozenset(
    {
        "p",
        "title",
        "list-item",
        "verse-line",
        "def",
        "term",
        "attrib",
        "label",
        "tr",
        "table-wrap-foot",
        "speaker",
    }
)
RAISED = frozenset({"sup"})


def read_jats(root: Any, origin: Origin) -> Source:
    """Return the text of the article under `root` with the blocks, notes and markers that its elements tell.

    Notes stand after the text. The root may be a wrapper (OAI-PMH, a set of articles) around one article.

    Raises:
        InputError: several articles, or none with text.
    """
    articles = [root] if name_of(root) == ROOT else list(descendants(root, ROOT))
    if len(articles) > 1:
        raise InputError(
            f"{origin.path}: {len(articles)} articles in one file; give each its own file",
            code="several-articles",
        )
    reader = _Reader(articles[0])
    reader.article(articles[0])
    return reader.marking.source(origin)


class _Reader:
    """One pass over an article; `marking` gathers its text."""

    def __init__(self, root: Any) -> None:
        self.marking = Marking()
        self.notes: list[Any] = []
        self.note_ids = {identity(note) for note in descendants(root, "fn") if identity(note)}
        self.counted = 0

    def article(self, article: Any) -> None:
        """Read front, body and back, then the notes that were met, then translations inside the article."""
        front = child(article, "front", "front-stub")
        if front is not None:
            self.front(front)
        if (body := child(article, "body")) is not None:
            self.flow(body, 1)
        if (back := child(article, "back")) is not None:
            self.flow(back, 1)
        self.pending_notes()
        for part in children(article, "sub-article", "response"):
            self.article(part)
        if (floats := child(article, "floats-group")) is not None:
            self.flow(floats, 1)
            self.pending_notes()

    def put(self, kind: str, text: str, why: str, lang: str | None = None, **more: Any) -> None:
        """Write a block whose text was composed."""
        if text.strip():
            with self.marking.block(MarkedBlock(0, 0, kind, f"JATS {why}", lang, **more)):
                self.marking.write(text)

    def whole(self, kind: str, element: Any, **more: Any) -> None:
        """Write a block with all that `element` holds."""
        why = f"JATS <{name_of(element)}>"
        with self.marking.block(MarkedBlock(0, 0, kind, why, lang_of(element), **more)):
            self.inline(element)

    def front(self, front: Any) -> None:
        """Read the metadata in the order in which an article prints them."""
        journal, meta = child(front, "journal-meta"), child(front, "article-meta")
        meta = front if meta is None else meta
        if journal is not None:
            names = [plain(x) for x in descendants(journal, "journal-title", "issn", "publisher-name")]
            self.put("journal_line", ", ".join(names), "<journal-meta>")
        self.put("journal_line", issue_line(meta), "volume, issue, pages")
        for element in children(meta, "article-id"):
            self.put("journal_line", plain(element), "<article-id>")
        for subject in descendants(meta, "subject"):
            self.whole("journal_line", subject)
        for group in children(meta, "title-group"):
            self.titles(group)
        for element in children(meta, "contrib-group", "aff", "author-notes"):
            self.people(element)
        for element in [*children(meta, "pub-date"), *descendants(meta, "date")]:
            kind = attribute(element, "date-type") or attribute(element, "pub-type") or "date"
            self.put("dates", f"{kind}: {iso_date(element)}", f"<{name_of(element)}>")
        for element in children(meta, "permissions"):
            self.flat("licence", element)
        for element in meta:
            if name_of(element) in {"abstract", "trans-abstract"}:
                self.abstract(element)
            elif name_of(element) == "kwd-group":
                self.keywords(element)
            elif name_of(element) == "funding-group":
                self.flat("other", element)

    def titles(self, group: Any) -> None:
        """Write the title and its translations, each with its subtitle."""
        for part in [group, *children(group, "trans-title-group")]:
            title = child(part, "article-title", "trans-title")
            if title is None:
                continue
            with self.marking.block(MarkedBlock(0, 0, "title", f"JATS <{name_of(title)}>", lang_of(title))):
                self.inline(title)
                for subtitle in children(part, "subtitle", "trans-subtitle"):
                    self.marking.write(": ")
                    self.inline(subtitle)
        for alternative in children(group, "alt-title"):
            self.whole("running_head", alternative)

    def people(self, element: Any) -> None:
        """Write authors, affiliations and addresses; notes on authors are notes."""
        if name_of(element) == "aff":
            self.whole("affiliation", element)
            return
        for part in children(element, "contrib", "aff", "corresp", "fn", "p"):
            if name_of(part) == "fn":
                self.notes.append(part)
            elif name_of(part) != "contrib":
                self.whole("affiliation", part)
            else:
                self.contributor(part)

    def contributor(self, contrib: Any) -> None:
        """Write an author's name, with the links to notes, then what is said of the author."""
        name = next(descendants(contrib, "name", "string-name", "collab"), None)
        with self.marking.block(MarkedBlock(0, 0, "author", "JATS <contrib>")):
            self.marking.write(person_name(name))
            for link in children(contrib, "xref"):
                if attribute(link, "ref-type") in {"fn", "author-notes"} and plain(link):
                    self.marking.marker(plain(link), attribute(link, "rid"))
        for part in descendants(contrib, "aff", "email", "contrib-id", "role", "bio"):
            self.whole("affiliation", part)

    def abstract(self, element: Any) -> None:
        """Write the label and the abstract, sections of it included, as one block."""
        lang = lang_of(element)
        for title in children(element, "label", "title"):
            self.whole("abstract_heading", title)
        with self.marking.block(MarkedBlock(0, 0, "abstract", f"JATS <{name_of(element)}>", lang)):
            for part in children(element):
                if name_of(part) not in {"label", "title"}:
                    self.inline(part)
                    self.marking.line()

    def keywords(self, element: Any) -> None:
        """Write label and keywords as one block."""
        words = [plain(x) for x in descendants(element, "kwd", "compound-kwd", "nested-kwd")]
        label = " ".join(plain(x) for x in children(element, "label", "title"))
        text = f"{label.rstrip(':')}: {'; '.join(words)}" if label else "; ".join(words)
        self.put("keywords", text if words else "", "<kwd-group>", lang_of(element))

    def flat(self, kind: str, element: Any) -> None:
        """Write a block with all that `element` holds, its parts on lines of their own."""
        with self.marking.block(MarkedBlock(0, 0, kind, f"JATS <{name_of(element)}>", lang_of(element))):
            for part in children(element):
                self.inline(part)
                self.marking.line()

    def flow(self, element: Any, level: int) -> None:
        """Read what stands in a body, section, quote or appendix, block by block."""
        for part in children(element):
            self.part(part, level)

    def part(self, part: Any, level: int) -> None:
        """Read one block of the body."""
        name = name_of(part)
        if name in {"sec", "app", "ack", "notes", "bio", "glossary", "app-group", "boxed-text"}:
            self.heading(part, level)
            inner = [x for x in children(part) if name_of(x) not in {"label", "title", "sec-meta"}]
            for x in inner:
                self.part(x, level + 1)
        elif name == "fn-group":
            self.heading(part, level)
            self.notes.extend(children(part, "fn"))
        elif name == "fn":
            self.notes.append(part)
        elif name == "ref-list":
            self.heading(part, level)
            for x in children(part, "ref", "p", "ref-list"):
                self.reference(x) if name_of(x) == "ref" else self.part(x, level + 1)
        elif name in {"disp-quote", "verse-group"}:
            epigraph = "epigraph" in (attribute(part, "content-type"), attribute(part, "specific-use"))
            self.flat("epigraph" if epigraph else "blockquote", part)
        elif name in {"list", "def-list"}:
            for item in children(part, "list-item", "def-item", "title"):
                self.paragraph(item)
        elif name in {"table-wrap", "fig", "table-wrap-group", "fig-group", "supplementary-material"}:
            self.figure(part, level)
        elif name in {"disp-formula", "disp-formula-group"}:
            self.whole("other", part)
        elif name not in SILENT:
            self.paragraph(part)

    def heading(self, part: Any, level: int) -> None:
        """Write a section's number and title."""
        label, title = child(part, "label"), child(part, "title")
        number = plain(label).rstrip(".) ") or None
        if title is None and label is None:
            return
        block = MarkedBlock(0, 0, "section_heading", "JATS <title>", lang_of(part), number, level)
        with self.marking.block(block):
            if label is not None:
                self.marking.write(plain(label) + " ")
            if title is not None:
                self.inline(title)
        if number is None and (last := self.marking.last) and last.kind == "section_heading":
            found = re.match(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s", plain(title))
            if found:
                self.marking.change_last(number=found[1])

    def figure(self, part: Any, level: int) -> None:
        """Write label and caption, then the table's rows; notes under a table belong to the table."""
        label, caption = child(part, "label"), child(part, "caption")
        if label is not None or caption is not None:
            with self.marking.block(MarkedBlock(0, 0, "caption", "JATS <caption>", lang_of(part))):
                self.marking.write(plain(label) + " " if label is not None else "")
                if caption is not None:
                    self.inline(caption)
        tables = [x for x in children(part) if name_of(x) in {"table", "alternatives", "table-wrap-foot"}]
        if any(plain(x) for x in tables):
            with self.marking.block(MarkedBlock(0, 0, "table", "JATS <table>", lang_of(part))):
                for table in tables:
                    self.rows(table)
        for x in children(part, "fig", "table-wrap"):
            self.figure(x, level)

    def rows(self, table: Any) -> None:
        """Write a row a line, cells parted by tabs."""
        rows = list(descendants(table, "tr"))
        for row in rows:
            for i, cell in enumerate(children(row)):
                if i:
                    self.marking.write("\t", kept=True)
                self.inline(cell)
            self.marking.line()
        if not rows:
            self.inline(table)

    def reference(self, ref: Any) -> None:
        """Write an entry as it was printed, or composed from its parts where only they are given."""
        label = plain(child(ref, "label")).strip("[]. ")
        block = MarkedBlock(0, 0, "reference", "JATS <ref>", None, label or None)
        with self.marking.block(block):
            if label:
                self.marking.write(plain(child(ref, "label")) + " ")
            cited = list(descendants(ref, "mixed-citation", "element-citation", "nlm-citation", "citation"))
            mixed = [x for x in cited if name_of(x) in {"mixed-citation", "citation"}] or cited
            for x in mixed:
                if (x.text or "").strip() or any((y.tail or "").strip() for y in x):
                    self.inline(x)
                else:
                    self.marking.write(composed_citation(x))
                self.marking.write(" ")
            for x in children(ref, "note"):
                self.inline(x)

    def paragraph(self, part: Any) -> None:
        """Write a paragraph; a quote, list or table inside it is a block of its own, and the rest goes on after it."""
        block = MarkedBlock(0, 0, "paragraph", f"JATS <{name_of(part)}>", lang_of(part))
        self.marking.open(block)
        self.mixed(part, block)
        self.marking.close()

    def mixed(self, part: Any, block: MarkedBlock) -> None:
        """Write text and inner elements of a paragraph, reopening `block` after inner blocks."""
        self.marking.write(part.text or "")
        for x in part:
            if name_of(x) in BLOCKS and name_of(x) != "p":
                self.marking.close()
                self.part(x, 2)
                self.marking.open(block)
            elif name_of(x) == "p":
                self.marking.line()
                self.mixed(x, block)
            else:
                self.element(x)
            self.marking.write(x.tail or "")

    def inline(self, element: Any) -> None:
        """Write all text of `element` into the open block."""
        self.marking.write(element.text or "")
        for x in element:
            self.element(x)
            self.marking.write(x.tail or "")

    def element(self, x: Any) -> None:
        """Write one inner element: a marker, a raised figure, a line of its own, or just its text."""
        name = name_of(x)
        if name == "&":
            self.marking.write(entity_text(x))
        elif not name or name in SILENT:
            return
        elif name == "break":
            self.marking.line()
        elif name == "fn":
            self.counted += 1
            number = plain(child(x, "label")) or attribute(x, "symbol") or str(self.counted)
            key = identity(x) or f"inline-{self.counted}"
            x.set("id", key)
            self.marking.marker(number, key)
            if child(x, "label") is None:
                x.set("symbol", number)
            self.notes.append(x)
        elif name == "xref" and self.leads_to_note(x) and plain(x):
            self.marking.marker("".join(x.itertext()), attribute(x, "rid").split()[0])
        elif name in OWN_LINE and self.marking.started and name != "label":
            self.marking.line()
            self.inline(x)
            self.marking.line()
        else:
            start = self.marking.length
            self.inline(x)
            if name in RAISED and plain(x).isdigit():
                self.marking.raise_from(start)

    def leads_to_note(self, link: Any) -> bool:
        """Whether a cross-reference points to a note (`ref-type`, or the target where it is not told)."""
        target = attribute(link, "rid").split()[:1]
        return bool(target) and (
            attribute(link, "ref-type") in {"fn", "table-fn"} or target[0] in self.note_ids
        )

    def pending_notes(self) -> None:
        """Write the notes that were met since."""
        while self.notes:
            waiting, self.notes = self.notes, []
            for note in waiting:
                self.note(note)

    def note(self, note: Any) -> None:
        """Write a note with its number; its paragraphs are lines of one block."""
        label = plain(child(note, "label")) or attribute(note, "symbol")
        number = re.sub(r"[\s\[\]().]", "", label) or None
        block = MarkedBlock(0, 0, "footnote", "JATS <fn>", lang_of(note), number, key=identity(note) or None)
        with self.marking.block(block):
            if label:
                self.marking.write(label + " ")
            for part in children(note):
                if name_of(part) != "label":
                    self.inline(part)
                    self.marking.line()
