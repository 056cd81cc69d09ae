"""Filling pages: lines of the body, the notes that their markers call for, heads and numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.typeset.lines import Line, centre, wrap
from tests.typeset.naming import fields
from tests.typeset.source import CleanArticle
from tests.typeset.stream import Item, Run, Stream, UnitGold, words
from tests.typeset.style import Style

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FRAGMENTS = (2, 2, 1, 2, 4, 3, 1, 3)
"""Rotated text arrives in pieces of a few characters."""


@dataclass(slots=True)
class Page:
    """What a page, or a column of one, prints, top to bottom; None is a blank line."""

    number: int
    column: int = 0
    top: list[Line | None] = field(default_factory=list)
    body: list[Line | None] = field(default_factory=list)
    notes: list[Line | None] = field(default_factory=list)
    foot: list[Line | None] = field(default_factory=list)

    @property
    def rows(self) -> list[Line | None]:
        """Every line in printed order."""
        return [*self.top, *self.body, *self.notes, *self.foot]


def paginate(out: Stream, article: CleanArticle, style: Style) -> list[Page]:
    """Return the pages of `out`; notes that do not fit run over to the next page."""
    setter = _Setter(out, style)
    paragraphs = 0
    for item in out.items:
        lines = wrap(item, style, style.width - item.narrow)
        paragraphs += item.paragraph
        gap = 0 if style.lost_gap and item.paragraph and paragraphs % style.lost_gap == 0 else item.gap
        lies = style.false_gap and item.paragraph and len(lines) > 3 and paragraphs % style.false_gap == 0
        setter.place(
            lines, gap, keep=item.keep, false_gap_after=1 + paragraphs % (len(lines) - 2) if lies else 0
        )
    setter.close()
    for page, after in zip(setter.pages, [*setter.pages[1:], None], strict=True):
        furnish(page, out, article, style, last=after is None or after.number > page.number)
    return setter.pages


class _Setter:
    """Puts lines on pages, one after the other."""

    def __init__(self, out: Stream, style: Style) -> None:
        self.out, self.style = out, style
        self.pages = [Page(style.first_page)]
        self.waiting: list[Line | None] = []

    def place(self, lines: list[Line], gap: int, *, keep: bool, false_gap_after: int) -> None:
        page = self.pages[-1]
        needed = gap + len(lines) + (2 if keep else 0)
        if page.body and keep and self._room() < needed:
            self._turn()
        if self.pages[-1].body:
            self.pages[-1].body += [None] * gap
        for i, line in enumerate(lines):
            if false_gap_after and i == false_gap_after:
                self.pages[-1].body.append(None)
            called = self._note_lines(line)
            least = len(called) if not self.style.notes_split else min(1, len(called))
            if self.pages[-1].body and self._room() < 1 + least + self._rule_lines(bool(called)):
                self._turn()
            self.pages[-1].body.append(line)
            self.waiting += called
            self._fill_notes()

    def close(self) -> None:
        while self.waiting:
            self._turn()

    def _turn(self) -> None:
        page = self.pages[-1]
        column = (page.column + 1) % self.style.columns
        self.pages.append(Page(page.number + (column == 0), column))
        self._fill_notes()

    def _fill_notes(self) -> None:
        page = self.pages[-1]
        room = self._room() - self._rule_lines(bool(self.waiting))
        if self.waiting and (room > 0 or not page.body):
            if not page.notes:
                page.notes += [None] * self.style.note_gap
                if self.style.note_rule:
                    rule = words(self.style.note_rule, f"rule_{page.number}")
                    page.notes.append(Line(rule, self.style.margin))
                    self.out.add(UnitGold(f"rule_{page.number}", "ornament", None, self.style.note_rule))
            page.notes += self.waiting[:room]
            self.waiting = self.waiting[room:]

    def _rule_lines(self, called: bool) -> int:
        if not called or self.pages[-1].notes:
            return 0
        return self.style.note_gap + bool(self.style.note_rule)

    def _room(self) -> int:
        page = self.pages[-1]
        return self.style.height - len(page.body) - len(page.notes)

    def _note_lines(self, line: Line) -> list[Line | None]:
        called: list[Line | None] = []
        for number in line.notes:
            if number in self.out.notes:
                called += note_lines(self.out.notes[number], self.style)
        return called


def note_lines(item: Item, style: Style) -> list[Line]:
    """Return a note's lines, its number on a line of its own where the style has it so."""
    limit = style.note_width or style.width
    if not style.label_alone:
        return wrap(item, style, limit)
    rest = Item(item.words[1:], lang=item.lang)
    return [Line([item.words[0]]), *wrap(rest, style, limit)]


