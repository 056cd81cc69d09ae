"""The rows that splitting alone gives: no pipeline is needed for them."""

from __future__ import annotations

from kzru_nlp.engine.rows import article_row, citation_rows, marker_rows, unit_rows
from kzru_nlp.model import Article
from kzru_nlp.split.citations import NoteParts, parse_notes
from kzru_nlp.tables import Rows


def structure_rows(article: Article, notes: dict[str, NoteParts] | None = None) -> Rows:
    """Return the rows of `articles`, `units`, `markers` and `citations`."""
    notes = find_notes(article) if notes is None else notes
    return {
        "articles": [article_row(article)],
        "units": list(unit_rows(article)),
        "markers": list(marker_rows(article)),
        "citations": list(citation_rows(article, {name: parts.citations for name, parts in notes.items()})),
    }


def find_notes(article: Article) -> dict[str, NoteParts]:
    """Return the parts of each footnote by the id of its unit."""
    units = article.of_kind("footnote")
    return {unit.id: parts for unit, parts in zip(units, parse_notes(units), strict=True)}
