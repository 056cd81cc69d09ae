"""Titles, authors, affiliations and dates: the lines above an abstract, or an author's lines after the text.

One line alone rarely tells a name from a title ("Seçici Ortaklık", "Ayşe Kıyıcı"). What tells is the company:
a name has an affiliation below it or a title beside it, and a title's second line follows a line that is full.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kzru_nlp.lang.detect import detect
from kzru_nlp.split.blocks import Block, block_of
from kzru_nlp.split.cues import AFFILIATION, DATES, label_of
from kzru_nlp.split.layout_evidence import had_room, same_type
from kzru_nlp.split.lines import Line, Measure, first_word

UPPER = "A-ZÇĞİÖŞÜÂА-ЯЁ"
DEGREE = r"(?:(?:[Pp]rof|[Dd]oç|[Dd]oc|[Dd]r|[Aa]ssoc|[Aa]sst|[Yy]rd|[Öö]ğr|[Aa]rş|[Gg]ör|[Pp]h\.?[Dd]|M\.A|[Üü]yesi|к\.\s?\w\.\s?н|д\.\s?\w\.\s?н)\b\.?\s*)*"
MARKS = r"[\d*†‡§¹²³⁰⁴-⁹,;\s∗()]*"
PERSON = re.compile(
    rf"{DEGREE}(?:[{UPPER}][\w’'.-]*\.?\s+){{1,4}}(?:(?:van|von|de|da|bin|el|al)\s+)?[{UPPER}][\w’'-]+{MARKS}"
)
SURNAME_FIRST = re.compile(
    rf"[{UPPER}][\w’'-]+,?\s+(?:[{UPPER}]\.\s?){{1,3}}{MARKS}|(?:[{UPPER}]\.\s?){{1,3}}[{UPPER}][\w’'-]+{MARKS}"
)
INITIAL = re.compile(rf"(?:^|\s)[{UPPER}]\.\s?(?:[{UPPER}]\.)?")
AND = re.compile(r"\s*(?:,|;|&|\band\b|\bve\b|\bи\b)\s*", re.IGNORECASE)
TOWN = re.compile(rf"[{UPPER}][\w’'-]{{2,}}")
ORCID = re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b|\borcid\b", re.IGNORECASE)
CONTACT = re.compile(
    r"(?:e-?(?:mail|posta)\s?:?\s?)?\S+@\S+|(?:orcid\s?(?:id|no)?\s?:?\s?)?(?:https?://orcid\.org/)?[\dX-]{19}",
    re.IGNORECASE,
)
"""An address or an ORCID that has its line for itself."""
NUMBERED_PLACE = re.compile(rf"(?:[¹²³⁴⁵⁶⁷⁸⁹*†‡∗]{{1,2}}|\(?[1-9a-e]\)|[1-9])\s?[{UPPER}]")
"""A number, letter or sign that leads back to a name, before an institution or address."""
PLACE = re.compile(
    r"\b(?:cent(?:re|er)\b|merkezi|kurumu|vakfı|derneği|bakanlığı|ministry|foundation|association|council|society|bureau|office|"
    r"центр\b|фонд\b|министерств|служб[аы]\b|орталығы|markazi|city|независимый)|,\s[A-ZÇĞİÖŞÜА-ЯЁ][\w’-]+$",
    re.IGNORECASE,
)
"""What may be part of a title, but below a name is where that person works."""
LONGEST_NAME = 40
LONGEST_TITLE = 400
CLOSING_SHARE = 0.75
"""An author's lines after the text stand in its last quarter."""


@dataclass(slots=True)
class Piece:
    """Lines that read on, and what they are taken for."""

    lines: list[Line]
    kind: str = ""

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(line.text for line in self.lines)


