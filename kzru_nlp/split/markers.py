"""Markers of notes in running text.

A figure glued to a word or a stop may be a marker, a quantity or part of a name. What tells them apart is the
order: the markers of a text count up, and each has its note. So the candidates are matched to the sequence of
note numbers (gaps filled in) by dynamic programming: the rising series with the most and the best candidates.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kzru_nlp.model import Span
from kzru_nlp.split.cues import DIGIT

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
STYLES: dict[str, re.Pattern[str]] = {
    # after a word, a stop or a closing mark, and before none of what would make it a number or a name
    "glued": re.compile(
        r"(?<=[^\W\d_]|[\u0300-\u036f])(?P<weak>\d{1,3})(?![\w%]|[.,/:–-]\d|['’]\w)|"
        r"(?<=[.,;:!?…\"”’»)\]])(?<!\d[.,:])(?P<n>\d{1,3})(?![\w%]|[.,/:–-]\d|['’]\w)|"
        r"(?<=\d\d\d\d[.,;])(?P<year>\d{1,3})(?![\w%]|[.,/:–-]\d|['’]\w)"
    ),
    "superscript": re.compile(r"(?P<n>[¹²³⁰⁴-⁹]{1,3})"),
    "boxed": re.compile(r"\s?\[(?P<n>\d{1,3})\]"),
    "round": re.compile(r"(?<=[\w.,;!?…\"”’»])\s?\((?P<n>\d{1,3})\)(?=[\s.,;:]|$)"),
}
SIGN = re.compile(r"(?<=[^\s*†‡§¶‖#∗])\s?(?P<n>[*∗]{1,8}|††?|‡‡?|§§?|¶¶?|‖|#{1,2})(?![*†‡§¶‖#∗\w])")
ALONE_ON_LINE = re.compile(r"[1-9]\d{0,2}|\[[1-9]\d{0,2}\]|\([1-9]\d{0,2}\)")
"""A marker that an extractor has put on a line of its own."""
WEIGHTS = {"n": 1.0, "weak": 0.7, "year": 0.6}
LOOK_BACK = 7
LONGEST_GAP = 60
"""So many notes in a row may be missing, in the midst or at the end."""
ALONE = 5
"""So many markers in order are believed where a file has no notes at all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a marker: raw offsets of the digits and of all that is not text (brackets, a space)."""

    number: int
    start: int
    end: int
    outer: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """A marker, and the position of its note in the list of notes, None if the note is missing."""

    number: str
    start: int
    end: int
    outer: Span
    note: int | None


@dataclass(frozen=True, slots=True)
class NoteNumber:
    """What is known of a note here: its number and where it starts; endnotes stand after all text."""

    number: str
    start: int
    endnote: bool = False


def find_markers(
    text: str, running: Sequence[Span], notes: Sequence[NoteNumber], raised: Sequence[Span] = ()
) -> list[Found]:
    """Return the markers in the running text of `text` at the spans `running` (in order), matched to `notes`.

    `raised` are the spans that a layout shows as small and high: there a figure is hardly anything else.
    """
    best: list[Found] = []
    spans = [span for span in running if DIGIT.search(text, *span)]
    kinds = [_candidates(text, spans, pattern) for pattern in STYLES.values()]
    if raised:
        kinds.append(_raised(text, spans, raised))
    for candidates in kinds:
        found = _match(candidates, notes)
        if len(found) > len(best):
            best = found
    signs = _signs(text, running, notes)
    return sorted([*best, *signs], key=lambda m: m.start)


def _candidates(text: str, spans: Sequence[Span], pattern: re.Pattern[str]) -> list[Candidate]:
    out = []
    for start, end in spans:
        for match in pattern.finditer(text, start, end):
            name = match.lastgroup or "n"
            digits = match[name].translate(SUPERSCRIPT)
            if digits[0] != "0":
                out.append(
                    Candidate(int(digits), match.start(name), match.end(name), match.span(), WEIGHTS[name])
                )
        if ALONE_ON_LINE.fullmatch(text, start, end) and pattern is not STYLES["superscript"]:
            digits = text[start:end].strip("[]()")
            first = text.index(digits, start)
            out.append(Candidate(int(digits), first, first + len(digits), (start, end), WEIGHTS["weak"]))
    return sorted(out, key=lambda c: c.start)


def _raised(text: str, spans: Sequence[Span], raised: Sequence[Span]) -> list[Candidate]:
    """Raised figures, and glued ones for the notes that have none (a layout may not tell all of them)."""
    starts = [start for start, _ in spans]
    out = []
    for start, end in raised:
        i = bisect_right(starts, start) - 1
        digits = text[start:end].strip(",;. ")
        if i >= 0 and end <= spans[i][1] and digits.isdecimal() and digits[0] != "0" and len(digits) < 4:
            first = text.index(digits, start)
            out.append(Candidate(int(digits), first, first + len(digits), (start, end), 2.0))
    places = {c.start for c in out}
    out += [c for c in _candidates(text, spans, STYLES["glued"]) if c.start not in places]
    return sorted(out, key=lambda c: c.start)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the sequence of numbers: the note there (None where it is missing) and where it must be passed."""

    number: int
    note: int | None
    limit: float


