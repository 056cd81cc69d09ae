"""Results as notebooks show them: small HTML tables in which every cell is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzru_nlp.model.annotations import Difference
    from kzru_nlp.model.article import Article

_CELL = "text-align: left; vertical-align: top; white-space: normal; overflow-wrap: anywhere"
LEAD = 160
"""Characters of a title or abstract that a table shows."""


@dataclass(frozen=True, slots=True)
class Words:
    """A cell whose text is in a known language, so that screen readers pronounce it as such."""

    text: str
    lang: str


def html_table(columns: Sequence[str], rows: Iterable[Iterable[object]], caption: str = "") -> str:
    """Return a table; cells are text and never markup, each with its own writing direction.

    >>> html_table(["sign"], [["<"]]).count("&lt;")
    1
    """
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    title = f'<caption style="text-align: left">{escape(caption)}</caption>' if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, Words):
        return f'<td dir="auto" lang="{escape(value.lang)}" style="{_CELL}">{escape(value.text)}</td>'
    text = "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
    return f'<td dir="auto" style="{_CELL}">{escape(text)}</td>'


def article_html(article: Article) -> str:
    """Return what an article consists of: titles, the beginnings of its abstracts, its units and notes, warnings."""
    coverage = article.coverage()
    rows: list[tuple[str, object]] = [
        (f"{unit.kind} ({unit.lang})", Words(_beginning(unit.text), unit.lang))
        for unit in article.of_kind("title", "abstract", "keywords")
    ]
    kinds = Counter(unit.kind for unit in article.units)
    noted = sum(marker.note is not None for marker in article.markers)
    rows += [
        ("units", ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())),
        ("note markers", f"{len(article.markers)}, {noted} with their note"),
        ("coverage", f"{coverage.ratio:.4f} of {coverage.characters} characters in exactly one unit"),
    ]
    rows += [("warning", warning) for warning in (*article.source.warnings, *article.warnings)]
    caption = f"{article.source.path} ({len(article.text)} characters, {article.source.encoding})"
    return html_table(["", ""], rows, caption)


def _beginning(text: str) -> str:
    return text if len(text) <= LEAD else f"{text[: LEAD - 1].rstrip()}…"


def beads_html(
    rows: Iterable[tuple[Sequence[Sequence[int]], float, Sequence[str]]],
    sides: Sequence[tuple[str, Sequence[str]]],
) -> str:
    """Return the beads, given as indices by side, score and evidence; `sides` are languages and their sentences.

    A side without sentences shows its indices.
    """
    return html_table(
        [*(lang for lang, _ in sides), "score", "evidence"],
        (
            [
                *(_side(indices, *side) for indices, side in zip(parts, sides, strict=True)),
                score,
                ", ".join(evidence),
            ]
            for parts, score, evidence in rows
        ),
    )


def _side(indices: Sequence[int], lang: str, sentences: Sequence[str]) -> Words:
    if not sentences:
        return Words(", ".join(map(str, indices)) or "—", "")
    return Words(" ".join(f"[{i}] {sentences[i].strip()}" for i in indices) or "—", lang)


def differences_html(differences: Iterable[Difference], langs: Sequence[str]) -> str:
    """Return the differences of two versions with their explanations."""
    src, tgt = langs
    return html_table(
        ["bead", "type", "severity", src or "source", tgt or "target", "explanation"],
        (
            (d.bead, d.type, d.severity, Words(d.src_text, src), Words(d.tgt_text, tgt), d.explanation)
            for d in differences
        ),
    )
