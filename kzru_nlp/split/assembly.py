"""Blocks become units: cleaned text, language, section; markers find their notes; what is missing is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kzru_nlp.lang.detect import detect
from kzru_nlp.model import Article, Marker, Source, Unit
from kzru_nlp.model.article import FURNITURE
from kzru_nlp.split.blocks import Block
from kzru_nlp.split.cleaning import Vocabulary, clean
from kzru_nlp.split.cues import label_of
from kzru_nlp.split.findings import findings, mark_recovered
from kzru_nlp.split.markers import Found

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


def assemble(source: Source, blocks: Sequence[Block], found: Sequence[Found], page_offset: int) -> Article:
    """Return the article of `blocks` (in order of their starts) with the markers `found` in them.

    The note of a marker is a position among the blocks of kind footnote.
    """
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
    told = (*source.warnings, *findings(units, markers, note_units))
    return Article(source, tuple(mark_recovered(units)), markers, told)


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
    near = main
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i].kind in {"paragraph", "blockquote"} and found[i] != "und":
            near = found[i]
        elif blocks[i].kind == "section_heading" and not label_of(text[slice(*blocks[i].spans[0])]):
            found[i] = near  # a few words with names tell less than the text below them
    inherits = {"table", "section_heading", "paragraph", "blockquote", "caption"}
    return [
        main if lang == "und" and block.kind in inherits and block.lang is None else lang
        for block, lang in zip(blocks, found, strict=True)
    ]
