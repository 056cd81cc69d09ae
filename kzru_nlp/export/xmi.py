"""UIMA CAS XMI with the types of DKPro Core, which INCEpTION and WebAnno read, and a few of our own.

Offsets in UIMA count UTF-16 units; dkpro-cassis converts them, so those handed to it are Python's.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from kzru_nlp.export.articles import ArticleRows, Corpus, Row, SentenceRow, grouped
from kzru_nlp.export.characters import xml_text
from kzru_nlp.store import write_file
from kzru_nlp.text.lemmas import get_lemmatizer

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
TOKEN = f"{_DKPRO}.segmentation.type.Token"
LEMMA = f"{_DKPRO}.segmentation.type.Lemma"
ENTITY = f"{_DKPRO}.ner.type.NamedEntity"
ARTICLE, UNIT, ORIGIN = "kzru.corpus.Article", "kzru.corpus.Unit", "kzru.corpus.Origin"
MENTION, STANCE = "kzru.corpus.Mention", "kzru.corpus.Stance"
_FEATURES = {
    ARTICLE: ("articleId", "path", "sha256", "year", "journal", "doi"),
    UNIT: ("unitId", "kind", "lang", "number", "page"),
    MENTION: ("label", "actorId", "canonical", "wikidata", "lemma", "value", "score", "rawBegin", "rawEnd"),
    STANCE: ("holder", "holderId", "target", "targetId", "label", "factuality", "voice", "score", "evidence"),
    ORIGIN: ("sentenceId", "lang", "rawSpans"),
}
"""Our types: the article; units of the structure; mentions with their actors; stances over their sentence; sentences' raw spans."""
BETWEEN = "\n\n"
"""What stands between the texts of two units."""


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written: `<article>.xmi`, and `TypeSystem.xml` that they share."""
    types = type_system()
    written = [folder / "TypeSystem.xml"]
    write_file(written[0], lambda temporary: types.to_xml(str(temporary)))
    for article in corpus.each("xmi"):
        cas = article_cas(article, types)
        path = folder / f"{article.id}.xmi"
        write_file(path, lambda temporary, cas=cas: cas.to_xmi(str(temporary)))  # type: ignore[misc]
        written.append(path)
    return written


def type_system() -> Any:
    """Return DKPro's types and ours."""
    from cassis import load_typesystem

    # cassis' own loader of this file calls a function that Python has deprecated.
    with (files("cassis.resources") / "dkpro-core-types.xml").open("rb") as file:
        types = load_typesystem(file)
    for name, features in _FEATURES.items():
        own = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(domainType=own, name=feature, rangeType="uima.cas.String")
    return types


def article_cas(article: ArticleRows, types: Any) -> Any:
    """Return the CAS of an article: its units in order, their sentences, tokens, mentions and stances."""
    from cassis import Cas

    texts = [xml_text(unit["text"]) for unit in article.units]
    language = (article.row["languages"] or ["x-unspecified"])[0]
    cas = Cas(
        typesystem=types,
        sofa_string=BETWEEN.join(texts),
        sofa_mime="text/plain",
        document_language=language,
    )
    whole = cas.get_document_annotation()
    whole.begin, whole.end = 0, len(cas.sofa_string)
    own = _of(article.row, "path", "sha256", "year", "journal", "doi")
    _add(cas, ARTICLE, 0, len(cas.sofa_string), articleId=article.id, **own)
    stances = grouped(article.table("stances"), "sentence_id")
    mentions = grouped(article.table("entities"), "unit_id")
    start = 0
    for unit, text in zip(article.units, texts, strict=True):
        _add(
            cas,
            UNIT,
            start,
            start + len(text),
            unitId=unit["unit_id"],
            **_of(unit, "kind", "lang", "number", "page"),
        )
        sentences = article.sentences.get(unit["unit_id"], [])
        for sentence in sentences:
            _add_sentence(cas, sentence, start + sentence.row["start"], stances.get(sentence.id, ()))
        starts = {sentence.id: sentence.row["start"] for sentence in sentences}
        for mention in mentions.get(unit["unit_id"], ()):
            _add_mention(cas, mention, start + starts.get(mention["sentence_id"], 0))
        start += len(text) + len(BETWEEN)
    return cas


def _add_sentence(cas: Any, sentence: SentenceRow, start: int, stances: Any) -> None:
    end, row = start + len(sentence.text), sentence.row
    _add(cas, SENTENCE, start, end)
    spans = " ".join(f"{a}:{b}" for a, b in row["raw_spans"] or ())
    _add(cas, ORIGIN, start, end, sentenceId=sentence.id, lang=row["lang"], rawSpans=spans)
    lemmatize = get_lemmatizer(row["lang"])
    for word in sentence.words:
        place = start + word.start, start + word.end
        lemma = _add(cas, LEMMA, *place, value=lemmatize(word.text) if word.counts else word.text)
        _add(cas, TOKEN, *place, lemma=lemma)
    for stance in stances:
        _add(cas, STANCE, start, end, **dict(_stance(stance)))


def _stance(row: Row) -> Iterator[tuple[str, Any]]:
    yield from _of(row, "holder", "target", "label", "factuality", "voice", "score").items()
    yield "holderId", row["holder_id"]
    yield "targetId", row["target_id"]
    yield "evidence", " | ".join(row["evidence"] or ())


def _add_mention(cas: Any, row: Row, start: int) -> None:
    place = start + row["start"], start + row["end"]
    _add(cas, ENTITY, *place, value=row["label"], identifier=row["actor_id"])
    _add(
        cas,
        MENTION,
        *place,
        actorId=row["actor_id"],
        rawBegin=row["raw_start"],
        rawEnd=row["raw_end"],
        **_of(row, "label", "canonical", "wikidata", "lemma", "value", "score"),
    )


def _of(row: Row, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _add(cas: Any, name: str, begin: int, end: int, **features: Any) -> Any:
    """Add an annotation; what is not null becomes text that XML allows."""
    values = {
        key: value if hasattr(value, "xmiID") else xml_text(str(value))
        for key, value in features.items()
        if value is not None
    }
    annotation = cas.typesystem.get_type(name)(begin=begin, end=end, **values)
    cas.add(annotation)
    return annotation
