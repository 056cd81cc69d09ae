"""The raw lines of a text with what can be measured on each, and the measure of the whole."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from statistics import median

from kzru_nlp.model import Source

# Everything that str.splitlines ends a line at, except the information separators: pdf tools write those in formulas.
PHYSICAL_LINE = re.compile(r"([^\n\r\f\v\x85\u2028\u2029]*)(\r\n|[\n\r\f\v\x85\u2028\u2029]|\Z)")
CLOSERS = r"['\"”’»)\]]*"
MARKER_AFTER = r"\s?[\[(]?[\d¹²³⁰⁴-⁹*†‡§¶‖#∗]{1,3}[\])]?"
# "1.511" at a line's end closes nothing, "2022.13" may: before a glued marker stands no figure, or a whole year.
SENTENCE_END = re.compile(
    rf"[.!?…]{CLOSERS}$|(?<!\d)[.!?…]{CLOSERS}{MARKER_AFTER}{CLOSERS}$|(?<=\d\d\d\d)\.\d{{1,3}}$|{CLOSERS}\s?\[\d{{1,3}}[^\[\]]{{0,20}}\]\.?$"
)
TAIL = 48
"""A sentence's end shows in this many characters: its stop, closing marks and a marker."""
FIRST_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Line:
    """A line that holds more than white space: `start:end` are the raw offsets of its text, stripped.

    `text` is composed (NFC), so that the rules need not know letters taken apart; `offset` leads back.
    `gap` counts the blank lines before it, `indent` the characters before its text, `page` the pages before;
    `new_page` marks the first line of a page. `size` is the font size in points where a layout tells it, else 0;
    `inset` (points from the left edge of its column) and `bold` are told with it, and `indent` is then measured on the page.
    """

    index: int
    start: int
    end: int
    text: str
    indent: int = 0
    gap: int = 0
    page: int = 0
    new_page: bool = False
    size: float = 0.0
    inset: float = 0.0
    bold: bool = False
    slack: float | None = None
    """Points between the end of the line and the right edge that it is set to, where a layout tells it."""
    justified: bool = False
    """Whether lines that go on reach that edge."""
    column: int = 0
    """1 and 2 where a layout shows two columns, else 0."""
    glyph: float = 0.0
    """Points that a character takes on average."""
    closed: bool | None = None
    raw: str | None = None
    """The text as it stands in the input, where that is not composed."""

    def offset(self, at: int) -> int:
        """Return the raw offset of `text[at]`."""
        if self.raw is None:
            return self.start + at
        raw_at = composed = 0
        while composed < at and raw_at < len(self.raw):
            end = raw_at + 1
            while end < len(self.raw) and unicodedata.combining(self.raw[end]):
                end += 1
            composed += len(unicodedata.normalize("NFC", self.raw[raw_at:end]))
            raw_at = end
        return self.start + raw_at

    @property
    def ends_sentence(self) -> bool:
        """Whether the line closes with a full stop, question or exclamation mark (a note marker may follow)."""
        if self.closed is None:
            last = self.text[-1:]
            self.closed = last in ".!?…" or (
                not last.isalpha()
                and last not in ",;:-"
                and SENTENCE_END.search(self.text[-TAIL:]) is not None
            )
        return self.closed

    @property
    def starts_lower(self) -> bool:
        """Whether the first letter is in lower case, and nothing but opening marks stands before it."""
        if self.text[1:2] == ")":
            return False  # "a) …" counts
        head = self.text.lstrip("\"'“”„«(‘[—–- \u00ad")[:1]
        return head.islower()


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide running text is, in characters, and how far the text can be trusted to be wrapped at that width."""

    width: float
    wrapped: float
    """Share of lines that break off inside a sentence: near 0 where each paragraph is one line."""
    blank_trust: float
    """Share of blank lines that do not stand inside a sentence."""
    font: float = 0.0
    """Font size in points of most characters; 0 where no layout tells it."""
    loose: float = 0.0
    """Share of lines broken inside a sentence that had room for the next line's first word."""
    full: float = 0.0
    """Characters of a line that is used up: nine in ten lines that break off inside a sentence are no longer."""


