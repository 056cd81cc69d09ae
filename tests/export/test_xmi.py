"""XMI: read back by dkpro-cassis, and by hand, since UIMA counts UTF-16 units."""

from __future__ import annotations

from typing import Any

import cassis
from lxml import etree

from kzru_nlp.export import xmi
from kzru_nlp.export.characters import xml_text
from tests.export.conftest import Exported


def cases(exported: Exported) -> dict[str, Any]:
    files = exported.to("xmi")
    with files.pop("TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    return {
        name.removesuffix(".xmi"): cassis.load_cas_from_xmi(path, typesystem=types)
        for name, path in files.items()
    }


def test_units_sentences_and_names_come_back(exported: Exported) -> None:
    found = cases(exported)
    assert set(found) == set(exported.raw)
    for article, cas in found.items():
        units = [row for row in exported.rows("units") if row["article_id"] == article]
        assert [unit.get_covered_text() for unit in cas.select(xmi.UNIT)] == [
            xml_text(row["text"]) for row in units
        ]
        texts = {
            row["sentence_id"]: row for row in exported.rows("sentences") if row["article_id"] == article
        }
        origins = {origin.sentenceId: origin for origin in cas.select(xmi.ORIGIN)}
        assert set(origins) == set(texts)
        for name, origin in origins.items():
            assert origin.get_covered_text() == xml_text(texts[name]["text"])
            assert [[int(n) for n in span.split(":")] for span in origin.rawSpans.split()] == texts[name][
                "raw_spans"
            ]


def test_mentions_keep_both_offsets(exported: Exported) -> None:
    for article, cas in cases(exported).items():
        mentions = cas.select(xmi.MENTION)
        assert len(mentions) == sum(row["article_id"] == article for row in exported.rows("entities"))
        assert len(cas.select(xmi.ENTITY)) == len(mentions)
        for mention in mentions:
            text = mention.get_covered_text()
            assert exported.shows(article, int(mention.rawBegin), int(mention.rawEnd), text)


def test_offsets_are_utf_16_units_in_the_file(exported: Exported) -> None:
    """Read without cassis: a reader that converted wrongly both ways would not see its fault."""
    files = exported.to("xmi")
    del files["TypeSystem.xml"]
    for path in files.values():
        root = etree.parse(path).getroot()
        sofa = next(e for e in root if e.tag.endswith("}Sofa")).get("sofaString").encode("utf-16-le")
        names = {(row["text"]) for row in exported.rows("entities")}
        shown = [
            sofa[2 * int(e.get("begin")) : 2 * int(e.get("end"))].decode("utf-16-le")
            for e in root
            if e.tag == "{http:///kzru/corpus.ecore}Mention"
        ]
        assert shown
        assert set(shown) <= names


def test_tokens_have_lemmas_and_lie_in_sentences(hostile: Exported) -> None:
    (cas,) = cases(hostile).values()
    tokens = [
        token for sentence in cas.select(xmi.SENTENCE) for token in cas.select_covered(xmi.TOKEN, sentence)
    ]
    assert len(tokens) == len(cas.select(xmi.TOKEN)) > 100
    assert "ışık" in {token.lemma.value for token in tokens}


def test_stances_stand_on_their_sentences(hostile: Exported) -> None:
    (cas,) = cases(hostile).values()
    against, favor = cas.select(xmi.STANCE)
    assert against.get_covered_text().startswith("Kazakistan")
    assert (against.holderId, against.targetId, against.label) == ("Q232", "Q159", "AGAINST")
    assert favor.holderId is None
