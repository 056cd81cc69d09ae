"""A source becomes an article: each line gets its place, and each place becomes a unit.

The order follows from what depends on what: page furniture is told without the rest; labels of the front matter
and of reference lists fence off where notes cannot begin; notes are cut out of the text; what is left is front
matter and running text. Nothing is dropped: a line that no rule wants is a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kzru_nlp.lang.detect import detect
from kzru_nlp.model import Article, Marker, Source, Unit
from kzru_nlp.model.article import FURNITURE
from kzru_nlp.split.blocks import Block, block_of
from kzru_nlp.split.cleaning import Vocabulary, clean
from kzru_nlp.split.cues import label_of
from kzru_nlp.split.frontmatter import find_front, find_labels
from kzru_nlp.split.furniture import Verdict, find_furniture
from kzru_nlp.split.headings import heading_at
from kzru_nlp.split.lines import Line, Measure, infer_pages, measure, read_lines
from kzru_nlp.split.markers import Found, NoteNumber, find_markers
from kzru_nlp.split.notes import Notes, find_notes
from kzru_nlp.split.paragraphs import build

HOLDS_MARKERS = frozenset(
    {
        "title",
        "author",
        "affiliation",
        "abstract",
        "section_heading",
        "paragraph",
        "blockquote",
        "caption",
        "table",
        "epigraph",
    }
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
SAMPLE = 400
"""So many characters of a unit are enough to tell its language."""


def split(source: Source) -> Article:
    """Return the article in `source`: every non-space character of its text is in exactly one unit."""
    lines = read_lines(source)
    furniture = find_furniture(lines)
    feet = {i for i, v in furniture.items() if v.kind in {"page_number", "running_head"}}
    infer_pages(lines, feet, furniture.keys())
    flow = _flow(lines, furniture)
    size = measure(flow)
    labels = find_labels(flow, size)
    zones = _zones(flow, size)
    top = labels[0].at if labels else 0
    free = set(range(min(top, 40))) | {i for kind, zone in zones if kind == "reference" for i in zone}
    ends = next((zone for kind, zone in zones if kind == "notes"), None)
    notes = find_notes(flow, size, free=free, end_zone=ends)
    front = find_front(flow, [x for x in labels if x.at not in notes.taken], size, notes.taken)
    rest = [line for i, line in enumerate(flow) if i not in notes.taken and i not in front.taken]
    blocks = [
        *_furniture_blocks(lines, furniture),
        *_note_blocks(flow, notes),
        *front.blocks,
        *build(rest, size),
    ]
    blocks.sort(key=lambda block: block.start)
    return _assemble(source, blocks, _page_offset(lines, furniture))


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


def _zones(flow: Sequence[Line], size: Measure) -> list[tuple[str, range]]:
    """Stretches under a heading of references or of notes, up to the next heading with a known name."""
    heads = []
    for i, line in enumerate(flow):
        if len(line.text) > 70:
            continue
        known = label_of(line.text)
        if known is None or known[0] not in {"reference", "notes"}:
            found = heading_at(flow, i, size) if line.text[:1].isdigit() or line.text[:1].isupper() else None
            kind = found.label if found else None
        else:
            kind = known[0]
        if kind or (known and known[0] in {"abstract", "keywords"}):
            heads.append((i, kind or "other"))
    zones = []
    for (i, kind), (j, _) in zip(heads, [*heads[1:], (len(flow), "")], strict=False):
        if kind in {"reference", "notes"} and j > i + 1:
            zones.append((kind, range(i + 1, j)))
    return zones


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
            and verdict.kind in {"side_text", "licence", "ornament"}
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
    rest = (end, line.end) if start == line.start else (line.start, start)
    raw = line.raw or line.text
    text = raw[rest[0] - line.start : rest[1] - line.start]
    left = rest[0] + len(text) - len(text.lstrip())
    head = Block(verdict.kind, [(left, left + len(text.strip()))], line.page, verdict.why, lang="und")
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


def _assemble(source: Source, blocks: Sequence[Block], page_offset: int) -> Article:
    noted = [block for block in blocks if block.kind == "footnote"]
    endnotes = bool(noted) and all("heading of notes" in block.why for block in noted)
    running = [span for block in blocks if block.kind in HOLDS_MARKERS for span in block.spans]
    raised = [span for page in source.layout or () for span in page.raised]
    numbers = [NoteNumber(block.number or "", block.start, endnotes) for block in noted]
    found = find_markers(source.text, running, numbers, raised)
    words = Vocabulary(source.text)
    langs = _languages(source.text, blocks)
    units: list[Unit] = []
    at = 0
    names: Counter[str] = Counter()
    section: str | None = None
    in_block: list[tuple[Found, Unit]] = []
    note_units: list[Unit] = []
    for block, lang in zip(blocks, langs, strict=True):
        names[block.kind] += 1
        name = f"{block.kind}-{names[block.kind]}"
        held: list[Found] = []
        if block.kind in HOLDS_MARKERS:
            end = block.spans[-1][1]
            while at < len(found) and found[at].start < end:
                held.append(found[at])
                at += 1
        text, offsets = clean(source.text, block.spans, [m.outer for m in held], words)
        unit = Unit(
            id=name, kind=block.kind, lang=lang, text=text, spans=_joined(source.text, block.spans), offsets=offsets,
            number=block.number, level=block.level, page=block.page + page_offset,
            section=None if block.kind in FURNITURE else section, why=block.why,
        )  # fmt: skip
        if block.kind == "section_heading":
            section = name
        units.append(unit)
        in_block += [(marker, unit) for marker in held]
        if block.kind == "footnote":
            note_units.append(unit)
    markers = tuple(
        Marker(m.number, m.start, m.end, unit, note_units[m.note] if m.note is not None else None)
        for m, unit in in_block
    )
    return Article(source, tuple(units), markers, (*source.warnings, *_warnings(units, markers, note_units)))


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join spans that only white space parts."""
    out = [spans[0]]
    for start, end in spans[1:]:
        if not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def _languages(text: str, blocks: Sequence[Block]) -> list[str]:
    """Language of each block: its label's, else what its text shows; too little text takes the body's language."""
    found: list[str] = []
    votes: Counter[str] = Counter()
    for block in blocks:
        if block.lang is not None and block.kind != "abstract":
            found.append(block.lang)
            continue
        sample = ADDRESS.sub(" ", " ".join(text[a:b] for a, b in block.spans[:6])[:SAMPLE])
        lang = detect(sample).lang
        if block.kind == "abstract":
            # A label may stand over the wrong language; the text is right.
            lang = block.lang or lang if lang in {"und", block.lang} else lang
        if block.kind == "section_heading" and (known := label_of(sample)):
            lang = known[1]
        if block.kind in {"paragraph", "blockquote"} and lang != "und":
            votes[lang] += len(sample)
        found.append(lang)
    main = votes.most_common(1)[0][0] if votes else "und"
    below = "und"
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i].kind in {"abstract_heading", "keywords"}:
            below = found[i]
        elif blocks[i].kind == "title" and found[i] == "und":
            found[i] = below
    inherits = {"section_heading", "paragraph", "blockquote", "caption"}
    return [
        main if lang == "und" and block.kind in inherits and block.lang is None else lang
        for block, lang in zip(blocks, found, strict=True)
    ]


