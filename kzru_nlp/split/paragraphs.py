"""Paragraphs, block quotes, captions, tables and reference entries: where one ends and the next begins.

Blank lines lie both ways in extracted text, so a break is decided by several signs together: the sentence is
closed, the line was ended before its width was used up, the next one begins anew, space or indentation follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kzru_nlp.split.blocks import Block, block_of
from kzru_nlp.split.cues import CAPTION
from kzru_nlp.split.headings import Heading, heading_at
from kzru_nlp.split.lines import Line, Measure, first_word

THRESHOLD = 1.0
ENTRY_NUMBER = re.compile(r"\[?(?P<n>\d{1,3})(?:\]|\.(?=\s|[^\d\s])|\))\s*")
ENTRY_AUTHOR = re.compile(
    r"(?:[A-ZÇĞİÖŞÜА-ЯЁÂ][\w’'-]+(?:\s(?:[A-ZÇĞİÖŞÜА-ЯЁ]\.\s?)+|,\s)|_{3,}|—{2,}|–{2,}|[\"“«])|[A-ZÇĞİÖŞÜА-ЯЁ][^.]{2,80}\(\d{4}"
)
COLUMNS = re.compile(r"\S(?:\s{3,}|\t)\S")
LIST_ITEM = re.compile(r"(?:[•▪●◦‣–—-]|\(?[a-zçğа-я0-9]{1,2}\))\s")


def build(lines: Sequence[Line], size: Measure) -> list[Block]:
    """Return the blocks of running text in `lines`, in order; every line is in one."""
    blocks: list[Block] = []
    indents = _indents(lines)
    pending: list[Line] = []
    quoted = False
    in_references = False
    i = 0

    def flush() -> None:
        if pending:
            kind = "reference" if in_references else "blockquote" if quoted else "paragraph"
            blocks.append(_reference(pending) if in_references else block_of(kind, pending, "running text"))
            pending.clear()

    while i < len(lines):
        line = lines[i]
        heading = _heading_here(lines, i, size, pending, in_references)
        if heading is not None:
            flush()
            held = lines[i : i + heading.lines]
            blocks.append(
                block_of("section_heading", held, heading.why, number=heading.number, level=heading.level)
            )
            in_references = heading.label == "reference" or (
                in_references and heading.label is None and heading.score < 5
            )
            i += heading.lines
            continue
        if CAPTION.match(line.text) and _may_open(line, pending, size) and len(line.text) < 2 * size.width:
            flush()
            end = _caption_end(lines, i, size)
            blocks.append(
                block_of("caption", lines[i:end], "opens with the name and number of a table or figure")
            )
            i = end
            continue
        if (end := _table_end(lines, i)) > i:
            flush()
            blocks.append(block_of("table", lines[i:end], "rows of columns"))
            i = end
            continue
        quote = _is_quote(lines, i, indents, size)
        if pending:
            breaks = (
                _entry_begins(pending, line, size)
                if in_references
                else _breaks(pending[-1], line, size, indents)
            )
            if breaks or (quote != quoted and not in_references):
                flush()
        quoted = quote if not pending else quoted
        pending.append(line)
        i += 1
    flush()
    return blocks


def _heading_here(
    lines: Sequence[Line], i: int, size: Measure, pending: Sequence[Line], in_references: bool
) -> Heading | None:
    line = lines[i]
    if pending and not (
        line.gap or line.new_page or pending[-1].ends_sentence or len(pending[-1].text) < 0.75 * size.width
    ):
        return None
    found = heading_at(lines, i, size)
    if found is None:
        return None
    if in_references and found.label is None and not (found.score >= 4.5 and "capitals" in found.why):
        return None
    return found


def _interrupted(before: Line, line: Line) -> bool:
    """Whether notes, furniture or a page's end stand between the two: the space there tells nothing."""
    return line.new_page or line.page != before.page or line.index != before.index + 1


