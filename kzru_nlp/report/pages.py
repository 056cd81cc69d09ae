"""What the pages of the report show, made from the tables alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from kzru_nlp.model.article import FURNITURE
from kzru_nlp.report.marking import Mark, mark_text

Frame = pd.DataFrame
Row = Mapping[Hashable, Any]
LANGUAGE_NAMES = {"tr": "Türkçe", "en": "English", "ru": "Русский"}
PAIRS = (("tr", "en"), ("tr", "ru"), ("en", "ru"))


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit as the reader shows it: HTML of its text and where it leads."""

    id: str
    kind: str
    lang: str
    number: str
    html: Markup
    furniture: bool
    why: str
    raw: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One row of the abstracts side by side: HTML by language, and the differences found in it."""

    cells: Mapping[str, Markup]
    differences: Sequence[Row]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything that one article's page shows."""

    article: Row
    title: str
    units: Sequence[ShownUnit]
    notes: Sequence[ShownUnit]
    threads: Sequence[Thread]
    languages: Sequence[str]
    other_differences: Sequence[Row]
    stances: Sequence[Mapping[str, Any]]
    missing_notes: Sequence[str] = field(default_factory=list)


def article_page(tables: Mapping[str, Frame], article: Row, target_id: str) -> ArticlePage:
    """Return the page of `article`, a row of the `articles` table."""
    own = {name: _of_article(frame, article["article_id"]) for name, frame in tables.items()}
    sentences = {str(row["sentence_id"]): row for row in _rows(own["sentences"])}
    marks = _unit_marks(own, sentences)
    shown = [_shown(row, marks) for row in _rows(own["units"])]
    markers = [row for row in _rows(own["markers"]) if _empty(row["note_unit_id"])]
    threads, languages = _threads(own, sentences, marks)
    return ArticlePage(
        article=article,
        title=title_of(article),
        units=[u for u in shown if u.kind != "footnote"],
        notes=[u for u in shown if u.kind == "footnote"],
        threads=threads,
        languages=languages,
        other_differences=[] if threads else list(_rows(own["differences"])),
        stances=[_stance_row(r, sentences, target_id) for r in _rows(own["stances"])],
        missing_notes=[str(row["number"]) for row in markers],
    )


def title_of(article: Row) -> str:
    """Return the first title that the article has, or its file's name."""
    titles = (article.get(f"title_{lang}") for lang in LANGUAGE_NAMES)
    name = str(article["path"]).replace("\\", "/").rsplit("/", 1)[-1]
    return next((str(t) for t in titles if not _empty(t)), name)


ACTUAL = ("asserted", "negated")
"""What is counted: an expected, conditional or past stance is not one that the holder has (guideline, section 4)."""


def stance_counts(stances: Frame, target_id: str) -> list[dict[str, Any]]:
    """Return one row per holder with its counts of actual stances toward `target_id`, most first; its own left out."""
    others = (stances["target_id"] == target_id) & (stances["holder_id"] != target_id)
    toward = stances[others & stances["factuality"].isin(ACTUAL)]
    if toward.empty:
        return []
    counts = toward.groupby(["holder", "label"], observed=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["FAVOR", "AGAINST", "NEUTRAL"], fill_value=0)
    counts["total"] = counts.sum(axis=1)
    ordered = counts.reset_index().sort_values(["total", "holder"], ascending=[False, True])
    return [{str(k): v for k, v in row.items()} for row in ordered.to_dict("records")]


def entity_counts(entities: Frame, limit: int = 25) -> list[dict[str, Any]]:
    """Return the most frequent linked entities with their counts by language."""
    linked = entities[entities["actor_id"].fillna("") != ""]
    if linked.empty:
        return []
    counts = linked.groupby(["canonical", "label", "lang"], observed=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(LANGUAGE_NAMES), fill_value=0)
    counts["total"] = counts.sum(axis=1)
    ordered = counts.reset_index().sort_values(["total", "canonical"], ascending=[False, True]).head(limit)
    return [{str(k): v for k, v in row.items()} for row in ordered.to_dict("records")]


def _of_article(frame: Frame, article_id: object) -> Frame:
    return frame[frame["article_id"] == article_id] if "article_id" in frame.columns else frame


def _rows(frame: Frame) -> Iterator[Row]:
    yield from frame.to_dict("records")


def _empty(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and value != value) or value is pd.NA


def _text(value: object) -> str:
    return "" if _empty(value) else str(value)


def _shown(row: Row, marks: Mapping[str, Sequence[Mark]]) -> ShownUnit:
    spans = [tuple(map(int, span)) for span in row["raw_spans"]]
    return ShownUnit(
        id=str(row["unit_id"]),
        kind=str(row["kind"]),
        lang=_text(row["lang"]) or "und",
        number=_text(row["number"]),
        html=mark_text(_text(row["text"]), marks.get(str(row["unit_id"]), ())),
        furniture=row["kind"] in FURNITURE,
        why=_text(row["why"]),
        raw=", ".join(f"{start}–{end}" for start, end in spans),
    )


