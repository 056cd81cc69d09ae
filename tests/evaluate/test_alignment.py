from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.evaluate.alignment import beads_of_links, count, gale_church, measure, read_gold
from kzru_nlp.model import InputError

GOLD = [((0,), (0,)), ((1, 2), (1,)), ((3,), ())]


def test_strict_lax_and_null_measures() -> None:
    counts = [count(GOLD, [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ())])]
    assert measure(counts, "strict P") == pytest.approx(2 / 4)
    assert measure(counts, "strict R") == pytest.approx(1 / 2)
    assert measure(counts, "lax R") == 1.0
    assert measure(counts, "null P") == pytest.approx(1 / 2)
    assert measure(counts, "null R") == 1.0


def test_perfect_answer_scores_one() -> None:
    assert all(measure([count(GOLD, GOLD)], name) == 1.0 for name in ("strict F1", "lax F1", "null F1"))


def test_links_become_beads() -> None:
    assert beads_of_links([(0, 0), (1, 0), (2, 1)], 4, 2) == [((0, 1), (0,)), ((2,), (1,)), ((3,), ())]


def test_gale_church_runs_beside() -> None:
    pytest.importorskip("nltk", reason="NLTK is not installed")
    from kzru_nlp.evaluate.alignment import GoldText

    text = GoldText("d", "tr", "en", ("aaaa", "bbbbbbbb"), ("cccc", "dddddddd"), ())
    assert gale_church(text) == [((0,), (0,)), ((1,), (1,))]


def test_bad_gold_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"src": []}\n', encoding="utf-8")
    with pytest.raises(InputError, match="gold"):
        read_gold(path)
