"""The cited works as CSL-JSON, which Zotero, pandoc and citeproc read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kzru_nlp.export.articles import Corpus
from kzru_nlp.export.lines import write_lines
from kzru_nlp.export.works import Work, date_parts, find_works

_TYPE = {"article": "article-journal", "page": "webpage", "part": "document", "book": "book"}
_PLAIN = {
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "url": "URL",
    "doi": "DOI",
}


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the file written, `citations.json`: one array."""
    return [write_lines(folder / "citations.json", _lines(corpus))]


def _lines(corpus: Corpus) -> Iterator[str]:
    opened = False
    for work in find_works(corpus, "csljson"):
        yield (",\n" if opened else "[\n") + json.dumps(item(work), ensure_ascii=False)
        opened = True
    yield "\n]\n" if opened else "[]\n"


def item(work: Work) -> dict[str, Any]:
    """Return a work as an item of CSL-JSON; names are literal, as printed."""
    fields = work.fields
    found: dict[str, Any] = {"id": work.key, "type": _TYPE[work.kind]}
    if work.authors:
        found["author"] = [{"literal": name} for name in work.authors]
    found.update({name: fields[column] for column, name in _PLAIN.items() if fields.get(column)})
    if work.published:
        found["publisher-place"], found["publisher"] = work.published
        del found["container-title"]
    if fields.get("year") is not None:
        found["issued"] = {"date-parts": [[fields["year"]]]}
    if accessed := fields.get("accessed"):
        parts = date_parts(accessed)
        found["accessed"] = {"date-parts": [parts]} if parts else {"raw": accessed}
    found["note"] = f"cited in {work.article_id}"
    return found
