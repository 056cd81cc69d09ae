"""A source whose markup tells its structure: what is marked is believed, the rest goes through the ordinary rules.

Headings, notes and their markers, tables and quotes come from the markup. The front matter of a DOCX is usually
plain paragraphs, so labels ("Öz", "Keywords:") cut it as they do in plain text, but here a paragraph is whole
and its borders are sure: nothing is joined or cut.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kzru_nlp.lang.detect import detect
from kzru_nlp.model import Article, Source, Span
from kzru_nlp.model.markup import MarkedBlock, Markup
from kzru_nlp.split.assembly import HOLDS_MARKERS, assemble
from kzru_nlp.split.blocks import Block
from kzru_nlp.split.cues import CAPTION, label_of
from kzru_nlp.split.entries import ENTRY_NUMBER
from kzru_nlp.split.frontmatter import Label, find_front, find_labels
from kzru_nlp.split.furniture import journal_lines, licences, ornaments
from kzru_nlp.split.headings import heading_at
from kzru_nlp.split.lines import Line, Measure, measure, read_lines
from kzru_nlp.split.markers import Found, NoteNumber, find_markers
from kzru_nlp.split.notes import NOTE_START

LONG = 300
"""A paragraph of so many characters is prose, neither title nor label."""
BETWEEN_LABELS = 12
"""So many paragraphs at most part two labels of one front matter."""
HEADING = 150
DECLARED_SAMPLE = 60
"""Below so many characters a declared language is not put in doubt."""
CLOSED = re.compile(r"[.!?…;:][\"”»)\]]*[*†‡§\w]{0,4}$")
"""A sentence's end, a note's marker after it."""
LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
FRONT_LABELS = frozenset({"abstract", "keywords"})


def split_marked(source: Source) -> Article:
    """Return the article in `source`, whose `layout` is a `Markup`."""
    markup: Markup = source.layout
    marked = [_freed(block, source.text) for block in markup.blocks]
    lines, owner = _free_lines(source, marked)
    blocks = _front_blocks(source.text, marked, lines, owner)
    held = {span[0] for block in blocks for span in block.spans}
    blocks += _body_blocks(source.text, marked, lines, owner, held)
    blocks.sort(key=lambda block: block.start)
    return assemble(source, blocks, _markers(source.text, markup, marked, blocks), 1)


def _freed(block: MarkedBlock, text: str) -> MarkedBlock:
    """A heading "Abstract" or "Anahtar Kelimeler" is a label: the rules of the front matter want it plain."""
    if block.kind in {"section_heading", "title"}:
        known = label_of(text[block.start : block.end])
        if known and known[0] in FRONT_LABELS:
            return replace(block, kind=None, number=None, level=None)
    return block


def _free_lines(source: Source, marked: Sequence[MarkedBlock]) -> tuple[list[Line], list[int]]:
    """Return the lines of blocks without a kind, and the position of the block of each."""
    starts = [block.start for block in marked]
    lines: list[Line] = []
    owner: list[int] = []
    for line in read_lines(replace(source, layout=None, page_starts=())):
        at = bisect_right(starts, line.start) - 1
        if at >= 0 and marked[at].kind is None and line.end <= marked[at].end:
            first = line.start == marked[at].start
            lines.append(
                replace(line, index=len(lines), gap=int(first), page=marked[at].page, new_page=False)
            )
            owner.append(at)
    return lines, owner


def _front_blocks(
    text: str, marked: Sequence[MarkedBlock], lines: Sequence[Line], owner: Sequence[int]
) -> list[Block]:
    """Return the blocks of the front matter, and of a summary after the text."""
    size = measure(lines)
    labels = find_labels(lines, size)
    out: list[Block] = []
    has_title = any(block.kind == "title" for block in marked)
    for first, last, inside in _stretches(marked, lines, owner, labels):
        piece = [replace(line, index=i) for i, line in enumerate(lines[first:last])]
        if not piece:
            continue
        if not inside and has_title:
            continue
        marks = ornaments(piece, {}, set())
        marks = {**journal_lines(piece, marks, set()), **licences(piece, marks, set()), **marks}
        marks = {i: verdict for i, verdict in marks.items() if len(piece[i].text) < LONG}
        out += [_whole(verdict.kind, piece[i], verdict.why) for i, verdict in marks.items()]
        moved = [replace(label, at=label.at - first) for label in inside]
        for block in find_front(piece, moved, size, set(marks)).blocks:
            out += [block] if inside or _is_no_sentence(block, text) else []
    return out


def _is_no_sentence(block: Block, text: str) -> bool:
    """Where no label tells the front matter, what is long or closes with a full stop is running text."""
    length = sum(end - start for start, end in block.spans)
    end = block.spans[-1][1]
    return length < LONG and (block.kind != "title" or not CLOSED.search(text[max(0, end - 12) : end]))


def _stretches(
    marked: Sequence[MarkedBlock], lines: Sequence[Line], owner: Sequence[int], labels: Sequence[Label]
) -> Iterator[tuple[int, int, list[Label]]]:
    """Yield stretches of lines that are front matter, with their labels: first and last position (exclusive)."""
    headings = [i for i, block in enumerate(marked) if block.kind == "section_heading"]
    section = [bisect_right(headings, i) for i in owner]
    groups: list[list[Label]] = []
    for label in labels:
        if groups and section[groups[-1][-1].at] == section[label.at] and _near(groups[-1][-1], label, lines):
            groups[-1].append(label)
        else:
            groups.append([label])
    if not groups or section[groups[0][0].at] > 0:
        end = section.index(1) if 1 in section else len(lines)
        yield 0, end if section[:1] == [0] else 0, []
    done = 0
    for n, group in enumerate(groups):
        first = group[0].at
        while (
            first > done
            and section[first - 1] == section[group[0].at]
            and (n == 0 or (len(lines[first - 1].text) < LONG and not lines[first - 1].ends_sentence))
        ):
            first -= 1
        last = group[-1]
        done = min(len(lines), last.at + (1 if last.run_in else 2))
        while done > last.at + 1 and section[done - 1] != section[last.at]:
            done -= 1
        yield first, done, group


def _near(label: Label, after: Label, lines: Sequence[Line]) -> bool:
    """Whether the next label belongs to the same front matter: only titles and one abstract stand between."""
    between = lines[label.at + (1 if label.run_in else 2) : after.at]
    prose = sum(len(line.text) > LONG for line in between)
    if label.kind == "abstract" and after.kind == "keywords":
        return len(between) < BETWEEN_LABELS
    return len(between) < BETWEEN_LABELS and prose < 2


def _whole(kind: str, line: Line, why: str) -> Block:
    return Block(kind, [(line.start, line.end)], line.page, why, lang="und")


@dataclass(slots=True)
class _Zone:
    """What the last heading makes of the paragraphs under it: "reference", "notes" or nothing."""

    kind: str | None = None

    def enter(self, text: str) -> None:
        known = label_of(text)
        self.kind = known[0] if known and known[0] in {"reference", "notes"} else None


def _body_blocks(
    text: str, marked: Sequence[MarkedBlock], lines: Sequence[Line], owner: Sequence[int], held: set[int]
) -> list[Block]:
    """Return a block for each marked one, and for what the front matter left of the others."""
    out: list[Block] = []
    zone = _Zone()
    size = measure(lines)
    by_block = {at: list(group) for at, group in itertools.groupby(range(len(lines)), key=lambda i: owner[i])}
    for at, block in enumerate(marked):
        if block.kind is not None:
            out.append(_typed(block, text))
            if block.kind == "section_heading":
                zone.enter(_bare(block, text))
            continue
        left = [i for i in by_block.get(at, ()) if lines[i].start not in held]
        if left:
            found = _untyped(block, [lines[i] for i in left], lines, left[0], size, zone)
            if found.kind == "section_heading":
                zone.enter(_bare(found, text))
            out.append(found)
    return out


def _bare(block: MarkedBlock | Block, text: str) -> str:
    start, end = (block.start, block.end) if isinstance(block, MarkedBlock) else block.spans[0]
    whole = text[start:end]
    return whole.removeprefix(block.number or "").lstrip(" .)\t")


def _typed(block: MarkedBlock, text: str) -> Block:
    lang = _declared(block, text)
    kind = block.kind or "other"
    return Block(
        kind,
        _lines_of(block, text),
        block.page,
        block.why or "marked so in the file",
        lang=lang, number=block.number, level=block.level,
    )  # fmt: skip


def _lines_of(block: MarkedBlock, text: str) -> list[Span]:
    found = [match.span() for match in LINE.finditer(text, block.start, block.end)]
    return found or [(block.start, block.end)]


def _declared(block: MarkedBlock, text: str) -> str | None:
    """The declared language, unless enough text shows another: declarations are often left from a template."""
    if block.lang is None:
        return None
    sample = text[block.start : min(block.end, block.start + 400)]
    if len(sample) < DECLARED_SAMPLE:
        return block.lang
    found = detect(sample)
    return None if found.score > 0.8 and found.lang not in {"und", block.lang} else block.lang


def _untyped(
    block: MarkedBlock, own: Sequence[Line], lines: Sequence[Line], at: int, size: Measure, zone: _Zone
) -> Block:
    spans = [(line.start, line.end) for line in own]
    first = own[0].text
    length = sum(end - start for start, end in spans)
    if zone.kind == "notes" and (match := NOTE_START.match(first)):
        number = "".join(c for c in match.group() if c.isalnum() or c in "*†‡§")
        return Block("footnote", spans, block.page, "under a heading of notes", number=number)
    if CAPTION.match(first) and length < LONG:
        return Block("caption", spans, block.page, "opens with the name and number of a table or figure")
    found = heading_at(lines, at, size) if length < HEADING and len(own) == 1 else None
    if (
        found is not None
        and (block.strong or found.number or found.label or "capitals" in found.why)
        and not own[0].text.endswith((",", ";"))
    ):
        return Block("section_heading", spans, block.page, found.why, number=found.number, level=1)
    if zone.kind == "reference":
        entry = ENTRY_NUMBER.match(first)
        return Block(
            "reference", spans, block.page, "an entry under a heading of references",
            number=entry["n"] if entry else None,
        )  # fmt: skip
    if block.set_in and length > DECLARED_SAMPLE:
        return Block("blockquote", spans, block.page, "set in from both margins", lang=None)
    return Block("paragraph", spans, block.page, "a paragraph of the file")


def _markers(
    text: str, markup: Markup, marked: Sequence[MarkedBlock], blocks: Sequence[Block]
) -> list[Found]:
    """Return markers that the markup ties to notes, and those that only their number ties to a typed list of notes."""
    notes = [block for block in blocks if block.kind == "footnote"]
    place = {block.start: i for i, block in enumerate(notes)}
    keys = {block.key: place[block.start] for block in marked if block.key and block.start in place}
    running = [span for block in blocks if block.kind in HOLDS_MARKERS for span in block.spans]
    starts = [start for start, _ in running]
    found = []
    for marker in markup.markers:
        i = bisect_right(starts, marker.start) - 1
        if i >= 0 and marker.end <= running[i][1]:
            outer = (max(marker.outer[0], running[i][0]), min(marker.outer[1], running[i][1]))
            found.append(Found(marker.number, marker.start, marker.end, outer, keys.get(marker.key)))
    used = {marker.note for marker in found}
    loose = [i for i in range(len(notes)) if i not in used]
    if loose and not (found and markup.raised == ()):
        numbers = [NoteNumber(notes[i].number or "", notes[i].start, endnote=True) for i in loose]
        taken = {marker.start for marker in found}
        for extra in find_markers(text, running, numbers, markup.raised):
            if extra.note is not None and extra.start not in taken:
                found.append(replace(extra, note=loose[extra.note]))
    return sorted(found, key=lambda marker: marker.start)