def _warnings(units: Sequence[Unit], markers: Sequence[Marker], notes: Sequence[Unit]) -> list[str]:
    """Return what the reader should know: markers without a note, notes without a marker, abstracts that are empty."""
    out = []
    missing = [m.number for m in markers if m.note is None]
    if missing:
        out.append(f"markers without a note: {_ranges(missing)}")
    used = {m.note.id for m in markers if m.note is not None}
    unused = [n.number or "?" for n in notes if n.id not in used]
    if unused:
        out.append(f"notes without a marker: {_ranges(unused)}")
    for head, after in zip(units, [*units[1:], None], strict=False):
        if head.kind == "abstract_heading" and (after is None or after.kind != "abstract"):
            out.append(f"the label {head.text!r} has no abstract under it")
        elif head.kind == "abstract_heading" and after is not None and after.lang != head.lang:
            out.append(f"the label {head.text!r} ({head.lang}) stands over an abstract in {after.lang}")
    return out


def _ranges(numbers: Sequence[str]) -> str:
    """Return "82-86" for five numbers in a row.

    >>> _ranges(["3", "82", "83", "84", "*"])
    '3, 82-84, *'
    """
    out: list[list[str]] = []
    for number in numbers:
        if out and number.isdigit() and out[-1][-1].isdigit() and int(number) == int(out[-1][-1]) + 1:
            out[-1].append(number)
        else:
            out.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in out)
