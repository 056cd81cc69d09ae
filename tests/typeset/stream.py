"""From a clean article and a style to a stream of items: what is printed, in order, before lines and pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.typeset.citing import author_year, cited_works, numbered_citations, placed_markers, printed_number
from tests.typeset.fitting import fitted
from tests.typeset.naming import fields, upper
from tests.typeset.source import MARKER, Block, CleanArticle, Front, Note
from tests.typeset.style import EPIGRAPH, Extra, Style


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one unit: its text, its printed label or number, or the marker of note `note`.

    Roles are text, label, number, marker, and lost for a marker that leaves no trace.
    """

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
    indent: float = 0
    narrow: int = 0
    """By so many characters its lines are shorter, as in a block quote set in from the margin."""
    keep: bool = False
    """Whether it must not be the last line of a page."""
    paragraph: bool = False
    lang: str = "en"
    centred: bool = False
    lead: int = 0
    """Spaces before each of its lines."""


@dataclass(slots=True)
class Stream:
    """Everything that one article prints in one style."""

    items: list[Item] = field(default_factory=list)
    units: dict[str, UnitGold] = field(default_factory=dict)
    notes: dict[int, Item] = field(default_factory=dict)
    """Notes to be printed at the foot of their marker's page; -1 and -2 are those of title and author."""
    body: int = 0
    """Index of the body's first item."""

    def add(self, unit: UnitGold) -> str:
        self.units[unit.id] = unit
        return unit.id


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
    article = replace(article, fronts={**article.fronts, **style.fronts})
    if style.romanise:
        article = _romanised(article, style)
    langs = style.languages(article.body, article.fronts)
    _extras(out, article, style, "top")
    _front_matter(out, article, style, [lang for lang in langs if lang not in style.late])
    _extras(out, article, style, "before_body")
    out.body = len(out.items)
    if style.epigraph and not any(block.kind == "epigraph" for block in article.blocks):
        _epigraph(out, article.body)
    cited = _body(out, article, style)
    _sections(out, article, style, style.back.get(article.body, ()), "back")
    notes = [note for note in article.notes.values() if note.number in cited]
    kept = notes[: len(notes) - style.lost_notes]
    if style.missing_notes:
        kept = [note for i, note in enumerate(kept, 1) if i % style.missing_notes]
    printed = {note.number: _note(out, note, article.body) for note in kept}
    if style.lost_markers:
        out.items = [_losing(item, style.lost_markers) for item in out.items]
    if style.notes == "end" and printed:
        _heading(out, style.label("notes", article.body), article.body, style, "h_notes")
        out.items += printed.values()
    else:
        out.notes |= printed
    if style.notes in ("author_year", "numbered"):
        _references(out, article, style)
    _sections(out, article, style, style.appendix.get(article.body, ()), "appendix")
    if style.byline == "end":
        _byline(out, article, style)
    late = [lang for lang in langs if lang in style.late]
    for lang in late:
        _front(out, article, style, lang, title=style.titles != "body")
    _extras(out, article, style, "end")
    return out


def _sections(
    out: Stream, article: CleanArticle, style: Style, sections: tuple[tuple[str, str], ...], name: str
) -> None:
    for i, (heading, text) in enumerate(sections, 1):
        text = text.format(**fields(article))
        section = None
        if style.back_run_in:
            text = f"{heading} {text}"
        else:
            section = _heading(out, heading, article.body, style, f"h_{name}_{i}")
        unit = out.add(UnitGold(f"{name}_{i}", "paragraph", article.body, text, section=section))
        item = Item(words(text, unit), gap=style.paragraph_gap, paragraph=True, lang=article.body)
        item.indent = style.indent
        out.items.append(item)


def _losing(item: Item, every: int) -> Item:
    return replace(item, words=[tuple(_lost(run, every) for run in word) for word in item.words])


def _lost(run: Run, every: int) -> Run:
    return replace(run, role="lost") if run.role == "marker" and run.note > 0 == run.note % every else run


def _extras(out: Stream, article: CleanArticle, style: Style, place: str, lang: str = "") -> None:
    for i, extra in enumerate(e for e in style.extras if e.place == place and lang in ("", e.lang)):
        _extra(out, article, extra, f"{extra.kind}_{place}{lang}_{i + 1}")


def _extra(out: Stream, article: CleanArticle, extra: Extra, name: str) -> None:
    lang = extra.lang or article.body
    text = extra.text.format(**fields(article))
    unit = out.add(UnitGold(name, extra.kind, lang, text))
    out.items.append(Item(words(text, unit), gap=int(extra.own_block), lang=lang))


