"""A small corpus with known words: two countries, two years, three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.made import MadeArticle, hostile_article, write_run


def article(name: str, country: str, year: int, tr: str, en: str, ru: str) -> MadeArticle:
    made = MadeArticle(name, country=country, year=year)
    units = {lang: made.add("abstract", lang, text) for lang, text in (("tr", tr), ("en", en), ("ru", ru))}
    made.align("abstract", **{lang: [f"{unit}-s01"] for lang, unit in units.items()})
    return made


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kazakh = article(
        "kazakh", "KZ", 2023,
        "[[Rusya|GPE|Q159]]’nın ılımlı tutumu IŞIK saçtı.¦[[Kazakistan|GPE|Q232]] [[Rusya|GPE|Q159]]’ya^1^ güvendi.",
        "The stance of [[Russia|GPE|Q159]] shed light.¦[[Kazakhstan|GPE|Q232]] trusted [[Russia|GPE|Q159]].",
        "Позиция [[России|GPE|Q159]] пролила свет.¦[[Казахстан|GPE|Q232]] доверял [[России|GPE|Q159]].",
    )  # fmt: skip
    uzbek = article(
        "uzbek", "UZ", 2019,
        "Gaz gaz gaz boru hattı.¦Ilık gaz ve ırmak.",
        "Gas gas gas pipeline. Gas.¦Gas and the river.",
        "Газ газ газ труба.¦Газ и река.",
    )  # fmt: skip
    return write_run(tmp_path_factory.mktemp("questions") / "out", kazakh, uzbek, hostile_article())
