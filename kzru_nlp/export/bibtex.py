"""The cited works as BibTeX: UTF-8, characters that LaTeX reads as commands escaped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from kzru_nlp.export.articles import Corpus
from kzru_nlp.export.lines import write_lines
from kzru_nlp.export.works import Work, find_works

_ENTRY = {"article": "article", "page": "online", "part": "misc", "book": "book"}
_CONTAINER = {"article": "journal", "page": "organization", "part": "howpublished", "book": "publisher"}
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, escaped ones too; these names stand for them outside its count.
        "{": r"\ensuremath{\lbrace}",
        "}": r"\ensuremath{\rbrace}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
_VERBATIM = ("url", "doi")


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the file written, `citations.bib` (`@online` is biblatex's)."""
    lines = (line for work in find_works(corpus, "bibtex") for line in _entry(work))
    return [write_lines(folder / "citations.bib", lines)]


def _entry(work: Work) -> Iterator[str]:
    yield f"@{_ENTRY[work.kind]}{{{work.key},\n"
    for name, value in _fields(work):
        yield f"  {name} = {{{value}}},\n"
    yield "}\n\n"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    fields = work.fields
    if work.authors:
        # As printed: which part is the family name differs between the three languages, so none is guessed.
        yield "author", " and ".join(f"{{{escaped(name)}}}" for name in work.authors)
    if work.published:
        place, publisher = work.published
        yield "address", escaped(place)
        fields = {**fields, "container": publisher}
    for name, column in (
        ("title", "title"),
        (_CONTAINER[work.kind], "container"),
        ("volume", "volume"),
        ("number", "issue"),
        ("year", "year"),
        ("pages", "pages"),
        ("doi", "doi"),
        ("url", "url"),
        ("note", "accessed"),
    ):
        if (value := fields.get(column)) is not None and str(value):
            prefix = "accessed " if column == "accessed" else ""
            yield name, prefix + (_address(str(value)) if name in _VERBATIM else escaped(str(value)))
    yield "keywords", work.article_id


def escaped(text: str) -> str:
    r"""Return text for a field of BibTeX.

    >>> print(escaped("A&B {x} 5%"))
    A\&B \ensuremath{\lbrace}x\ensuremath{\rbrace} 5\%
    """
    return text.translate(_ESCAPED)


def _address(text: str) -> str:
    r"""Return an address or DOI, which LaTeX reads verbatim: what would end the field is percent-encoded."""
    return quote(text, safe="".join(c for c in map(chr, range(33, 127)) if c not in "{}\\"))
