"""The language versions of an article's title, abstract and keywords against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.findings import Third
from kzru_nlp.alignment.keywords import compare_keywords, find_keywords, match_keywords
from kzru_nlp.alignment.three_way import align_three
from kzru_nlp.engine.rows import unit_id
from kzru_nlp.engine.segments import Annotated, Sentence
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import Article, Bead, Difference, SentenceSpan, Span, Unit

Row = dict[str, Any]
PAIRS = (("tr", "en"), ("tr", "ru"), ("en", "ru"))


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
    article: Article,
    annotated: Sequence[Annotated],
    *,
    messages: str = "en",
    glossary: tuple[Path, ...] = (),
) -> dict[str, list[Row]]:
    """Return the rows of `alignments`, `alignments3` and `differences`; explanations are in language `messages`."""
    rows: dict[str, list[Row]] = {"alignments": [], "alignments3": [], "differences": []}
    for kind in ("title", "abstract"):
        sides = _sentences(article, annotated, kind)
        pairs = {
            (a, b): align(
                [s.text for s in sides[a]],
                [s.text for s in sides[b]],
                src_lang=a,
                tgt_lang=b,
                glossary=glossary,
            )
            for a, b in PAIRS
            if a in sides and b in sides
        }
        for (src_lang, tgt_lang), beads in pairs.items():
            src, tgt = sides[src_lang], sides[tgt_lang]
            key = {"article_id": article.id, "kind": kind, "src_lang": src_lang, "tgt_lang": tgt_lang}
            rows["alignments"] += _bead_rows(article, key, src, tgt, beads)
            found = compare(
                [s.annotated() for s in src],
                [s.annotated() for s in tgt],
                beads,
                messages=messages,
                glossary=glossary,
                third=_third(sides, pairs, src_lang, tgt_lang),
            )
            rows["differences"] += [
                _difference_row(
                    key, _raw(src, difference.src_span), _raw(tgt, difference.tgt_span), difference
                )
                for difference in found
            ]
    keywords = {lang: unit for lang in LANGUAGES if (unit := article.keywords(lang))}
    for src_lang, tgt_lang in PAIRS:
        if src_lang in keywords and tgt_lang in keywords:
            key = {"article_id": article.id, "kind": "keywords", "src_lang": src_lang, "tgt_lang": tgt_lang}
            src_unit, tgt_unit = keywords[src_lang], keywords[tgt_lang]
            rows["alignments"] += _keyword_rows(article, key, src_unit, tgt_unit, glossary)
            changes = compare_keywords(
                src_unit.text,
                tgt_unit.text,
                src_lang=src_lang,
                tgt_lang=tgt_lang,
                messages=messages,
                glossary=glossary,
            )
            rows["differences"] += [
                _difference_row(key, _list_raw(src_unit, d.src_span), _list_raw(tgt_unit, d.tgt_span), d)
                for d in changes
            ]
    rows["alignments3"] += _three_way_rows(article, _sentences(article, annotated, "abstract"), glossary)
    return rows


def _third(
    sides: Mapping[str, Sequence[Sentence]],
    pairs: Mapping[tuple[str, str], Sequence[Bead]],
    src_lang: str,
    tgt_lang: str,
) -> Third | None:
    """Return the version that is neither, with its beads to both, or None where there are two versions only."""
    lang = next((lang for lang in sides if lang not in (src_lang, tgt_lang)), None)
    if lang is None:
        return None
    of_src, of_tgt = (
        pairs[own, lang] if (own, lang) in pairs else [bead.turned() for bead in pairs[lang, own]]
        for own in (src_lang, tgt_lang)
    )
    return Third([s.annotated() for s in sides[lang]], of_src, of_tgt)


def split_keywords(unit: Unit) -> list[Keyword]:
    """Return the keywords of a list; the label before a colon is none of them."""
    return [
        Keyword(f"{unit.id}-k{i:02d}", word.text) for i, word in enumerate(find_keywords(unit.text), start=1)
    ]


def _sentences(article: Article, annotated: Iterable[Annotated], kind: str) -> dict[str, list[Sentence]]:
    """Return the sentences of the first unit of `kind` in each language."""
    sides: dict[str, list[Sentence]] = {}
    for lang in LANGUAGES:
        unit = next((u for u in article.units if u.kind == kind and u.lang == lang), None)
        found = [s for item in annotated if unit and item.segment.unit.id == unit.id for s in item.sentences]
        if found:
            sides[lang] = found
    return sides


def _keyword_rows(
    article: Article, key: Row, src_unit: Unit, tgt_unit: Unit, glossary: tuple[Path, ...]
) -> list[Row]:
    src, tgt = split_keywords(src_unit), split_keywords(tgt_unit)
    beads = match_keywords(
        [k.text for k in src],
        [k.text for k in tgt],
        src_lang=key["src_lang"],
        tgt_lang=key["tgt_lang"],
        glossary=glossary,
    )
    return _bead_rows(article, key, src, tgt, beads)


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


def _three_way_rows(
    article: Article, sides: Mapping[str, Sequence[Sentence]], glossary: tuple[Path, ...]
) -> list[Row]:
    if len(sides) < len(LANGUAGES):
        return []
    beads = align_three(*([s.text for s in sides[lang]] for lang in ("tr", "en", "ru")), glossary=glossary)
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


def _difference_row(key: Row, src_raw: Span | None, tgt_raw: Span | None, found: Difference) -> Row:
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


def _list_raw(unit: Unit, span: SentenceSpan | None) -> Span | None:
    return unit.offsets.raw_span(span.start, span.end) if span else None
