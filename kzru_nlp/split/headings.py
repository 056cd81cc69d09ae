"""Section headings: numbered, in capitals, known by name, or set apart; one line or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kzru_nlp.lang import LANGUAGES, get_profile
from kzru_nlp.split.cues import CAPTION, cites, label_of
from kzru_nlp.split.layout_evidence import same_type
from kzru_nlp.split.lines import Line, Measure
from kzru_nlp.split.tables import is_row

NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}(?=(?:[.):]|\s?[-–—])?\s)|[IVXLI]{1,5}(?=[.)]\s|\s?[-–—]\s|\s?[.)]$)|[A-ZА-Я](?=[.)]\s)|"
    r"(?:bölüm|chapter|глава|раздел|§)\s\d{1,2})(?P<mark>[.):]?|\s?[-–—](?=\s))\s*",
    re.IGNORECASE,
)
ROMAN_ONLY = re.compile(r"[IVXL]{1,5}[.)]?|\d{1,2}(?:\.\d{1,2})*[.)]")
LETTERED = re.compile(r"[a-zçğıöşüа-яё]\)\s[A-ZÇĞİÖŞÜА-ЯЁ]")
APPENDIX = re.compile(
    r"(?:ek|appendix|annex|приложение|қосымша|ilova)[ -]?(?:№ ?)?(?:\d{1,2}|[A-HА-Е]|[IVX]{1,4})(?:[.:–—-]\s|\s|$)",
    re.IGNORECASE,
)
TWO_SENTENCES = re.compile(r"[a-zçğıöşüа-яё]{3}[.!?…]\s+[A-ZÇĞİÖŞÜА-ЯЁ]")
UNWRAPPED = 0.15
"""Where fewer lines than this share break off inside a sentence, each paragraph is one line."""
LONGEST_UNWRAPPED = 90
THRESHOLD = 3.0
LONGEST = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found at some line: how many lines it takes, its number, the evidence for it."""

    lines: int
    number: str | None
    score: float
    why: str
    label: str | None = None


def heading_at(lines: Sequence[Line], i: int, size: Measure, *, fresh: bool = False) -> Heading | None:
    """Return the heading that begins at `lines[i]`, or None; `fresh` says that what stands above is no open text.

    Evidence is added up: a known name, a number, capitals, space around it, shortness, larger type; a full
    stop, a sentence that runs on below, or one left open above speak against it.
    """
    line = lines[i]
    head = line.text[:1]
    if len(line.text) > 1.15 * size.width + 10 or not (
        head.isupper() or head.isdigit() or head in '“"«‘§' or LETTERED.match(line.text)
    ):
        return None
    count = _line_count(lines, i, size)
    text = " ".join(piece.text for piece in lines[i : i + count])
    match = NUMBERED.match(text)
    number = match["number"] if match and text[match.end() : match.end() + 1].isupper() else None
    if number is not None and match is not None and number.isdigit() and not match["mark"]:
        last = lines[i + count - 1]
        if opens_with_month(text[match.end() :]) or len(last.text) > 0.85 * size.width:
            number = None  # "22 Temmuz", "15 states": the number belongs to the sentence
    bare = text[match.end() :] if match and number else text
    label = label_of(bare)
    if label is not None and label[0] not in {"section", "reference", "notes"}:
        return None
    if label is None and APPENDIX.match(text) and (line.gap or line.new_page or fresh) and len(text) < 120:
        label = ("section", "und")
    score, reasons = _evidence(lines, i, count, text, bare, size, fresh=fresh)
    if label is not None:
        score += 4.0
        reasons.append("a known name")
    elif bare and _opens_with_label(bare):
        score += 1.0
    if number is not None and match is not None:
        dotted = bool(match["mark"]) or "." in number
        score += 2.0 if dotted else 1.0
        reasons.append(f"number {number}")
    if score < THRESHOLD:
        return None
    return Heading(count, number, score, "heading: " + ", ".join(reasons), label[0] if label else None)


def opens_with_month(rest: str) -> bool:
    """Return whether a number before `rest` would give a date."""
    word = re.split(r"[\s’']", rest, maxsplit=1)[0]
    return any(get_profile(code).fold(word) in get_profile(code).months for code in LANGUAGES)


def _opens_with_label(text: str) -> bool:
    first = text.split(":")[0].split(" ve ")[0].split(" and ")[0].split(" и ")[0]
    return len(first) < len(text) and label_of(first) is not None


