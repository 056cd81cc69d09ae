"""Beads as TMX 1.4b, the exchange format of translation memories, in two or three languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version as version_of
from pathlib import Path

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Unit = tuple[Mapping[str, Sequence[str]], float]


def write_tmx(units: Iterable[Unit], path: Path, *, src_lang: str) -> int:
    """Write a translation unit for each of `units`, the sentences of a bead by language and its score; return how many.

    A bead that has sentences in one language only is no translation and is left out.
    """
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "kzru-nlp",
            "creationtoolversion": version_of("kzru-nlp"),
            "segtype": "sentence",
            "o-tmf": "plain text",
            "adminlang": "en",
            "srclang": src_lang,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    written = 0
    for sides, score in units:
        filled = {
            lang: " ".join(s.strip() for s in sentences) for lang, sentences in sides.items() if sentences
        }
        if len(filled) < 2:
            continue
        unit = etree.SubElement(body, "tu")
        etree.SubElement(unit, "prop", type="score").text = f"{score:.4f}"
        for lang, text in filled.items():
            version = etree.SubElement(unit, "tuv", {XML_LANG: lang})
            etree.SubElement(version, "seg").text = _printable(text)
        written += 1
    path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
    return written


def _printable(text: str) -> str:
    """Return `text` without the control characters that XML has no way to write."""
    return "".join(char for char in text if char in "\t\n" or ord(char) >= 32)
