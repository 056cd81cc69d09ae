"""Numbers before headings, and what stands in a text where its notes are cited."""

from __future__ import annotations

import re

from tests.typeset.source import Block, Note
from tests.typeset.style import Style

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def printed_number(block: Block, style: Style, counters: list[int]) -> str:
    """Return the printed number; only "1.1." numbers headings below the first level."""
    level = block.level
    if style.heading_numbers:
        return _number(block, style, counters)
    if not block.numbered or not style.numbering or (level > 1 and style.numbering != "1.1."):
        return ""
    counters[level - 1] += 1
    counters[level:] = [0] * (len(counters) - level)
    if style.numbering == "1.1.":
        return ".".join(map(str, counters[:level])) + ". "
    if style.numbering == "I.":
        return f"{_ROMAN[counters[0] - 1]}. "
    return f"{counters[0]}{style.numbering[-1]} "


def _number(block: Block, style: Style, counters: list[int]) -> str:
    """Return the number that the template of the block's level gives."""
    if not (block.numbered or style.number_all) or block.level > len(style.heading_numbers):
        return ""
    counters[block.level - 1] += 1
    counters[block.level :] = [0] * (len(counters) - block.level)
    first, second = counters[0], counters[1]
    return style.heading_numbers[block.level - 1].format(
        n1=first,
        n2=second,
        R1=_ROMAN[first - 1],
        A1=chr(64 + first),
        A2=chr(64 + second),
        a2=chr(96 + second),
    )


def placed_markers(text: str, style: Style) -> str:
    """Return `text` with its markers where the style has them: before or after a stop."""
    if style.marker_place == "before_stop":
        return re.sub(r"([.,;:]+)((?:\[\^\d+\])+)", r"\2\1", text)
    if style.marker_place == "after_stop":
        return re.sub(r"((?:\[\^\d+\])+)([.,;:]+)", r"\2\1", text)
    return text


def author_year(text: str, notes: dict[int, Note], style: Style) -> str:
    """Return `text` with author and year in place of the markers of notes that cite a work."""

    def cite(found: re.Match[str]) -> str:
        short = notes[int(found[2])].short.removeprefix("=")
        return f" {style.cite.format(short)}{found[1]}" if short else found[0]

    return re.sub(r"([.,;:]?)\[\^(\d+)\]", cite, text)


def numbered_citations(text: str, notes: dict[int, Note], style: Style) -> str:
    """Return `text` with the number of the work, in order of citation, in place of those markers."""
    order = list(cited_works(notes))

    def cite(found: re.Match[str]) -> str:
        short = notes[int(found[2])].short.removeprefix("=")
        if not short:
            return found[0]
        work, _, page = short.partition(": ")
        number = order.index(work) + 1
        inside = style.cite_page.format(number, page) if page.isdigit() else str(number)
        return f" [{inside}]{found[1]}"

    return re.sub(r"([.,;:]?)\[\^(\d+)\]", cite, text)


def cited_works(notes: dict[int, Note]) -> dict[str, str]:
    """Return the cited works in order: author and year, and the entry in the list of works."""
    out: dict[str, str] = {}
    for note in notes.values():
        if note.short:
            out.setdefault(note.short.removeprefix("=").partition(": ")[0], note.text)
    return out
