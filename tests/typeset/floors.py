"""What the split must reach on the articles that the suite measures: tests/floors.json, with the hash of their gold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import floor
from pathlib import Path
from typing import Any

from tests.typeset.measuring import Made, gold_hash, made, share
from tests.typeset.scoring import Score
from tests.typeset.source import CleanArticle
from tests.typeset.style import Style

FLOORS = Path(__file__).resolve().parents[1] / "floors.json"
SLACK = 0.002
"""A floor lies so far below what was measured, so that a tie that falls otherwise is no failure."""


def measured(articles: list[CleanArticle], styles: Iterable[Style], *, pdf: bool) -> list[tuple[str, Made]]:
    """Return what the suite measures: as text every article in every style, as PDF one article for each style."""
    if not pdf:
        return list(made(articles, styles, pdf=False))
    out = []
    for i, style in enumerate(styles):
        turned = articles[i % len(articles) :] + articles[: i % len(articles)]
        chosen = next(article for article in turned if style.takes(article.body))
        out += made([chosen], [style], pdf=True)
    return out


def figures(scores: dict[str, Score]) -> dict[str, Any]:
    """Return the figures that have floors: totals, by style and by kind."""
    total = sum(scores.values(), Score())
    return {
        "core": total.core,
        "markers": total.markers.f1,
        "hyphens kept": share(total.kept),
        "hyphens undone": share(total.undone),
        "coverage": total.coverage,
        "styles": {
            name: {"core": one.core, "markers": one.markers.f1} for name, one in sorted(scores.items())
        },
        "kinds": {kind: count.f1 for kind, count in sorted(total.kinds.items())},
    }


def below(reached: dict[str, Any], floors: dict[str, Any], path: str = "") -> list[str]:
    """Return a line for each figure that lies below its floor or that has none."""
    out = []
    for name, value in reached.items():
        if isinstance(value, dict):
            out += below(value, floors.get(name, {}), f"{path}{name} / ")
        elif name not in floors:
            out.append(f"{path}{name}: no floor")
        elif value < floors[name]:
            out.append(f"{path}{name}: {value:.4f} < {floors[name]:.4f}")
    return out


def lowered(reached: dict[str, Any]) -> dict[str, Any]:
    """Return floors for the figures `reached`: coverage must stay complete, all else may lose the slack."""
    return {
        name: lowered(value)
        if isinstance(value, dict)
        else value
        if name == "coverage"
        else max(0.0, floor((value - SLACK) * 1000) / 1000)
        for name, value in reached.items()
    }


def entry(inputs: list[tuple[str, Made]], scores: dict[str, Score]) -> dict[str, Any]:
    """Return the entry of floors.json for `scores` on `inputs`."""
    return {"gold": gold_hash(one.gold for _, one in inputs), "floors": lowered(figures(scores))}


def write(name: str, value: dict[str, Any]) -> None:
    """Put `value` under `name` into floors.json and leave the rest as it is."""
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    text = json.dumps(known | {name: value}, ensure_ascii=False, indent=1, sort_keys=True)
    FLOORS.write_text(text + "\n", encoding="utf-8", newline="\n")
