"""TMX: valid for the DTD, read back by translate-toolkit in every direction."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from kzru_nlp.export.characters import one_line
from tests.export.conftest import Exported

DTD = Path(__file__).with_name("schemas") / "tmx14.dtd"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def memory(exported: Exported) -> Path:
    (path,) = exported.to("tmx").values()
    return path


def test_valid_for_the_dtd(exported: Exported) -> None:
    dtd = etree.DTD(str(DTD))
    assert dtd.validate(etree.parse(memory(exported))), dtd.error_log


def test_the_dtd_refuses_a_unit_without_language(hostile: Exported) -> None:
    tree = etree.parse(memory(hostile))
    del tree.find(".//tuv").attrib[LANG]
    assert not etree.DTD(str(DTD)).validate(tree)


def test_abstracts_are_units_in_three_languages(exported: Exported) -> None:
    tree = etree.parse(memory(exported))
    texts = {row["sentence_id"]: one_line(row["text"]) for row in exported.rows("sentences")}
    beads = [
        {lang: row[f"{lang}_sentence_ids"] for lang in ("tr", "en", "ru") if row[f"{lang}_sentence_ids"]}
        for row in exported.rows("alignments3")
    ]
    wanted = [
        {lang: " ".join(texts[i] for i in ids) for lang, ids in bead.items()}
        for bead in beads
        if len(bead) > 1
    ]
    assert len(wanted) >= 2
    found = [
        {tuv.get(LANG): tuv.find("seg").text for tuv in unit.iter("tuv")}
        for unit in tree.iter("tu")
        if unit.find("prop[@type='x-kind']").text == "abstract"
    ]
    assert sorted(found, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("source, target", [("tr", "en"), ("tr", "ru"), ("en", "ru")])
def test_translate_toolkit_reads_what_the_alignments_say(
    exported: Exported, source: str, target: str
) -> None:
    units = tmxfile(BytesIO(memory(exported).read_bytes()), source, target).units
    read = {(str(unit.source), str(unit.target)) for unit in units if unit.target}
    texts = {row["sentence_id"]: one_line(row["text"]) for row in exported.rows("sentences")}
    titles = {
        (
            " ".join(texts[i] for i in row["src_sentence_ids"]),
            " ".join(texts[i] for i in row["tgt_sentence_ids"]),
        )
        for row in exported.rows("alignments")
        if (row["kind"], row["src_lang"], row["tgt_lang"]) == ("title", source, target)
    }
    assert titles
    assert titles <= read


def test_keywords_are_units_too(hostile: Exported) -> None:
    units = tmxfile(BytesIO(memory(hostile).read_bytes()), "tr", "en").units
    assert ("Rusya", "Russia") in {(str(unit.source), str(unit.target)) for unit in units}
