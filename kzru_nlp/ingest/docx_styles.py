"""What the styles and lists of a DOCX say of a paragraph: its role, its place on the page, its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = (
    # Word keeps the English names of its own styles whatever language it speaks; templates of journals add theirs.
    (re.compile(r"^toc \d|table of figures"), "other"),
    (
        re.compile(r"^(?:sub)?title$|^başlık$|^konu başlığı$|^заголовок статьи$|paper title|article title"),
        "title",
    ),
    (re.compile(r"^(?:authors?|yazar|автор)s?\b"), "author"),
    (re.compile(r"^affiliations?$"), "affiliation"),
    (re.compile(r"quote|quotation|block ?text|^alıntı|^цитата"), "blockquote"),
    (re.compile(r"^caption$|resim yazısı|^tablo başlığı|^название объекта"), "caption"),
    (re.compile(r"^bibliography\b|^references?$|^kaynakça"), "reference"),
    (re.compile(r"^epigraph"), "epigraph"),
    (re.compile(r"^(?:foot|end)note text"), "footnote"),
)
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
SET_IN = 400
"""Twips (7 mm) by which a quote stands in at each side at least."""
CHICAGO = "*†‡§"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's role and form; None where nothing says. Indents are in twips."""

    kind: str | None = None
    outline: int | None = None
    left: int | None = None
    right: int | None = None
    centred: bool | None = None
    bold: bool | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, below: Look) -> Look:
        """Return this look with what it leaves open taken from `below`."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return Look(**{name: getattr(below, name) if v is None else v for name, v in values.items()})


def value(element: Any, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of the child `name` of `element`, or None."""
    found = element.find(W + name) if element is not None else None
    return None if found is None else found.get(W + attribute)


def is_on(element: Any, name: str) -> bool | None:
    """Return a toggle property: on, off, or None where it isn't set."""
    found = element.find(W + name) if element is not None else None
    return None if found is None else found.get(W + "val", "1") not in {"0", "false", "off"}


def look_of(properties: Any) -> Look:
    """Return what a `pPr` element says by itself."""
    if properties is None:
        return Look()
    outline = _number(value(properties, "outlineLvl"))
    numbering = properties.find(W + "numPr")
    aligned = value(properties, "jc")
    indent = properties.find(W + "ind")
    left = right = None
    if indent is not None:
        left = _number(indent.get(W + "left") or indent.get(W + "start"))
        right = _number(indent.get(W + "right") or indent.get(W + "end"))
    return Look(
        outline=outline if outline is None or outline < 9 else None,
        left=left, right=right,
        centred=None if aligned is None else aligned == "center",
        bold=is_on(properties.find(W + "rPr"), "b"),
        list_id=value(numbering, "numId"), list_level=_number(value(numbering, "ilvl")),
    )  # fmt: skip


class Styles:
    """The paragraph styles of `styles.xml`, each with what it inherits."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self.default = ""
        for style in root.iter(W + "style") if root is not None else ():
            if style.get(W + "type") == "paragraph":
                self._elements[style.get(W + "styleId", "")] = style
                if style.get(W + "default") in {"1", "true"}:
                    self.default = style.get(W + "styleId", "")

    def look(self, style_id: str | None) -> Look:
        """Return the look of paragraphs in a style (the default one for None or an unknown id)."""
        return self._look(style_id or self.default, frozenset())

    def _look(self, style_id: str, seen: frozenset[str]) -> Look:
        if style_id in self._looks:
            return self._looks[style_id]
        style = self._elements.get(style_id)
        if style is None or style_id in seen:
            return Look()
        name = (value(style, "name") or style_id).casefold()
        heading = re.match(r"heading (\d)", name)
        kind = "section_heading" if heading else next((k for p, k in KINDS if p.search(name)), None)
        own = Look(
            kind=kind,
            outline=int(heading[1]) - 1 if heading else None,
            bold=is_on(style.find(W + "rPr"), "b"),
        ).over(look_of(style.find(W + "pPr")))
        parent = value(style, "basedOn")
        found = own.over(self._look(parent, seen | {style_id})) if parent else own
        if (
            kind
            in {"title", "author", "affiliation", "blockquote", "caption", "reference", "footnote", "other"}
            and own.outline is None
        ):
            found = Look(**{**{n: getattr(found, n) for n in Look.__slots__}, "outline": None})
        self._looks[style_id] = found
        return found


@dataclass(slots=True)
class Level:
    """One level of a list: its number format, its text ("%1.%2"), where it starts."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of numbered lists and headings, as Word does when it shows them."""

    lists: Mapping[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    counts: dict[str, Counter[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Any) -> Numbering:
        """Return the lists of `numbering.xml`."""
        if root is None:
            return cls()
        shapes: dict[str, dict[int, Level]] = {}
        for shape in root.iter(W + "abstractNum"):
            shapes[shape.get(W + "abstractNumId", "")] = _levels(shape)
        lists = {}
        for number in root.iter(W + "num"):
            name = value(number, "abstractNumId") or ""
            levels = {**shapes.get(name, {})}
            for override in number.iter(W + "lvlOverride"):
                levels |= _levels(override)
            lists[number.get(W + "numId", "")] = (name, levels)
        return cls(lists)

    def label(self, look: Look) -> str:
        """Return the number that Word shows before the next paragraph of this look: "2.1", "b)", or ""."""
        name, levels = self.lists.get(look.list_id or "", ("", {}))
        depth = look.list_level or 0
        level = levels.get(depth)
        if level is None or look.list_id == "0":
            return ""
        counts = self.counts.setdefault(name, Counter())
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form in {"bullet", "none"}:
            return ""
        return re.sub(r"%(\d)", lambda m: self._part(levels, counts, int(m[1]) - 1), level.text)

    def _part(self, levels: dict[int, Level], counts: Counter[int], depth: int) -> str:
        level = levels.get(depth, Level())
        return spell(counts[depth] or level.start, level.form)


def _levels(element: Any) -> dict[int, Level]:
    found = {}
    for level in element.iter(W + "lvl"):
        found[_number(level.get(W + "ilvl")) or 0] = Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText") or "",
            _number(value(level, "start")) or 1,
        )
    return found


def spell(number: int, form: str) -> str:
    """Return a number in one of Word's formats.

    >>> spell(4, "lowerRoman"), spell(28, "upperLetter"), spell(6, "chicago"), spell(7, "decimal")
    ('iv', 'BB', '††', '7')
    """
    if form in {"lowerRoman", "upperRoman"} and number < 4000:
        out = ""
        for size, letters in ROMAN:
            out += letters * (number // size)
            number %= size
        return out.upper() if form == "upperRoman" else out
    if form in {"lowerLetter", "upperLetter"} and number < 1000:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "chicago" and number < 1000:
        return CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else None
