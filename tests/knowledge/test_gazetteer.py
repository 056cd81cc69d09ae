from __future__ import annotations

import pytest

from kzru_nlp.knowledge.gazetteer import load_gazetteer


@pytest.mark.parametrize(
    ("lang", "name", "place", "label"),
    [
        ("tr", "rusya", "iso:RU", "GPE"),
        ("tr", "taşkent", "geonames:1512569", "GPE"),
        ("tr", "almatı", "geonames:1526384", "GPE"),
        ("tr", "orta asya", "m49:143", "LOC"),
        ("en", "turkey", "iso:TR", "GPE"),
        ("en", "georgia", "iso:GE", "GPE"),
        ("en", "semey", "geonames:1519422", "GPE"),
        ("ru", "казахстан", "iso:KZ", "GPE"),
        ("ru", "семей", "geonames:1519422", "GPE"),
        ("ru", "центральная азия", "m49:143", "LOC"),
    ],
)
def test_places_are_found_in_their_language(lang: str, name: str, place: str, label: str) -> None:
    first = load_gazetteer(lang).lookup(name)[0]
    assert (first.id, first.label) == (place, label)


def test_the_larger_place_comes_first_and_capitals_are_marked() -> None:
    moscow, other = load_gazetteer("en").lookup("moscow")[:2]
    assert moscow.capital
    assert (moscow.country, other.country) == ("RU", "US")
    assert moscow.population > other.population


@pytest.mark.parametrize(("lang", "word"), [("tr", "ordu"), ("en", "reading"), ("ru", "союз")])
def test_common_words_are_no_places(lang: str, word: str) -> None:
    assert load_gazetteer(lang).lookup(word) == ()


def test_a_language_does_not_borrow_another_s_spelling() -> None:
    assert load_gazetteer("ru").lookup("київ") == ()
    assert load_gazetteer("en").lookup("taşkent") == ()


def test_unions_and_pseudo_territories_are_left_out() -> None:
    assert load_gazetteer("en").lookup("european union") == ()
    assert load_gazetteer("en").lookup("world") == ()
