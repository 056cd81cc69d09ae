"""Vertical files for (No)Sketch Engine: a token a line, structures as tags, and the registry file that names both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kzru_nlp.export.articles import ArticleRows, Corpus, Row, SentenceRow, languages_of
from kzru_nlp.export.characters import one_line
from kzru_nlp.export.lines import write_lines
from kzru_nlp.lang import get_profile
from kzru_nlp.text.lemmas import Lemmatizer, get_lemmatizer

ATTRIBUTES = ("word", "lc", "lemma", "ner", "actor")
"""Columns of a token: as written, folded by the language, lemma, IOB2 tag, actor id."""
_LEFT_OUT = frozenset({"article_id", "path", "sha256", "encoding", "coverage", "languages", "status"})


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written: `<lang>.vert` and the registry `kzru_<lang>` for each language of the corpus."""
    files: list[Path] = []
    columns = _names([column for column in corpus.columns if column not in _LEFT_OUT])
    for lang in languages_of(corpus):
        path = write_lines(folder / f"{lang}.vert", _lines(corpus, lang, columns))
        registry = write_lines(folder / f"kzru_{lang}", [_registry(lang, columns.values())])
        files += [path, registry]
    return files


def _lines(corpus: Corpus, lang: str, columns: dict[str, str]) -> Iterator[str]:
    lemmatize = get_lemmatizer(lang)
    for article in corpus.each(f"vertical {lang}"):
        unit_before: Row | None = None
        for unit, sentence in article.sentences_in(lang):
            if unit_before is None:
                yield _document(article, columns)
            elif unit is not unit_before:
                yield "</unit>\n"
            if unit is not unit_before:
                yield _tag("unit", id=unit["unit_id"], kind=unit["kind"], page=unit["page"])
            unit_before = unit
            yield from _sentence(sentence, lang, lemmatize)
        if unit_before is not None:
            yield "</unit>\n</doc>\n"


def _document(article: ArticleRows, columns: dict[str, str]) -> str:
    return _tag("doc", id=article.id, **{name: article.row[column] for column, name in columns.items()})


def _sentence(sentence: SentenceRow, lang: str, lemmatize: Lemmatizer) -> Iterator[str]:
    spans = " ".join(f"{start}:{end}" for start, end in sentence.row["raw_spans"] or ())
    fold = get_profile(lang).fold
    yield _tag("s", id=sentence.id, raw=spans)
    last = len(sentence.words) - 1
    for i, (word, mention, begins) in enumerate(sentence.mention_tags()):
        tag = f"{'B' if begins else 'I'}-{mention['label']}" if mention else "O"
        actor = (mention["actor_id"] if mention else None) or "-"
        lemma = lemmatize(word.text) if word.counts else word.text
        yield "\t".join(map(_cell, (word.text, fold(word.text), lemma, tag, actor))) + "\n"
        if not word.space_after and i < last:
            yield "<g/>\n"
    yield "</s>\n"


def _tag(name: str, **values: object) -> str:
    attributes = (
        f" {key}={quoteattr(one_line(str(value)))}" for key, value in values.items() if value is not None
    )
    return f"<{name}{''.join(attributes)}>\n"


def _cell(text: str) -> str:
    return escape(one_line(text)) or "-"


def _names(columns: Iterable[str]) -> dict[str, str]:
    """Return each column's name as an attribute: ASCII letters, digits and underscores, no two alike.

    >>> _names(["year", "Ülke", "ülke"])
    {'year': 'year', 'Ülke': 'm__lke', 'ülke': 'm__lke_'}
    """
    names: dict[str, str] = {}
    for column in columns:
        name = re.sub(r"\W", "_", column, flags=re.ASCII)
        name = name if name[:1].isalpha() else f"m_{name}"
        while name == "id" or name in names.values():
            name += "_"
        names[column] = name
    return names


def _registry(lang: str, columns: Iterable[str]) -> str:
    profile = get_profile(lang)
    doc = "".join(f"    ATTRIBUTE {name}\n" for name in ("id", *columns))
    attributes = "".join(f"ATTRIBUTE {name}\n" for name in ATTRIBUTES)
    return (
        f'NAME "kzru-nlp {profile.name}"\nPATH "manatee/kzru_{lang}"\nVERTICAL "{lang}.vert"\n'
        f'ENCODING "UTF-8"\nLANGUAGE "{profile.name}"\n\n{attributes}\n'
        f"STRUCTURE doc {{\n{doc}}}\n"
        "STRUCTURE unit {\n    ATTRIBUTE id\n    ATTRIBUTE kind\n    ATTRIBUTE page\n}\n"
        "STRUCTURE s {\n    ATTRIBUTE id\n    ATTRIBUTE raw\n}\n"
        'STRUCTURE g {\n    DISPLAYTAG 0\n    DISPLAYBEGIN "_EMPTY_"\n}\n'
    )