def _slots(notes: Sequence[NoteNumber], highest: int) -> list[Slot]:
    """Return the sequence that markers should follow: the notes' numbers, with gaps and the end filled in."""
    out: list[Slot] = []
    before = 0
    for i, note in enumerate(notes):
        if not note.number.isdigit():
            continue
        number = int(note.number)
        limit = math.inf if note.endnote else float(note.start)
        first = before + 1 if number > before else 1
        if number - first < LONGEST_GAP:
            out.extend(Slot(n, None, limit) for n in range(first, number))
        out.append(Slot(number, i, limit))
        before = number
    out.extend(Slot(n, None, math.inf) for n in range(before + 1, min(highest, before + LONGEST_GAP) + 1))
    return out


def _match(candidates: Sequence[Candidate], notes: Sequence[NoteNumber]) -> list[Found]:
    """Return the best rising series of candidates, each on a slot of the notes' own sequence.

    A candidate looks back at the slots right before its own and at the best series so far, so the time is
    linear in the candidates.
    """
    slots = _slots(notes, max((c.number for c in candidates), default=0))
    places: dict[int, list[int]] = {}
    for place, slot in enumerate(slots):
        places.setdefault(slot.number, []).append(place)
    steps: list[Step] = []
    latest: dict[int, int] = {}
    top = -1
    for candidate in candidates:
        new: list[int] = []
        for place in _options(places.get(candidate.number, ()), slots, candidate.start):
            value, back = max(_before(place, steps, latest, top))
            value += candidate.weight + (1.0 if slots[place].note is not None else 0.0)
            new.append(len(steps))
            steps.append(Step(value, back, place, candidate))
        for i in new:
            held = latest.get(steps[i].place)
            if held is None or steps[held].value < steps[i].value:
                latest[steps[i].place] = i
            if top < 0 or steps[i].value > steps[top].value:
                top = i
    return _trace(steps, top, slots)


@dataclass(frozen=True, slots=True)
class Step:
    """A candidate set on a slot: the value of the best series that ends there, and the step before it."""

    value: float
    back: int
    place: int
    candidate: Candidate


def _options(places: Sequence[int], slots: Sequence[Slot], start: int) -> Sequence[int]:
    """The first two slots of this number whose notes stand after the candidate."""
    first = bisect_right(places, start, key=lambda place: slots[place].limit)  # type: ignore[arg-type,return-value]
    return places[first : first + 2]


def _before(place: int, steps: Sequence[Step], latest: dict[int, int], top: int) -> list[tuple[float, int]]:
    options = [(-0.3 * min(place, 30), -1)]
    for missed in range(LOOK_BACK):
        i = latest.get(place - 1 - missed, -1)
        if i >= 0:
            options.append((steps[i].value - 0.8 * missed + (0.5 if not missed else 0.0), i))
    if top >= 0 and steps[top].place < place:
        options.append((steps[top].value - 4.0 - 0.02 * (place - steps[top].place), top))
    return options


def _trace(steps: Sequence[Step], top: int, slots: Sequence[Slot]) -> list[Found]:
    chain: list[Step] = []
    while top >= 0:
        chain.append(steps[top])
        top = steps[top].back
    chain.reverse()
    real = sum(slots[step.place].note is not None for step in chain)
    if not real and len(chain) < ALONE:
        return []
    return [
        Found(str(c.number), c.start, c.end, c.outer, slots[step.place].note)
        for step in chain
        for c in (step.candidate,)
    ]


def _signs(text: str, spans: Sequence[Span], notes: Sequence[NoteNumber]) -> list[Found]:
    """Return the asterisks and daggers that a note answers: the nearest unused one before it."""
    wanted = [(i, note) for i, note in enumerate(notes) if not note.number.isdigit()]
    if not wanted:
        return []
    places = [m for start, end in spans for m in SIGN.finditer(text, start, end)]
    found: list[Found] = []
    used: set[int] = set()
    for i, note in wanted:
        fitting = [
            m
            for m in places
            if m["n"].replace("∗", "*") == note.number and m.start() < note.start and m.start() not in used
        ]
        if fitting:
            match = fitting[-1]
            used.add(match.start())
            found.append(Found(note.number, match.start("n"), match.end("n"), match.span(), i))
    return found