def labels(pages: list[Page], style: Style) -> dict[int, str]:
    """Return each note's printed number or sign, from the page on which its marker stands."""
    out: dict[int, str] = {}
    running = 0
    for page in pages:
        if style.restart and page.column == 0:
            running = 0
        for line in page.body:
            for note in line.notes if line else ():
                if note < 0:
                    out[note] = "*" * -note
                    continue
                running += 1
                out[note] = (
                    style.signs[(running - 1) % len(style.signs)]
                    if "{sign}" in style.marker
                    else str(running)
                )
    return out


def printed(template: str, label: str) -> tuple[str, str, str]:
    """Return what stands before the number, the number as printed, and what stands after it."""
    key = next(key for key in ("{n}", "{sup}", "{sign}") if key in template)
    before, after = template.split(key)
    return before, label.translate(_SUPERSCRIPTS) if key == "{sup}" else label, after


def furnish(page: Page, out: Stream, article: CleanArticle, style: Style, *, last: bool) -> None:
    """Add heads to a page's first column, and numbers, licence and side text to its last."""
    first = page.number == style.first_page
    head = page.foot if style.head_at == "bottom" else page.top
    values = {**fields(article), "title": article.fronts[article.body].head, "page": f"\0{page.number}\0"}
    lang = article.body
    if first and style.journal_line and page.column == 0:
        page.top += _furniture(
            out, style, style.journal_line.format(**values), f"journal_line_{page.number}", lang
        )
    shown = (page.number - style.first_page) % style.every_head == 0
    template = style.head_left if page.number % 2 == 0 else style.head_right
    if template and shown and not first and (last if style.head_at == "bottom" else page.column == 0):
        head += _furniture(out, style, template.format(**values), f"running_head_{page.number}", lang)
    if style.page_number and shown and last:
        text = style.page_number.format(page=page.number)
        unit = out.add(
            UnitGold(f"page_number_{page.number}", "page_number", None, text, number=str(page.number))
        )
        page.foot += [None, Line(words(text, unit), style.margin)]
        centre(page.foot[-1], style)
    if first and style.licence and last:
        page.foot += _furniture(out, style, style.licence, "licence", lang)
    if style.side_text and shown and not first and last:
        page.foot += _side_text(out, style.side_text.format(**values), page.number)


def _furniture(out: Stream, style: Style, text: str, name: str, lang: str) -> list[Line | None]:
    """Return a line with a blank one on both sides; a page number between NULs becomes a unit of its own."""
    kind = name.split("_")[0] if name == "licence" else name.rsplit("_", 1)[0]
    parts = text.split("\0")
    line = Line()
    clean = " ".join("".join(parts[::2] if len(parts) > 1 else parts).split())
    unit = out.add(UnitGold(name, kind, lang, clean))
    for i, part in enumerate(parts):
        if i % 2:
            number = out.add(UnitGold(f"page_number_{part}", "page_number", None, part, number=part))
            line.words.append((Run(part, number),))
        else:
            line.words += words(part, unit)
    line.lead = style.margin
    centre(line, style)
    return [None, line, None]


def _side_text(out: Stream, text: str, page: int) -> list[Line | None]:
    unit = out.add(UnitGold(f"side_text_{page}", "side_text", None, text))
    rows: list[Line | None] = [None]
    at = 0
    for i in range(len(text)):
        piece = text[at : at + _FRAGMENTS[i % len(_FRAGMENTS)]]
        if not piece:
            break
        rows += [Line(words(piece, unit))] if piece.strip() else []
        rows += [None] if i % 3 == 2 else []
        at += len(piece)
    return rows
