"""Paragraphs, block quotes, captions, tables and reference entries: where one ends and the next begins.

Blank lines lie both ways in extracted text, so a break is decided by several signs together: the sentence is
closed, the line was ended before its width was used up, the next one begins anew, space or indentation follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from kzru_nlp.split.blocks import Block, block_of
from kzru_nlp.split.cues import AFFILIATION, CAPTION, CORRESPONDING, DATES, JOURNAL, label_of
from kzru_nlp.split.entries import ENTRY_NUMBER, alphabetical, entry_begins
from kzru_nlp.split.headings import Heading, heading_at
from kzru_nlp.split.layout_evidence import had_room, same_type, smaller
from kzru_nlp.split.levels import set_levels
from kzru_nlp.split.lines import Line, Measure, first_word, turned
from kzru_nlp.split.markers import ALONE_ON_LINE
from kzru_nlp.split.quotes import ATTRIBUTED, quote_end
from kzru_nlp.split.tables import TABLE_NAME, is_row, table_end

THRESHOLD = 1.0
LIST_ITEM = re.compile(r"(?:[•▪●◦‣–—-]|\(?[a-zçğа-я0-9]{1,2}\))\s")


def build(lines: Sequence[Line], size: Measure) -> list[Block]:
    """Return the blocks of running text in `lines`, in order; every line is in one."""
    return Builder(lines, size).blocks()


class Builder:
    """Walks over the lines once; `pending` are the lines of the paragraph or entry that is still open."""

    def __init__(self, lines: Sequence[Line], size: Measure) -> None:
        self.lines = lines
        self.size = size
        self.indents = _indents(_above_works(lines))
        self.pending: list[Line] = []
        self.reason = "the text begins"
        self.in_references = False
        self.starts: frozenset[int] = frozenset()
        self.out: list[Block] = []
        self.headings: list[tuple[Block, Line, bool]] = []

    def blocks(self) -> list[Block]:
        """Return the blocks; the rules go from what is surest to what is left: a paragraph."""
        i = 0
        while i < len(self.lines):
            i = next(filter(None, (rule(i) for rule in self._rules())))
        self._flush()
        set_levels(self.headings)
        return self.out

    def _rules(self) -> Sequence[Callable[[int], int]]:
        """The rules in order; below a caption a table's header is likelier than a heading."""
        below_caption = not self.pending and self.out and self.out[-1].kind == "caption"
        first = (self._table, self._heading) if below_caption else (self._heading, self._table)
        return (
            self._epigraph,
            self._contact,
            self._marker,
            *first,
            self._caption,
            self._dates,
            self._quote,
            self._text,
        )

    def _epigraph(self, i: int) -> int:
        """A few short lines before the first heading: a saying and who said it."""
        if i or len(self.lines) < 12:
            return 0
        for end in range(1, 8):
            found = heading_at(self.lines, end, self.size, fresh=True)
            if found is None or not (found.label == "section" or found.number or self.lines[end].gap):
                continue
            held = self.lines[:end]
            short = sum(len(line.text) for line in held) < 400 and found.score >= 4
            signed = end > 1 and not held[-1].ends_sentence and len(held[-1].text) < 0.75 * self.size.width
            named = any(
                AFFILIATION.search(x.text) or JOURNAL.search(x.text) or CAPTION.match(x.text) or is_row(x)
                for x in held
            )
            if short and not named and (signed or ATTRIBUTED.search(held[-1].text)):
                self.out.append(
                    block_of("epigraph", held, "a saying with its source before the first heading")
                )
                return end
            return 0
        return 0

    def _contact(self, i: int) -> int:
        """Whom to write to, below the front matter: before any text, or in a type of its own."""
        if (self.out and self.out[-1].kind != "affiliation") or self.pending:
            return 0
        if not CORRESPONDING.match(self.lines[i].text):
            return 0
        self.out.append(block_of("affiliation", [self.lines[i]], "says whom to write to"))
        return i + 1

    def _marker(self, i: int) -> int:
        """A marker that an extractor put on a line of its own belongs to the paragraph it interrupts."""
        line = self.lines[i]
        if not self.pending or self.in_references or line.gap or not ALONE_ON_LINE.fullmatch(line.text):
            return 0
        before = self.pending[-1]
        below = self.lines[i + 1] if i + 1 < len(self.lines) else None
        self.pending.append(line)
        if below is not None and not ALONE_ON_LINE.fullmatch(below.text):
            if _breaks(before, below, self.size, self.indents) and (
                below.gap or below.indent in self.indents
            ):
                self._flush()
                self.reason = "a marker on a line of its own closes the paragraph above"
            elif not below.gap and not below.new_page:
                self.pending.append(below)
                return i + 2
        return i + 1

    def _dates(self, i: int) -> int:
        """The manuscript's dates at the end of the article."""
        line = self.lines[i]
        if i < 0.8 * len(self.lines) or not line.gap or len(line.text) > 160:
            return 0
        if not re.match(r"\W*(?:статья |makale(?:nin)? |the article )?", line.text, re.IGNORECASE):
            return 0
        match = DATES.search(line.text)
        if match is None or match.start() > 20 or line.starts_lower:
            return 0
        self._flush()
        end = i + 1
        while end < len(self.lines) and self.lines[end].starts_lower and not self.lines[end].gap:
            end += 1
        self.out.append(block_of("dates", self.lines[i:end], "dates of the manuscript after the text"))
        return end

    def _flush(self) -> None:
        if not self.pending:
            return
        if self.in_references:
            self.out.append(_reference(self.pending))
        else:
            self.out.append(block_of("paragraph", self.pending, f"running text; {self.reason}"))
        self.pending.clear()

    def _heading(self, i: int) -> int:
        found = _heading_here(self.lines, i, self.size, self.pending, self.in_references)
        if found is None:
            return 0
        self._flush()
        held = self.lines[i : i + found.lines]
        block = block_of("section_heading", held, found.why, number=found.number)
        self.headings.append((block, held[0], found.label is not None))
        self.out.append(block)
        self.in_references = found.label == "reference" or (
            self.in_references and found.label is None and found.score < 5
        )
        if found.label == "reference":
            self.starts = alphabetical(self._listed(i + found.lines), self.size)
        return i + found.lines

    def _listed(self, i: int) -> Sequence[Line]:
        """Return the lines of the list of works that begins at `i`, up to the next heading or label."""
        end = i
        while end < len(self.lines) and (end == i or label_of(self.lines[end].text) is None):
            end += 1
        return self.lines[i:end]

    def _caption(self, i: int) -> int:
        line = self.lines[i]
        if not CAPTION.match(line.text) or not _may_open(line, self.pending, self.size):
            return 0
        if len(line.text) >= 2 * self.size.width or self.in_references:
            return 0
        self._flush()
        end = _caption_end(self.lines, i, self.size)
        why = "opens with the name and number of a table or figure"
        self.out.append(block_of("caption", self.lines[i:end], why))
        return end

    def _table(self, i: int) -> int:
        if (
            self.in_references
            or CAPTION.match(self.lines[i].text)
            or not _may_open(self.lines[i], self.pending, self.size)
        ):
            return 0
        caption = self._named(i)
        end = max(table_end(self.lines, i, self.size, caption), self._small_rows(i) if caption else i)
        if end == i:
            return 0
        self._flush()
        why = "rows of figures or columns" + (" below the caption of a table" if caption else "")
        self.out.append(block_of("table", self.lines[i:end], why))
        return end

    def _named(self, i: int) -> str:
        """Return the first line of the caption right above line `i`, or ""."""
        if not self.out or self.pending or self.out[-1].kind != "caption":
            return ""
        held = {start for start, _ in self.out[-1].spans}
        return next((x.text for x in self.lines[max(0, i - 4) : i] if x.start in held), "")

    def _small_rows(self, i: int) -> int:
        """Return where lines in a type smaller than the text's end, below a table's name."""
        end = i
        while end < len(self.lines) and smaller(self.lines[end], self.size.font):
            if end > i and not (same_type(self.lines[end], self.lines[i]) and _together(self.lines, end)):
                break
            end += 1
        return end if TABLE_NAME.match(self._named(i)) and end - i >= 2 else i

    def _quote(self, i: int) -> int:
        if self.in_references or not _may_open(self.lines[i], self.pending, self.size):
            return 0
        end = quote_end(self.lines, i, self.size, self.indents)
        if end == i:
            return 0
        self._flush()
        self.out.append(
            block_of("blockquote", self.lines[i:end], "set in: narrower or indented, all its lines")
        )
        return end

    def _text(self, i: int) -> int:
        line = self.lines[i]
        if self.pending:
            breaks: bool | str = (
                entry_begins(self.pending, line, self.size, self.starts)
                if self.in_references
                else _breaks(self.pending[-1], line, self.size, self.indents)
            )
            if breaks:
                self._flush()
                self.reason = str(breaks)
        elif self.out:
            self.reason = f"follows a {self.out[-1].kind}"
        self.pending.append(line)
        return i + 1


