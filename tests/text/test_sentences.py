"""Sentence boundaries: marked cases per language, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.lang import LANGUAGES
from kzru_nlp.text.sentences import RULES, split_sentences

CASES = Path(__file__).parents[1] / "cases"
MARK = "¦"


def _cases() -> list[tuple[str, str]]:
    return [
        (lang, line)
        for lang in LANGUAGES
        for line in (CASES / f"sentences_{lang}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize("lang, marked", _cases())
def test_marked_case(lang: str, marked: str) -> None:
    text = marked.replace(MARK, "")
    found = [text[start:end] for start, end in split_sentences(text, lang)]
    assert found == [part.strip() for part in marked.split(MARK)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t ", " \n"])
def test_white_space_has_no_sentence(text: str) -> None:
    assert split_sentences(text, "tr") == []


def test_blank_line_ends_a_sentence_without_a_stop() -> None:
    text = "Giriş\n\nRusya komşudur\n \nSonuç"
    assert [text[a:b] for a, b in split_sentences(text, "tr")] == ["Giriş", "Rusya komşudur", "Sonuç"]


def test_heading_glued_to_a_sentence_is_cut_before_an_opener() -> None:
    text = "Enerji politikasının hedefleri Bu bölümde hedefler ele alınır."
    assert [text[a:b] for a, b in split_sentences(text, "tr")] == [
        "Enerji politikasının hedefleri",
        "Bu bölümde hedefler ele alınır.",
    ]


def test_capitalised_title_is_not_cut_before_an_opener() -> None:
    text = "The court in The Hague heard The Times journalist."
    assert len(split_sentences(text, "en")) == 1


@given(st.text(alphabet="aB1 .!?…\"”)('’\n:;-ğЯг", max_size=80), st.sampled_from(LANGUAGES))
def test_spans_hold_all_but_white_space_and_never_touch_it(text: str, lang: str) -> None:
    spans = split_sentences(text, lang)
    outside, last = [], 0
    for start, end in spans:
        assert last <= start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        outside.append(text[last:start])
        last = end
    assert not "".join([*outside, text[last:]]).strip()


def test_every_rule_says_what_it_does() -> None:
    assert all((rule.__doc__ or "").startswith(("Join", "Split")) for rule in RULES)
