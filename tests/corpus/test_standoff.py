"""Stand-off JSON and back gives an equal document."""

from __future__ import annotations

import json

from kzru_nlp.corpus.markup import parse
from kzru_nlp.corpus.standoff import from_standoff, to_standoff
from tests.corpus.test_markup import SAMPLE


def test_round_trip_through_json() -> None:
    document = parse(SAMPLE)
    assert from_standoff(json.loads(json.dumps(to_standoff(document)))) == document


def test_actors_are_resolved_where_a_table_lists_them() -> None:
    ids = {"Russia": "Q159"}
    data = to_standoff(parse(SAMPLE), lambda name: ids.get(name, name))
    sentence = data["versions"]["tr"][2]
    assert [e["actor"] for e in sentence["entities"]] == ["Astana", "Q159", ""]
    assert sentence["stances"][0]["target"]["id"] == "Q159"
