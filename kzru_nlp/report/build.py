"""Writes the report's pages: one for the corpus, one for each article."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, select_autoescape

from kzru_nlp.report.pages import LANGUAGE_NAMES, article_page, entity_counts, stance_counts, title_of
from kzru_nlp.store import read_tables, write_text

RUSSIA = "Q159"
HERE = Path(__file__).resolve().parent


def build_report(
    out: Path | str, *, target_id: str = RUSSIA, tables: Mapping[str, pd.DataFrame] | None = None
) -> Path:
    """Return the path of `report/index.html`, written from the tables in `out`.

    `target_id` is the actor toward whom stances are counted. The pages are self-contained: style and script stand
    in them, allowed by hash in a Content-Security-Policy that forbids everything else, the network included.
    """
    out = Path(out)
    tables = read_tables(out) if tables is None else tables
    env = Environment(
        loader=PackageLoader("kzru_nlp.report"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(_shared())
    folder = out / "report"
    articles = tables["articles"].sort_values("path").to_dict("records")
    for article in articles:
        page = article_page(tables, article, target_id)
        _write(env, "article.html.j2", folder / "articles" / f"{article['article_id']}.html", page=page)
    index = folder / "index.html"
    _write(
        env,
        "index.html.j2",
        index,
        articles=[_line(a, tables) for a in articles],
        **_overview(tables, target_id),
    )
    return index


def _shared() -> dict[str, Any]:
    style, script = (_asset(name) for name in ("report.css", "report.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    return {"style": style, "script": script, "policy": policy, "language_names": LANGUAGE_NAMES}


def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _write(env: Environment, template: str, path: Path, **values: Any) -> None:
    write_text(path, env.get_template(template).render(**values))


def _line(article: Mapping[Any, Any], tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    own = {
        name: int((frame["article_id"] == article["article_id"]).sum())
        for name, frame in tables.items()
        if name in COUNTED
    }
    return {"id": article["article_id"], "title": title_of(article), "article": article, "counts": own}


COUNTED = ("units", "sentences", "entities", "stances", "differences")


def _overview(tables: Mapping[str, pd.DataFrame], target_id: str) -> dict[str, Any]:
    target = tables["stances"].loc[tables["stances"]["target_id"] == target_id, "target"]
    return {
        "target": target.iloc[0] if len(target) else target_id,
        "holders": stance_counts(tables["stances"], target_id),
        "entities": entity_counts(tables["entities"]),
        "failures": tables["failures"].to_dict("records"),
    }
