from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.lang.automaton import Automaton, load

WORDS = st.lists(st.text("abçışя-", min_size=1, max_size=6), max_size=30)


@given(WORDS, WORDS)
def test_an_automaton_holds_its_words_and_no_others(words, others):
    automaton = Automaton.of(words)
    assert all(word in automaton for word in words)
    assert all((word in automaton) == (word in words) for word in others)


@given(WORDS)
def test_an_automaton_survives_its_bytes(words):
    automaton = Automaton.from_bytes(Automaton.of(words).to_bytes())
    assert all(word in automaton for word in words)


def test_word_lists_know_inflected_words_and_compounds():
    assert {word: word in load("tr") for word in ("denizlerinde", "politikasının", "denizlerindeq")} == {
        "denizlerinde": True,
        "politikasının": True,
        "denizlerindeq": False,
    }
    assert "policies" in load("en")
    assert "in-law" in load("en")
