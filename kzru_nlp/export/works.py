"""The works that the notes cite, as the bibliographic formats want them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kzru_nlp.export.articles import Corpus
from kzru_nlp.export.characters import one_line

_SEPARATED = re.compile(r"\s*;\s*|\s+(?:&|and|ve|и)\s+")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PUBLISHED = re.compile(r"(?P<place>[^:]{1,40}):\s+(?P<publisher>.+)")
_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work: `key` is unique in the corpus and stable; `fields` are the filled columns of `citations`."""

    key: str
    article_id: str
    authors: tuple[str, ...]
    fields: Mapping[str, Any]

    @property
    def published(self) -> tuple[str, str] | None:
        """Place and publisher, where what was read as the container is "Ankara: Örnek Yayınları"."""
        match = _PUBLISHED.fullmatch(self.fields.get("container") or "")
        return (match["place"], match["publisher"]) if match and self.kind == "book" else None

    @property
    def kind(self) -> str:
        """What it is, as far as the citation tells: article, page (of a site), part (of something) or book."""
        if self.fields.get("volume") or self.fields.get("issue") or self.fields.get("doi"):
            return "article"
        if self.fields.get("url"):
            return "page"
        container = self.fields.get("container") or ""
        return "part" if container and not _PUBLISHED.fullmatch(container) else "book"


def find_works(corpus: Corpus, what: str) -> Iterator[Work]:
    """Yield the works in the order of the notes; short back references to an earlier note are left out."""
    for article in corpus.each(what):
        for row in article.table("citations"):
            named = row["title"] or row["authors"] or row["url"] or row["doi"]
            if row["backref_to"] or not named:
                continue
            fields = {
                name: one_line(value).strip() if isinstance(value, str) else value
                for name, value in row.items()
                if value is not None and name not in ("article_id", "note_unit_id", "part", "backref_to")
            }
            authors = tuple(name for name in _SEPARATED.split(fields.pop("authors", "")) if name)
            yield Work(f"{row['note_unit_id']}-{row['part']}", article.id, authors, fields)


def date_parts(text: str) -> list[int] | None:
    """Return year, month, day of a date, as far as it says them, or None.

    >>> date_parts("14.05.2024"), date_parts("2024-05"), date_parts("May")
    ([2024, 5, 14], [2024, 5], None)
    """
    if match := _ISO.fullmatch(text.strip()):
        parts = [int(part) for part in match.groups() if part]
    elif match := _DOTTED.fullmatch(text.strip()):
        parts = [int(part) for part in reversed(match.groups())]
    else:
        return None
    month, day = [*parts, 1, 1][1:3]
    return parts if 1 <= month <= 12 and 1 <= day <= 31 else None