def top_blocks(lines: Sequence[Line], size: Measure) -> list[Block]:
    """Return titles, authors, affiliations and dates in `lines`; every line is in one block."""
    pieces = _pieces(lines, size)
    for i, piece in enumerate(pieces):
        piece.kind = _plain_kind(
            piece,
            pieces[i - 1].kind if i else "",
            large=piece.lines[0].size > TITLE_TYPE * size.font > 0,
        )
    names = [i for i, piece in enumerate(pieces) if not piece.kind and names_people(piece.text) > 0]
    titles = [i for i, piece in enumerate(pieces) if not piece.kind and i not in names]
    for i, piece in enumerate(pieces):
        if piece.kind:
            continue
        if i in names and (names_people(piece.text) > 1 or titles or _affiliated(pieces, i)):
            piece.kind = "author"
        else:
            piece.kind = _loose_kind(pieces, i)
    for above, piece in itertools.pairwise(pieces):
        tied = above.kind == "author" and not piece.lines[0].gap and not piece.lines[0].new_page
        if piece.kind == "title" and tied and PLACE.search(piece.text):
            piece.kind = "affiliation"
    return [
        block_of(kind, group, f"above the abstracts: {REASONS[kind]}") for kind, group in _grouped(pieces)
    ]


TITLE_TYPE = 1.2
"""Lines without space between them in a type so many times the text's are one title."""
REASONS = {
    "title": "a title",
    "author": "names of people",
    "affiliation": "names an institution or an address",
    "dates": "dates of the manuscript",
    "abstract": "a long text without a label",
}


def _pieces(lines: Sequence[Line], size: Measure) -> list[Piece]:
    """Join lines that read on: the one above is full, left open, or both are of a title's capitals."""
    out: list[Piece] = []
    for line in lines:
        if out and _reads_on(out[-1].lines, line, size):
            out[-1].lines.append(line)
        else:
            out.append(Piece([line]))
    return out


def _reads_on(held: Sequence[Line], line: Line, size: Measure) -> bool:
    before = held[-1]
    if before.size and line.size and abs(before.size - line.size) > 0.05 * before.size:
        return False
    if before.size > TITLE_TYPE * size.font > 0 and same_type(before, line) and not line.gap:
        return line.starts_lower or not _other_language(held, line, sure=0.6)
    if (
        before.size
        and before.bold
        and same_type(before, line)
        and not line.gap
        and names_people(line.text) < 2
    ):
        return not AFFILIATION.search(line.text) and not _other_language(held, line)
    if before.justified and same_type(before, line) and not line.gap and had_room(before, line) is False:
        return True
    full = len(before.text) + 1 + len(first_word(line)) > 0.95 * max(size.full, len(before.text))
    if line.gap or line.new_page:
        return line.starts_lower and not before.ends_sentence
    if NUMBERED_PLACE.match(line.text):
        return False
    if before.text.endswith(",") and (AFFILIATION.search(before.text) or ORCID.search(before.text)):
        return True
    if CONTACT.fullmatch(line.text) or CONTACT.fullmatch(before.text):
        return False
    if DATES.search(before.text) and (before.text.endswith("/") or (full and not DATES.match(line.text))):
        return True
    if DATES.search(line.text) or DATES.search(before.text) or _other_language(held, line):
        return False
    if AFFILIATION.search(before.text) or AFFILIATION.search(line.text):
        return line.starts_lower or before.text.endswith("-")
    if (
        line.starts_lower
        or before.text[-1:] in ":,-–—\u00ad\u0002"
        or (full and len(before.text) > 0.6 * size.full)
    ):
        return True
    capitals = before.text.isupper() and line.text.isupper()
    return capitals and not names_people(line.text) and not names_people(before.text) > 1


def _plain_kind(piece: Piece, before: str, *, large: bool) -> str:
    """Return what the words alone tell: dates, an affiliation, an abstract without a label, or nothing."""
    if len(piece.lines) > 3 and len(piece.text) > LONGEST_TITLE and piece.lines[-1].ends_sentence:
        return "abstract"
    if DATES.search(piece.text):
        return "dates"
    if names_people(piece.text) > 1 and not re.search(r"@|\d{4}-\d{4}", piece.text) and "," not in piece.text:
        return "author"
    if AFFILIATION.search(piece.text) or ORCID.search(piece.text):
        return "affiliation"
    first = piece.lines[0]
    near = before == "affiliation" and not first.gap and not first.new_page and not large
    if near and len(piece.text) <= 60 and not piece.text.isupper() and not names_people(piece.text) > 1:
        return "affiliation"  # "Ankara, Türkiye" below the university
    return ""


