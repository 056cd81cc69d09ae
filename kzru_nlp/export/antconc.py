"""A folder for AntConc: plain UTF-8 texts by language, and a table of metadata that its corpus manager reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from kzru_nlp.export.articles import ArticleRows, Corpus, languages_of
from kzru_nlp.export.characters import xml_text
from kzru_nlp.export.lines import write_lines
from kzru_nlp.export.spreadsheets import write_csv
from kzru_nlp.store import write_file


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written: `<lang>/<article>.txt`, a unit a line, and `metadata.csv`, a row a text."""
    files: list[Path] = []
    rows: list[list[Any]] = []
    langs = languages_of(corpus)
    for article in corpus.each("antconc"):
        for lang in langs:
            lines = list(_lines(article, lang))
            if lines:
                files.append(write_lines(folder / lang / f"{article.id}.txt", lines))
                name = f"{lang}/{article.id}.txt"
                rows.append([name, lang, *(article.row[column] for column in corpus.columns)])
    columns = ["filename", "language", *corpus.columns]
    return [*files, _write_metadata(folder / "metadata.csv", columns, rows)]


def _lines(article: ArticleRows, lang: str) -> Iterator[str]:
    """Yield the analysed text of each unit as one line, sentences separated by spaces."""
    found = article.sentences_in(lang)
    for _, group in groupby(found, key=lambda pair: pair[0]["unit_id"]):
        yield " ".join(" ".join(xml_text(sentence.text).split()) for _, sentence in group) + "\n"


def _write_metadata(path: Path, columns: list[str], rows: list[list[Any]]) -> Path:
    def to_file(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            write_csv(file, columns, rows)

    write_file(path, to_file)
    return path
