"""TEI P5: a document an article, with divisions, notes, names, translations and stances.

Raw offsets stand in `@source` as `raw:START,END`, which the header's `prefixDef` leads to the input as a text
fragment (RFC 5147). The text of an `s` without its note references is the sentence of the tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from kzru_nlp.export.articles import ArticleRows, Corpus
from kzru_nlp.export.tei_body import add_text
from kzru_nlp.export.tei_elements import XML_LANG, element, sub
from kzru_nlp.export.tei_header import add_header
from kzru_nlp.export.tei_standoff import Registry, add_standoff
from kzru_nlp.store import write_file


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Return the files written, `<article>.xml`."""
    files: list[Path] = []
    for article in corpus.each("tei"):
        path = folder / f"{article.id}.xml"
        tree = etree.ElementTree(document(article))
        write_file(
            path,
            lambda temporary, tree=tree: tree.write(  # type: ignore[misc]
                str(temporary), encoding="utf-8", xml_declaration=True
            ),
        )
        files.append(path)
    return files


def document(article: ArticleRows) -> Any:
    """Return the TEI element of an article."""
    registry = Registry(article)
    tei = element("TEI", {XML_LANG: (article.row["languages"] or ["und"])[0]})
    add_header(tei, article)
    standoff = sub(tei, "standOff")
    add_text(tei, article, registry)
    add_standoff(standoff, article, registry)
    if not len(standoff):
        tei.remove(standoff)
    return tei
