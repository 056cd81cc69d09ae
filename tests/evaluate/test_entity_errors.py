from __future__ import annotations

import json
from pathlib import Path

from kzru_nlp.evaluate.entity_errors import entity_errors, grouped
from kzru_nlp.evaluate.entity_gold import GoldText
from tests.cli.command import kzru

TEXT = "Ann Lee met the Porto Port Board in Oslo and Rome near Bari on Monday."
GOLD = [
    GoldText(
        "a",
        "en",
        TEXT,
        frozenset({(0, 7, "PER"), (16, 32, "ORG"), (36, 40, "GPE"), (45, 49, "GPE"), (55, 59, "GPE")}),
    )
]


def predicts(*found):
    return lambda texts: [frozenset(found)] * len(texts)


def kinds(*found):
    return {(e.kind, *e.labels, e.names) for e in entity_errors(GOLD, predicts(*found))}


def test_each_error_has_its_kind() -> None:
    assert kinds((0, 3, "PER"), (16, 21, "GPE"), (36, 40, "LOC"), (45, 49, "GPE"), (63, 69, "DATE")) == {
        ("boundary", "PER", "PER", "Ann Lee -> Ann"),
        ("label and boundary", "ORG", "GPE", "Porto Port Board -> Porto"),
        ("label", "GPE", "LOC", "Oslo"),
        ("missed", "GPE", "", "Bari"),
        ("spurious", "", "DATE", "Monday"),
    }


def test_a_mention_is_told_once_beside_what_it_shares_most_with() -> None:
    right = [m for m in GOLD[0].entities if m[2] != "ORG"]
    assert kinds(*right, (16, 21, "GPE"), (22, 32, "ORG")) == {
        ("boundary", "ORG", "ORG", "Porto Port Board -> Port Board"),
        ("spurious", "", "GPE", "Porto"),
    }


def test_what_is_right_is_no_error() -> None:
    assert kinds(*GOLD[0].entities) == set()


def test_gold_of_three_labels_knows_no_others() -> None:
    gold = [GoldText("a", "en", "Oslo in May", frozenset({(0, 4, "LOC")}))]
    assert entity_errors(gold, predicts((0, 4, "GPE"), (8, 11, "DATE"))) == []


def test_groups_count_and_show_the_commonest_first() -> None:
    errors = entity_errors(
        GOLD * 2 + [GoldText("b", "en", "Turku won", frozenset({(0, 5, "GPE")}))], predicts()
    )
    groups = grouped(errors, "en", examples=1)
    assert [(g.kind, g.gold, g.found, g.n) for g in groups] == [
        ("missed", "GPE", "", 7),
        ("missed", "ORG", "", 2),
        ("missed", "PER", "", 2),
    ]
    assert groups[1].examples == (
        ("Porto Port Board (2)", "Ann Lee met the [Porto Port Board] in Oslo and Rome near Bari on M"),
    )


def test_the_command_lists_errors_of_any_gold(tmp_path: Path) -> None:
    gold = tmp_path / "gold.iob"
    gold.write_text("Rusya B-ORG\ngeldi O\n. O\n", encoding="utf-8")
    done = kzru("evaluate", "entities", gold, "--lang", "tr", "--errors", "--json")
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "lang": "tr",
            "kind": "label",
            "gold": "ORG",
            "found": "LOC",
            "n": 1,
            "examples": [{"names": "Rusya", "context": "[Rusya] geldi ."}],
        }
    ]
    both = kzru("evaluate", "entities", gold, "--lang", "tr", "--errors", "--baselines")
    assert both.returncode == 2
    assert "leave --baselines out" in both.stderr
