"""From a clean article and a style to a stream of items: what is printed, in order, before lines and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.typeset.fitting import fitted
from tests.typeset.source import MARKER, Block, CleanArticle, Front, Note
from tests.typeset.style import Style

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one unit: its text, its printed label or number, or the marker of note `note`."""

    text: str
    unit: str
    role: str = "text"
    note: int = 0


Word = tuple[Run, ...]
"""Runs without a space between them."""


@dataclass(slots=True)
class UnitGold:
    """What gold says of a unit, its offsets aside."""

    id: str
    kind: str
    lang: str | None
    text: str
    number: str | None = None
    level: int | None = None
    section: str | None = None


@dataclass(slots=True)
class Item:
    """A run of words that starts on a line of its own."""

    words: list[Word]
    gap: int = 0
    """Blank lines before it."""
    indent: int = 0
    narrow: int = 0
    """By so many characters its lines are shorter, as in a block quote set in from the margin."""
    keep: bool = False
    """Whether it must not be the last line of a page."""
    paragraph: bool = False
    lang: str = "en"


@dataclass(slots=True)
class Stream:
    """Everything that one article prints in one style."""

    items: list[Item] = field(default_factory=list)
    units: dict[str, UnitGold] = field(default_factory=dict)
    notes: dict[int, Item] = field(default_factory=dict)
    """Notes to be printed at the foot of their marker's page."""

    def add(self, unit: UnitGold) -> str:
        self.units[unit.id] = unit
        return unit.id


def upper(text: str, lang: str) -> str:
    """Return `text` in capitals, with the Turkish dotted and dotless i."""
    return (text.replace("i", "İ").replace("ı", "I") if lang == "tr" else text).upper()


def words(text: str, unit: str, role: str = "text") -> list[Word]:
    """Return the words of `text`; its `[^n]` become marker runs glued to what they follow."""
    out = []
    for token in text.split():
        runs: list[Run] = []
        for i, part in enumerate(MARKER.split(token)):
            if i % 2:
                runs.append(Run("", unit, "marker", int(part)))
            elif part:
                runs.append(Run(part, unit, role))
        out.append(tuple(runs))
    return out


def plain(text: str) -> str:
    """Return `text` without its markers."""
    return MARKER.sub("", text)


def stream(article: CleanArticle, style: Style) -> Stream:
    """Return what `article` prints in `style`."""
    out = Stream()
    if style.romanise:
        article = _romanised(article, style.encoding)
    _front_matter(out, article, style)
    cited = _body(out, article, style)
    notes = [note for note in article.notes.values() if note.number in cited]
    kept = notes[: len(notes) - style.lost_notes]
    printed = {note.number: _note(out, note, article.body) for note in kept}
    if style.notes == "end" and printed:
        _heading(out, style.label("notes", article.body), article.body, style, "h_notes")
        out.items += printed.values()
    else:
        out.notes = printed
    if style.notes == "author_year":
        _references(out, article, style)
    if style.byline == "end":
        _byline(out, article, style)
    return out


def _romanised(article: CleanArticle, encoding: str) -> CleanArticle:
    notes = {n: replace(note, text=fitted(note.text, encoding)) for n, note in article.notes.items()}
    return replace(article, notes=notes)


def _front_matter(out: Stream, article: CleanArticle, style: Style) -> None:
    langs = style.languages(article.body, article.fronts)
    fronts = [article.fronts[lang] for lang in langs]
    if style.titles == "first":
        for front in fronts:
            _title(out, front, style)
        if style.byline == "after_title":
            _byline(out, article, style)
    for i, front in enumerate(fronts):
        own_title = style.titles == "each" or (style.titles == "body" and front.lang == article.body)
        if style.byline == "before_title" and i == 0:
            _byline(out, article, style)
        if own_title:
            _title(out, front, style)
        if style.byline == "after_title" and style.titles != "first" and i == 0:
            _byline(out, article, style)
        _abstract(out, front, style)
        if style.ornament:
            unit = out.add(UnitGold(f"ornament_{front.lang}", "ornament", None, style.ornament))
            out.items.append(Item(words(style.ornament, unit), gap=1))


def _title(out: Stream, front: Front, style: Style) -> None:
    text = upper(front.title, front.lang) if style.title_case == "upper" else front.title
    unit = out.add(UnitGold(f"title_{front.lang}", "title", front.lang, text))
    out.items.append(Item(words(text, unit), gap=1, keep=True, lang=front.lang))


def _byline(out: Stream, article: CleanArticle, style: Style) -> None:
    meta = article.meta
    given, _, last = meta["author"].rpartition(" ")
    name = f"{given} {upper(last, article.body)}" if style.surname == "upper" else meta["author"]
    lines = [("author", name), ("affiliation", meta["affiliation"])]
    if style.dates:
        dates = style.label("dates", article.body).format(meta["received"], meta["accepted"])
        lines.append(("dates", dates))
    for i, (kind, text) in enumerate(lines):
        unit = out.add(UnitGold(kind, kind, article.body, text))
        out.items.append(Item(words(text, unit), gap=1 if i == 0 else 0, lang=article.body))


