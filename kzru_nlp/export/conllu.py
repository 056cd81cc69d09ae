"""CoNLL-U: one file a language, for tools of Universal Dependencies.

Part of speech, morphology and heads are not annotated and stay `_`; names, actors and raw offsets stand in MISC.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kzru_nlp.export.articles import ArticleRows, Corpus, Row, SentenceRow, languages_of
from kzru_nlp.export.characters import one_line
from kzru_nlp.export.lines import write_lines
from kzru_nlp.text.lemmas import Lemmatizer, get_lemmatizer
from kzru_nlp.text.words import Word


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written: one a language that the corpus has."""
    return [write_lines(folder / f"{lang}.conllu", _lines(corpus, lang)) for lang in languages_of(corpus)]


def _lines(corpus: Corpus, lang: str) -> Iterator[str]:
    lemmatize = get_lemmatizer(lang)
    for article in corpus.each(f"conllu {lang}"):
        unit_before = None
        for unit, sentence in article.sentences_in(lang):
            if unit_before is None:
                yield from _document(article)
            if unit is not unit_before:
                yield f"# newpar id = {unit['unit_id']}\n# kind = {unit['kind']}\n"
            unit_before = unit
            yield from _sentence(sentence, lemmatize)


def _document(article: ArticleRows) -> Iterator[str]:
    yield f"# newdoc id = {article.id}\n"
    for column in ("year", "journal", "doi"):
        if (value := article.row.get(column)) is not None:
            yield f"# {column} = {one_line(str(value))}\n"


def _sentence(sentence: SentenceRow, lemmatize: Lemmatizer) -> Iterator[str]:
    yield f"# sent_id = {sentence.id}\n# text = {one_line(sentence.text)}\n"
    if sentence.row["raw_spans"]:
        spans = " ".join(f"{start}:{end}" for start, end in sentence.row["raw_spans"])
        yield f"# raw_spans = {spans}\n"
    for number, (word, mention, begins) in enumerate(sentence.mention_tags(), start=1):
        form = _field(word.text)
        lemma = _field(lemmatize(word.text)) if word.counts else form
        misc = "|".join(sorted(_misc(sentence, word, mention, begins), key=str.casefold)) or "_"
        yield f"{number}\t{form}\t{lemma}\t_\t_\t_\t_\t_\t_\t{misc}\n"
    yield "\n"


def _misc(sentence: SentenceRow, word: Word, mention: Row | None, begins: bool) -> Iterator[str]:
    """Yield the attributes of a token; offsets are into the sentence (Start, End) and the raw input."""
    yield f"Start={word.start}"
    yield f"End={word.end}"
    if raw := sentence.raw(word.start, word.end):
        yield f"RawStart={raw[0]}"
        yield f"RawEnd={raw[1]}"
    yield f"NER={'B' if begins else 'I'}-{mention['label']}" if mention else "NER=O"
    if mention and mention["actor_id"]:
        yield f"Actor={_misc_value(mention['actor_id'])}"
    if not word.space_after:
        yield "SpaceAfter=No"


def _field(text: str) -> str:
    """Return a form or lemma: never empty, no tab or line break; spaces are allowed in both."""
    return one_line(text) or "_"


def _misc_value(text: str) -> str:
    return one_line(text).replace("\\", "\\\\").replace("|", "\\p").replace(" ", "\\s")