def _unit_marks(own: Mapping[str, Frame], sentences: Mapping[str, Row]) -> dict[str, list[Mark]]:
    """Marks of entities and of the evidence of stances, by unit, as offsets into the unit's text."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for row in _rows(own["entities"]):
        sentence = sentences.get(_text(row["sentence_id"]))
        shift = int(sentence["start"]) if sentence else 0
        marks[str(row["unit_id"])].append(_entity_mark(row, shift))
    for row in _rows(own["stances"]):
        sentence = sentences.get(_text(row["sentence_id"]))
        if sentence is not None:
            marks[str(row["unit_id"])].extend(_evidence_marks(row, sentence))
    return marks


def _entity_mark(row: Row, shift: int) -> Mark:
    name = _text(row["canonical"]) or _text(row["text"])
    ident = _text(row["actor_id"])
    title = f"{row['label']}: {name}" + (f" ({ident})" if ident else "")
    return Mark(int(row["start"]) + shift, int(row["end"]) + shift, f"ent {row['label']}", title)


def _evidence_marks(row: Row, sentence: Row) -> Iterator[Mark]:
    title = f"{_text(row['holder']) or 'unnamed'} → {row['target']}: {row['label']} ({row['factuality']})"
    text = _text(sentence["text"])
    for piece in _pieces(row["evidence"]):
        at = text.find(piece)
        if piece and at >= 0:
            start = int(sentence["start"]) + at
            yield Mark(start, start + len(piece), f"stance {row['label']}", title, order=1)


def _pieces(value: object) -> list[str]:
    """Evidence is a list of texts; a single text counts as one."""
    if _empty(value) if not hasattr(value, "__len__") else False:
        return []
    return [value] if isinstance(value, str) else [str(v) for v in value]  # type: ignore[attr-defined]


def _stance_row(row: Row, sentences: Mapping[str, Row], target_id: str) -> dict[str, Any]:
    sentence = sentences.get(_text(row["sentence_id"]))
    shown = {str(k): v for k, v in row.items()}
    return shown | {
        "sentence": _text(sentence["text"]) if sentence else "",
        "toward": row["target_id"] == target_id,
        "evidence_text": " … ".join(_pieces(row["evidence"])),
    }


def _threads(
    own: Mapping[str, Frame], sentences: Mapping[str, Row], marks: Mapping[str, Sequence[Mark]]
) -> tuple[list[Thread], list[str]]:
    """The abstracts as rows of sentences that translate each other, each difference in the first row it touches."""
    threads = list(_rows(own["alignments3"]))
    if not threads:
        threads = list(_pair_threads(own["alignments"]))
    languages = [lang for lang in LANGUAGE_NAMES if any(len(t[f"{lang}_sentence_ids"]) for t in threads)]
    differences = list(_rows(own["differences"]))
    beads = _bead_sentences(own["alignments"])
    taken: set[int] = set()
    out = []
    for thread in threads:
        ids = {str(i) for lang in LANGUAGE_NAMES for i in thread[f"{lang}_sentence_ids"]}
        here = [
            i
            for i, d in enumerate(differences)
            if i not in taken and beads.get((d["src_lang"], d["tgt_lang"], int(d["bead"])), set()) & ids
        ]
        taken.update(here)
        cells = {lang: _cell(thread[f"{lang}_sentence_ids"], sentences, marks) for lang in languages}
        out.append(Thread(cells, [differences[i] for i in here]))
    return out, languages


def _pair_threads(alignments: Frame) -> Iterator[Row]:
    """Rows like those of `alignments3` from the one pair that an article in two languages has."""
    abstracts = alignments[alignments["kind"] == "abstract"]
    for src, tgt in PAIRS:
        pair = abstracts[(abstracts["src_lang"] == src) & (abstracts["tgt_lang"] == tgt)]
        if not pair.empty:
            for row in _rows(pair):
                empty: dict[Hashable, Any] = {f"{lang}_sentence_ids": [] for lang in LANGUAGE_NAMES}
                yield empty | {
                    f"{src}_sentence_ids": row["src_sentence_ids"],
                    f"{tgt}_sentence_ids": row["tgt_sentence_ids"],
                }
            return


def _bead_sentences(alignments: Frame) -> dict[tuple[str, str, int], set[str]]:
    return {
        (row["src_lang"], row["tgt_lang"], int(row["bead"])): {
            *map(str, row["src_sentence_ids"]),
            *map(str, row["tgt_sentence_ids"]),
        }
        for row in _rows(alignments)
        if row["kind"] == "abstract"
    }


def _cell(ids: Sequence[str], sentences: Mapping[str, Row], marks: Mapping[str, Sequence[Mark]]) -> Markup:
    parts = []
    for sentence_id in ids:
        row = sentences[str(sentence_id)]
        start, end = int(row["start"]), int(row["end"])
        inside = [
            Mark(m.start - start, m.end - start, m.classes, m.title, m.order)
            for m in marks.get(str(row["unit_id"]), ())
            if start <= m.start and m.end <= end
        ]
        parts.append(mark_text(_text(row["text"]), inside))
    return Markup(" ").join(parts)
