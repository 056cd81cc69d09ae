"""The report of a real run: complete, self-contained, under its own policy."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

import kzru_nlp as kz
from kzru_nlp.report.build import build_report

TEXT = """\
Öz

Kazakistan, Rusya'nın gümrük önerisini desteklemedi. Görüşmeler 2021'de Astana'da sürdü. <script>alert(1)</script>

Anahtar Kelimeler: Kazakistan, Rusya, gümrük

Abstract

Kazakhstan did not support Russia's customs proposal. The talks went on in Astana in 2022.

Keywords: Kazakhstan, Russia, customs
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder = tmp_path_factory.mktemp("report")
    source = folder / "yazi.txt"
    source.write_text(TEXT, encoding="utf-8")
    kz.run([source], out=folder / "out")
    index = build_report(folder / "out")
    (page,) = (index.parent / "articles").glob("*.html")
    return index, index.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")


def test_the_index_links_the_article_and_counts_stances(report: tuple[Path, str, str]) -> None:
    index, shown, _ = report
    (link,) = re.findall(r'href="(articles/[^"]+)"', shown)
    assert (index.parent / link).exists()
    assert "Stance toward Russia, by holder" in shown
    assert "No human expert has validated" in shown


def test_the_article_marks_entities_stances_and_differences(report: tuple[Path, str, str]) -> None:
    _, _, page = report
    assert re.search(r'<mark class="ent GPE[^"]*" title="GPE: Russia \(Q159\)', page)
    assert re.search(r'<mark class="stance AGAINST" title="Kazakhstan → Russia', page)
    assert "2021" in page
    assert re.search(r'<li class="(major|minor)"><b>date</b>', page)


def test_text_from_the_article_cannot_run(report: tuple[Path, str, str]) -> None:
    _, _, page = report
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("which", [1, 2])
def test_style_and_script_are_allowed_by_hash_and_nothing_comes_from_outside(
    report: tuple[Path, str, str], which: int
) -> None:
    shown = str(report[which])
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', shown)
    assert policy is not None
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", shown, re.S)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1]
    assert not re.search(r'(src|href)="(https?:)?//', shown)
