"""Footnotes and endnotes: which lines are notes, which number each has, and where each ends.

A line that begins with a number may be a note, a heading, an item of a list or plain text ("22 August …").
One line does not tell; the sequence does. So candidates are gathered with their evidence, the best chain of
increasing numbers is searched over the whole text, and between two neighbours of the chain the lines are cut
into the rest of the note, running text, and a note's continuation on the next page, whichever cut fits best.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kzru_nlp.split.cues import AFFILIATION, CAPTION, DIGIT, cites, has_address
from kzru_nlp.split.entries import ENTRY_AUTHOR, closed_entry
from kzru_nlp.split.headings import opens_with_month
from kzru_nlp.split.layout_evidence import same_type
from kzru_nlp.split.lines import Line, Measure
from kzru_nlp.split.note_extent import cut_note

NOTE_START = re.compile(
    r"(?P<sup>[¹²³⁰⁴-⁹]{1,3})(?:\s*(?=[^\s¹²³⁰⁴-⁹])|$)|"
    r"\[(?P<box>\d{1,3})\](?:\s*(?=\S)|$)|\((?P<round>\d{1,3})\)(?:\s*(?=\S)|$)|"
    r"(?P<dot>\d{1,3})\.(?:\s*(?=[^\d\s])|$)|(?P<paren>\d{1,3})\)(?:\s*(?=\S)|$)|"
    r"(?P<bare>\d{1,3})(?=\s+\S|$)|(?P<glued>\d{1,3})(?=[^\W\d_]|[\"“«‘„])|"
    r"(?P<sign>[*∗]{1,8}|††?|‡‡?|§§?|¶¶?|‖|#{1,2})\s*(?=[^\s*†‡§¶‖#∗]|$)"
)
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
GLUED = re.compile(
    r"(?<=[^\d\s(\[/%$€+=–—-])(?<!\d[.,:])(?P<n>\d{1,3})(?![\w%]|[.,/:–-]\d)|(?P<sup>[¹²³⁰⁴-⁹]{1,3})|"
    r"\[(?P<box>\d{1,3})\]|(?<=\S)\s?\((?P<round>\d{1,3})\)(?=[\s.,;]|$)"
)
UNIT_AFTER = re.compile(r"[a-zçğıöşüа-яё%°]")
"""How a note's last line ends."""
FEWEST_ENDNOTES = 3
"""With so many numbers under a heading of notes, no number above it opens a note."""
REACH = 6
"""A chain may miss up to this many numbers in a row less one: lost notes."""


@dataclass(frozen=True, slots=True)
class Start:
    """A line that may open a note."""

    at: int
    number: int
    style: str
    score: float
    sign: str = ""


@dataclass(slots=True)
class Note:
    """A note: its number as printed, its lines (positions in the list they were found in) and the rule."""

    number: str
    lines: list[int]
    why: str
    endnote: bool = False
    label_end: int = 0


@dataclass(slots=True)
class Notes:
    """What was found: notes in order, and every position that belongs to one."""

    notes: list[Note] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    style: str = ""

    def add(self, note: Note) -> None:
        """Keep `note`."""
        self.notes.append(note)
        self.taken.update(note.lines)


def find_notes(
    lines: Sequence[Line],
    size: Measure,
    *,
    free: set[int],
    listed: Mapping[int, str] | None = None,
    end_zone: range | None = None,
) -> Notes:
    """Return the notes among `lines`.

    `free` are positions that cannot open a note (front matter above the abstract); `listed` those of a list of
    works, with the style of its numbers, if any: a note may stand there only at a page's foot; `end_zone` are the positions under a heading such as "Notes", where everything is a note.
    """
    found = Notes()
    listed = listed or {}
    seen = _marker_lines(lines)
    starts = [
        s
        for s in _starts(lines, size, free, seen, end_zone)
        if s.at not in listed or _below_list(lines, s, seen, listed[s.at])
    ]
    if end_zone and sum(s.at in end_zone for s in starts) >= FEWEST_ENDNOTES:
        starts = [s for s in starts if s.at in end_zone or s.style == "sign"]
    chain = _best_chain(starts, lines)
    signs = [s for s in starts if s.style == "sign" and s.score >= 1.0]
    found.style = chain[0].style if chain else ""
    opened = sorted({s.at: s for s in [*signs, *chain]}.values(), key=lambda s: s.at)
    headings = {at - 1 for at in listed if at - 1 not in listed}
    stops = sorted(set(free) | listed.keys() | headings | ({end_zone.start - 1} if end_zone else set()))
    last_text = opened[0].at - 1 if opened else -1
    for here, after in zip(opened, [*opened[1:], None], strict=False):
        limit = after.at if after else len(lines)
        if end_zone is not None and here.at in end_zone:
            limit = min(limit, end_zone.stop)
            last = after is None or after.at >= end_zone.stop
            body = list(range(here.at, _endnote_end(lines, here.at, limit) if last else limit))
            found.add(
                Note(
                    _name(here),
                    body,
                    "under a heading of notes",
                    endnote=True,
                    label_end=_label_end(lines[here.at]),
                )
            )
            continue
        if here.at in listed:
            found.add(
                Note(
                    _name(here),
                    list(range(here.at, _foot_end(lines, here.at, limit))),
                    _why(here) + ", below a list of works",
                    label_end=_label_end(lines[here.at]),
                )
            )
            continue
        limit = min([limit, *(s for s in (_next_stop(stops, here.at),) if s is not None)])
        next_number = (
            after.number if after is not None and after.at == limit and after.style != "sign" else None
        )
        own, later = cut_note(lines, here.at, limit, size, seen, next_number, last_text)
        last_text = max(
            (i for i in range(here.at, limit) if i not in own and i not in later), default=last_text
        )
        found.add(Note(_name(here), own + later, _why(here), label_end=_label_end(lines[here.at])))
    return found


