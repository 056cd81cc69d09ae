"""Lines that belong to the page and not to the text: heads, page numbers, licences, ornaments, side text.

Each rule sees all lines, since one line alone does not show that it is repeated or stands at a page's edge.
They run in order and a line keeps its first verdict. Side text comes first, since its fragments look like
ornaments and page numbers; what is repeated bares the page's true edge to the rules after it; heads that are
seen once come last, because they lean on the page numbers beside them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from kzru_nlp.split.cues import (
    AFFILIATION,
    ARTICLE_TYPE,
    CITE_AS,
    CODES,
    ISSUE,
    JOURNAL,
    LICENCE,
    cites,
    label_of,
    run_in_pattern,
)
from kzru_nlp.split.layout_evidence import same_type
from kzru_nlp.split.lines import Line
from kzru_nlp.split.page_numbers import FRAMED_NUMBER, numbers_in_heads, page_numbers
from kzru_nlp.split.verdicts import Marks, Verdict

NOTE_SIGN = re.compile(r"[*†‡§¶‖#∗¹²³⁰⁴-⁹]{1,3}")
HEAD_NUMBER = re.compile(r"(?P<first>\d{1,4})\s+\D.*[^.\d]|\D.*?\s(?P<last>\d{1,4})")
ADDRESS_ONLY = re.compile(r"(?:https?://|www\.)\S+")
END_NUMBERS = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
HEADS = frozenset({"running_head", "journal_line"})
DIGITS = re.compile(r"\d+")
LISTED = re.compile(r"\d{1,3}\.\s+[^\W\d_]|\[\d{1,3}\]\s")
"""An entry of a list: the same work may stand in two lists, at the edges of two pages."""
EDGE = 3
"""A page's head and foot are sought among this many lines from its edge."""
TOP = 6
"""An address alone on one of the first lines is the journal's."""
FRONT = 40
"""Titles and authors stand among so many first lines."""
WORD = re.compile(r"[^\W\d_]{2,}")
OPENS_WITH_NUMBER = re.compile(r"\d|[IVX]{1,5}[.)]\s|[A-ZА-Я][.)]\s")
SIDE_LENGTH = 4
SIDE_RUN = 5


def find_furniture(lines: Sequence[Line]) -> Marks:
    """Return the verdict on each line that is furniture, by line index."""
    marks: Marks = {}
    for rule in RULES:
        edges = _edges(lines, marks)
        for index, verdict in rule(lines, marks, edges).items():
            marks.setdefault(index, verdict)
    marks.update(numbers_in_heads(lines, marks))
    return marks


def _edges(lines: Sequence[Line], marks: Marks) -> set[int]:
    """Indices of the first and last lines of each page, not counting furniture; empty where pages are not told."""
    pages: dict[int, list[int]] = defaultdict(list)
    for line in lines:
        if line.index not in marks:
            pages[line.page].append(line.index)
    if lines[-1:] and lines[-1].page == 0:
        return set()
    return {i for page in pages.values() for i in (*page[:EDGE], *page[-EDGE:])}


