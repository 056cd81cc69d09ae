"""displaCy, as notebooks use it, on our Docs: names with their links, and the text escaped."""

from __future__ import annotations

import pytest
from lxml import html
from spacy import displacy

import kzru_nlp as kz

TEXTS = {
    "tr": "Astana, Rusya’nın <b>önerisini</b> 2021’de desteklemedi.",
    "en": "Kazakhstan did not support <b>Russia’s</b> proposal in 2021.",
    "ru": "Казахстан не поддержал <b>предложение</b> России в 2021 году.",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_displacy_marks_our_entities_and_escapes_the_text(lang: str) -> None:
    doc = kz.load(lang)(TEXTS[lang])
    tree = html.fromstring(displacy.render(doc, style="ent", jupyter=False))
    marks = ["".join(mark.itertext()).split() for mark in tree.iter("mark")]
    assert all(ent.label_ in mark for ent, mark in zip(doc.ents, marks, strict=True))
    assert all(ent.kb_id_ in mark for ent, mark in zip(doc.ents, marks, strict=True) if ent.kb_id_)
    assert any(ent.kb_id_ for ent in doc.ents)
    assert len(marks) == 3
    assert not list(tree.iter("b"))


def test_displacy_draws_evidence_as_spans() -> None:
    doc = kz.load("en")("Kazakhstan condemned Russia.")
    (stance,) = doc._.stances
    doc.spans["stance"] = [
        doc.char_span(span.start_char, span.end_char, label=label)
        for span, label in (
            (stance.holder_span, "HOLDER"),
            (stance.evidence[0], stance.label),
            (stance.target_span, "TARGET"),
        )
    ]
    shown = displacy.render(doc, style="span", options={"spans_key": "stance"}, jupyter=False)
    assert all(word in shown for word in ("HOLDER", "AGAINST", "TARGET"))
