"""How well a split agrees with gold: units by kind, markers, line-end hyphens, coverage.

A unit is right if kind, language (where a kind has one) and note number are gold's and its characters are: the
intersection over the union of the non-space characters is 0.9 or more. A keyword's label and the number of a note
may be in or out. Where gold has no offsets (PDFs) the texts must be 0.95 alike, white space and hyphens aside.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

from kzru_nlp.model import Article, Unit

CORE = (
    "title",
    "abstract",
    "keywords",
    "section_heading",
    "paragraph",
    "footnote",
    "reference",
    "abstract_heading",
)
FURNITURE = {"running_head", "page_number", "side_text", "ornament", "licence", "journal_line"}
NO_LANGUAGE = {"footnote", "reference", "author", "affiliation", "dates", "furniture"}
SAME_CHARACTERS, SAME_TEXT = 0.9, 0.95
TAIL = 10
"""So many characters before a marker tell where it stands in a PDF."""

Spans = Sequence[Sequence[int]]
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(slots=True)
class Count:
    """How many gold has, how many the split, and how many agree."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing on either side."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


@dataclass(slots=True)
class Score:
    """The agreement of one split, or of several added up."""

    kinds: dict[str, Count] = field(default_factory=dict)
    markers: Count = field(default_factory=Count)
    kept: list[int] = field(default_factory=lambda: [0, 0])
    """Real hyphens at line ends of right units: kept, of so many."""
    undone: list[int] = field(default_factory=lambda: [0, 0])
    characters: int = 0
    covered: int = 0

    def __add__(self, other: Score) -> Score:
        kinds = {
            kind: self.kinds.get(kind, Count()) + other.kinds.get(kind, Count())
            for kind in {**self.kinds, **other.kinds}
        }
        return Score(
            kinds,
            self.markers + other.markers,
            [a + b for a, b in zip(self.kept, other.kept, strict=True)],
            [a + b for a, b in zip(self.undone, other.undone, strict=True)],
            self.characters + other.characters,
            self.covered + other.covered,
        )

    @property
    def core(self) -> float:
        """F1 over the kinds that carry an article's text."""
        return sum((self.kinds.get(kind, Count()) for kind in CORE), Count()).f1

    @property
    def coverage(self) -> float:
        """Share of the characters that are in exactly one unit."""
        return self.covered / self.characters if self.characters else 1.0


def score(gold: dict[str, Any], article: Article) -> Score:
    """Return how well `article` agrees with `gold`, by offsets where gold has them, else by text."""
    by_text = gold.get("mode") == "text"
    likeness = _texts(gold, article) if by_text else _characters(gold, article)
    units = article.units
    pairs = _best(
        (value, i, j)
        for i, known in enumerate(gold["units"])
        for j, unit in enumerate(units)
        if _key(known["kind"], known["lang"], known["number"]) == _key(unit.kind, unit.lang, unit.number)
        for value in [likeness(i, j)]
        if value >= (SAME_TEXT if by_text else SAME_CHARACTERS)
    )
    out = Score()
    for kind, n in Counter(_kind(unit["kind"]) for unit in gold["units"]).items():
        out.kinds[kind] = Count(gold=n)
    for unit in units:
        out.kinds.setdefault(_kind(unit.kind), Count()).found += 1
    for i, _ in pairs:
        out.kinds[_kind(gold["units"][i]["kind"])].right += 1
    out.markers = _markers(gold, article, by_text=by_text)
    _hyphens(out, gold, {gold["units"][i]["id"]: units[j] for i, j in pairs})
    proof = article.coverage()
    out.characters, out.covered = proof.characters, proof.characters - proof.missing - proof.repeated
    return out


def _kind(kind: str) -> str:
    return "furniture" if kind in FURNITURE else kind


def _key(kind: str, lang: str | None, number: str | None) -> tuple[str, str | None, str | None]:
    kind = _kind(kind)
    number = (number or "").translate(_SUPERSCRIPTS).strip("[]().: ") if kind == "footnote" else None
    return kind, None if kind in NO_LANGUAGE else lang, number