def ornaments(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """Lines without a letter or digit: rules, asterisks, glyphs of icon fonts (private use)."""
    found: Marks = {}
    for line in lines:
        if (
            not any(char.isalnum() for char in line.text[:400])
            and not NOTE_SIGN.fullmatch(line.text)
            and len(line.text) < 400
        ):
            found[line.index] = Verdict("ornament", "no letter or digit in the line")
    return found


def side_text(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """Runs of very short lines: text that stands upright in the margin comes out in fragments."""
    found: Marks = {}
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.text) <= SIDE_LENGTH:
            run.append(line)
            continue
        after = line.gap if line is not None else 1
        while len(run) > SIDE_RUN and (
            _page_at_end(run[0], run[1].gap > 0) or _ends_text(lines, run[0], run[1])
        ):
            run.pop(0)
        while len(run) > SIDE_RUN and _page_at_end(
            run[-1], run[-1].gap > 0 and after > 0 and len(run[-1].text) > 1
        ):
            run.pop()
        letters = sum(any(c.isalpha() for c in piece.text) for piece in run)
        if len(run) >= SIDE_RUN and letters >= 2:
            found.update(
                (piece.index, Verdict("side_text", f"one of {len(run)} fragments in a row")) for piece in run
            )
        run = []
    return found


def _ends_text(lines: Sequence[Line], line: Line, below: Line) -> bool:
    """Whether a fragment at the start of a run is the last line of the text above it: tied to it, space below."""
    tied = line.index > 0 and not line.gap and not line.new_page and len(lines[line.index - 1].text) > 20
    return tied and below.gap > 0 and not any(c in line.text for c in "|/")


def _page_at_end(line: Line, apart: bool) -> bool:
    """Whether a fragment at the end of a run is the page number beside the side text."""
    return FRAMED_NUMBER.fullmatch(line.text) is not None or (apart and line.text.isdigit())


def licences(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """Licence and copyright lines near the start, the end or a page's edge; in running text they are prose."""
    found: Marks = {}
    for i, line in enumerate(lines):
        if len(line.text) >= 160:
            continue
        near = i < 40 or i >= len(lines) - 10 or line.index in edges
        alone = line.gap > 0 and (i + 1 == len(lines) or lines[i + 1].gap > 0)
        if ((near and not _inside_sentence(lines, i)) or alone) and LICENCE.search(line.text):
            found[line.index] = Verdict("licence", "names a licence or copyright")
    return found


def _inside_sentence(lines: Sequence[Line], i: int) -> bool:
    return lines[i].starts_lower and i > 0 and not lines[i - 1].ends_sentence and not lines[i].gap


def journal_lines(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """Lines with ISSN, DOI, volume and issue above the text or at a page's edge."""
    found: Marks = {}
    for i, line in enumerate(lines):
        if (
            len(line.text) >= 160
            or not (i < 30 or line.index in edges)
            or (
                _inside_sentence(lines, i)
                and lines[i - 1].index not in found
                and not (i < TOP and ADDRESS_ONLY.fullmatch(line.text))
            )
            or (i >= 30 and not _outermost(lines, i, marks))
        ):
            continue
        issue = ISSUE.fullmatch(line.text) if i < 2 * TOP else None
        if (
            issue
            or JOURNAL.search(line.text)
            or ((i < TOP or (i < FRONT and line.gap)) and ADDRESS_ONLY.fullmatch(line.text))
        ) and not AFFILIATION.search(line.text):
            found[line.index] = Verdict("journal_line", "names volume, issue, ISSN or DOI")
    for i, line in enumerate(lines[: 2 * FRONT]):
        alone = i < TOP or (line.gap and " " in line.text)
        if alone and ARTICLE_TYPE.fullmatch(line.text):
            found[line.index] = Verdict("journal_line", "the type of the article above its title")
    found |= _wrapped(lines, found)
    found |= _how_to_cite(lines)
    for line in lines[: 4 * FRONT]:
        if CODES.match(line.text) and len(line.text) < 160:
            found.setdefault(line.index, Verdict("journal_line", "a code of a subject classification"))
    return found


def _wrapped(lines: Sequence[Line], found: Marks) -> Marks:
    """The beginning of a journal line that runs on: above one that opens with a figure or in lower case."""
    out: Marks = {}
    for i, line in enumerate(lines[1:TOP], 1):
        before = lines[i - 1]
        goes_on = line.text[0].isdigit() or line.starts_lower
        named = line.index in found or (goes_on and JOURNAL.search(line.text))
        if named and goes_on and not line.gap and not before.ends_sentence and same_type(before, line):
            out |= {
                x.index: Verdict("journal_line", "names volume, issue, ISSN or DOI") for x in (before, line)
            }
    return out


def _how_to_cite(lines: Sequence[Line]) -> Marks:
    """The lines that tell how to cite the article, up to the next space or label."""
    found: Marks = {}
    for i, line in enumerate(lines[: 3 * FRONT]):
        if not CITE_AS.match(line.text):
            continue
        for below in lines[i : i + TOP]:
            if below is not line and (
                below.gap or below.new_page or _labelled(below) or not same_type(line, below)
            ):
                break
            found[below.index] = Verdict("journal_line", "tells how to cite the article")
    return found


def _labelled(line: Line) -> bool:
    return label_of(line.text) is not None or run_in_pattern().match(line.text) is not None


def _outermost(lines: Sequence[Line], i: int, marks: Marks) -> bool:
    """Whether line `i` stands free as the first or last of its page, furniture aside; a note's last line does not."""
    above, below = i - 1, i + 1
    while above >= 0 and lines[above].page == lines[i].page and above in marks:
        above -= 1
    while below < len(lines) and lines[below].page == lines[i].page and below in marks:
        below += 1
    first = above < 0 or lines[above].page != lines[i].page
    last = below == len(lines) or lines[below].page != lines[i].page
    free_above = lines[i].gap > 0 or above != i - 1
    free_below = below == len(lines) or lines[below].gap > 0 or below != i + 1
    return (first and free_below) or (last and free_above)


def repeated_heads(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """Lines that come back, figures aside, at the edges of several pages."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if (
            3 < len(line.text) <= 160
            and line.index not in marks
            and label_of(line.text) is None
            and not LISTED.match(line.text)
        ):
            groups[DIGITS.sub("#", line.text.casefold())].append(line)
    found: Marks = {}
    for form, group in groups.items():
        if len(group) < 2 or not any(c.isalpha() for c in form):
            continue
        places = [line.index for line in group]
        at_edge = sum(i in edges for i in places)
        pages = {line.page for line in group}
        if edges:
            sure = len(pages) >= 2 and at_edge >= 0.6 * len(group) and not _counts_notes(group)
            # The same line of two lists of works may stand at the edges of two pages.
            sure = sure and not (len(group) == 2 and group[0].ends_sentence and not edges.isdisjoint(places))
        else:
            alone = sum(_stands_alone(lines, i) for i in places)
            enough = len(group) >= 3 or (alone == len(group) and _repeats(group[0], _named(lines, marks)))
            sure = (
                enough
                and alone >= 0.6 * len(group)
                and min(b - a for a, b in itertools.pairwise(places)) > 8
                and (alone == len(group) or not _counts_notes(group))
            )
        if sure:
            kind = "journal_line" if JOURNAL.search(group[0].text) else "running_head"
            found.update(
                (i, Verdict(kind, f"comes {len(group)} times")) for i in places if not edges or i in edges
            )
    return found


def numbered_heads(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """Outermost lines of pages that begin or end with a number which keeps step with the pages."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.index not in marks and line.index in edges:
            pages[line.page].append(line)
    steps: dict[int, list[Line]] = defaultdict(list)
    known: Counter[int] = Counter()
    for index, verdict in marks.items():
        if edges and verdict.kind in HEADS:
            numbers = {int(n) for n in END_NUMBERS.findall(lines[index].text)}
            known.update(number - lines[index].page for number in numbers)
    for page in pages.values():
        for line in (page[0], page[-1]):
            match = HEAD_NUMBER.fullmatch(line.text)
            if match and len(line.text) <= 160 and not cites(line.text):
                steps[int(match["first"] or match["last"]) - line.page].append(line)
    if not steps:
        return {}
    step = max(steps, key=lambda step: known[step] + len({line.page for line in steps[step]}))
    best = steps[step]
    if known[step] + len({line.page for line in best}) < 2:
        return {}
    return {line.index: Verdict("running_head", "holds the number of its page") for line in best}


def _counts_notes(group: Sequence[Line]) -> bool:
    """Whether the lines are short notes ("12 Ibid."): their leading number does not keep step with the pages."""
    numbers = [(line.page, int(m.group())) for line in group if (m := DIGITS.match(line.text))]
    if len(numbers) < len(group) or len(group[0].text) > 60:
        return False
    return len({number for _, number in numbers}) > 1 and len({number - page for page, number in numbers}) > 1


def _stands_alone(lines: Sequence[Line], i: int) -> bool:
    after = lines[i + 1] if i + 1 < len(lines) else None
    return (lines[i].gap > 0 or lines[i].new_page) and (after is None or after.gap > 0 or after.new_page)


def heads_beside_numbers(lines: Sequence[Line], marks: Marks, edges: set[int]) -> Marks:
    """A short line that stands free right above or below a page number: a head seen only once."""
    found: Marks = {}
    named = _named(lines, marks)
    for i, line in enumerate(lines):
        if line.index in marks or len(line.text) > 120 or line.ends_sentence or line.starts_lower or i < 3:
            continue
        if label_of(line.text) is not None or (edges and line.index not in edges):
            continue
        above, below = (marks.get(j) for j in (i - 1, i + 1))
        # What follows a page number may as well be a heading; nobody sets one right above the number.
        if (
            below is not None
            and below.kind == "page_number"
            and not (lines[i + 1].new_page and lines[i + 1].gap)
            and not OPENS_WITH_NUMBER.match(line.text)
            and not cites(line.text)
        ):
            sure = lines[i - 1].ends_sentence or _repeats(line, named)
        else:
            sure = above is not None and above.kind == "page_number" and _repeats(line, named)
        if sure and _stands_alone(lines, i) and not _runs_on(lines, i, marks):
            found[line.index] = Verdict("running_head", "stands free beside a page number")
    return found


def _runs_on(lines: Sequence[Line], i: int, marks: Marks) -> bool:
    """Whether the next line of text goes on in lower case: a page has cut a paragraph below its first line."""
    below = next((line for line in lines[i + 1 : i + 8] if line.index not in marks), None)
    return below is not None and below.starts_lower and len(lines[i].text) > 50


def _named(lines: Sequence[Line], marks: Marks) -> set[str]:
    """The words of what may be titles, authors and journals: short lines at the start, and known heads."""
    heads = [lines[i] for i, v in marks.items() if v.kind in {"running_head", "journal_line"}]
    front = [line for line in lines[:FRONT] if len(line.text) < 160 and not line.ends_sentence]
    return {word for line in (*front, *heads) for word in WORD.findall(line.text.casefold())}


def _repeats(line: Line, named: set[str]) -> bool:
    """Whether the words of `line` are those of the title, the author or the journal."""
    words = WORD.findall(line.text.casefold())
    return bool(words) and sum(word in named for word in words) >= 0.7 * len(words)


RULES: tuple[Callable[[Sequence[Line], Marks, set[int]], Marks], ...] = (
    side_text,
    ornaments,
    repeated_heads,
    journal_lines,
    licences,
    page_numbers,
    numbered_heads,
    heads_beside_numbers,
)
