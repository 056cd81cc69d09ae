"""Names over a whole article: abbreviations and short forms are who they were introduced as."""

from __future__ import annotations

from pathlib import Path

import kzru_nlp as kz

ARTICLE = """The Amber Corridor and Its Keepers

Abstract: The Vistula Freight Consortium (VFC) was founded in 1998. Its chairman Tomasz Zielonka praised Lithuania.

Keywords: transit, ports

1. Introduction

Many harbours change hands. In 2004 the VFC condemned Belarus for closing the line. Zielonka accused Latvia of delay,
and nobody answered him for a year. The line was opened again in the spring, without any ceremony on either side.
"""


def test_abbreviations_and_surnames_join_the_full_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    tables = kz.run([tmp_path / "a.txt"], out=tmp_path / "out").tables
    entities = tables["entities"].drop_duplicates(["text"]).set_index("text")
    full, short = entities.loc["Vistula Freight Consortium"], entities.loc["VFC"]
    assert short["cluster_id"] == full["cluster_id"]
    assert short["canonical"] == full["canonical"] == "Vistula Freight Consortium"
    assert entities.loc["Zielonka", "cluster_id"] == entities.loc["Tomasz Zielonka", "cluster_id"]
    held = tables["stances"].query("label == 'AGAINST' and target == 'Belarus'")
    assert held["holder"].tolist() == ["Vistula Freight Consortium"]
