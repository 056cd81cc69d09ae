"""Tokens: the cuts that mentions need."""

from __future__ import annotations

import pickle

import pytest
import spacy

from kzru_nlp.text.tokenizer import make_tokenizer

CASES = {
    "tr": {
        "Rusya’nın": "Rusya ’nın",
        "Bankası'ndan": "Bankası 'ndan",
        "Garı’ndaki": "Garı ’ndaki",
        "N'Dour": "N'Dour",
        "Rusya'ya": "Rusya 'ya",
        "RUSYA’NIN": "RUSYA ’NIN",
        "Kazakistan’daki": "Kazakistan ’daki",
        "Putin’dir": "Putin ’dir",
        "1990'larda": "1990 'larda",
        "2022’de": "2022 ’de",
        "%5'i": "% 5 'i",
        "(KGAÖ)’nün": "( KGAÖ ) ’nün",
        "G20'nin": "G20 'nin",
        "O'Brien": "O'Brien",
        "d'Estaing": "d'Estaing",
        "L'Oréal": "L'Oréal",
        "Kur’an’ın": "Kur’an ’ın",
        "Rusya-Ukrayna": "Rusya - Ukrayna",
        "Kazakistan-Rusya’nın": "Kazakistan - Rusya ’nın",
    },
    "en": {
        "Russia's": "Russia 's",
        "Russia’s": "Russia ’s",
        "O'Brien": "O'Brien",
        "post-2022": "post - 2022",
        "1991–2022": "1991 – 2022",
        "U.S.-Russia": "U.S. - Russia",
        "Ukraine/Russia": "Ukraine / Russia",
        "Treaty(CSTO)": "Treaty ( CSTO )",
    },
    "ru": {
        "российско-украинская": "российско - украинская",
        "Казахстан(РК)": "Казахстан ( РК )",
        "«Газпром»,": "« Газпром » ,",
        "1991-2022": "1991 - 2022",
    },
}


@pytest.mark.parametrize(
    "lang, text, tokens", [(a, b, c) for a, rows in CASES.items() for b, c in rows.items()]
)
def test_cut(lang: str, text: str, tokens: str) -> None:
    doc = make_tokenizer(spacy.blank(lang))(text)
    assert [token.text for token in doc] == tokens.split()
    assert doc.text == text


def test_both_a_war_and_its_states_are_spans() -> None:
    doc = make_tokenizer(spacy.blank("tr"))("Rusya-Ukrayna Savaşı’nın sonu")
    assert doc.char_span(0, 20) is not None
    assert doc.char_span(0, 5) is not None
    assert doc.char_span(6, 13) is not None


@pytest.mark.parametrize("lang", CASES)
def test_tokenizer_survives_pickle_and_bytes(lang: str) -> None:
    text = " ".join(CASES[lang])
    nlp = spacy.blank(lang)
    tokenizer = make_tokenizer(nlp)
    expected = [token.text for token in tokenizer(text)]
    assert [token.text for token in pickle.loads(pickle.dumps(tokenizer))(text)] == expected
    restored = make_tokenizer(spacy.blank(lang)).from_bytes(tokenizer.to_bytes())
    assert [token.text for token in restored(text)] == expected
