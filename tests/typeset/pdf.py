"""An article in a style as a real PDF, and gold that is matched by text."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.lines import Line, broken
from tests.typeset.looks import RAISED, Look, Points, look_of, register
from tests.typeset.pages import Page, furnish, labels
from tests.typeset.source import CleanArticle
from tests.typeset.stream import Item, Stream, stream
from tests.typeset.style import Style

LACKING = str.maketrans("əƏ", "äÄ")
"""Letters that PT Serif lacks, and what stands for them."""
FIGURES = ("Şekil", "Figure", "Рисунок", "Рис.")
PICTURE = 90.0
"""Height of the picture above a figure's caption, and of the space that it takes."""
STRETCH = 5.0
"""A line whose spaces would grow beyond this is not justified."""


@dataclass(slots=True)
class TypesetPdf:
    """A PDF and its gold: units by text, markers by the words before them, no offsets."""

    article: CleanArticle
    style: Style
    data: bytes
    gold: dict[str, Any]
    pages: int

    def write(self, folder: Path, name: str) -> None:
        """Write `name`.pdf and `name`.gold.json."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.pdf").write_bytes(self.data)
        gold = json.dumps(self.gold | {"source": f"{name}.pdf"}, ensure_ascii=False, indent=1)
        (folder / f"{name}.gold.json").write_bytes(gold.encode("utf-8") + b"\n")


@dataclass(slots=True)
class Frame:
    """A column, or the full width, of a page between `top` and `bottom` (points from the page's upper edge)."""

    number: int
    index: int
    x: float
    width: float
    top: float
    bottom: float
    y: float
    body: list[tuple[float, Item, Line, Look, bool]] = field(default_factory=list)
    notes: list[tuple[Item, Line, Look, bool]] = field(default_factory=list)

    @property
    def notes_height(self) -> float:
        """Height of the notes and the rule above them."""
        return sum(look.leading for _, _, look, _ in self.notes) + (8 if self.notes else 0)

    @property
    def room(self) -> float:
        """Height that is left between text and notes."""
        return self.bottom - self.notes_height - self.y


def typeset_pdf(article: CleanArticle, style: Style) -> TypesetPdf:
    """Return `article` printed in `style`; what only extraction does to a text is left out."""
    register()
    style = replace(
        style, ornament="* * *" if style.ornament else "", form="NFC", encoding="utf-8", romanise=False,
        every_head=1, indent=0, marker_alone=0, lost_markers=0, hyphen="-" if style.hyphen else "", note_rule="",
    )  # fmt: skip
    out = _printable(stream(article, style))
    flow = _Flow(out, style)
    for i, item in enumerate(out.items):
        if i == out.body and style.sheet.columns > 1:
            flow.begin_columns()
        flow.item(item)
    while flow.waiting:
        flow.turn()
    return _print(flow, out, article, style)


def _printable(out: Stream) -> Stream:
    """Return `out` without letters that the font lacks."""

    def clean(item: Item) -> Item:
        return replace(
            item,
            words=[
                tuple(replace(run, text=run.text.translate(LACKING)) for run in word) for word in item.words
            ],
        )

    units = {name: replace(unit, text=unit.text.translate(LACKING)) for name, unit in out.units.items()}
    notes = {n: clean(item) for n, item in out.notes.items()}
    return Stream([clean(item) for item in out.items], units, notes, out.body)


class _Flow:
    """Puts lines into frames, notes at the foot of the frame that holds their markers."""

    def __init__(self, out: Stream, style: Style) -> None:
        self.out, self.style, self.sheet = out, style, style.sheet
        self.columns = 1
        left, top, right, bottom = self.sheet.margins
        width, height = self.sheet.size
        self.box = (left, top, width - right, height - bottom)
        self.frames: list[Frame] = []
        self.waiting: list[tuple[Item, Line, Look, bool]] = []
        self._open(style.first_page, 0, top)

    def _open(self, number: int, index: int, top: float) -> None:
        left, _, right, bottom = self.box
        gutter = self.sheet.gutter
        width = (right - left - gutter * (self.columns - 1)) / self.columns
        x = left + (width + gutter) * (index % self.columns)
        self.frames.append(Frame(number, index, x, width, top, bottom, top))

    def begin_columns(self) -> None:
        """Set what follows in columns, below what the page holds already."""
        page = self.frames[-1]
        self.columns = self.sheet.columns
        if page.room < 150 or self.waiting:
            self.turn(fresh=True)
            return
        self.box = (*self.box[:3], page.bottom - page.notes_height)
        self._open(page.number, 0, page.y + 14)
        self.frames[-1].index = 10 * self.columns

    def turn(self, *, fresh: bool = False) -> None:
        """Go on in the next column or page."""
        frame = self.frames[-1]
        left, _, right, _ = self.box
        if not fresh and (frame.index + 1) % self.columns:
            self._open(frame.number, frame.index + 1, frame.top)
        else:
            self.box = (left, self.sheet.margins[1], right, self.sheet.size[1] - self.sheet.margins[3])
            self._open(frame.number + 1, 0, self.sheet.margins[1])
        self._fill()

    def look(self, item: Item) -> Look:
        unit = self.out.units[item.words[-1][-1].unit if item.words[-1] else item.words[0][0].unit]
        return look_of(unit.kind, unit.level, self.style)

    def lines(self, item: Item, look: Look, width: float) -> list[tuple[Line, bool]]:
        ruler = Points(look, self.out, self.style)
        indented = replace(item, indent=look.first / ruler.space)
        made = broken(indented, self.style, width - look.left - look.right, ruler)
        return [(line, i == len(made) - 1) for i, line in enumerate(made)]

    def item(self, item: Item) -> None:
        look = self.look(item)
        lines = self.lines(item, look, self.frames[-1].width)
        above = look.above if item.gap or item.paragraph else 0
        picture = item.words[0][0].text in FIGURES and self.out.units[item.words[0][0].unit].kind == "caption"
        above += PICTURE if picture else 0
        if self.frames[-1].body:
            if self.frames[-1].room < above + look.leading * (len(lines) + (3 if item.keep else 0)) and (
                item.keep or self.frames[-1].room < above + look.leading
            ):
                self.turn()
                self.frames[-1].y += PICTURE if picture else 0
            else:
                self.frames[-1].y += above
        for line, last in lines:
            called = self._called(line)
            need = look.leading + (called[0][2].leading + 8 if called else 0)
            if self.frames[-1].body and self.frames[-1].room < need:
                self.turn()
            frame = self.frames[-1]
            frame.y += look.leading
            frame.body.append((frame.y, item, line, look, last))
            self.waiting += called
            self._fill()

    def _called(self, line: Line) -> list[tuple[Item, Line, Look, bool]]:
        out = []
        for number in line.notes:
            if number in self.out.notes:
                item = self.out.notes[number]
                look = self.look(item)
                out += [
                    (item, part, look, last) for part, last in self.lines(item, look, self.frames[-1].width)
                ]
        return out

    def _fill(self) -> None:
        frame = self.frames[-1]
        while self.waiting:
            need = self.waiting[0][2].leading + (0 if frame.notes else 8)
            if frame.room < need and (frame.body or frame.notes):
                return
            frame.notes.append(self.waiting.pop(0))


def _print(flow: _Flow, out: Stream, article: CleanArticle, style: Style) -> TypesetPdf:
    pages = [Page(f.number, min(f.index, 1), body=[line for _, _, line, _, _ in f.body]) for f in flow.frames]
    known = labels(pages, style)
    data = io.BytesIO()
    pen = _Pen(Canvas(data, pagesize=style.sheet.size, invariant=1), out, style, known)
    pen.canvas.setTitle(article.id)
    for number in dict.fromkeys(frame.number for frame in flow.frames):
        page = Page(number)
        furnish(page, out, article, style, last=True)
        pen.furniture([row for row in page.top if row], style.sheet.margins[1] * 0.6, number)
        for frame in flow.frames:
            if frame.number == number:
                pen.frame(frame)
        height = style.sheet.size[1]
        pen.furniture([row for row in page.foot if row], height - style.sheet.margins[3] * 0.6, number)
        pen.canvas.showPage()
    pen.canvas.save()
    count = len({frame.number for frame in flow.frames})
    return TypesetPdf(article, style, data.getvalue(), _gold(pen, out, style), count)


@dataclass(slots=True)
class _Pen:
    """Draws lines, and remembers which units it has drawn and where it broke words."""

    canvas: Canvas
    out: Stream
    style: Style
    labels: dict[int, str]
    page: int = 0
    drawn: dict[str, int] = field(default_factory=dict)
    markers: list[dict[str, Any]] = field(default_factory=list)
    hyphens: list[dict[str, Any]] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    """What has been drawn of each unit so far."""
    glued: str = ""
    """The unit whose last word goes on in its next line."""

    def frame(self, frame: Frame) -> None:
        self.page = frame.number
        for y, item, line, look, last in frame.body:
            self.line(frame, y, item, line, look, last)
        y = frame.bottom - frame.notes_height
        if frame.notes:
            height = self.style.sheet.size[1]
            self.canvas.setLineWidth(0.5)
            self.canvas.line(frame.x, height - y - 3, frame.x + 72, height - y - 3)
            y += 8
        for item, line, look, last in frame.notes:
            y += look.leading
            self.line(frame, y - look.leading * 0.2, item, line, look, last)

    def line(self, frame: Frame, y: float, item: Item, line: Line, look: Look, last: bool) -> None:
        ruler = Points(look, self.out, self.style)
        room = frame.width - look.left - look.right
        x = frame.x + look.left
        if line.lead:
            x += look.first
            room -= look.first
        if line.words[0][0].text in FIGURES and look.font == "PT-B":
            bottom = self.style.sheet.size[1] - y + look.leading
            self.canvas.rect(frame.x, bottom, frame.width * 0.8, PICTURE - 12, stroke=1, fill=0)
        used = sum(self._width(word, ruler) for word in line.words) + ruler.space * (len(line.words) - 1)
        used += ruler.text(line.hyphen, line.words[-1][-1]) if line.hyphen else 0
        space = ruler.space
        if look.align == "centre":
            x += max(0, (room - used) / 2)
        elif look.align == "justify" and not last and len(line.words) > 1:
            grown = space + (room - used) / (len(line.words) - 1)
            space = grown if ruler.space * 0.7 < grown < STRETCH * ruler.space else space
        if self.out.units[line.words[0][0].unit].kind == "table":
            self._row(frame, x, y, line, ruler)
            return
        for i, word in enumerate(line.words):
            tail = " " if i < len(line.words) - 1 else line.hyphen
            x = self._word(x, y, word, ruler, tail)
            x += space - ruler.space
        if line.broken:
            self._broke(line)

    def _width(self, word: Any, ruler: Points) -> float:
        return sum(
            ruler.text(text, run) * share
            for run in word
            for text, share in [ruler.shown(run, self.labels.get(run.note, ""))]
        )

    def _word(self, x: float, y: float, word: Any, ruler: Points, tail: str) -> float:
        size, height = ruler.look.size, self.style.sheet.size[1]
        for i, run in enumerate(word):
            self.drawn.setdefault(run.unit, self.page)
            if i == 0 and run.role != "number" and self.before.get(run.unit) and self.glued != run.unit:
                self.before[run.unit] += " "
            self.glued = "" if self.glued == run.unit else self.glued
            text, share = ruler.shown(run, self.labels.get(run.note, ""))
            if run.role == "marker":
                entry = {"number": self.labels[run.note], "unit": run.unit}
                before = self.before.get(run.unit, "")
                self.markers.append(entry | {"pos": len(before), "before": before[-30:]})
            elif run.role != "number":
                self.before[run.unit] = self.before.get(run.unit, "") + run.text
            rise = size * 0.34 if share == RAISED else 0
            self.canvas.setFont(ruler.font(run), size * share)
            end = tail if i == len(word) - 1 else ""
            self.canvas.drawString(x, height - y + rise, text + end)
            x += pdfmetrics.stringWidth(text, ruler.font(run), size * share)
        return x + (ruler.space if tail == " " else 0)

    def _row(self, frame: Frame, x: float, y: float, line: Line, ruler: Points) -> None:
        """Draw a table's row: words from the left, trailing numbers at tab stops."""
        cells = len(line.words)
        while cells > 1 and line.words[cells - 1][0].text.strip("%.,-–").isdigit():
            cells -= 1
        for word in line.words[:cells]:
            x = self._word(x, y, word, ruler, " ")
        for i, word in enumerate(line.words[cells:]):
            stop = max(x + 6, frame.x + frame.width * (0.5 + 0.13 * i))
            x = self._word(stop, y, word, ruler, "")

    def _broke(self, line: Line) -> None:
        run = line.words[-1][-1]
        self.glued = run.unit
        if not line.hyphen and not run.text.endswith("-"):
            return
        before = run.text if line.hyphen else run.text[:-1]
        decision = "undo" if line.hyphen else "keep"
        entry = {"unit": run.unit, "decision": decision, "char": "-", "before": before, "after": line.tail}
        self.hyphens.append(entry)

    def furniture(self, rows: list[Line], y: float, number: int) -> None:
        """Draw heads and feet from `y` down, side text turned by 90 degrees in the margin."""
        self.page = number
        width, height = self.style.sheet.size
        left, _, right, _ = self.style.sheet.margins
        for row in rows:
            unit = self.out.units[row.words[0][0].unit]
            if unit.kind == "side_text":
                if unit.id not in self.drawn:
                    self._side(unit.id, unit.text)
                continue
            kind = "licence" if unit.kind == "licence" else "journal_line"
            look = replace(look_of(kind, None, self.style), font="PT")
            frame = Frame(number, 0, left, width - left - right, 0, height, 0)
            ruler = Points(look, self.out, self.style)
            for line, _ in self._furniture_lines(row, look, frame.width):
                used = sum(self._width(word, ruler) for word in line.words)
                used += ruler.space * (len(line.words) - 1)
                room = frame.width - used
                x = left + (
                    room / 2 if unit.kind == "page_number" and len(row.words) < 4 else room * (number % 2)
                )
                for i, word in enumerate(line.words):
                    x = self._word(x, y, word, ruler, " " if i < len(line.words) - 1 else "")
                y += look.leading

    def _furniture_lines(self, row: Line, look: Look, width: float) -> list[tuple[Line, bool]]:
        made = broken(Item(row.words), self.style, width, Points(look, self.out, self.style))
        return [(line, False) for line in made]

    def _side(self, unit: str, text: str) -> None:
        self.drawn[unit] = self.page
        self.canvas.saveState()
        self.canvas.translate(self.style.sheet.size[0] - 18, self.style.sheet.size[1] * 0.25)
        self.canvas.rotate(90)
        self.canvas.setFont("PT", self.style.sheet.head)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()


def _gold(pen: _Pen, out: Stream, style: Style) -> dict[str, Any]:
    units = []
    for name, page in pen.drawn.items():
        unit = out.units[name]
        number = unit.number
        if unit.kind == "footnote":
            number = pen.labels[int(name.removeprefix("note_"))]
        units.append(
            {"id": name, "kind": unit.kind, "lang": unit.lang, "number": number, "level": unit.level}
            | {"section": unit.section, "page": page, "text": unit.text}
        )
    return {
        "source": "", "style": style.name, "mode": "text", "units": units,
        "footnote_markers": pen.markers, "line_end_hyphens": pen.hyphens,
    }  # fmt: skip
