"""The header of a TEI document: what the article is, where it came from, how its pointers are read."""

from __future__ import annotations

from pathlib import PureWindowsPath
from typing import Any
from urllib.parse import quote

from kzru_nlp import __version__
from kzru_nlp.export.articles import ArticleRows
from kzru_nlp.export.tei_elements import XML_LANG, sub, token
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.tables import TABLES

_NAMES = {"tr": "Turkish", "en": "English", "ru": "Russian"}


def add_header(tei: Any, article: ArticleRows) -> None:
    """Append the `teiHeader` to `tei`."""
    header = sub(tei, "teiHeader")
    _add_file(sub(header, "fileDesc"), article)
    _add_encoding(sub(header, "encodingDesc"), article)
    langs = article.row["languages"] or ()
    if langs:
        usage = sub(sub(header, "profileDesc"), "langUsage")
        for lang in langs:
            sub(usage, "language", {"ident": lang}, _NAMES.get(lang, lang))


def _add_file(parent: Any, article: ArticleRows) -> None:
    titles = sub(parent, "titleStmt")
    _add_titles(titles, article)
    sub(
        sub(parent, "publicationStmt"),
        "p",
        text="Made from the article by kzru-nlp; the rights are the article's.",
    )
    ours = {column.name for column in TABLES["articles"].columns}
    metadata = {name: value for name, value in article.row.items() if name not in ours and value is not None}
    if metadata:
        notes = sub(parent, "notesStmt")
        for name, value in metadata.items():
            sub(notes, "note", {"type": "metadata", "n": token(name)}, str(value))
    bibl = sub(sub(parent, "sourceDesc"), "bibl")
    _add_titles(bibl, article)
    row = article.row
    if row["journal"]:
        sub(bibl, "title", {"level": "j"}, row["journal"])
    if row["year"] is not None:
        sub(bibl, "date", {"when": f"{row['year']:04d}"}, str(row["year"]))
    for kind in ("doi", "sha256", "article_id"):
        if row[kind]:
            sub(bibl, "idno", {"type": kind}, row[kind])


def _add_titles(parent: Any, article: ArticleRows) -> None:
    titles = [(lang, title) for lang in LANGUAGES if (title := article.row.get(f"title_{lang}"))]
    for lang, title in titles:
        sub(parent, "title", {"level": "a", XML_LANG: lang}, title)
    if not titles:
        sub(parent, "title", {"level": "a"}, article.id)


def _add_encoding(parent: Any, article: ArticleRows) -> None:
    sub(
        sub(parent, "projectDesc"),
        "p",
        text="Names, alignments and stances are made by a program; no expert has validated them.",
    )
    # A Windows path is split right on every system; a POSIX name with a backslash only loses its beginning.
    name = PureWindowsPath(article.row["path"] or article.id).name
    definition = sub(
        sub(parent, "listPrefixDef"),
        "prefixDef",
        {
            "ident": "raw",
            "matchPattern": "([0-9]+),([0-9]+)",
            "replacementPattern": f"{quote(name)}#char=$1,$2",
        },
    )
    sub(definition, "p", text="Characters of the decoded input, from 0, the end exclusive (RFC 5147).")
    application = sub(sub(parent, "appInfo"), "application", {"ident": "kzru-nlp", "version": __version__})
    sub(application, "label", text="kzru-nlp")