def _line_count(lines: Sequence[Line], i: int, size: Measure) -> int:
    """A number alone on its line takes the next one in; a full line without a stop may run on into a short one."""
    if ROMAN_ONLY.fullmatch(lines[i].text) and i + 1 < len(lines):
        return 2
    count = 1
    while count < LONGEST and i + count < len(lines):
        here, below = lines[i + count - 1], lines[i + count]
        full = len(here.text) + 1 + len(below.text.split(" ", 1)[0]) > 0.93 * size.width
        caps = here.text.isupper() and below.text.isupper() and not below.gap
        set_apart = _set_apart(here, size)
        if not same_type(here, below):
            break
        if below.gap or below.new_page or here.ends_sentence or not (full or caps or set_apart):
            break
        short_end = len(below.text) < 0.85 * size.width and not below.ends_sentence
        nothing_runs_on = i + count + 1 >= len(lines) or not lines[i + count + 1].starts_lower
        if not (short_end and nothing_runs_on) and not (caps or set_apart):
            break
        count += 1
    return count


def _set_apart(line: Line, size: Measure) -> bool:
    """Whether type tells the line from running text: larger, or bold and not smaller."""
    return bool(line.size) and (line.size > 1.05 * size.font or (line.bold and line.size > 0.97 * size.font))


def _evidence(
    lines: Sequence[Line], i: int, count: int, text: str, bare: str, size: Measure, *, fresh: bool
) -> tuple[float, list[str]]:
    line, last = lines[i], lines[i + count - 1]
    before = lines[i - 1] if i and not fresh else None
    after = lines[i + count] if i + count < len(lines) else None
    score, reasons = 0.0, []
    letters = [c for c in bare if c.isalpha()]
    if len(letters) >= 4 and all(c.isupper() for c in letters):
        score += 2.0
        reasons.append("capitals")
    if line.gap or line.new_page:
        score += 1.0
        reasons.append("space above")
    if after is not None and after.gap:
        score += 0.5
    if len(last.text) < 0.75 * size.width:
        score += 1.0
        reasons.append("short")
    if len(last.text) > 0.9 * size.width and "capitals" not in reasons:
        score -= 1.5
    cut_by_page = count > 1 and not line.gap and after is not None and after.page != last.page
    if not cut_by_page and _stands_over_text(lines, i + count, text, size):
        score += 1.0
        reasons.append("no stop, and full lines below")
    if line.size and line.size > 1.08 * size.font:
        score += 2.0
        reasons.append("larger type")
    elif _set_apart(line, size):
        score += 2.0
        reasons.append("bold" if line.bold else "larger type")
    if before is None or before.ends_sentence:
        score += 0.5
    elif line.gap and len(before.text) < 0.75 * size.width and not before.starts_lower:
        score += 0.5  # below another heading, a table or a caption
    elif _set_apart(line, size) and not same_type(before, line):
        score += 0.5
    elif before.starts_lower or len(before.text) > 0.8 * size.width:
        score -= 2.0
    if text[-1:] in ".,;:" and not text.endswith("..."):
        score -= 3.0
    if after is not None and after.starts_lower:
        score -= 3.0
    if not letters or CAPTION.match(text) or (cites(text) and not line.size > 1.08 * size.font):
        score -= 3.0
    if TWO_SENTENCES.search(bare):
        score -= 2.0
    if after is None:
        score -= 1.5
    return score, reasons


def _stands_over_text(lines: Sequence[Line], below: int, text: str, size: Measure) -> bool:
    """Whether a line without a stop has a full line of text below it, or a heading of the next level and then one."""
    if not (text[-1:].isalnum() or text[-1:] in '?)”»’"') or is_row(Line(0, 0, 0, text)):
        return False
    if size.wrapped <= UNWRAPPED:
        return len(text) < LONGEST_UNWRAPPED and any(
            len(line.text) > 2 * LONGEST_UNWRAPPED for line in lines[below : below + 2]
        )
    if lines[below - 1].gap == 0 and lines[below - 1].starts_lower:
        return False  # the end of a sentence that a page cuts
    for line in lines[below : below + 3]:
        if len(line.text) > 0.7 * size.width:
            return not line.starts_lower
        if line.ends_sentence or line.starts_lower:
            return False
    return False