def _best(candidates: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Return pairs, the most alike first, each index at most once."""
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for _, i, j in sorted(candidates, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def _characters(gold: dict[str, Any], article: Article) -> Callable[[int, int], float]:
    """Return a function that compares a unit of gold and one of the split by their non-space characters."""
    ink = [0, *accumulate(not char.isspace() for char in article.text)]
    found = [_intervals(unit.spans, ink) for unit in article.units]
    known = []
    for unit in gold["units"]:
        whole = _intervals(unit["spans"], ink)
        parts = [unit[name] for name in ("label_span", "number_span") if name in unit]
        known.append([whole, *(list(_less(whole, _intervals([part], ink))) for part in parts)])
    return lambda i, j: max(_overlap(own, found[j]) for own in known[i])


def _intervals(spans: Spans, ink: list[int]) -> list[tuple[int, int]]:
    out = sorted((ink[start], ink[end]) for start, end in spans)
    return [(start, end) for start, end in out if end > start]


def _less(whole: list[tuple[int, int]], part: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield `whole` without the one interval of `part`."""
    low, high = part[0] if part else (0, 0)
    for start, end in whole:
        for piece in ((start, min(end, low)), (max(start, high), end)):
            if piece[1] > piece[0]:
                yield piece


def _overlap(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> float:
    both, i, j = 0, 0, 0
    while i < len(one) and j < len(other):
        both += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    either = sum(end - start for start, end in [*one, *other]) - both
    return both / either if either else 0.0


def _texts(gold: dict[str, Any], article: Article) -> Callable[[int, int], float]:
    known = [list(_variants(unit["kind"], unit["text"])) for unit in gold["units"]]
    found = [list(_variants(unit.kind, unit.text)) for unit in article.units]
    return lambda i, j: max((_alike(a, b) for a in known[i] for b in found[j]), default=0.0)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other or 2 * min(len(one), len(other)) / (len(one) + len(other)) < SAME_TEXT:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME_TEXT else 0.0


def _variants(kind: str, text: str) -> Iterator[str]:
    """Yield what of a unit's text is compared: all, a note without its number, keywords without their label."""
    yield dense(text)
    if kind == "footnote":
        yield dense(re.sub(r"^\s*[\[(]?(?:\d{1,3}|[*†‡§¶#]+|[⁰¹²³⁴-⁹]+)[\]).]*", "", text))
    if kind == "keywords":
        yield dense(re.sub(r"^[^:\n]{3,28}[:\n]", "", text))


def dense(text: str) -> str:
    """Return `text` composed, without white space, hyphens (pdfium's U+0002 too) and bracketed numbers."""
    return re.sub(r"[\s\u00ad\-‐‑\u0002\ufffe]+|\[\d+\]", "", unicodedata.normalize("NFC", text))


def _markers(gold: dict[str, Any], article: Article, *, by_text: bool) -> Count:
    known, found = gold["footnote_markers"], article.markers
    pairs = []
    for i, marker in enumerate(known):
        start, end = marker.get("outer", (marker.get("start", 0), marker.get("end", 0)))
        before = dense(marker.get("before", ""))[-TAIL:]
        for j, other in enumerate(found):
            if other.number.translate(_SUPERSCRIPTS).strip("[]().: ") != marker["number"]:
                continue
            if by_text:
                own = dense(article.text[max(0, other.start - 30) : other.start].rstrip(" [("))[-TAIL:]
                if own.endswith(before) or (len(own) >= 3 and before.endswith(own)):
                    pairs.append((float(len(own)), i, j))
            elif other.start < end and start < other.end:
                pairs.append((1.0, i, j))
    return Count(len(known), len(found), len(_best(pairs)))


def _hyphens(out: Score, gold: dict[str, Any], right: dict[str, Unit]) -> None:
    """Count hyphens at line ends that the text of right units keeps or undoes as gold says."""
    texts = {unit["id"]: _close(unit["text"]) for unit in gold["units"]}
    seen: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for hyphen in gold["line_end_hyphens"]:
        halves = hyphen["before"][-6:] + hyphen["after"][:6]
        short = min(len(hyphen["before"]), len(hyphen["after"])) < 2
        if hyphen["unit"] in right and not short and not any(char.isdigit() for char in halves):
            seen[hyphen["unit"]].append(hyphen)
    for name, hyphens in seen.items():
        text = _close(right[name].text)
        for hyphen in hyphens:
            keep = hyphen["decision"] == "keep"
            wanted = _close(hyphen["before"][-6:] + ("-" if keep else "") + hyphen["after"][:6])
            tally = out.kept if keep else out.undone
            tally[0] += text.count(wanted) >= max(1, texts[name].count(wanted))
            tally[1] += 1


def _close(text: str) -> str:
    return re.sub(r"\s+|\[\d+\]", "", unicodedata.normalize("NFC", text))
