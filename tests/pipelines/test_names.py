"""Names of models in our labels and bounds, and how they meet tables and rules."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kzru_nlp.entities.finder import EntityFinder
from kzru_nlp.model.annotations import ENTITY_LABELS
from kzru_nlp.pipelines.analysis import ModelName
from kzru_nlp.pipelines.names import carry_names, our_label, read_rows, trim
from kzru_nlp.text.tokenizer import make_tokenizer

FINE, COARSE = ("PERSON", "GPE", "LOC", "ORG", "DATE"), ("B-PER", "B-LOC", "B-ORG", "B-MISC")


def _doc(text: str, lang: str) -> Doc:
    nlp = spacy.blank(lang)
    nlp.tokenizer = make_tokenizer(nlp)
    doc = nlp(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


@pytest.mark.parametrize("lang, given, name", [
    ("tr", "Rusya’nın", "Rusya"),
    ("tr", "“Rusya'dan”", "Rusya"),
    ("tr", "Rusyanın", "Rusyanın"),
    ("tr", "Kur'an", "Kur'an"),
    ("en", "the Kremlin's", "Kremlin"),
    ("en", "The United States'", "United States"),
    ("en", "The Hague", "The Hague"),
    ("en", "“the European Union,”", "European Union"),
    ("en", "U.S.", "U.S."),
    ("en", "Thebes", "Thebes"),
    ("en", "Eurasian Union (EAEU)", "Eurasian Union (EAEU)"),
    ("en", "(EAEU)", "EAEU"),
    ("ru", "«Газпром»,", "Газпром"),
    ("ru", "компания «Газпром»", "компания «Газпром»"),
    ("en", "…", None),
    ("en", "the", None),
])  # fmt: skip
def test_trimming(lang: str, given: str, name: str | None) -> None:
    span = trim(_doc(given, lang)[:], lang)
    assert (span and span.text) == name


def test_every_label_becomes_one_of_ours_or_nothing() -> None:
    own = {*ENTITY_LABELS, "PLACE", "NAME", ""}
    for row in read_rows("labels"):
        assert {row["fine"], row["coarse"]} <= own
    assert our_label("B-PER", fine=False) == "PER"
    assert our_label("no-such", fine=True) == ""


def test_labels_of_the_documented_models_are_known() -> None:
    ontonotes = "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME WORK_OF_ART"
    known = {row["label"] for row in read_rows("labels")}
    assert set(ontonotes.split()) <= known
    assert {"PERSON", "LOCATION", "ORGANIZATION", "TIME", "MONEY"} <= known  # Stanza's Turkish
    assert {"PER", "LOC", "ORG", "MISC"} <= known  # WikiNER, CoNLL, ru_core_news


def _found(
    text: str, lang: str, names: list[tuple[str, str]], labels: tuple[str, ...]
) -> dict[str, tuple[str, str]]:
    doc = _doc(text, lang)
    model = [ModelName(text.index(name), text.index(name) + len(name), label) for name, label in names]
    carry_names(doc, model, labels=labels, source="stanza", lang=lang)
    return {m.text: (m.label, m.source) for m in EntityFinder(lang)(doc)}


def test_a_fine_model_decides_what_is_a_name() -> None:
    text = "The Brindle spoke to Ostrava Vale in 2019."
    found = _found(text, "en", [("Ostrava Vale", "PERSON"), ("2019", "DATE")], FINE)
    assert found == {"Ostrava Vale": ("PER", "stanza"), "2019": ("DATE", "rule:date")}


def test_the_table_of_actors_stands_beside_the_model() -> None:
    found = _found("Russia met the Council of Europe.", "en", [("Council", "ORG")], FINE)
    assert found["Russia"] == ("GPE", "actor")
    assert found["Council of Europe"] == ("ORG", "actor")


def test_a_person_named_like_a_state_stays_a_person() -> None:
    assert _found("They met Jordan yesterday.", "en", [("Jordan", "PERSON")], FINE) == {
        "Jordan": ("PER", "stanza")
    }


def test_a_coarse_model_gets_types_from_head_nouns() -> None:
    names = [("Каспийское море", "B-LOC"), ("Брянск", "B-LOC"), ("договор о границе", "B-MISC")]
    found = _found("Каспийское море далеко, Брянск близко, договор о границе есть.", "ru", names, COARSE)
    assert found["Каспийское море"][0] == "LOC"
    assert found["Брянск"][0] == "GPE"
    assert "договор о границе" not in found or found["договор о границе"][0] == "LAW"


def test_a_name_that_runs_into_a_date_ends_before_it() -> None:
    found = _found("Selin Aydın 5 Mart 2022’de konuştu.", "tr", [("Selin Aydın 5 Mart", "PERSON")], COARSE)
    assert found == {"Selin Aydın": ("PER", "stanza"), "5 Mart 2022": ("DATE", "rule:date")}


def test_an_empty_answer_is_an_answer() -> None:
    assert _found("Brindle Marrow Council spoke.", "en", [], FINE) == {}
