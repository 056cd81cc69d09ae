"""Entries of a list of works: where one ends and the next begins.

Numbers, space and hanging indentation part most lists. In narrow columns there may be none of them; then the
alphabet is left: entries stand in its order, and a line inside an entry that looks like a beginning seldom fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kzru_nlp.split.lines import Line, Measure, first_word

ENTRY_NUMBER = re.compile(r"\[?(?P<n>\d{1,3})(?:\]|\.(?=\s|[^\d\s])|\)|(?=\s+[A-ZÇĞİÖŞÜА-ЯЁ“«\"]))\s*")
ENTRY_AUTHOR = re.compile(
    r"(?:[A-ZÇĞİÖŞÜА-ЯЁÂ][\w’'-]+(?:\s(?:[A-ZÇĞİÖŞÜА-ЯЁ]\.\s?)+|,\s)|(?:[A-ZÇĞİÖŞÜА-ЯЁ][’‘]?\.\s?){1,3}[A-ZÇĞİÖŞÜА-ЯЁÂ][\w’'-]+(?:,|\sand|\sve|\sи)|_{3,}|—{2,}|–{2,}|[\"“«])|[A-ZÇĞİÖŞÜА-ЯЁ][^.]{2,80}\(\d{4}"
)
CLOSED = re.compile(r"\d$|/$|https?://\S+$|\)$")
ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
OPEN_STOP = re.compile(r"[?!…][\"”»’]$|(?<!\w)[^\W\d_]{1,3}\.$")
"""A question inside a title, an initial or a short abbreviation: such a stop closes no entry."""
SPACED = 0.3
"""Fewer spaces than this share of the entries are left by notes and pages, and part none."""
FEWEST = 5
"""So many entries in order are no accident."""
ORDERED = 0.8
"""Share of the lines that look most like beginnings which must stand in the order of the alphabet."""


def alphabetical(lines: Sequence[Line], size: Measure) -> frozenset[int]:
    """Return the indices of the lines that open the entries of an unspaced alphabetical list, empty if it is none.

    Each line that may open an entry counts by its own signs: a name with initials, an entry closed above, a line
    ended early. The entries are the chain with most signs in which no key falls. Letters with diacritics sort
    beside their base or behind the alphabet, so both orders are tried.
    """
    if any(ENTRY_NUMBER.match(line.text) for line in lines[:1]):
        return frozenset()
    places = [(i, sign) for i in range(len(lines)) if (sign := _sign(lines, i, size)) > 0]
    sure = sum(sign >= 2.0 for _, sign in places)
    if sum(line.gap > 0 and not line.new_page for line in lines[1:]) > SPACED * sure:
        return frozenset()
    best: list[tuple[int, float]] = []
    for bare in (False, True):
        chain = _rising([(_key(lines[i].text, bare=bare), sign) for i, sign in places])
        held = [places[k] for k in chain]
        if sum(sign for _, sign in held) > sum(sign for _, sign in best):
            best = held
    strong = sum(sign >= 2.0 for _, sign in best)
    if len(best) < FEWEST or strong < max(FEWEST - 1, ORDERED * sure):
        return frozenset()
    return frozenset(lines[i].index for i, _ in best)


def _sign(lines: Sequence[Line], i: int, size: Measure) -> float:
    """How much line `i` looks like an entry's first; 0 if it cannot be one."""
    line = lines[i]
    if not (line.text[0].isupper() or line.text[0] in "\"“«„‘'[") or line.starts_lower:
        return 0.0
    sign = 1.0 if ENTRY_AUTHOR.match(line.text) else 0.0
    if i == 0:
        return sign + 1.5
    before = lines[i - 1]
    if not closed_entry(lines[max(0, i - 5) : i]):
        return 0.0
    if before.text.endswith((".", "/")) or ADDRESS.search(before.text) or " " not in before.text:
        sign += 0.6
    if len(before.text) + 1 + len(first_word(line)) <= size.full:
        sign += 1.0
    return sign


def _key(text: str, *, bare: bool) -> tuple[bool, str]:
    """Return what an entry is sorted by: its first word, works without author (in quotation marks) behind."""
    folded = text.casefold()
    if bare:
        folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    letters = "".join(c for c in folded if c.isalnum() or c == " ")
    return not text[0].isalnum(), letters[:12]


def _rising(marks: Sequence[tuple[tuple[bool, str], float]]) -> list[int]:
    """Return the positions of the chain without a falling key whose signs add up to most."""
    totals: list[float] = []
    back: list[int] = []
    for i, (key, sign) in enumerate(marks):
        before = max((j for j in range(i) if marks[j][0] <= key), key=lambda j: totals[j], default=-1)
        totals.append(sign + (totals[before] if before >= 0 else 0.0))
        back.append(before)
    at = max(range(len(totals)), key=lambda j: totals[j], default=-1)
    chain = []
    while at >= 0:
        chain.append(at)
        at = back[at]
    return chain[::-1]


def closed_entry(pending: Sequence[Line]) -> bool:
    """Return whether an entry may end with the last of `pending`: a stop, a number, an address (over lines too)."""
    last = pending[-1]
    if last.text[-1:] in ",;:-&" or OPEN_STOP.search(last.text):
        return False
    if last.ends_sentence or CLOSED.search(last.text):
        return True
    for line in reversed(pending[:-1]):
        if " " in last.text:
            return False
        if ADDRESS.search(line.text):
            return True
        last = line
    return False


def entry_begins(pending: Sequence[Line], line: Line, size: Measure, starts: frozenset[int]) -> bool:
    """Return whether `line` opens a new entry; `starts` is what `alphabetical` says of the list."""
    before = pending[-1]
    if starts:
        return line.index in starts
    first = ENTRY_NUMBER.match(pending[0].text)
    here = ENTRY_NUMBER.match(line.text)
    if first:
        return here is not None and int(here["n"]) in range(int(first["n"]) + 1, int(first["n"]) + 3)
    if line.starts_lower or line.text.startswith(("http", "www.", "doi")):
        return False
    if before.text[-1:] in ",;:-&" or ((line.gap == 0 or line.new_page) and not closed_entry(pending)):
        return False
    score = 1.0 if line.gap and not line.new_page else 0.0
    if ENTRY_AUTHOR.match(line.text):
        score += 1.0
    if (len(before.text) + len(first_word(line))) < 0.92 * size.width:
        score += 1.0
    if line.indent < max(p.indent for p in pending):
        score += 1.0
    elif line.indent > pending[0].indent + 1:
        score -= 2.0
    return score >= 1.0
