"""TMX 1.4: one translation memory of the whole corpus, units in two and three languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from kzru_nlp import __version__
from kzru_nlp.export.articles import ArticleRows, Corpus
from kzru_nlp.export.characters import one_line
from kzru_nlp.export.translations import Group, find_groups
from kzru_nlp.store import write_file

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADER = {
    "creationtool": "kzru-nlp",
    "creationtoolversion": __version__,
    "segtype": "sentence",
    "o-tmf": "kzru-nlp",
    "adminlang": "en",
    "srclang": "*all*",
    "datatype": "plaintext",
}


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the file written, `corpus.tmx`; empty of units where nothing is aligned."""
    path = folder / "corpus.tmx"

    def to_file(temporary: Path) -> None:
        with etree.xmlfile(str(temporary), encoding="utf-8") as xml:
            xml.write_declaration()
            with xml.element("tmx", version="1.4"):
                xml.write("\n", etree.Element("header", HEADER), "\n")
                with xml.element("body"):
                    for article in corpus.each("tmx"):
                        for unit in _units(article):
                            xml.write("\n", unit)
                    xml.write("\n")

    write_file(path, to_file)
    return [path]


def _units(article: ArticleRows) -> Iterator[Any]:
    for number, group in enumerate(find_groups(article), start=1):
        yield _unit(article, group, number)


def _unit(article: ArticleRows, group: Group, number: int) -> Any:
    """Return a `tu`; its properties say which article, which sentences, and how sure the alignment is."""
    unit = etree.Element("tu", tuid=f"{article.id}-{number}")
    _property(unit, "article_id", article.id)
    _property(unit, "kind", group.kind)
    _property(unit, "score", f"{group.score:.4f}")
    for lang, text in group.texts.items():
        version = etree.SubElement(unit, "tuv", {XML_LANG: lang})
        _property(version, "ids", " ".join(group.ids[lang]))
        etree.SubElement(version, "seg").text = one_line(text)
    return unit


def _property(parent: Any, kind: str, text: str) -> None:
    etree.SubElement(parent, "prop", type=f"x-{kind}").text = text