def _affiliated(pieces: Sequence[Piece], i: int) -> bool:
    return i + 1 < len(pieces) and pieces[i + 1].kind in {"affiliation", "dates"}


def _loose_kind(pieces: Sequence[Piece], i: int) -> str:
    piece, before = pieces[i], pieces[i - 1].kind if i else ""
    if before in {"", "title"} or piece.text.isupper() or len(piece.text) > LONGEST_NAME:
        return "title"
    return "author" if before == "author" and names_people(piece.text) else "title"


def _grouped(pieces: Sequence[Piece]) -> list[tuple[str, list[Line]]]:
    """Join neighbours of one kind; two titles stay two where space, type or language parts them."""
    out: list[tuple[str, list[Line]]] = []
    for piece in pieces:
        first = piece.lines[0]
        if out and out[-1][0] == piece.kind and not first.gap and not first.new_page:
            held = out[-1][1]
            larger = bool(held[-1].size) and abs(held[-1].size - first.size) > 0.05 * held[-1].size
            apart = larger or _other_language(held, first)
            own_line = piece.kind in {"affiliation", "dates"} or CONTACT.fullmatch(piece.text)
            if not ((piece.kind == "title" and apart) or own_line):
                held.extend(piece.lines)
                continue
        out.append((piece.kind, list(piece.lines)))
    return out


def names_people(text: str) -> int:
    """Return 2 if `text` is people's names for certain, 1 if it may be, 0 if not.

    Initials, a surname alone in capitals, several names and note marks are certain; two to four capitalised
    words may also be a title.

    >>> names_people("Ayşe KIYICI"), names_people("Ayşe Kıyıcı"), names_people("Limanların yeni dönemi")
    (2, 1, 0)
    """
    bare = text.strip(" *†‡§∗0123456789¹²³,;")
    if len(text) > 120 or label_of(text) is not None or not bare:
        return 0
    parts = [part for part in AND.split(bare) if any(c.isalpha() for c in part)]
    if SURNAME_FIRST.fullmatch(bare) or (len(parts) > 1 and all(SURNAME_FIRST.fullmatch(p) for p in parts)):
        return 2
    if len(parts) == 2 and PERSON.fullmatch(parts[0]) and TOWN.fullmatch(parts[1]) and "," in bare:
        return 1  # "Jane Doe, Vienna"
    if not all(PERSON.fullmatch(part) for part in parts):
        return 0
    words = bare.split()
    if text.isupper():
        return 1 if len(bare) <= LONGEST_NAME and len(words) <= 3 and min(map(len, words)) > 1 else 0
    if (
        any(len(w.strip(".,*")) > 1 and w.strip(".,*").isupper() for w in words[1:])
        and not words[0].isupper()
    ):
        return 2
    if len(parts) > 1 or INITIAL.search(text) or re.search(r"[^\W\d_][*†‡∗\d¹²³]", text):
        return 2 if len(parts[0].split()) <= 4 else 1
    return 1 if len(words) <= 4 and len(bare) <= LONGEST_NAME else 0


def _other_language(group: Sequence[Line], line: Line, *, sure: float = 0.8) -> bool:
    before, here = detect(" ".join(g.text for g in group)), detect(line.text)
    return (
        "und" not in {before.lang, here.lang}
        and before.lang != here.lang
        and min(before.score, here.score) > sure
    )


def closing_byline(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Return the author's lines after the text, as (kind, lines): a name with affiliation or dates right below."""
    for i in range(int(CLOSING_SHARE * len(lines)), len(lines) - 1):
        line = lines[i]
        if not (line.gap or line.new_page) or not names_people(line.text) or len(line.text) > 60:
            continue
        out = [("author", [line])]
        for below, after in zip(lines[i + 1 : i + 5], [*lines[i + 2 : i + 6], None], strict=False):
            kind = _closing_kind(below)
            if not kind or (after is not None and after.starts_lower and not after.gap):
                break
            out.append((kind, [below]))
        if len(out) > 1:
            return out
    return []


def _closing_kind(line: Line) -> str:
    if len(line.text) > 140 or re.search(r"\(\d{4}\)|[“«]", line.text):
        return ""
    if DATES.search(line.text):
        return "dates"
    return "affiliation" if AFFILIATION.search(line.text) or ORCID.search(line.text) else ""
