"""A source becomes an article: each line gets its place, and each place becomes a unit.

The order follows from what depends on what: page furniture is told without the rest; labels of the front matter
and of reference lists fence off where notes cannot begin; notes are cut out of the text; what is left is front
matter and running text. Nothing is dropped: a line that no rule wants is a paragraph.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kzru_nlp.model import Article, Source
from kzru_nlp.model.markup import Markup
from kzru_nlp.split.assembly import HOLDS_MARKERS, assemble
from kzru_nlp.split.blocks import Block, block_of
from kzru_nlp.split.byline import closing_byline
from kzru_nlp.split.cues import label_of
from kzru_nlp.split.entries import ENTRY_NUMBER
from kzru_nlp.split.frontmatter import find_front, find_labels
from kzru_nlp.split.furniture import find_furniture
from kzru_nlp.split.headings import NUMBERED
from kzru_nlp.split.layout_evidence import add_layout
from kzru_nlp.split.lines import Line, Measure, infer_pages, measure, read_lines
from kzru_nlp.split.marked import split_marked
from kzru_nlp.split.markers import Found, NoteNumber, find_markers
from kzru_nlp.split.notes import Notes, find_notes, number_style
from kzru_nlp.split.paragraphs import build
from kzru_nlp.split.verdicts import Verdict


def split(source: Source) -> Article:
    """Return the article in `source`: every non-space character of its text is in exactly one unit."""
    if isinstance(source.layout, Markup):
        return split_marked(source)
    lines = read_lines(source)
    add_layout(lines, source)
    furniture = find_furniture(lines)
    feet = {i for i, v in furniture.items() if v.kind in {"page_number", "running_head"}}
    infer_pages(lines, feet, furniture.keys())
    flow = _flow(lines, furniture)
    byline = closing_byline(flow)
    signed = {line.index for _, held in byline for line in held}
    flow = [line for line in flow if line.index not in signed]
    size = measure(flow)
    labels = find_labels(flow, size)
    zones = _zones(flow)
    top = labels[0].at if labels else 0
    works = [zone for kind, zone in zones if kind == "reference"]
    free = set(range(min(top, 40)))
    listed = {}
    for zone in works:
        style = number_style(flow[zone.start]) if _is_numbered(flow, zone) else ""
        listed.update(dict.fromkeys(set(zone) - free, style))
    ends = next((zone for kind, zone in zones if kind == "notes"), None)
    notes = find_notes(flow, size, free=free, listed=listed, end_zone=ends)
    front = find_front(flow, [x for x in labels if x.at not in notes.taken], size, notes.taken)
    rest = [line for i, line in enumerate(flow) if i not in notes.taken and i not in front.taken]
    blocks = [
        *_furniture_blocks(lines, furniture),
        *_note_blocks(flow, notes),
        *front.blocks,
        *(
            block_of(kind, held, "after the text: a name above its affiliation or dates")
            for kind, held in byline
        ),
        *build(rest, _of_text(size, rest)),
    ]
    blocks.sort(key=lambda block: block.start)
    return assemble(source, blocks, _markers(source, blocks), _page_offset(lines, furniture))


def _of_text(size: Measure, rest: Sequence[Line]) -> Measure:
    """Return `size` with the width of running text alone: notes are set smaller and hold more characters."""
    text = measure(rest)
    return replace(size, full=text.full, loose=text.loose)


def _flow(lines: Sequence[Line], furniture: dict[int, Verdict]) -> list[Line]:
    """Return the lines that are text; a rule or ornament between two is space."""
    out = []
    for line in lines:
        if line.index in furniture:
            continue
        before = furniture.get(line.index - 1)
        if before is not None and before.kind == "ornament" and not line.gap:
            line.gap = 1
        out.append(line)
    return out


ZONED = frozenset({"reference", "notes", "section"})


def _zones(flow: Sequence[Line]) -> list[tuple[str, range]]:
    """Stretches under a heading of references or of notes, up to the next heading with a known name."""
    heads = []
    for i, line in enumerate(flow):
        if len(line.text) > 70:
            continue
        known = label_of(line.text)
        if known is None and (number := NUMBERED.match(line.text)):
            known = label_of(line.text[number.end() :])
        kind = known[0] if known is not None and known[0] in ZONED else None
        if kind or (known and known[0] in {"abstract", "keywords"}):
            heads.append((i, kind or "other"))
    zones = []
    for (i, kind), (j, _) in zip(heads, [*heads[1:], (len(flow), "")], strict=False):
        if kind in {"reference", "notes"} and j > i + 1:
            zones.append((kind, range(i + 1, j)))
    return zones


def _is_numbered(flow: Sequence[Line], zone: range) -> bool:
    """Whether a list of works is numbered: 1, 2, 3 … open lines, beginning with one of the first."""
    numbers = [int(m["n"]) for i in zone if (m := ENTRY_NUMBER.match(flow[i].text))]
    first = ENTRY_NUMBER.match(flow[zone.start].text)
    return first is not None and sum(b == a + 1 for a, b in itertools.pairwise(numbers)) >= 0.5 * (
        len(numbers) - 1
    )


def _furniture_blocks(lines: Sequence[Line], furniture: dict[int, Verdict]) -> list[Block]:
    """Neighbours of one kind and rule form one unit (a rule of three ornaments, side text in fragments)."""
    blocks: list[Block] = []
    last = -2
    for index in sorted(furniture):
        verdict = furniture[index]
        line = lines[index]
        if (
            index == last + 1
            and blocks[-1].kind == verdict.kind
            and (verdict.kind in {"side_text", "licence", "ornament"} or "how to cite" in verdict.why)
            and blocks[-1].why == verdict.why
            and not line.new_page
        ):
            blocks[-1].spans.append((line.start, line.end))
        else:
            blocks += _head_blocks(line, verdict)
        last = index
    return blocks


def _head_blocks(line: Line, verdict: Verdict) -> list[Block]:
    """A line of furniture; a head that carries the page number is two units."""
    if verdict.number is None:
        number = "".join(filter(str.isdigit, line.text)) if verdict.kind == "page_number" else None
        return [block_of(verdict.kind, [line], verdict.why, lang="und", number=number or None)]
    a, b = verdict.number
    start, end = line.offset(a), line.offset(b)
    why = "a number in a head, rising from page to page"
    page = Block("page_number", [(start, end)], line.page, why, lang="und", number=line.text[a:b])
    raw = line.raw or line.text
    spans = []
    for low, high in ((line.start, start), (end, line.end)):
        text = raw[low - line.start : high - line.start]
        if text.strip():
            left = low + len(text) - len(text.lstrip())
            spans.append((left, left + len(text.strip())))
    head = Block(verdict.kind, spans, line.page, verdict.why, lang="und")
    return [page, head] if start == line.start else [head, page]


def _note_blocks(flow: Sequence[Line], notes: Notes) -> list[Block]:
    return [
        block_of(
            "footnote", [flow[i] for i in note.lines], note.why, number=note.number, number_end=note.label_end
        )
        for note in notes.notes
    ]


def _page_offset(lines: Sequence[Line], furniture: dict[int, Verdict]) -> int:
    """Return what to add to the count of pages to get the printed page number, where most printed ones agree."""
    seen: Counter[int] = Counter()
    for i, verdict in furniture.items():
        text = lines[i].text[slice(*verdict.number)] if verdict.number else lines[i].text
        digits = "".join(filter(str.isdigit, text))
        if (verdict.number or verdict.kind == "page_number") and 0 < len(digits) < 5:
            seen[int(digits) - lines[i].page] += 1
    if not seen:
        return 1
    offset, count = seen.most_common(1)[0]
    return offset if count >= 0.5 * seen.total() else 1


def _markers(source: Source, blocks: Sequence[Block]) -> list[Found]:
    noted = [block for block in blocks if block.kind == "footnote"]
    endnotes = bool(noted) and all("heading of notes" in block.why for block in noted)
    running = [span for block in blocks if block.kind in HOLDS_MARKERS for span in block.spans]
    raised = [span for page in source.layout or () for span in page.raised]
    numbers = [NoteNumber(block.number or "", block.start, endnotes) for block in noted]
    return find_markers(source.text, running, numbers, raised)
