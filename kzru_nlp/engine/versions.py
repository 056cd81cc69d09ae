"""The language versions of an article's title, abstract and keywords against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.three_way import align_three
from kzru_nlp.engine.rows import unit_id
from kzru_nlp.engine.segments import Annotated, Sentence
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import Article, Difference, SentenceSpan, Span, Unit

Row = dict[str, Any]
PAIRS = (("tr", "en"), ("tr", "ru"), ("en", "ru"))
_LIST_MARK = re.compile(r"[,;•·|\n]+")


class Piece(Protocol):
    """What is aligned: a sentence or a keyword, with its id and text."""

    @property
    def id(self) -> str:
        """Id within the article."""

    @property
    def text(self) -> str:
        """The words."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword of a list."""

    id: str
    text: str


def version_rows(
    article: Article, annotated: Sequence[Annotated], *, messages: str = "en"
) -> dict[str, list[Row]]:
    """Return the rows of `alignments`, `alignments3` and `differences`; explanations are in language `messages`."""
    rows: dict[str, list[Row]] = {"alignments": [], "alignments3": [], "differences": []}
    for kind in ("title", "abstract"):
        sides = _sentences(article, annotated, kind)
        for src_lang, tgt_lang in PAIRS:
            if src_lang not in sides or tgt_lang not in sides:
                continue
            src, tgt = sides[src_lang], sides[tgt_lang]
            key = {"article_id": article.id, "kind": kind, "src_lang": src_lang, "tgt_lang": tgt_lang}
            texts = [s.text for s in src], [s.text for s in tgt]
            beads = align(*texts, src_lang=src_lang, tgt_lang=tgt_lang)
            rows["alignments"] += _bead_rows(article, key, src, tgt, beads)
            found = compare(
                [s.annotated() for s in src], [s.annotated() for s in tgt], beads, messages=messages
            )
            rows["differences"] += [_difference_row(key, src, tgt, difference) for difference in found]
    rows["alignments"] += _keyword_rows(article)
    rows["alignments3"] += _three_way_rows(article, _sentences(article, annotated, "abstract"))
    return rows


def split_keywords(unit: Unit) -> list[Keyword]:
    """Return the keywords of a list; the label before a colon is none of them."""
    text = unit.text
    head, colon, rest = text.partition(":")
    if colon and len(head.split()) <= 3 and not _LIST_MARK.search(head):
        text = rest
    words = [word.strip(" .") for word in _LIST_MARK.split(text)]
    return [Keyword(f"{unit.id}-k{i:02d}", word) for i, word in enumerate(filter(None, words), start=1)]


def _sentences(article: Article, annotated: Iterable[Annotated], kind: str) -> dict[str, list[Sentence]]:
    """Return the sentences of the first unit of `kind` in each language."""
    sides: dict[str, list[Sentence]] = {}
    for lang in LANGUAGES:
        unit = next((u for u in article.units if u.kind == kind and u.lang == lang), None)
        found = [s for item in annotated if unit and item.segment.unit.id == unit.id for s in item.sentences]
        if found:
            sides[lang] = found
    return sides


def _keyword_rows(article: Article) -> list[Row]:
    sides = {lang: split_keywords(unit) for lang in LANGUAGES if (unit := article.keywords(lang))}
    rows: list[Row] = []
    for src_lang, tgt_lang in PAIRS:
        src, tgt = sides.get(src_lang, []), sides.get(tgt_lang, [])
        if src and tgt:
            key = {"article_id": article.id, "kind": "keywords", "src_lang": src_lang, "tgt_lang": tgt_lang}
            beads = align([k.text for k in src], [k.text for k in tgt], src_lang=src_lang, tgt_lang=tgt_lang)
            rows += _bead_rows(article, key, src, tgt, beads)
    return rows


def _bead_rows(
    article: Article, key: Row, src: Sequence[Piece], tgt: Sequence[Piece], beads: Any
) -> list[Row]:
    return [
        {
            **key,
            "bead": i,
            "src_sentence_ids": [unit_id(article, src[k].id) for k in bead.src],
            "tgt_sentence_ids": [unit_id(article, tgt[k].id) for k in bead.tgt],
            "score": bead.score,
            "evidence": list(bead.evidence),
        }
        for i, bead in enumerate(beads)
    ]


def _three_way_rows(article: Article, sides: Mapping[str, Sequence[Sentence]]) -> list[Row]:
    if len(sides) < len(LANGUAGES):
        return []
    beads = align_three(*([s.text for s in sides[lang]] for lang in ("tr", "en", "ru")))
    return [
        {
            "article_id": article.id,
            "bead": i,
            **{
                f"{lang}_sentence_ids": [unit_id(article, sides[lang][k].id) for k in getattr(bead, lang)]
                for lang in ("tr", "en", "ru")
            },
            "score": bead.score,
        }
        for i, bead in enumerate(beads)
    ]


def _difference_row(key: Row, src: Sequence[Sentence], tgt: Sequence[Sentence], found: Difference) -> Row:
    src_raw, tgt_raw = _raw(src, found.src_span), _raw(tgt, found.tgt_span)
    return {
        **key,
        "bead": found.bead,
        "type": found.type,
        "severity": found.severity,
        "src_text": found.src_text,
        "tgt_text": found.tgt_text,
        "src_raw_start": src_raw and src_raw[0],
        "src_raw_end": src_raw and src_raw[1],
        "tgt_raw_start": tgt_raw and tgt_raw[0],
        "tgt_raw_end": tgt_raw and tgt_raw[1],
        "explanation": found.explanation,
    }


def _raw(sentences: Sequence[Sentence], span: SentenceSpan | None) -> Span | None:
    if span is None:
        return None
    sentence = sentences[span.sentence]
    return sentence.segment.raw(sentence.start + span.start, sentence.start + span.end)
