from __future__ import annotations

import json

import pytest

from tests.typeset.__main__ import DEMO, SETS
from tests.typeset.floors import FLOORS, below, figures, lowered, measured
from tests.typeset.measuring import gold_hash, measure, report
from tests.typeset.source import read_article


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_splitting_keeps_its_floors(form, capsys):
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[f"split/{form}"]
    inputs = measured([read_article(path) for path in DEMO], SETS["all"], pdf=form == "pdf")
    assert gold_hash(one.gold for _, one in inputs) == floors["gold"], (
        "the gold has changed: run `python -m tests.typeset --floors` and look at what changes"
    )
    scores = measure(inputs)
    with capsys.disabled():
        print(f"\n{report(form, scores)}")
    assert below(figures(scores), floors["floors"]) == []


def test_a_figure_below_its_floor_is_named():
    floors = {"core": 0.9, "styles": {"a": {"core": 0.8}}}
    assert below({"core": 0.9, "styles": {"a": {"core": 0.7}}}, floors) == [
        "styles / a / core: 0.7000 < 0.8000"
    ]
    assert below({"core": 1.0, "markers": 1.0}, floors) == ["markers: no floor"]


def test_floors_leave_no_slack_for_coverage():
    assert lowered({"core": 0.95, "coverage": 1.0}) == {"core": 0.948, "coverage": 1.0}