def _epigraph(out: Stream, lang: str) -> None:
    saying, source = EPIGRAPH[lang]
    unit = out.add(UnitGold("epigraph_1", "epigraph", lang, f"{saying} {source}"))
    out.items.append(Item(words(saying, unit), gap=1, narrow=30, lang=lang, keep=True))
    out.items.append(Item(words(source, unit), narrow=30, lang=lang))


def _romanised(article: CleanArticle, style: Style) -> CleanArticle:
    def fit(text: str) -> str:
        return fitted(text, style.encoding)

    langs = style.languages(article.body, article.fronts)
    fronts = {
        lang: replace(
            front,
            title=fit(front.title),
            head=fit(front.head),
            keywords=tuple(map(fit, front.keywords)),
            abstract=tuple(replace(s, text=fit(s.text)) for s in front.abstract),
        )
        for lang, front in article.fronts.items()
        if lang in langs
    }
    blocks = tuple(replace(block, text=fit(block.text)) for block in article.blocks)
    notes = {
        n: replace(note, text=fit(note.text), short=fit(note.short)) for n, note in article.notes.items()
    }
    meta = {name: fit(value) for name, value in article.meta.items()}
    return replace(article, meta=meta, fronts=fronts, blocks=blocks, notes=notes)


def _front_matter(out: Stream, article: CleanArticle, style: Style, langs: list[str]) -> None:
    if style.titles == "first":
        for lang in langs:
            _title(out, article, article.fronts[lang], style)
        _extras(out, article, style, "after_title")
        if style.byline == "after_title":
            _byline(out, article, style)
    for i, lang in enumerate(langs):
        own_title = style.titles == "each" or (style.titles == "body" and lang == article.body)
        own_title = own_title or (style.titles == "under_label" and i == 0)
        if style.byline == "before_title" and i == 0:
            _byline(out, article, style)
        if own_title:
            _title(out, article, article.fronts[lang], style)
        if own_title and i > 0:
            _extras(out, article, style, "other_titles", lang)
        if i == 0 and style.titles != "first":
            _extras(out, article, style, "after_title")
        if style.byline == "after_title" and style.titles != "first" and i == 0:
            _byline(out, article, style)
        _front(out, article, style, lang, title=style.titles == "under_label" and i > 0, under=True)
        if i == 0:
            _extras(out, article, style, "after_front")


def _front(
    out: Stream, article: CleanArticle, style: Style, lang: str, *, title: bool, under: bool = False
) -> None:
    front = article.fronts[lang]
    if title and not under:
        _title(out, article, front, style)
    if style.keywords_first:
        _keywords(out, front, style)
    _abstract(out, article, front, style, title=title and under)
    if not style.keywords_first:
        _keywords(out, front, style)
    if style.ornament:
        unit = out.add(UnitGold(f"ornament_{front.lang}", "ornament", None, style.ornament))
        out.items.append(Item(words(style.ornament, unit), gap=1))


def _title(out: Stream, article: CleanArticle, front: Front, style: Style) -> None:
    text = upper(front.title, front.lang) if style.title_case == "upper" else front.title
    unit = out.add(UnitGold(f"title_{front.lang}", "title", front.lang, text))
    printed = words(text, unit)
    if style.title_note and front.lang == article.body:
        printed = _starred(out, printed, unit, style.title_note.format(**fields(article)), article.body)
    out.items.append(Item(printed, gap=1, keep=True, lang=front.lang, centred=True))


def _starred(out: Stream, printed: list[Word], unit: str, note: str, lang: str) -> list[Word]:
    """Return `printed` with an asterisk after its last word, and add the note that it leads to."""
    number = -1 - sum(n < 0 for n in out.notes)
    name = out.add(UnitGold(f"note_{number}", "footnote", None, note))
    out.notes[number] = Item([(Run("", name, "number", number),), *words(note, name)], lang=lang)
    return [*printed[:-1], (*printed[-1], Run("", unit, "marker", number))]


def _byline(out: Stream, article: CleanArticle, style: Style) -> None:
    meta = article.meta
    given, _, last = meta["author"].rpartition(" ")
    name = f"{given} {upper(last, article.body)}" if style.surname == "upper" else meta["author"]
    lines = [("author", name), ("affiliation", meta["affiliation"])]
    if style.dates:
        dates = style.label("dates", article.body).format(meta["received"], meta["accepted"])
        lines.append(("dates", dates))
    if style.byline_lines:
        lines = [(kind, text.format(**fields(article))) for kind, text in style.byline_lines]
    seen: dict[str, int] = {}
    for i, (kind, text) in enumerate(lines):
        seen[kind] = seen.get(kind, 0) + 1
        unit = out.add(
            UnitGold(kind if seen[kind] == 1 else f"{kind}_{seen[kind]}", kind, article.body, text)
        )
        printed = words(text, unit)
        if style.author_note and kind == "author" and seen[kind] == 1:
            printed = _starred(out, printed, unit, style.author_note.format(**fields(article)), article.body)
        out.items.append(Item(printed, gap=1 if i == 0 else 0, lang=article.body, centred=True))
    _extras(out, article, style, "after_byline")