def _heading_here(
    lines: Sequence[Line], i: int, size: Measure, pending: Sequence[Line], in_references: bool
) -> Heading | None:
    line = lines[i]
    if pending and not (
        line.gap
        or line.new_page
        or pending[-1].ends_sentence
        or len(pending[-1].text) < 0.75 * size.width
        or not same_type(pending[-1], line)
    ):
        return None
    found = heading_at(lines, i, size, fresh=not pending)
    if found is None:
        return None
    if in_references and found.label is None and not (found.score >= 4.5 and "capitals" in found.why):
        return None
    return found


def _together(lines: Sequence[Line], i: int) -> bool:
    return not lines[i].gap and not lines[i].bold and not CAPTION.match(lines[i].text)


def _interrupted(before: Line, line: Line) -> bool:
    """Whether notes, furniture or a page's end stand between the two: the space there tells nothing."""
    return turned(before, line) or line.index != before.index + 1


def _breaks(before: Line, line: Line, size: Measure, indents: frozenset[int]) -> str:
    """Return why a paragraph ends with `before`, or "" if it goes on."""
    score = 0.0
    signs = []
    if not same_type(before, line) and not line.starts_lower:
        return "other type"
    if before.ends_sentence:
        score += 2.0
        signs.append("sentence closed above")
    elif before.text.endswith((":", ";")):
        score -= 0.5
        if LIST_ITEM.match(line.text):
            return "an item after a space" if line.gap > 0 and size.blank_trust > 0.9 else ""
    else:
        score -= 3.0
    score += -4.0 if line.starts_lower else 0.5
    # Had the next line's first word found room on this line, then the line was ended on purpose.
    filled = (len(before.text) + 1 + min(12, len(first_word(line)))) / size.width
    room = had_room(before, line)
    if before.slack is not None:
        score += {True: 2.5, False: -2.5, None: -1.5}[room]
        if room:
            signs.append("line ended early")
    elif size.wrapped < 0.15:
        score += 2.0
    elif filled < 0.8:
        score += 2.5
        signs.append("line ended early")
    elif filled < 0.93:
        score += 1.5
        signs.append("line ended early")
    elif filled >= 1.0:
        # Where blank lines lie, one below a full line most likely does.
        score -= 2.5
    if not _interrupted(before, line):
        if line.gap:
            score += 0.5 + 2.0 * size.blank_trust
            signs.append("space")
        elif size.blank_trust > 0.95 and size.wrapped > 0.3:
            score -= 0.3
    if line.indent in indents and before.indent not in indents:
        score += 2.0
        signs.append("indentation")
    return ", ".join(signs) or "a new line" if score > THRESHOLD else ""


