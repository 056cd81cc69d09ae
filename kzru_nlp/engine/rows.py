"""Rows of the tables, made from an article and what was found in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kzru_nlp.engine.imprint import find_imprint
from kzru_nlp.engine.segments import Annotated, Segment, Sentence
from kzru_nlp.ingest.filenames import encodable
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import Article, Mention, Stance
from kzru_nlp.split.citations import Citation

Row = dict[str, Any]
_PRINTED = ("authors", "title", "container", "volume", "issue", "pages", "url", "doi", "accessed")
_YEAR = re.compile(r"\d{4}")


def article_row(article: Article) -> Row:
    """Return the row of `articles`, without the user's metadata."""
    source, imprint = article.source, find_imprint(article)
    languages = Counter[str]()
    for unit in article.units:
        languages[unit.lang] += len(unit.text)
    titles = {f"title_{lang}": title.text for lang in LANGUAGES if (title := article.title(lang))}
    return {
        "article_id": article.id,
        "path": encodable(source.path),
        "sha256": source.sha256,
        "encoding": source.encoding,
        "n_chars": len(article.text),
        "n_pages": len(source.page_starts) or _pages(article),
        "coverage": article.coverage().ratio,
        "languages": [lang for lang, _ in languages.most_common() if lang != "und"],
        "status": "ok" if set(languages) & set(LANGUAGES) else "unanalysed",
        **titles,
        **imprint,
    }


def _pages(article: Article) -> int | None:
    """Return the pages from the first to the last that a unit starts on; they may be numbered from any number."""
    pages = [unit.page for unit in article.units if unit.page is not None]
    return max(pages) - min(pages) + 1 if pages else None


def unit_id(article: Article, local: str | None) -> str | None:
    """Return the id of a unit in the tables: the article's id and the unit's own."""
    return local and f"{article.id}-{local}"


def unit_rows(article: Article) -> Iterator[Row]:
    """Yield the rows of `units`."""
    for order, unit in enumerate(article.units, start=1):
        yield {
            "article_id": article.id,
            "unit_id": unit_id(article, unit.id),
            "order": order,
            "kind": unit.kind,
            "lang": unit.lang,
            "number": unit.number,
            "level": unit.level,
            "section": unit_id(article, unit.section),
            "page": unit.page,
            "text": unit.text,
            "raw_spans": [list(span) for span in unit.spans],
            "why": unit.why,
        }


def marker_rows(article: Article) -> Iterator[Row]:
    """Yield the rows of `markers`."""
    for marker in article.markers:
        yield {
            "article_id": article.id,
            "number": marker.number,
            "raw_start": marker.start,
            "raw_end": marker.end,
            "unit_id": unit_id(article, marker.unit.id),
            "note_unit_id": unit_id(article, marker.note.id) if marker.note else None,
        }


def citation_rows(article: Article, works: Mapping[str, Sequence[Citation]]) -> Iterator[Row]:
    """Yield the rows of `citations` from the works cited in each note, by the id of its unit."""
    for note, citations in works.items():
        for citation in citations:
            yield {
                "article_id": article.id,
                "note_unit_id": unit_id(article, note),
                "part": citation.part,
                **{name: getattr(citation, name) or None for name in _PRINTED},
                "year": int(year.group()) if (year := _YEAR.match(citation.year)) else None,
                "backref_to": unit_id(article, citation.backref_to),
            }


def sentence_rows(article: Article, annotated: Iterable[Annotated]) -> Iterator[Row]:
    """Yield the rows of `sentences`."""
    for sentence in _sentences(annotated):
        start = sentence.segment.start
        yield {
            **_place(article, sentence.segment),
            "sentence_id": unit_id(article, sentence.id),
            "order": sentence.order,
            "text": sentence.text,
            "start": start + sentence.start,
            "end": start + sentence.end,
            "raw_spans": [list(span) for span in sentence.segment.raw_spans(sentence.start, sentence.end)],
        }


def entity_rows(article: Article, annotated: Iterable[Annotated]) -> Iterator[Row]:
    """Yield the rows of `entities`; in keywords and captions offsets count from the unit's start."""
    for item in annotated:
        for mention in item.mentions:
            yield _entity_row(article, item.segment, mention, None, -item.segment.start)
        for sentence in item.sentences:
            for mention in sentence.mentions:
                yield _entity_row(
                    article, item.segment, mention, unit_id(article, sentence.id), sentence.start
                )


def _entity_row(
    article: Article, segment: Segment, mention: Mention, sentence_id: str | None, base: int
) -> Row:
    raw_start, raw_end = segment.raw(mention.start, mention.end)
    return {
        **_place(article, segment),
        "sentence_id": sentence_id,
        "text": mention.text,
        "label": mention.label,
        "start": mention.start - base,
        "end": mention.end - base,
        "raw_start": raw_start,
        "raw_end": raw_end,
        "lemma": mention.lemma or None,
        "value": mention.value,
        "actor_id": mention.actor_id or None,
        "canonical": mention.canonical or None,
        "wikidata": mention.wikidata,
        "metonym_of": mention.metonym_of,
        "cluster_id": mention.cluster_id or None,
        "score": mention.score,
        "source": mention.source or None,
    }


def stance_rows(article: Article, annotated: Iterable[Annotated]) -> Iterator[Row]:
    """Yield the rows of `stances`."""
    for sentence in _sentences(annotated):
        for stance in sentence.stances:
            yield {
                **_place(article, sentence.segment),
                "sentence_id": unit_id(article, sentence.id),
                **_stance_cells(sentence.segment, stance),
            }


def _stance_cells(segment: Segment, stance: Stance) -> Row:
    holder, target = (
        segment.raw(span.start_char, span.end_char) if span is not None else (None, None)
        for span in (stance.holder_span, stance.target_span)
    )
    evidence = [segment.raw(span.start_char, span.end_char) for span in stance.evidence]
    return {
        "holder": stance.holder,
        "holder_id": stance.holder_id or None,
        "holder_group": stance.holder_group,
        "holder_raw_start": holder[0],
        "holder_raw_end": holder[1],
        "target": stance.target,
        "target_id": stance.target_id or None,
        "target_raw_start": target[0],
        "target_raw_end": target[1],
        "label": stance.label,
        "factuality": stance.factuality,
        "voice": stance.voice,
        "attributed_to": stance.attributed_to or None,
        "score": stance.score,
        "cameo": stance.cameo or None,
        "intensity": stance.intensity,
        "evidence": [span.text for span in stance.evidence],
        "evidence_raw_spans": [list(span) for span in evidence],
        "rules": list(stance.rules),
    }


def _sentences(annotated: Iterable[Annotated]) -> Iterator[Sentence]:
    return (sentence for item in annotated for sentence in item.sentences)


def _place(article: Article, segment: Segment) -> Row:
    return {
        "article_id": article.id,
        "unit_id": unit_id(article, segment.unit.id),
        "lang": segment.unit.lang,
    }
