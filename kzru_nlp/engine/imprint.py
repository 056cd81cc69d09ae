"""Year, journal and DOI of an article, read from its own furniture."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from kzru_nlp.model import Article

DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;:)\]]")
ISSN = re.compile(r"\(?\b[ep]?-?ISSN(?:\W*\((?:online|print)\))?\W*\d{4}-\d{3}[\dX]\)?", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")
VOLUME = re.compile(
    r"[,.;|•\s(]*(?:\b(?:cilt|sayı|say[iı]:|yıl|vol(?:ume)?|issue|no|том|выпуск|вып|т|№|c|s|v)\b\.?\s*:?\s*\d|\d{1,4}\b)",
    re.IGNORECASE,
)
"""Where the journal's name ends and its volume, issue or year begins."""
_DOI_KINDS = (
    "journal_line",
    "licence",
    "dates",
    "running_head",
    "side_text",
    "other",
    "title",
    "affiliation",
)
_YEAR_KINDS = ("journal_line", "running_head", "dates", "licence", "side_text")
"""Where the year of publication is looked for: what tells it most surely comes first."""


def find_imprint(article: Article) -> dict[str, Any]:
    """Return those of `year`, `journal` and `doi` that the furniture tells."""
    found = {"year": _year(article), "journal": _journal(article), "doi": _doi(article)}
    return {key: value for key, value in found.items() if value is not None}


def _doi(article: Article) -> str | None:
    """Return the first DOI outside notes and references: those are of other works."""
    for unit in article.of_kind(*_DOI_KINDS):
        if match := DOI.search(unit.text):
            return match.group()
    return None


def _year(article: Article) -> int | None:
    """Return the commonest year; of the dates the last one, which is that of acceptance or publication."""
    for kind in _YEAR_KINDS:
        texts = [_without_numbers(unit.text) for unit in article.of_kind(kind)]
        if kind == "side_text":  # rotated, it arrives in fragments: "20 2 4"
            texts = ["".join(text.split()) for text in texts]
        years = [int(year) for text in texts for year in YEAR.findall(text)]
        if years:
            return max(years) if kind == "dates" else Counter(years).most_common(1)[0][0]
    return None


def _journal(article: Article) -> str | None:
    """Return the words of a journal line before its volume or year."""
    for unit in article.of_kind("journal_line"):
        text = _without_numbers(unit.text)
        match = VOLUME.search(text)
        name = (text[: match.start()] if match else "").strip(" ,.;:|•-–—/")
        if len(name) >= 4 and "http" not in name and name[0].isalpha():
            return name
    return None


def _without_numbers(text: str) -> str:
    """Return `text` without DOI and ISSN, whose digits may look like a year."""
    return ISSN.sub("", DOI.sub("", text))