def _above_works(lines: Sequence[Line]) -> Sequence[Line]:
    """Return what stands above the list of works, whose indentation hangs: it is the inner lines' there."""
    for i in range(len(lines) - 1, len(lines) // 2, -1):
        if (label_of(lines[i].text) or ("",))[0] == "reference":
            return lines[:i]
    return lines


def _indents(lines: Sequence[Line]) -> frozenset[int]:
    """Indentations that open paragraphs: a minority, above the usual one, and never before a lower-case letter."""
    usual = Counter(line.indent for line in lines).most_common(1)
    if not usual:
        return frozenset()
    deeper = Counter(line.indent for line in lines if line.indent > usual[0][0] + 1)
    lower = Counter(line.indent for line in lines if line.indent > usual[0][0] + 1 and line.starts_lower)
    return frozenset(n for n, count in deeper.items() if count >= 3 and lower[n] < 0.1 * count)


def _may_open(line: Line, pending: Sequence[Line], size: Measure) -> bool:
    return (
        not pending
        or line.gap > 0
        or line.new_page
        or not same_type(pending[-1], line)
        or (pending[-1].ends_sentence and len(pending[-1].text) < 0.95 * size.width)
    )


def _caption_end(lines: Sequence[Line], i: int, size: Measure) -> int:
    end = i + 1
    while end < len(lines) and end < i + 4:
        before, line = lines[end - 1], lines[end]
        if line.gap or line.new_page or not same_type(before, line):
            break
        if not line.size and (before.ends_sentence or len(before.text) < 0.8 * size.width):
            break
        end += 1
    return end


def _reference(lines: Sequence[Line]) -> Block:
    match = ENTRY_NUMBER.match(lines[0].text)
    return block_of(
        "reference", lines, "an entry under a heading of references", number=match["n"] if match else None
    )