def _abstract(out: Stream, front: Front, style: Style) -> None:
    lang = front.lang
    label = style.label("abstract", lang)
    text = " ".join(sentence.text for sentence in front.abstract)
    heading = out.add(UnitGold(f"abstract_heading_{lang}", "abstract_heading", lang, label))
    abstract = out.add(UnitGold(f"abstract_{lang}", "abstract", lang, text))
    if style.run_in:
        out.items.append(Item(words(label, heading) + words(text, abstract), gap=1, lang=lang))
    else:
        out.items.append(Item(words(label, heading), gap=1, keep=True, lang=lang))
        out.items.append(Item(words(text, abstract), lang=lang))
    keywords = style.keyword_separator.join(front.keywords) + style.keyword_end
    label = style.label("keywords", lang)
    unit = out.add(UnitGold(f"keywords_{lang}", "keywords", lang, f"{label} {keywords}"))
    out.items.append(Item(words(label, unit, "label") + words(keywords, unit), lang=lang))


def _body(out: Stream, article: CleanArticle, style: Style) -> set[int]:
    """Add the body and return the numbers of the notes that stay notes."""
    counters = [0] * 6
    section: str | None = None
    cited: set[int] = set()
    seen: dict[str, int] = {}
    for block in article.blocks:
        seen[block.kind] = seen.get(block.kind, 0) + 1
        name = f"{block.kind}_{seen[block.kind]}"
        if block.kind == "section_heading":
            text = _numbered(block, style, counters) + block.text
            section = _heading(out, text, article.body, style, name, block.level)
            continue
        text = _placed(block.text, style)
        if style.notes == "author_year":
            text = _author_year(text, article.notes)
        cited |= {int(n) for n in MARKER.findall(text)}
        out.add(UnitGold(name, block.kind, article.body, plain(" ".join(text.split())), section=section))
        out.items += _block_items(block, text, name, style, article.body)
    return cited


def _block_items(block: Block, text: str, unit: str, style: Style, lang: str) -> Iterator[Item]:
    if block.kind == "table":
        for i, row in enumerate(text.splitlines()):
            yield Item(words(row, unit), gap=1 if i == 0 else 0, lang=lang)
        return
    paragraph = block.kind == "paragraph"
    item = Item(
        words(text, unit), gap=style.paragraph_gap if paragraph else 1, paragraph=paragraph, lang=lang
    )
    item.indent = style.indent if paragraph else 0
    item.narrow = style.quote_margin if block.kind == "blockquote" else 0
    item.keep = block.kind == "caption"
    yield item


def _heading(out: Stream, text: str, lang: str, style: Style, name: str, level: int = 1) -> str:
    text = upper(text, lang) if style.heading_case == "upper" else text
    unit = out.add(UnitGold(name, "section_heading", lang, text, level=level))
    out.items.append(Item(words(text, unit), gap=1, keep=True, lang=lang))
    return unit


def _numbered(block: Block, style: Style, counters: list[int]) -> str:
    """Return the printed number; only "1.1." numbers headings below the first level."""
    level = block.level
    if not block.numbered or not style.numbering or (level > 1 and style.numbering != "1.1."):
        return ""
    counters[level - 1] += 1
    counters[level:] = [0] * (len(counters) - level)
    if style.numbering == "1.1.":
        return ".".join(map(str, counters[:level])) + ". "
    if style.numbering == "I.":
        return f"{_ROMAN[counters[0] - 1]}. "
    return f"{counters[0]}{style.numbering[-1]} "


def _placed(text: str, style: Style) -> str:
    if style.marker_place == "before_stop":
        return re.sub(r"([.,;:]+)((?:\[\^\d+\])+)", r"\2\1", text)
    if style.marker_place == "after_stop":
        return re.sub(r"((?:\[\^\d+\])+)([.,;:]+)", r"\2\1", text)
    return text


def _author_year(text: str, notes: dict[int, Note]) -> str:
    def cite(found: re.Match[str]) -> str:
        short = notes[int(found[2])].short.removeprefix("=")
        return f" ({short}){found[1]}" if short else found[0]

    return re.sub(r"([.,;:]?)\[\^(\d+)\]", cite, text)


def _note(out: Stream, note: Note, lang: str) -> Item:
    unit = out.add(UnitGold(f"note_{note.number}", "footnote", None, note.text, number=str(note.number)))
    return Item([(Run("", unit, "number", note.number),), *words(note.text, unit)], lang=lang)


def _references(out: Stream, article: CleanArticle, style: Style) -> None:
    _heading(out, style.label("references", article.body), article.body, style, "h_references")
    works = sorted({n.text for n in article.notes.values() if n.short and not n.short.startswith("=")})
    for i, text in enumerate(works, 1):
        unit = out.add(UnitGold(f"reference_{i}", "reference", None, text))
        out.items.append(Item(words(text, unit), gap=style.paragraph_gap, lang=article.body))
