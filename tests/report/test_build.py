"""The report of a real run: complete, self-contained, under its own policy."""

from __future__ import annotations

import base64
import hashlib
import json
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


def test_the_overview_lists_the_article_and_says_what_the_labels_are(report: tuple[Path, str, str]) -> None:
    index, shown, page = report
    (line,) = json.loads(
        (index.parent / "data" / "articles-0.js").read_text(encoding="utf-8")[
            len('kzruData("articles-0",') : -3
        ]
    )
    assert (index.parent / "articles" / f"{line[0]}.html").exists()
    assert "no human expert has validated them" in shown
    assert "no human expert has validated them" in page
    assert "in-house" in shown


def test_the_article_marks_entities_stances_and_differences(report: tuple[Path, str, str]) -> None:
    _, _, page = report
    assert re.search(r'<mark class="ent GPE[^"]*" data-a="[\d ]+">Rusya</mark>', page)
    assert re.search(r'<mark class="stance AGAINST" data-a="[\d ]+">', page)
    assert re.search(r'<li id="d\d+" class="(major|minor)" tabindex="-1"><b>date</b>', page)
    assert re.search(r'<mark class="[^"]*diff [^"]*" data-a="[^"]*-\d+[^"]*">[^<]*2021', page)


def test_every_raw_link_leads_to_a_line_that_is_there(report: tuple[Path, str, str]) -> None:
    _, _, page = report
    links = set(re.findall(r'href="#(L\d+)"', page))
    assert links
    assert links <= set(re.findall(r'<p id="(L\d+)">', page))


def test_every_link_within_the_page_has_its_target_once(report: tuple[Path, str, str]) -> None:
    _, _, page = report
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_without_its_input_the_page_says_so_and_gives_characters(tmp_path: Path) -> None:
    source = tmp_path / "yazi.txt"
    source.write_text(TEXT, encoding="utf-8")
    kz.run([source], out=tmp_path / "out")
    source.unlink()
    (page,) = (build_report(tmp_path / "out").parent / "articles").glob("*.html")
    shown = page.read_text(encoding="utf-8")
    assert "no longer where the run found it" in shown
    assert re.search(r'<span class="raw">characters \d+–\d+</span>', shown)
    assert 'href="#L' not in shown


def test_a_report_leaves_nothing_of_an_older_one(tmp_path: Path) -> None:
    source = tmp_path / "yazi.txt"
    source.write_text(TEXT, encoding="utf-8")
    kz.run([source], out=tmp_path / "out")
    folder = build_report(tmp_path / "out").parent
    (folder / "articles" / "old.html").write_text("", encoding="utf-8")
    (folder / "data" / "words-0.js").write_text("", encoding="utf-8")
    build_report(tmp_path / "out")
    assert len(list(folder.glob("articles/*"))) == 1
    assert not (folder / "data" / "words-0.js").exists()
    assert not list(folder.rglob("*.tmp"))


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
        body = re.search(rf"<{tag}>(.*?)</{tag}>\n", shown, re.S)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1]
    assert not re.search(r'(src|href)="(https?:)?//', shown)