def _breaks(before: Line, line: Line, size: Measure, indents: frozenset[int]) -> bool:
    """Whether a paragraph ends with `before`."""
    score = 0.0
    if before.ends_sentence:
        score += 2.0
    elif before.text.endswith((":", ";")):
        score -= 0.5
        if LIST_ITEM.match(line.text):
            return line.gap > 0 and size.blank_trust > 0.9
    else:
        score -= 3.0
    score += -4.0 if line.starts_lower else 0.5
    # Had the next line's first word found room on this line, then the line was ended on purpose.
    filled = (len(before.text) + 1 + min(12, len(first_word(line)))) / size.width
    if size.wrapped < 0.15:
        score += 2.0
    elif filled < 0.8:
        score += 2.5
    elif filled < 0.93:
        score += 1.5
    elif filled < 1.0:
        score += 0.0
    else:
        score -= 2.5
    if not _interrupted(before, line):
        if line.gap:
            score += 0.5 + 2.0 * size.blank_trust
        elif size.blank_trust > 0.95 and size.wrapped > 0.3:
            score -= 0.3
    if line.indent in indents and before.indent not in indents:
        score += 2.0
    return score > THRESHOLD


def _indents(lines: Sequence[Line]) -> frozenset[int]:
    """Indentations that open paragraphs: a minority, above the usual one, and never before a lower-case letter."""
    usual = Counter(line.indent for line in lines).most_common(1)
    if not usual:
        return frozenset()
    deeper = Counter(line.indent for line in lines if line.indent > usual[0][0] + 1)
    lower = Counter(line.indent for line in lines if line.indent > usual[0][0] + 1 and line.starts_lower)
    return frozenset(n for n, count in deeper.items() if count >= 3 and lower[n] < 0.1 * count)


def _is_quote(lines: Sequence[Line], i: int, indents: frozenset[int], size: Measure) -> bool:
    """A block set in from both sides: two lines or more at one deeper indentation."""
    line = lines[i]
    if line.indent < 2 or line.indent in indents:
        return False
    around = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    usual = Counter(x.indent for x in lines[max(0, i - 40) : i + 40]).most_common(1)[0][0]
    return line.indent > usual + 1 and any(x.indent == line.indent for x in around)


def _may_open(line: Line, pending: Sequence[Line], size: Measure) -> bool:
    return (
        not pending
        or line.gap > 0
        or line.new_page
        or (pending[-1].ends_sentence and len(pending[-1].text) < 0.95 * size.width)
    )


def _caption_end(lines: Sequence[Line], i: int, size: Measure) -> int:
    end = i + 1
    while end < len(lines) and end < i + 4:
        before, line = lines[end - 1], lines[end]
        if line.gap or line.new_page or before.ends_sentence or len(before.text) < 0.8 * size.width:
            break
        end += 1
    return end


def _table_end(lines: Sequence[Line], i: int) -> int:
    """The end of a run of two lines or more that are cut into columns by wide gaps."""
    end = i
    while end < len(lines) and COLUMNS.search(lines[end].text) and not lines[end].new_page:
        end += 1
    return end if end - i >= 2 else i


def _entry_begins(pending: Sequence[Line], line: Line, size: Measure) -> bool:
    """Whether `line` opens a new entry of a reference list."""
    before = pending[-1]
    first = ENTRY_NUMBER.match(pending[0].text)
    here = ENTRY_NUMBER.match(line.text)
    if first:
        return here is not None and int(here["n"]) in range(int(first["n"]) + 1, int(first["n"]) + 3)
    if line.starts_lower or line.text.startswith(("http", "www.", "doi")):
        return False
    if before.text[-1:] in ",;:-&" or (line.gap == 0 and not _closed_entry(before)):
        return False
    score = 1.0 if line.gap and not line.new_page else 0.0
    if ENTRY_AUTHOR.match(line.text):
        score += 1.0
    if (len(before.text) + len(first_word(line))) < 0.92 * size.width:
        score += 1.0
    if line.indent < max(p.indent for p in pending):
        score += 1.0
    elif line.indent > pending[0].indent + 1:
        score -= 2.0
    return score >= 1.0


def _closed_entry(line: Line) -> bool:
    return line.ends_sentence or bool(re.search(r"\d$|/$|https?://\S+$|\)$", line.text))


def _reference(lines: Sequence[Line]) -> Block:
    match = ENTRY_NUMBER.match(lines[0].text)
    return block_of(
        "reference", lines, "an entry under a heading of references", number=match["n"] if match else None
    )