def read_lines(source: Source) -> list[Line]:
    """Return the lines of `source` that hold more than white space, in order, with their pages."""
    lines: list[Line] = []
    gap, page, new_page = 0, 0, True
    composed = unicodedata.is_normalized("NFC", source.text)
    starts = source.page_starts[1:]
    for match in PHYSICAL_LINE.finditer(source.text):
        body = match[1]
        text = body.strip()
        while page < len(starts) and match.start() >= starts[page]:
            page, new_page = page + 1, True
        if text:
            indent = len(body) - len(body.lstrip())
            start = match.start() + indent
            line = Line(len(lines), start, start + len(text), text, indent, gap, page, new_page)
            if not composed and not unicodedata.is_normalized("NFC", text):
                line.raw, line.text = text, unicodedata.normalize("NFC", text)
            lines.append(line)
            gap, new_page = 0, False
        elif match[2]:
            gap += 1
        if match[2] == "\f" and not starts:
            page, new_page, gap = page + 1, True, 0
    _close_up(lines)
    return lines


def _close_up(lines: Sequence[Line]) -> None:
    """Take the blank line between all lines out of the gaps where a text is set with double spacing."""
    inside = Counter(line.gap for line in lines if line.starts_lower and not line.new_page)
    if inside.total() < 10:
        return
    usual, count = inside.most_common(1)[0]
    if usual and count >= 0.6 * inside.total():
        for line in lines:
            line.gap = max(0, line.gap - usual)


def infer_pages(lines: list[Line], feet: Set[int], furniture: Set[int]) -> None:
    """Set the pages of a text that tells none: after a printed page number, and at a single leading space.

    Extractors that put out the notes of a page after its text leave that space on the continuing line, as the
    only trace of the break. In a text that keeps its indentation, leading spaces are common and mean nothing.
    `feet` are the indices of page numbers, `furniture` those of all lines that are not text.
    """
    if any(line.page for line in lines):
        return
    spaced = {x.index for x in lines[1:] if x.indent == 1 and len(x.text) > 4 and x.index not in furniture}
    indented = sum(line.indent > 1 for line in lines)
    if len(spaced) > 0.04 * len(lines) or indented > 0.05 * len(lines):
        spaced = set()
    page, turned = 0, False
    for line in lines:
        if line.index in furniture:
            turned = turned or line.index in feet
        elif turned or line.index in spaced:
            page, turned, line.new_page = page + 1, False, True
        line.page = page


def measure(lines: Sequence[Line]) -> Measure:
    """Return the usual width of running text among `lines`, told by the lines that break off inside a sentence."""
    inside = [
        a for a, b in itertools.pairwise(lines) if b.starts_lower and len(a.text) > 25 and not a.ends_sentence
    ]
    blanks = sum(b.gap > 0 and not b.new_page for b in lines[1:])
    lying = sum(
        b.gap > 0 and not b.new_page and b.starts_lower and not a.ends_sentence
        for a, b in itertools.pairwise(lines)
    )
    long = sorted(len(line.text) for line in inside)
    width = float(median(long)) if long else 80.0
    full = float(long[int(0.9 * (len(long) - 1))]) if long else width
    roomy = sum(
        len(a.text) + 1 + len(first_word(b)) <= full
        for a, b in itertools.pairwise(lines)
        if b.starts_lower and len(a.text) > 25 and not a.ends_sentence and a.text[-1:].isalnum()
    )
    count = sum(len(line.text) > 25 for line in lines)
    fonts: Counter[float] = Counter()
    for line in lines:
        fonts[round(line.size * 2) / 2] += len(line.text)
    return Measure(
        width=width,
        wrapped=len(inside) / count if count else 0.0,
        blank_trust=1 - lying / blanks if blanks else 0.0,
        font=fonts.most_common(1)[0][0] if fonts else 0.0,
        full=full,
        loose=roomy / len(inside) if inside else 0.0,
    )


def turned(before: Line, line: Line) -> bool:
    """Return whether a page or a column ends between two neighbours."""
    return line.new_page or line.page != before.page or line.column != before.column


def first_word(line: Line) -> str:
    """Return the first word of `line`."""
    match = FIRST_WORD.match(line.text)
    return match.group() if match else ""