def _below_list(lines: Sequence[Line], start: Start, seen: dict[int, list[int]], style: str) -> bool:
    """Whether a line in a list of works may be a note all the same: text above it holds its marker.

    In a numbered list (`style`) its number must be of another form than the list's own.
    """
    if start.style == style:
        return False
    if start.style == "sign":
        return start.score >= 1.0
    line = lines[start.at]
    if line.text[len(str(start.number)) :].lstrip()[:1] == "(" and not line.gap:
        return False  # a volume and its year: "6 (1998)"
    places = seen.get(start.number) or [start.at]
    return places[0] < start.at and len(lines[start.at].text) > 8


def _endnote_end(lines: Sequence[Line], at: int, limit: int) -> int:
    """The last endnote ends at a space below a closed line, or where other type begins."""
    end = at + 1
    while end < limit and same_type(lines[at], lines[end]):
        if lines[end].gap and not lines[end].new_page and lines[end - 1].ends_sentence:
            break
        end += 1
    return end


def _foot_end(lines: Sequence[Line], at: int, limit: int) -> int:
    """A note below a list ends with its page, at a blank line, or with the sentence below which the list goes on."""
    end = at + 1
    cut = at > 0 and not closed_entry(lines[max(0, at - 4) : at])
    while end < limit and not lines[end].gap and lines[end].page == lines[at].page:
        if lines[end - 1].ends_sentence and (cut or ENTRY_AUTHOR.match(lines[end].text)):
            break
        end += 1
    return end


def number_style(line: Line) -> str:
    """Return the form of the number that opens `line` ("dot", "box", "bare" …), or ""."""
    match = NOTE_START.match(line.text)
    return (match.lastgroup or "") if match else ""


def _name(start: Start) -> str:
    return start.sign.replace("∗", "*") or str(start.number)


def _why(start: Start) -> str:
    return (
        "opens with a note sign"
        if start.sign
        else f"number {start.number} of a rising series ({start.style})"
    )


def _label_end(line: Line) -> int:
    match = NOTE_START.match(line.text)
    return line.offset(len(match.group().rstrip()) if match else 0)


def _next_stop(stops: list[int], at: int) -> int | None:
    i = bisect_right(stops, at)
    return stops[i] if i < len(stops) else None


def _marker_lines(lines: Sequence[Line]) -> dict[int, list[int]]:
    """Positions of the lines that hold each number in the form of a marker."""
    seen: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if at and not line.gap and len(line.text) < 6 and line.text.strip("[]()").isdecimal():
            seen[int(line.text.strip("[]()"))].append(at)
        for match in GLUED.finditer(line.text) if DIGIT.search(line.text) else ():
            digits = (
                match["n"] or (match["sup"] or "").translate(SUPERSCRIPT) or match["box"] or match["round"]
            )
            if match.start() or match["sup"]:
                seen[int(digits)].append(at)
    return seen


def _starts(
    lines: Sequence[Line],
    size: Measure,
    free: set[int],
    seen: dict[int, list[int]],
    end_zone: range | None,
) -> list[Start]:
    out = []
    for at, line in enumerate(lines):
        head = line.text[:1]
        if at in free or not (head.isdigit() or head in "[(*†‡§¶‖#∗⁰¹²³⁴⁵⁶⁷⁸⁹"):
            continue
        match = NOTE_START.match(line.text)
        if match is None:
            continue
        style = match.lastgroup or ""
        if style == "sign":
            in_zone = end_zone is not None and at in end_zone
            out.append(Start(at, 0, style, 1.5 if in_zone else _sign_score(lines, at), sign=match["sign"]))
            continue
        number = int(match[style].translate(SUPERSCRIPT))
        if number:
            out.append(Start(at, number, style, _score(lines, at, number, match, size, seen)))
    return out


