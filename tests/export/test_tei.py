"""TEI: valid for the consortium's own schema, nothing lost, every pointer leads somewhere."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kzru_nlp.export.characters import xml_text
from tests.export.conftest import Exported

SCHEMA = Path(__file__).with_name("schemas") / "tei_all.rng.xz"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NAMES = ("persName", "placeName", "geogName", "orgName", "name", "date", "num")
POINTING = ("target", "ref", "corresp", "active", "passive")


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    with lzma.open(SCHEMA) as file:
        return etree.RelaxNG(etree.parse(file))


def documents(exported: Exported) -> Iterator[tuple[str, Any]]:
    for name, path in exported.to("tei").items():
        yield name.removesuffix(".xml"), etree.parse(path)


def spoken(element: Any) -> str:
    """The text of an element without note references."""
    parts = [element.text or ""]
    for child in element:
        if child.tag != f"{TEI}ref":
            parts.append(spoken(child))
        parts.append(child.tail or "")
    return "".join(parts)


def raw_spans(element: Any) -> list[tuple[int, int]]:
    pointers = [p for p in element.get("source", "").split() if p.startswith("raw:")]
    return [tuple(map(int, pointer[4:].split(","))) for pointer in pointers]


def test_valid_for_tei_all(exported: Exported, schema: etree.RelaxNG) -> None:
    for _, document in documents(exported):
        assert schema.validate(document), schema.error_log


def test_the_schema_refuses_what_is_no_tei(sample: Exported, schema: etree.RelaxNG) -> None:
    _, document = next(documents(sample))
    document.find(f".//{TEI}body").append(etree.Element(f"{TEI}paragraph"))
    assert not schema.validate(document)


def test_every_unit_and_sentence_is_there_with_its_text_and_offsets(exported: Exported) -> None:
    found = {
        f"{article}-{element.get(XML_ID)}": element
        for article, document in documents(exported)
        for element in document.iter()
        if element.get(XML_ID)
    }
    for row in exported.rows("sentences"):
        element = found[row["sentence_id"]]
        assert spoken(element) == xml_text(row["text"])
        assert raw_spans(element) == [tuple(span) for span in row["raw_spans"]]
    for row in exported.rows("units"):
        assert spoken(found[row["unit_id"]]) == xml_text(row["text"])
        assert raw_spans(found[row["unit_id"]]) == [tuple(span) for span in row["raw_spans"]]


def test_names_stand_where_their_pointers_say(exported: Exported) -> None:
    count = 0
    for article, document in documents(exported):
        for element in document.find(f"{TEI}text").iter(*(f"{TEI}{name}" for name in NAMES)):
            ((start, end),) = raw_spans(element)
            assert exported.shows(article, start, end, element.text)
            count += 1
    assert count == len(exported.rows("entities"))


def test_note_references_stand_at_their_markers_and_lead_to_notes(exported: Exported) -> None:
    count = 0
    for article, document in documents(exported):
        notes = {note.get(XML_ID) for note in document.iter(f"{TEI}note")}
        for element in document.iter(f"{TEI}ref"):
            ((start, end),) = raw_spans(element)
            assert exported.raw[article][start:end] == element.text
            assert element.get("target", "#")[1:] in notes | {""}
            count += 1
    assert count == len(exported.rows("markers"))


def test_a_marker_stands_behind_the_characters_before_it(hostile: Exported) -> None:
    ((_, document),) = documents(hostile)
    sentence = document.xpath("//*[@xml:id='paragraph-1-s01']")[0]
    first, second = sentence.iter(f"{TEI}ref")
    assert first.getprevious().text == "Kazakistan"
    assert not first.getprevious().tail
    assert (first.tail, second.tail) == (" ", None)
    assert second.getprevious().tail == "’yı kınadı."


def test_every_pointer_leads_to_an_element(exported: Exported) -> None:
    for _, document in documents(exported):
        ids = {element.get(XML_ID) for element in document.iter() if element.get(XML_ID)}
        pointers = [
            pointer
            for element in document.iter()
            for name in POINTING
            for pointer in element.get(name, "").split()
        ]
        assert len(pointers) > 10
        assert {pointer[1:] for pointer in pointers} <= ids


def test_aligned_sentences_correspond_both_ways(exported: Exported) -> None:
    for _, document in documents(exported):
        sentences = {
            s.get(XML_ID): s.get("corresp", "").replace("#", "").split() for s in document.iter(f"{TEI}s")
        }
        pairs = [(a, b) for a, others in sentences.items() for b in others]
        assert len(pairs) > 5
        assert all(a in sentences[b] for a, b in pairs)


def test_stances_are_relations_with_their_words(hostile: Exported) -> None:
    ((_, document),) = documents(hostile)
    against, favor = document.iter(f"{TEI}relation")
    assert (against.get("name"), against.get("active"), against.get("passive")) == (
        "AGAINST",
        "#actor.Q232",
        "#actor.Q159",
    )
    assert against[0].text == "Kaza"
    assert favor.get("active") != against.get("active")


def test_an_article_without_body_is_valid(schema: etree.RelaxNG, tmp_path: Path) -> None:
    from kzru_nlp.export.build import export
    from tests.made import MadeArticle, write_run

    bare, headed = MadeArticle("bare"), MadeArticle("headed")
    headed.add("abstract_heading", "en", "Abstract")
    headed.add("page_number", "und", "7")
    for file in export(write_run(tmp_path, bare, headed), ["tei"])["tei"]:
        document = etree.parse(file)
        assert schema.validate(document), schema.error_log
