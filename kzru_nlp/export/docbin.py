"""spaCy DocBin: a Doc a unit, with sentences, lemmas, entities and the ids and raw offsets of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kzru_nlp.export.articles import ArticleRows, Corpus, Row, SentenceRow, grouped, languages_of
from kzru_nlp.store import write_file
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.words import Word, find_words

ATTRIBUTES = ("ORTH", "SPACY", "LEMMA", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "SENT_START")


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written: `<lang>/<article>.spacy`, as `spacy train` and spaCy's corpus reader take them.

    `doc.user_data` has article_id, unit_id, kind, lang, and sentences and mentions with their offsets: [id or
    label, start, end, raw_start, raw_end], character offsets into `doc.text`.
    """
    files: list[Path] = []
    langs = languages_of(corpus)
    for article in corpus.each("docbin"):
        mentions = grouped(article.table("entities"), "unit_id")
        for lang in langs:
            docs = DocBin(attrs=ATTRIBUTES, store_user_data=True)
            for unit in article.units:
                if unit["lang"] == lang and (
                    unit["unit_id"] in article.sentences or unit["unit_id"] in mentions
                ):
                    docs.add(_doc(article, unit, mentions.get(unit["unit_id"], ())))
            if len(docs):
                path = folder / lang / f"{article.id}.spacy"
                write_file(path, docs.to_disk)
                files.append(path)
    return files


def _doc(article: ArticleRows, unit: Row, mentions: Iterable[Row]) -> Doc:
    sentences = article.sentences.get(unit["unit_id"], [])
    starts = {sentence.id: sentence.row["start"] for sentence in sentences}
    placed = [
        (m, m["start"] + starts.get(m["sentence_id"], 0), m["end"] + starts.get(m["sentence_id"], 0))
        for m in mentions
    ]
    edges = [e for s in sentences for e in (s.row["start"], s.row["end"])]
    words = find_words(unit["text"], unit["lang"], [*edges, *(e for _, *span in placed for e in span)])
    doc = _tokens(_blank(unit["lang"]), unit["text"], words)
    _mark_sentences(doc, sentences)
    _mark_lemmas(doc, unit["lang"])
    _mark_entities(doc, placed)
    doc.user_data.update(
        {
            "article_id": article.id,
            "unit_id": unit["unit_id"],
            "kind": unit["kind"],
            "lang": unit["lang"],
            "sentences": [
                [s.id, s.row["start"], s.row["end"], *(s.raw(0, len(s.text)) or (None, None))]
                for s in sentences
            ],
            "mentions": [[m["label"], start, end, m["raw_start"], m["raw_end"]] for m, start, end in placed],
        }
    )
    return doc


def _tokens(nlp: Language, text: str, words: list[Word]) -> Doc:
    """Return a Doc whose text is `text`: white space other than one space between tokens is tokens of its own."""
    forms, spaces = [], []
    for form, space in _with_gaps(text, words):
        forms.append(form)
        spaces.append(space)
    return Doc(nlp.vocab, words=forms, spaces=spaces)


def _with_gaps(text: str, words: list[Word]) -> Iterator[tuple[str, bool]]:
    ends = [*(word.start for word in words[1:]), len(text)]
    first = words[0].start if words else len(text)
    if first:
        yield text[:first], False
    for word, until in zip(words, ends, strict=False):
        gap = text[word.end : until]
        space = gap.startswith(" ")
        yield word.text, space
        if rest := gap[space:]:
            yield rest, False


def _mark_sentences(doc: Doc, sentences: list[SentenceRow]) -> None:
    """Begin a sentence where one of the tables begins, and after one ends: what is between is not analysed."""
    edges = {edge for s in sentences for edge in (s.row["start"], s.row["end"])}
    starting = True
    for token in doc:
        token.is_sent_start = starting or token.idx in edges
        starting = False


def _mark_lemmas(doc: Doc, lang: str) -> None:
    lemmatize = get_lemmatizer(lang)
    for token in doc:
        token.lemma_ = lemmatize(token.text) if any(map(str.isalnum, token.text)) else token.text


def _mark_entities(doc: Doc, placed: list[tuple[Row, Any, Any]]) -> None:
    spans = [
        doc.char_span(start, end, label=m["label"], kb_id=m["actor_id"] or "") for m, start, end in placed
    ]
    doc.set_ents(spacy.util.filter_spans([span for span in spans if span is not None]))


@cache
def _blank(lang: str) -> Language:
    return spacy.blank(lang)
