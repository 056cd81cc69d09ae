"""Page numbers: alone on a line, or at one end of a running head, and rising from page to page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kzru_nlp.split.cues import cites
from kzru_nlp.split.lines import Line
from kzru_nlp.split.verdicts import Marks, Verdict

FRAMED_NUMBER = re.compile(
    r"(?:[|\[(<‹«–—\-•·~*]+\s*\d{1,4}\s*[|\])>›»–—\-•·~*]+|\|\s*\d{1,4}|\d{1,4}\s*\||"
    r"(?:page|sayfa|страница|стр\.|s\.|p\.|[сc]\.)\s*\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}")
HEAD_WITH_NUMBER = re.compile(
    r"(?P<first>\d{1,4})(?:\s*[|•·/–—-]\s*|\s+)(?=\D*[^\W\d_]).*|(?=\D*[^\W\d_]).*?(?:\s*[|•·/]\s*|\s[–—-]\s*|(?<![:№.])\s)(?P<last>\d{1,4})(?:\s(?:of|из|/)\s\d{1,4})?"
)
FIRST_LINES = 12
APART = 8
"""Lines between two page numbers at least."""
PAGES_SKIPPED = 3


def page_numbers(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """Numbers alone on a line: framed, at a page's edge, or one of a series that stands free."""
    found: Marks = {}
    free: list[Line] = []
    half_free: list[Line] = []
    for i, line in enumerate(lines):
        if len(line.text) > 20 or line.index in marks:
            continue
        after = lines[i + 1].gap if i + 1 < len(lines) else 1
        if FRAMED_NUMBER.fullmatch(line.text):
            if _labels_a_note(lines, i):
                continue
            if line.index in edges or line.gap or after:
                found[line.index] = Verdict("page_number", "a framed number alone on its line")
        elif BARE_NUMBER.fullmatch(line.text):
            if line.index in edges and not _numbers_a_note(lines, i) and not _inside_text(lines, i):
                found[line.index] = Verdict("page_number", "a number alone at the edge of its page")
            elif line.text.isdigit() and line.gap and (after or line.new_page):
                free.append(line)
            trace = i + 1 < len(lines) and lines[i + 1].indent == 1 and line.gap
            headed = i - 1 in marks and marks[i - 1].kind in {"running_head", "side_text"}
            ends_page = i + 1 == len(lines) or lines[i + 1].new_page
            if line.text.isdigit() and ((after and (line.gap or ends_page)) or trace or headed):
                half_free.append(line)
    steps = Counter(int(lines[i].text) - lines[i].page for i in found if lines[i].text.isdigit())
    if steps and (step := steps.most_common(1)[0])[1] > 2:
        for line in (*free, *lines[:FIRST_LINES]):
            if line.text.isdigit() and int(line.text) - line.page == step[0]:
                found.setdefault(
                    line.index, Verdict("page_number", "in step with the numbers of the other pages")
                )
    rising = _rising([int(line.text) for line in free])
    if len(rising) >= 0.6 * len(free):
        found.update(
            (free[k].index, Verdict("page_number", "a number that stands free, one of a rising series"))
            for k in rising
        )
    for line in _paced(half_free):
        found.setdefault(line.index, Verdict("page_number", "a number that keeps pace with the pages"))
    return found


def _inside_text(lines: Sequence[Line], i: int) -> bool:
    """Whether a number stands between two lines of its page without space: a marker that has lost its line."""
    if i == 0 or i + 1 >= len(lines):
        return False
    page = lines[i].page
    return not lines[i].gap and lines[i - 1].page == page == lines[i + 1].page and not lines[i + 1].gap


def _labels_a_note(lines: Sequence[Line], i: int) -> bool:
    """Whether "[4]" alone on a line is a note's number: right below a line of its page, or right above a citation."""
    if lines[i].text[0] not in "[(":
        return False
    before, after = lines[i - 1] if i else None, lines[i + 1] if i + 1 < len(lines) else None
    tied = before is not None and not lines[i].gap and not lines[i].new_page
    opens = after is not None and not after.gap and not after.new_page and len(after.text) > 30
    return bool(tied or (opens and after is not None and cites(after.text)))


def _paced(free: Sequence[Line]) -> list[Line]:
    """The longest series of numbers that rise by a few from page to page, three at least; or nothing."""
    chains: dict[int, list[Line]] = {}
    best: list[Line] = []
    for line in free:
        number = int(line.text)
        earlier = (chains.get(number - step) for step in range(1, PAGES_SKIPPED + 1))
        fitting = [chain for chain in earlier if chain and line.index - chain[-1].index > APART]
        chain = [*max(fitting, key=len), line] if fitting else [line]
        if len(chain) > len(chains.get(number, ())):
            chains[number] = chain
        if len(chain) > len(best):
            best = chain
    return best if len(best) > 2 else []


def _numbers_a_note(lines: Sequence[Line], i: int) -> bool:
    """Whether the number alone on line `i` is a note's: its text follows at once on the same page."""
    if i + 1 >= len(lines):
        return False
    after = lines[i + 1]
    return (
        not after.gap
        and after.page == lines[i].page
        and len(after.text) > 30
        and i > 0
        and lines[i - 1].page == lines[i].page
        and len(lines[i].text) < 3
        and not lines[i].gap
    )


def numbers_in_heads(lines: Sequence[Line], marks: Marks) -> Marks:
    """Return verdicts on heads that carry the page number: a number at one end that rises from head to head."""
    held = []
    for index in sorted(marks):
        match = HEAD_WITH_NUMBER.fullmatch(lines[index].text)
        if match and marks[index].kind in {"running_head", "journal_line"}:
            side = "first" if match["first"] else "last"
            held.append((index, int(match[side]), match.span(side)))
    rising = _rising([number for _, number, _ in held])
    if len(rising) < 2 or len(rising) < 0.6 * len(held):
        return {}
    return {held[k][0]: replace(marks[held[k][0]], number=held[k][2]) for k in rising}


def _rising(numbers: Sequence[int]) -> list[int]:
    """Positions of the longest run of strictly rising numbers."""
    tails: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        k = bisect_left(tails, number, key=lambda j: numbers[j])
        before.append(tails[k - 1] if k else -1)
        tails[k : k + 1] = [i]
    out = []
    i = tails[-1] if tails else -1
    while i >= 0:
        out.append(i)
        i = before[i]
    return out[::-1]
