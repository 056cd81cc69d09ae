"""The overview's plots."""

from __future__ import annotations

import copy
import json
from typing import Any

import altair as alt
import pytest
from jsonschema import ValidationError

from kzru_nlp.report.charts import OTHER, described, library, specs

PLOTS = ("entities", "stances", "dyads", "timeline")


def check(plot: dict[str, Any]) -> None:
    """Raise where Vega-Lite's own schema, which altair carries, doesn't allow `plot`."""
    kind = alt.LayerChart if "layer" in plot else alt.Chart
    kind.from_dict(copy.deepcopy(plot), validate=True)


@pytest.mark.parametrize("name", PLOTS)
def test_the_descriptions_are_valid_vega_lite(name: str) -> None:
    check(described()[name])


def test_the_schema_would_notice_a_slip() -> None:
    plot = described()["timeline"]
    plot["encoding"]["x"]["type"] = "nominall"
    with pytest.raises(ValidationError):
        check(plot)


def test_every_plot_reads_the_rows_that_the_page_fills() -> None:
    assert set(specs()) == set(PLOTS)
    for spec in specs().values():
        assert spec["$schema"].startswith("https://vega.github.io/schema/vega/")
        assert "rows" in [data["name"] for data in spec["data"]]


def test_the_timeline_shows_what_has_no_stance_last() -> None:
    text = json.dumps(specs()["timeline"], ensure_ascii=False)
    assert text.index("NEUTRAL") < text.index(OTHER)


def test_the_library_keeps_its_licence_and_offers_what_the_page_calls() -> None:
    assert library().startswith("/*!")
    assert "BSD-3-Clause" in library()[:600]
    assert "window.vegaEmbed" in library()
