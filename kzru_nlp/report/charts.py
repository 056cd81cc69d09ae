"""The overview's plots, described in Vega-Lite and compiled to Vega; the page hands them their rows and draws them.

They are plain dictionaries, because a library that builds them takes two seconds to import; what is compiled, and the
script that draws it, are kept in the user's cache.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from kzru_nlp.model.derived import content, derived

Spec = dict[str, Any]
LABELS = ["FAVOR", "AGAINST", "NEUTRAL"]
COLOURS = ["#2b7bba", "#d1602a", "#9a9a9a"]
"""Blue and orange, told apart with every common colour blindness; no red and green."""
OTHER = "no stance toward it"
PALETTE = [
    "#2b7bba",
    "#d1602a",
    "#3a9a78",
    "#b0568f",
    "#a88a1f",
    "#6a6fc1",
    "#7a7a7a",
    "#4fa9c4",
    "#8b5e3c",
    "#c44e52",
    "#5b8c3a",
    "#444444",
]
LICENCE = """\
/*! Vega, Vega-Lite, vega-embed, vega-tooltip and vega-interpreter, Copyright University of Washington Interactive
 * Data Lab and contributors, and the libraries they need (d3 and others); BSD-3-Clause, ISC and MIT licences.
 * Bundled by vl-convert. They come without any warranty; the copyright holders endorse nothing made with them. */
"""
CONFIG = {
    "view": {"continuousWidth": 300, "continuousHeight": 300},
    "axis": {"labelFontSize": 12, "titleFontSize": 12},
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "legend": {"labelFontSize": 12, "titleFontSize": 12},
}
LEGEND = {"orient": "top", "columns": 4, "labelLimit": 160}
_PACKAGE = "vl-convert-python"


@cache
def specs() -> dict[str, Spec]:
    """Return the plots by name, compiled to Vega; every one reads the data set `rows`, which the page fills."""
    kept = derived("report-plots", _compiled, packages=[_PACKAGE], files=[Path(__file__)])
    found: dict[str, Spec] = json.loads(content(kept))
    return found


@cache
def library() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script (BSD-3-Clause), as vl-convert carries them."""
    return LICENCE + content(derived("report-vega", _bundle, packages=[_PACKAGE])).decode("utf-8")


def described() -> dict[str, Spec]:
    """Return the plots by name as they are described, in Vega-Lite."""
    plots = {"entities": _entities(), "stances": _stances(), "dyads": _dyads(), "timeline": _timeline()}
    return {name: _whole(plot) for name, plot in plots.items()}


def _compiled() -> bytes:
    import vl_convert

    made = {name: vl_convert.vegalite_to_vega(plot) for name, plot in described().items()}
    return json.dumps(made, ensure_ascii=False).encode("utf-8")


def _bundle() -> bytes:
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return script.encode("utf-8")


def _whole(plot: Spec) -> Spec:
    return {
        "config": CONFIG,
        "data": {"name": "rows"},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "width": "container",
        **plot,
    }


def _sum(title: str, **more: Any) -> Spec:
    return {"aggregate": "sum", "field": "n", "type": "quantitative", "title": title, **more}


def _field(field: str, kind: str = "nominal", **more: Any) -> Spec:
    return {"field": field, "type": kind, **more}


def _bars(colour: Spec, x_title: str, tooltip: list[Spec]) -> Spec:
    order = {"field": "n", "op": "sum", "order": "descending"}
    return {
        "mark": {"type": "bar"},
        "encoding": {
            "x": _sum(x_title, axis={"tickMinStep": 1}),
            "y": _field("row", title=None, sort=order, axis={"labelLimit": 190}),
            "color": colour,
            "tooltip": tooltip,
        },
        "height": {"step": 22},
    }


def _stance_colour(domain: list[str], colours: list[str]) -> Spec:
    return _field("label", title="Stance", scale={"domain": domain, "range": colours}, legend=LEGEND)


def _entities() -> Spec:
    colour = _field("colour", title=None, scale={"range": PALETTE}, legend=LEGEND)
    tips = [_field("row", title="row"), _field("colour", title="colour"), _sum("mentions")]
    return _bars(colour, "mentions", tips)


def _stances() -> Spec:
    tips = [_field("row", title="row"), _field("label", title="stance"), _sum("statements")]
    return _bars(_stance_colour(LABELS, COLOURS), "statements", tips)


def _dyads() -> Spec:
    above = {"labelAngle": -40, "labelLimit": 120, "orient": "top"}
    shared = {
        "x": _field("target", title="toward", sort=None, axis=above),
        "y": _field("holder", title="holder", sort=None, axis={"labelLimit": 150}),
        "tooltip": [
            _field("holder"),
            _field("target", title="toward"),
            _field("n", "quantitative", title="statements"),
            _field("favor", "quantitative", title="for"),
            _field("against", "quantitative", title="against"),
            _field("net", "quantitative", title="balance", format="+.2f"),
        ],
    }
    colour = _field(
        "net",
        "quantitative",
        title="balance: against −1, for +1",
        scale={"domain": [-1, 0, 1], "range": [COLOURS[1], "#e9e9e9", COLOURS[0]]},
        legend={"orient": "top", "format": "+.0f", "gradientLength": 160, "titleLimit": 400},
    )
    number = _field("n", "quantitative")
    return {
        "layer": [
            {"mark": {"type": "rect"}, "encoding": {**shared, "color": colour}},
            {
                "mark": {"type": "text", "color": "#111", "fontSize": 11},
                "encoding": {**shared, "text": number},
            },
        ],
        "height": {"step": 26},
    }


def _timeline() -> Spec:
    flat = {"labelOverlap": "parity", "labelAngle": 0}
    return {
        "mark": {"type": "bar"},
        "encoding": {
            "x": _field("year", "ordinal", title="year mentioned", axis=flat),
            "y": _sum("statements", axis={"tickMinStep": 1}),
            "color": _stance_colour([*LABELS, OTHER], [*COLOURS, "#cfd8c6"]),
            "order": _field("rank", "quantitative"),
            "tooltip": [_field("year", "ordinal"), _field("label", title="stance"), _sum("statements")],
        },
        "height": 230,
    }
