"""The text of a TEI document: front, body and back, with notes, note references, sentences and names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from kzru_nlp.export.articles import ArticleRows, Row, SentenceRow, grouped
from kzru_nlp.export.tei_elements import XML_ID, XML_LANG, element, fill, raw_pointers, sub, token
from kzru_nlp.export.tei_standoff import Registry

_FRONT = ("author", "affiliation", "dates", "title", "abstract_heading", "abstract", "keywords")
_FURNITURE = {
    "running_head": "header", "page_number": "pageNum", "side_text": "sideText", "journal_line": "journalLine",
    "licence": "licence", "ornament": "ornament",
}  # fmt: skip
_NAMES = {"PER": "persName", "GPE": "placeName", "FAC": "placeName", "LOC": "geogName", "ORG": "orgName"}
_W3C_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def add_text(tei: Any, article: ArticleRows, registry: Registry) -> None:
    """Append the `text` to `tei`. What stands among the front matter or the notes is moved there from elsewhere."""
    _Text(article, registry).build(sub(tei, "text"))


class _Text:
    def __init__(self, article: ArticleRows, registry: Registry) -> None:
        self.article, self.registry = article, registry
        self.markers = grouped(article.markers, "unit_id")
        self.mentions = grouped((m for m in article.table("entities") if not m["sentence_id"]), "unit_id")
        self.front, self.body, self.back = (element(name) for name in ("front", "body", "back"))
        self.divs: list[tuple[int, Any]] = [(0, self.body)]
        self.notes, self.references = element("div", {"type": "notes"}), element("listBibl")
        self.page: int | None = None
        self.group: Any = None

    def build(self, text: Any) -> None:
        for unit in self.article.units:
            self._add(unit)
        if not any(child.tag.rpartition("}")[2] in ("div", "p", "ab", "quote") for child in self.body):
            sub(self.body, "p")  # a body must hold something
        if len(self.notes):
            self.back.append(self.notes)
        if len(self.references):
            sub(self.back, "div", {"type": "references"}).append(self.references)
        text.extend(part for part in (self.front, self.body, self.back) if len(part) or part is self.body)

    def _add(self, unit: Row) -> None:
        kind = unit["kind"]
        if kind in _FRONT:
            self._add_front(unit)
            return
        if kind == "footnote":
            attributes = {"place": "foot", "n": token(unit["number"]) if unit["number"] else None}
            sub(self.notes, "note", {**self._own(unit), **attributes}).append(self._paragraph(unit))
        elif kind == "reference":
            self._content(sub(self.references, "bibl", self._own(unit)), unit)
        else:
            self._add_body(unit)

    def _add_front(self, unit: Row) -> None:
        """Add front matter; a heading opens the division of what follows it."""
        kind = "abstract" if unit["kind"] == "abstract_heading" else unit["kind"]
        heading = self.group is not None and len(self.group) == 1 and kind == self.group.get("type")
        if not heading or unit["kind"] == "abstract_heading":
            self.group = sub(self.front, "div", {"type": kind, XML_LANG: unit["lang"]})
        if unit["kind"] == "abstract_heading":
            self._content(sub(self.group, "head", self._own(unit)), unit)
            return
        self.group.append(self._paragraph(unit, self._own(unit)))
        self.group = None

    def _add_body(self, unit: Row) -> None:
        kind = unit["kind"]
        if kind == "section_heading":
            self._open(unit)
            return
        parent = self.divs[-1][1]
        self._turn_page(parent, unit)
        if kind in _FURNITURE:
            self._content(sub(parent, "fw", {**self._own(unit), "type": _FURNITURE[kind]}), unit)
        elif kind == "paragraph":
            parent.append(self._paragraph(unit, self._own(unit)))
        elif kind in ("blockquote", "epigraph"):
            self._content(sub(parent, "quote", {**self._own(unit), "type": kind}), unit)
        else:
            self._content(sub(parent, "ab", {**self._own(unit), "type": kind}), unit)

    def _open(self, unit: Row) -> None:
        level = unit["level"] or 1
        while self.divs[-1][0] >= level:
            self.divs.pop()
        parent = self.divs[-1][1]
        self._turn_page(parent, unit)
        div = sub(parent, "div", {"type": "section", XML_LANG: unit["lang"]})
        self._content(sub(div, "head", self._own(unit)), unit)
        self.divs.append((level, div))

    def _turn_page(self, parent: Any, unit: Row) -> None:
        if unit["page"] is not None and unit["page"] != self.page:
            self.page = unit["page"]
            sub(parent, "pb", {"n": self.page})

    def _own(self, unit: Row) -> dict[str, object]:
        return {
            XML_ID: self.article.local(unit["unit_id"]),
            XML_LANG: unit["lang"],
            "source": raw_pointers(unit["raw_spans"]),
        }

    def _paragraph(self, unit: Row, attributes: dict[str, object] | None = None) -> Any:
        paragraph = element("p", attributes)
        self._content(paragraph, unit)
        return paragraph

    def _content(self, parent: Any, unit: Row) -> None:
        """Fill `parent` with the unit's text: sentences as `s`, what is between them as it is."""
        sentences = self.article.sentences.get(unit["unit_id"], [])
        refs = _placed_markers(self.markers.get(unit["unit_id"], []), sentences)
        text, at = unit["text"], 0
        if not sentences:
            fill(parent, self._inline(text, self.mentions.get(unit["unit_id"], []), []))
        for sentence in sentences:
            row = sentence.row
            fill(parent, [text[at : row["start"]]])
            fill(parent, [self._sentence(sentence, refs.get(sentence.id, []))])
            at = row["end"]
        if sentences:
            fill(parent, [text[at:]])
        fill(parent, [self._reference(marker) for _, marker in refs.get(None, [])])

    def _sentence(self, sentence: SentenceRow, refs: list[tuple[int, Row]]) -> Any:
        found = element(
            "s",
            {
                XML_ID: self.article.local(sentence.id),
                XML_LANG: sentence.row["lang"],
                "corresp": self.registry.corresp(sentence.id),
                "source": raw_pointers(sentence.row["raw_spans"]),
            },
        )
        fill(found, self._inline(sentence.text, list(sentence.mentions), refs))
        return found

    def _inline(self, text: str, mentions: list[Row], refs: list[tuple[int, Row]]) -> Iterator[Any]:
        """Yield text, names and note references in order; of names that overlap the first stays."""
        at, left = 0, sorted(refs, key=lambda ref: ref[0])
        for mention in sorted(mentions, key=lambda m: (m["start"], -m["end"])):
            if mention["start"] < at:
                continue
            while left and left[0][0] <= mention["start"]:
                place, marker = left.pop(0)
                yield text[at:place]
                yield self._reference(marker)
                at = place
            yield text[at : mention["start"]]
            yield self._name(text[mention["start"] : mention["end"]], mention)
            at = mention["end"]
        for place, marker in left:
            yield text[at : max(at, place)]
            yield self._reference(marker)
            at = max(at, place)
        yield text[at:]

    def _name(self, text: str, mention: Row) -> Any:
        label, value = mention["label"], mention["value"]
        attributes = {
            "type": label,
            "ref": self.registry.pointer(mention["actor_id"]),
            "cert": f"{mention['score']:.4f}",
            "source": f"raw:{mention['raw_start']},{mention['raw_end']}",
        }
        if label == "DATE":
            when = value if value and _W3C_DATE.fullmatch(value) else None
            return element("date", {**attributes, "when": when}, text)
        if label in ("MONEY", "PERCENT", "QUANTITY"):
            return element("num", attributes, text)
        return element(_NAMES.get(label, "name"), attributes, text)

    def _reference(self, marker: Row) -> Any:
        note = marker["note_unit_id"]
        return element(
            "ref",
            {
                "type": "note",
                "n": token(marker["number"]),
                "target": f"#{self.article.local(note)}" if note else None,
                "source": f"raw:{marker['raw_start']},{marker['raw_end']}",
            },
            marker["number"],
        )


def _placed_markers(
    markers: list[Row], sentences: list[SentenceRow]
) -> dict[str | None, list[tuple[int, Row]]]:
    """Return the markers by sentence with their offset in it; None: behind the unit's text.

    A marker belongs to the last sentence that begins before it; a sentence that doesn't know its raw offsets
    has it at its end.
    """
    found: dict[str | None, list[tuple[int, Row]]] = {}
    for marker in sorted(markers, key=lambda row: row["raw_start"]):
        owner = None
        for sentence in sentences:
            spans = sentence.row["raw_spans"]
            if spans and spans[0][0] <= marker["raw_start"]:
                owner = sentence
        place = 0
        if owner is not None:
            places = owner.places
            place = (
                bisect_left(places, marker["raw_start"], hi=len(owner.text)) if places else len(owner.text)
            )
        found.setdefault(owner.id if owner else None, []).append((place, marker))
    return found
