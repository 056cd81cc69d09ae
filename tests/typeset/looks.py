"""How the kinds of units look on a PDF's page: fonts, sizes, widths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.typeset.lines import Ruler
from tests.typeset.pages import printed
from tests.typeset.stream import Run, Stream, Word
from tests.typeset.style import Style

FACES = {"PT": "Regular", "PT-B": "Bold", "PT-I": "Italic", "PT-BI": "BoldItalic"}
RAISED = 0.62
"""Size of a raised number as a share of the text's."""


@cache
def register() -> None:
    """Make PT Serif (SIL Open Font License; Latin with Turkish, and Cyrillic) known to reportlab."""
    folder = files("fontpkg_pt_serif") / "files"
    for name, face in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"PT_Serif-Web-{face}.ttf")))


@dataclass(frozen=True, slots=True)
class Look:
    """Font and size of a unit's characters, its leading and space above, and its margins; points."""

    font: str
    size: float
    leading: float
    above: float = 0
    left: float = 0
    right: float = 0
    align: str = "left"
    first: float = 0
    """By how much the first line is set in, or out where negative."""


def look_of(kind: str, level: int | None, style: Style) -> Look:
    """Return the look of `kind` in `style`."""
    sheet = style.sheet
    small, bold = sheet.body - 1.5, "PT-B" if sheet.bold_heads else "PT"
    middle = "centre" if sheet.centre else "left"
    full = "justify" if sheet.justify else "left"
    table: dict[str, tuple[str, float, float, float, float, str]] = {
        "title": ("PT-B", sheet.title, 14, 0, 0, middle),
        "author": ("PT", sheet.body, 1, 0, 0, middle),
        "affiliation": ("PT-I", small, 0, 0, 0, middle),
        "dates": ("PT", small - 0.5, 4, 0, 0, middle),
        "abstract_heading": ("PT-B", sheet.body, 12, 0, 0, middle),
        "abstract": ("PT", sheet.body - 1, 3, 16, 16, full),
        "keywords": ("PT", sheet.body - 1, 5, 16, 16, "left"),
        "section_heading": (bold if level != 2 else "PT-BI", sheet.body + (1 if level == 1 else 0), 12, 0, 0, middle if level == 1 else "left"),
        "blockquote": ("PT", sheet.quote, 6, 24, 12, full),
        "epigraph": ("PT-I", sheet.quote, 4, 150, 0, "left"),
        "caption": ("PT-B", small, 9, 0, 0, "left"),
        "table": ("PT", small, 1, 0, 0, "left"),
        "footnote": ("PT", sheet.note, 0, 0, 0, full),
        "reference": ("PT", sheet.body - 0.5, 3, sheet.hanging, 0, full),
        "journal_line": ("PT-I", sheet.head, 2, 0, 0, "left"),
        "licence": ("PT", sheet.head - 1.5, 2, 0, 0, "left"),
        "ornament": ("PT", sheet.body, 8, 0, 0, "centre"),
    }  # fmt: skip
    font, size, above, left, right, align = table.get(kind, ("PT", sheet.body, sheet.skip, 0, 0, full))
    first = {"paragraph": sheet.first_indent, "reference": -sheet.hanging}.get(kind, 0)
    return Look(font, size, size * sheet.leading, above, left, right, align, first)


class Points(Ruler):
    """Widths in points of words set in one look; labels are bold and numbers may be raised."""

    def __init__(self, look: Look, out: Stream, style: Style) -> None:
        self.look, self.out, self.style = look, out, style
        self.space = pdfmetrics.stringWidth(" ", look.font, look.size)

    def word(self, word: Word) -> float:
        """Return the width of `word`, two digits allowed for each marker."""
        return sum(self.text(t, run) * share for run in word for t, share in [self.shown(run, "88")])

    def text(self, text: str, run: Run) -> float:
        """Return the width of `text` set like `run`."""
        return float(pdfmetrics.stringWidth(text, self.font(run), self.look.size))

    def font(self, run: Run) -> str:
        """Return the face of `run`."""
        heading = self.out.units[run.unit].kind == "abstract_heading"
        return "PT-B" if run.role == "label" or heading else self.look.font

    def shown(self, run: Run, label: str) -> tuple[str, float]:
        """Return what is printed for `run`, and its size as a share of the look's."""
        if run.role == "lost":
            return "", 1
        if run.role not in ("marker", "number"):
            return run.text, 1
        template = self.style.marker if run.role == "marker" else self.style.note_label
        if run.note < 0:
            return label, 1
        bare = template.strip() in ("{n}", "{sup}") or (template == "{n})" and run.role == "marker")
        before, number, after = printed(template.replace("{sup}", "{n}"), label)
        return f"{before}{number}{after}", RAISED if bare and self.style.sheet.raised else 1