def _score(
    lines: Sequence[Line],
    at: int,
    number: int,
    match: re.Match[str],
    size: Measure,
    seen: dict[int, list[int]],
) -> float:
    """Evidence that line `at` opens note `number`; above 0 speaks for it."""
    line = lines[at]
    rest = line.text[match.end() :].lstrip()
    following = lines[at + 1].text if at + 1 < len(lines) and not lines[at + 1].gap else ""
    score = 0.0
    if cites(rest) or cites(following):
        score += 2.0
    if has_address(rest) or has_address(following):
        score += 0.5
    places = seen.get(number, ())
    if places and places[0] < at:
        near = at - places[bisect_left(places, at) - 1]
        score += 2.0 if near < 120 else 1.0
    if UNIT_AFTER.match(rest) and match.lastgroup in {"bare", "glued"}:
        score -= 2.5  # "22 kilometres", "11 eylül": the number counts something
    elif match.lastgroup in {"bare", "glued", "dot"} and opens_with_month(rest):
        score -= 2.5
    if _like_heading(lines, at, rest, size):
        score -= 2.5
        below = lines[at + 1] if at + 1 < len(lines) else None
        if line.gap and below is not None and (below.gap or below.indent > line.indent):
            score -= 2.0
    if AFFILIATION.search(line.text) and at < 40 and "." not in rest[-2:]:
        score -= 1.0
    if match.lastgroup in {"sup", "box"}:
        score += 1.0
    if line.size and line.size < 0.93 * size.font:
        score += 2.0
    elif line.bold or line.size > 1.05 * size.font > 0:
        score -= 3.0  # a heading's type
    if CAPTION.match(rest):
        score -= 2.0
    return score


def _like_heading(lines: Sequence[Line], at: int, rest: str, size: Measure) -> bool:
    """A short line without a full stop, above text that begins anew."""
    line = lines[at]
    if len(line.text) > 0.95 * size.width or rest[-1:] in ".,;:-”" or cites(rest):
        return False
    if at + 1 >= len(lines):
        return True
    return not lines[at + 1].starts_lower


def _sign_score(lines: Sequence[Line], at: int) -> float:
    """A starred note: short enough, and the sign occurs before it at the end of a word."""
    sign = (NOTE_START.match(lines[at].text) or [""])[0].strip()
    glued = re.compile(rf"[^\s*†‡§¶‖#∗]\s?{re.escape(sign)}(?![*†‡§¶‖#∗])")
    window = lines[max(0, at - 80) : at]
    return 1.5 if any(glued.search(line.text) for line in window) else 0.0


def _best_chain(starts: Sequence[Start], lines: Sequence[Line]) -> list[Start]:
    """Return the chain of one style with the highest sum of evidence, numbers rising, restarts at a new page."""
    best: list[Start] = []
    best_sum = 3.0
    for style in dict.fromkeys(s.style for s in starts if s.style != "sign"):
        chain, total = _chain([s for s in starts if s.style == style], lines)
        if total > best_sum and total >= 1.0 * len(chain):
            best, best_sum = chain, total
    return best


def _chain(starts: Sequence[Start], lines: Sequence[Line]) -> tuple[list[Start], float]:
    """Dynamic programme over the candidates in text order; linear, since a number looks back at few others.

    Following by one is free, each missed number costs; going back to 1 on a later page costs little.
    """
    totals: list[float] = []
    back: list[int] = []
    last: dict[int, int] = {}
    top = -1
    for i, start in enumerate(starts):
        choices: list[tuple[float, int]] = [(-0.4 * (start.number - 1), -1)]
        for missed in range(REACH):
            j = last.get(start.number - 1 - missed, -1)
            if j >= 0:
                choices.append((totals[j] - 0.8 * missed + (1.0 if missed == 0 else 0.0), j))
        if start.number <= 2 and top >= 0 and (lines[starts[top].at].page < lines[start.at].page):
            choices.append((totals[top] - 0.5 - 0.8 * (start.number - 1), top))
        value, j = max(choices)
        value += start.score
        totals.append(value)
        back.append(j)
        if start.number not in last or totals[last[start.number]] <= value + 1.5:
            last[start.number] = i
        if top < 0 or value > totals[top]:
            top = i
    chain = []
    i = top
    while i >= 0:
        chain.append(starts[i])
        i = back[i]
    return chain[::-1], totals[top] if top >= 0 else 0.0
