"""The overview's plots, described with Altair and compiled to Vega; the page hands them their rows and draws them."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import vl_convert

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
ROWS = alt.NamedData("rows")


def specs() -> dict[str, dict[str, Any]]:
    """Return the plots by name; every one reads the data set `rows`, which the page fills."""
    return {name: _spec(chart) for name, chart in CHARTS.items()}


def _spec(chart: Any) -> dict[str, Any]:
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    chart = chart.properties(autosize=fit).configure(background="transparent", font="system-ui, sans-serif")
    chart = chart.configure_axis(labelFontSize=12, titleFontSize=12).configure_legend(
        labelFontSize=12, titleFontSize=12
    )
    spec: dict[str, Any] = vl_convert.vegalite_to_vega(chart.to_dict())
    return spec


def _bars(colour: Any, x_title: str, tooltip: list[Any]) -> Any:
    order = alt.EncodingSortField("n", op="sum", order="descending")
    return (
        alt.Chart(ROWS)
        .mark_bar()
        .encode(
            x=alt.X("sum(n):Q", title=x_title, axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("row:N", title=None, sort=order, axis=alt.Axis(labelLimit=190)),
            color=colour,
            tooltip=tooltip,
        )
        .properties(width="container", height=alt.Step(22))
    )


def _stance_colour(domain: list[str], colours: list[str]) -> Any:
    return alt.Color(
        "label:N", title="Stance", scale=alt.Scale(domain=domain, range=colours), legend=_legend()
    )


def _legend() -> Any:
    return alt.Legend(orient="top", columns=4, labelLimit=160)


def _entities() -> Any:
    colour = alt.Color("colour:N", title=None, scale=alt.Scale(range=PALETTE), legend=_legend())
    tips = [
        alt.Tooltip("row:N", title="row"),
        alt.Tooltip("colour:N", title="colour"),
        alt.Tooltip("sum(n):Q", title="mentions"),
    ]
    return _bars(colour, "mentions", tips)


def _stances() -> Any:
    tips = [
        alt.Tooltip("row:N", title="row"),
        alt.Tooltip("label:N", title="stance"),
        alt.Tooltip("sum(n):Q", title="statements"),
    ]
    return _bars(_stance_colour(LABELS, COLOURS), "statements", tips)


def _dyads() -> Any:
    base = alt.Chart(ROWS).encode(
        x=alt.X(
            "target:N", title="toward", sort=None, axis=alt.Axis(labelAngle=-40, labelLimit=120, orient="top")
        ),
        y=alt.Y("holder:N", title="holder", sort=None, axis=alt.Axis(labelLimit=150)),
        tooltip=[
            alt.Tooltip("holder:N"),
            alt.Tooltip("target:N", title="toward"),
            alt.Tooltip("n:Q", title="statements"),
            alt.Tooltip("favor:Q", title="for"),
            alt.Tooltip("against:Q", title="against"),
            alt.Tooltip("net:Q", title="balance", format="+.2f"),
        ],
    )
    scale = alt.Scale(domain=[-1, 0, 1], range=[COLOURS[1], "#e9e9e9", COLOURS[0]])
    legend = alt.Legend(orient="top", format="+.0f", gradientLength=160, titleLimit=400)
    colour = alt.Color("net:Q", title="balance: against −1, for +1", scale=scale, legend=legend)
    text = base.mark_text(fontSize=11, color="#111").encode(text="n:Q")
    return (base.mark_rect().encode(color=colour) + text).properties(width="container", height=alt.Step(26))


def _timeline() -> Any:
    return (
        alt.Chart(ROWS)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title="year mentioned", axis=alt.Axis(labelOverlap="parity", labelAngle=0)),
            y=alt.Y("sum(n):Q", title="statements", axis=alt.Axis(tickMinStep=1)),
            color=_stance_colour([*LABELS, OTHER], [*COLOURS, "#cfd8c6"]),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("year:O"),
                alt.Tooltip("label:N", title="stance"),
                alt.Tooltip("sum(n):Q", title="statements"),
            ],
        )
        .properties(width="container", height=230)
    )


CHARTS = {"entities": _entities(), "stances": _stances(), "dyads": _dyads(), "timeline": _timeline()}


@cache
def library() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script (BSD-3-Clause), as vl-convert carries them."""
    return LICENCE + vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
