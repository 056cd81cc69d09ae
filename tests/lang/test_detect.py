"""Languages of texts, short ones above all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.lang.detect import detect
from kzru_nlp.lang.vocabulary import by_trigrams, cyrillic

CASES = Path(__file__).parents[1] / "cases" / "languages.tsv"
ROWS = [
    line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize("lang, text", ROWS)
def test_case(lang: str, text: str) -> None:
    assert detect(text).lang == lang


@given(st.text(max_size=60))
def test_score_is_a_confidence(text: str) -> None:
    found = detect(text)
    assert 0.0 <= found.score <= 1.0
    assert found.lang


def test_longer_text_is_surer_than_a_heading() -> None:
    sentence = "İki ülke arasındaki ticaret son yıllarda hızla artmış ve yeni hatlar kurulmuştur."
    assert detect(sentence).score > detect("Ticaret Hattı").score


def test_trigrams_give_the_same_answer_every_time() -> None:
    assert len({by_trigrams("Tengiz Kashagan Karachaganak") for _ in range(20)}) == 1


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    texts = [text for _, text in ROWS]
    code = (
        "import sys; from kzru_nlp.lang.detect import detect\n"
        "print([detect(t) for t in reversed(sys.stdin.read().split('\\x00'))])"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        input="\x00".join(texts), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert run.stdout.strip() == str([detect(text) for text in reversed(texts)])


def test_usual_text_needs_neither_dictionary_nor_langdetect() -> None:
    code = (
        "import sys; from kzru_nlp.lang.detect import detect\n"
        "detect('Rusya’nın dış politikası değişmiştir.'); detect('The policy of the state has changed.')\n"
        "detect('Политика государства изменилась.')\n"
        "print([m for m in ('langdetect', 'simplemma', 'pymorphy3', 'spacy') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == "[]"


def test_transliterations_of_one_word_meet() -> None:
    assert {cyrillic(word) for word in ("otnosheniya", "otnoşeniya", "otnosheniia")} == {"отношения"}