def _abstract(out: Stream, article: CleanArticle, front: Front, style: Style, *, title: bool) -> None:
    lang = front.lang
    label = style.label("abstract", lang)
    pieces = _parts([sentence.text for sentence in front.abstract], style.parts.get(lang, ()))
    text = " ".join(pieces)
    if not label:
        abstract = out.add(UnitGold(f"abstract_{lang}", "abstract", lang, text))
        out.items.append(Item(words(text, abstract), gap=1, lang=lang))
        return
    heading = out.add(UnitGold(f"abstract_heading_{lang}", "abstract_heading", lang, label))
    abstract = out.add(UnitGold(f"abstract_{lang}", "abstract", lang, text))
    if style.run_in:
        out.items.append(Item(words(label, heading) + words(text, abstract), gap=1, lang=lang))
    else:
        out.items.append(Item(words(label, heading), gap=1, keep=True, lang=lang, centred=True))
        if title:
            _title(out, article, front, style)
        for i, piece in enumerate(pieces if style.parts_alone else [text]):
            out.items.append(Item(words(piece, abstract), gap=int(title and not i), lang=lang))


def _parts(sentences: list[str], labels: tuple[str, ...]) -> list[str]:
    """Return the abstract cut into as many parts as there are labels, each under its own."""
    if not labels:
        return [" ".join(sentences)]
    bounds = [round(i * len(sentences) / len(labels)) for i in range(len(labels) + 1)]
    return [
        " ".join([label, *sentences[a:b]]) for label, a, b in zip(labels, bounds, bounds[1:], strict=False)
    ]


def _keywords(out: Stream, front: Front, style: Style) -> None:
    lang = front.lang
    keywords = style.keyword_separator.join(front.keywords) + style.keyword_end
    label = style.label("keywords", lang)
    unit = out.add(UnitGold(f"keywords_{lang}", "keywords", lang, f"{label} {keywords}"))
    if style.keywords_alone:
        out.items.append(Item(words(label, unit, "label"), gap=1, keep=True, lang=lang))
        out.items.append(Item(words(keywords, unit), lang=lang))
    else:
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
            text = printed_number(block, style, counters) + block.text
            section = _heading(out, text, article.body, style, name, block.level)
            continue
        text = placed_markers(block.text, style)
        if style.notes == "author_year":
            text = author_year(text, article.notes, style)
        elif style.notes == "numbered":
            text = numbered_citations(text, article.notes, style)
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
    item.narrow = style.quote_margin if block.kind in ("blockquote", "epigraph") else 0
    item.lead = style.quote_lead if block.kind in ("blockquote", "epigraph") else 0
    item.keep = block.kind == "caption"
    yield item


def _heading(out: Stream, text: str, lang: str, style: Style, name: str, level: int = 1) -> str:
    if style.heading_case == "upper" or (style.heading_case == "upper_first" and level == 1):
        text = upper(text, lang)
    elif style.heading_case == "spaced" and level == 1:
        text = "  ".join(" ".join(word) for word in upper(text, lang).split())
    unit = out.add(UnitGold(name, "section_heading", lang, text, level=level))
    out.items.append(Item(words(text, unit), gap=1, keep=True, lang=lang, centred=level == 1))
    return unit


def _note(out: Stream, note: Note, lang: str) -> Item:
    unit = out.add(UnitGold(f"note_{note.number}", "footnote", None, note.text, number=str(note.number)))
    return Item([(Run("", unit, "number", note.number),), *words(note.text, unit)], lang=lang)


def _references(out: Stream, article: CleanArticle, style: Style) -> None:
    lang = article.body
    _heading(out, style.label("references", lang), lang, style, "h_references")
    works = {n.text for n in article.notes.values() if n.short and not n.short.startswith("=")}
    entries = sorted(works) if style.notes == "author_year" else list(cited_works(article.notes).values())
    _entries(out, entries, style, lang, "reference")
    if style.romanised_list:
        _heading(out, "References", "en", style, "h_romanised")
        _entries(out, [fitted(text, "ascii") for text in entries], style, "en", "romanised")


def _entries(out: Stream, entries: list[str], style: Style, lang: str, name: str) -> None:
    for i, text in enumerate(entries, 1):
        text = style.reference_label.format(n=i) + text
        unit = out.add(UnitGold(f"{name}_{i}", "reference", None, text))
        out.items.append(Item(words(text, unit), gap=style.paragraph_gap, lang=lang))
