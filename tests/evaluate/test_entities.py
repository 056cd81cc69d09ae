from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from kzru_nlp.corpus.bootstrap import bootstrap
from kzru_nlp.evaluate.entities import recall_of, score_entities
from kzru_nlp.evaluate.entity_gold import GoldText, read_entity_gold
from kzru_nlp.evaluate.entity_systems import of_blank_spacy, of_natasha, of_tables
from kzru_nlp.model import InputError

Found = tuple[int, int, str]
GOLD = [
    GoldText("a", "en", "Oslo met Ann.", frozenset({(0, 4, "GPE"), (9, 12, "PER")})),
    GoldText("b", "en", "Nobody.", frozenset()),
]


def predicts(*found: set[Found]):
    return lambda texts: [frozenset(one) for one in found[: len(texts)]]


def test_exact_and_partial_scores_count_mentions() -> None:
    scores = score_entities("x", "en", GOLD, predicts({(0, 4, "GPE"), (8, 12, "PER")}, {(0, 6, "PER")}))
    assert scores.exact.value == pytest.approx(2 * 1 / (3 + 2))
    assert scores.partial.value == pytest.approx(2 * (2 / 3) * 1 / (2 / 3 + 1))
    assert scores.labels["GPE"].value == 1.0
    assert scores.exact.n == 2


def test_gold_of_three_labels_is_scored_under_three() -> None:
    gold = [GoldText("a", "en", "Oslo", frozenset({(0, 4, "LOC")}))]
    assert score_entities("x", "en", gold, predicts({(0, 4, "GPE"), (0, 4, "DATE")})).exact.value == 1.0


def test_recall_counts_only_what_is_wanted() -> None:
    score = recall_of(GOLD, predicts({(0, 4, "GPE")}, set()), lambda _, mention: mention[2] == "PER")
    assert (score.value, score.n) == (0.0, 1)


def test_intervals_come_from_documents() -> None:
    def mean(xs: Sequence[float]) -> float:
        return sum(xs) / len(xs)

    score = bootstrap([0.0, 1.0] * 20, mean, 40)
    assert score.low < 0.5 < score.high
    assert bootstrap([0.0, 1.0] * 20, mean, 40) == score


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "x.jsonl",
            json.dumps(
                {"lang": "en", "text": "Ann saw New York .", "entities": [[0, 3, "PER"], [8, 16, "LOC"]]}
            ),
        ),
        ("x.iob", "Ann B-PER\nsaw O\nNew B-LOC\nYork I-LOC\n. O\n"),
        (
            "x.conllu",
            "# text = Ann saw New York .\n1\tAnn\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER\n2\tsaw\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "3\tNew\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n4\tYork\t_\t_\t_\t_\t_\t_\t_\tNER=I-LOC\n"
            "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n",
        ),
    ],
)
def test_three_forms_of_gold_say_the_same(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (gold,) = read_entity_gold(path, "en")
    assert gold.text == "Ann saw New York ."
    assert gold.entities == {(0, 3, "PER"), (8, 16, "LOC")}


@pytest.mark.parametrize(
    ("content", "lang", "reason"),
    [
        ("Ann B-PER\n", None, "give --lang"),
        ("", "en", "holds no gold"),
        ("Ann\n", "en", "a line of one column"),
        ('{"text": "x"}', "en", "line 1 is no gold row"),
    ],
)
def test_what_is_no_gold_is_refused(tmp_path: Path, content: str, lang: str | None, reason: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        read_entity_gold(path, lang)


def test_baselines_find_what_they_can() -> None:
    assert (0, 5, "GPE") in of_tables("tr")(["Rusya geldi."])[0]
    assert of_natasha("ru")(["В Москве выступил Сергей Лавров."])[0] == {(2, 8, "LOC"), (18, 31, "PER")}
    training = [
        GoldText(str(i), "en", f"We saw Oslo{'!' * (i % 3)}", frozenset({(7, 11, "GPE")})) for i in range(24)
    ]
    assert of_blank_spacy("en", training)(["We saw Oslo!"])[0] == {(7, 11, "GPE")}
