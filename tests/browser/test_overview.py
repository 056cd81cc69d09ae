"""The overview in a real browser: list, search, filters, plots, evidence; nothing leaves the disk."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import Watched, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLOTS = ("stances", "dyads", "timeline", "entities")


def titles(watched: Watched) -> list[str]:
    return watched.page.locator("#list tbody th[scope=row] a").all_inner_texts()


def search(watched: Watched, words: str) -> None:
    watched.page.fill("#q", words)
    watched.page.wait_for_timeout(600)


def test_the_list_is_complete_and_every_plot_is_drawn(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        assert len(titles(watched)) == 4
        assert "4 articles of 4" in watched.page.inner_text("#found")
        for name in PLOTS:
            assert watched.page.locator(f"#{name}-chart svg .mark-rect path").count() > 0, name
        assert "No human expert" not in watched.page.inner_text("main")
        assert "no human expert has validated them" in watched.page.inner_text("header")


def test_figures_of_articles_and_the_index_are_not_loaded_before_they_are_needed(
    browser: Browser, report: Path
) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        assert not [name for name in watched.files if name.startswith(("figures-", "words"))]
        search(watched, "транзит")
        assert [name for name in watched.files if name.startswith("words-")] == ["words-442.js"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ISIK", "hostile.txt"),  # written IŞIK
        ("gürcistan'ın", "karadeniz"),
        ("ЙОДОДЕФИЦИТ", None),
        ("öncelik yoksözcük", None),
    ],
)
def test_search_reads_the_full_text_and_folds_turkish_and_cyrillic(
    browser: Browser, report: Path, words: str, name: str | None
) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        search(watched, words)
        links = [a.get_attribute("href") or "" for a in watched.page.locator("#list tbody a").all()]
        if name is None:
            assert links == []
            return
        texts = [(report / link.partition("?")[0]).read_text(encoding="utf-8") for link in links]
        assert any(name in text for text in texts)
        assert all("?find=" in link for link in links)


def test_folding_is_the_same_in_page_and_index(browser: Browser, report: Path) -> None:
    from kzru_nlp.report.words import fold

    script = (Path(__file__).parents[2] / "kzru_nlp/report/assets/overview.js").read_text(encoding="utf-8")
    function = script[
        script.index("const fold = ") + len("const fold = ") : script.index("const make")
    ].strip(" ;\n")
    words = [
        "IŞIK",
        "ısı",
        "İzmir",
        "istanbul",
        "Ёлки",
        "йод",
        "Йод",
        "и\u0306од",
        "naïve",
        "Straße",
        "ҚАЗАҚ",
        "ǅ",
    ]
    with opened(browser, report / "index.html") as watched:
        assert watched.page.evaluate(f"(words) => words.map({function})", words) == [fold(w) for w in words]


def test_metadata_filters_groups_and_sorts_by_the_alphabet(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        page = watched.page
        options = page.locator("select[data-facet=country] option").all_inner_texts()
        assert [o.split(" (")[0] for o in options] == ["all", "Özbekistan", "Türkiye", "Ирак", "Казахстан"]
        page.get_by_role("button", name="journal").or_(page.get_by_role("button", name="Journal")).click()
        journals = page.locator("#list tbody tr td:nth-child(3)").all_inner_texts()
        assert journals == ["Çağ", "Havza", "Ilgaz", "Водораздел"]
        assert page.locator("th[aria-sort=ascending]").count() == 1
        page.select_option("select[data-facet=country]", "Türkiye")
        page.wait_for_selector("#found:has-text('1 article of 4')")
        page.select_option("select[data-facet=country]", "")
        page.select_option("#group", "country")
        assert page.locator("#list tr.group").count() == 4
        page.get_by_role("button", name="Clear all").click()
        page.wait_for_selector("#found:has-text('4 articles of 4')")


def test_a_filter_narrows_the_plots(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        page = watched.page
        before = page.inner_text("#entities-caption")
        page.select_option("select[data-facet=country]", "Ирак")
        page.wait_for_selector("body[data-drawn='2']")
        after = page.inner_text("#entities-caption")
        assert int(after.split()[0].replace(",", "")) < int(before.split()[0].replace(",", ""))
        assert any(name.startswith("figures-") for name in watched.files)


def test_the_sums_of_the_corpus_are_those_of_its_articles(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        page = watched.page
        whole = page.evaluate("document.querySelector('#stances-table').textContent")
        page.select_option("#stances-rows", "meta:Year")  # reads the articles' own rows
        page.wait_for_selector("#stances-table th:has-text('Year')", state="attached")
        page.select_option("#stances-rows", "holder")
        page.wait_for_selector("#stances-table th:has-text('holder')", state="attached")
        assert page.evaluate("document.querySelector('#stances-table').textContent") == whole


def test_another_target_changes_plot_and_table(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        page = watched.page
        assert page.locator("#stances-target option:checked").inner_text().startswith("Russia")
        other = page.locator("#stances-target option", has_text="Kazakhstan").first.get_attribute("value")
        page.select_option("#stances-target", other)
        page.wait_for_selector("#stances-caption:has-text('toward Kazakhstan')")


def test_a_number_opens_its_evidence_and_leads_to_the_raw_line(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        page = watched.page
        page.locator("#stances-table").locator("xpath=ancestor::details").locator("summary").click()
        number = page.locator("#stances-table button").first
        count = int(number.inner_text())
        number.click()
        page.wait_for_selector("#evidence[open] li")
        assert page.locator("#evidence li").count() == count
        page.locator("#evidence li a", has_text="line").first.click()
        page.wait_for_selector("body.show-raw")
        assert page.locator(".raw-lines :target, .raw-lines p:target").count() >= 1


@pytest.mark.parametrize("kind", ["svg", "png", "csv"])
def test_plots_are_exported(browser: Browser, report: Path, kind: str) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        with watched.page.expect_download() as started:
            watched.page.click(f"[data-export={kind}][data-of=stances]")
        path = Path(started.value.path())
        content = path.read_bytes()
        if kind == "csv":
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
            assert rows[0] == ["holder", "FAVOR", "AGAINST", "NEUTRAL"]
        else:
            assert content.startswith(b"<svg" if kind == "svg" else b"\x89PNG")


def test_the_list_opens_without_script(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", java_script_enabled=False) as watched:
        watched.page.click("noscript a")
        assert watched.page.locator("ol.plain a").count() == 4


def test_a_missing_data_file_is_said(browser: Browser, report: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "report"
    shutil.copytree(report, copy)
    (copy / "data" / "articles-0.js").unlink()
    own = browser.new_page()
    own.goto((copy / "index.html").as_uri())
    own.wait_for_selector("#found:has-text('keep the folder')")
    assert "keep the folder of this page together" in own.inner_text("#found")
    own.close()
