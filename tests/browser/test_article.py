"""An article's page in a real browser: notes, layers, filters, marks, raw lines, find."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import opened
from tests.browser.conftest import page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BACKGROUND = "getComputedStyle({}).backgroundColor"


@pytest.fixture(scope="session")
def article(report: Path) -> Path:
    return page_of(report, "karadeniz-secici-ortaklik.txt")


def test_a_note_opens_on_hover_and_focus_and_has_a_way_back(browser: Browser, article: Path) -> None:
    with opened(browser, article) as watched:
        page = watched.page
        marker = page.locator(".marker a").first
        marker.hover()
        page.wait_for_selector("#popover:not([hidden])")
        assert "Note 1" in page.inner_text("#popover")
        page.keyboard.press("Escape")
        assert page.locator("#popover").is_hidden()
        marker.focus()
        assert marker.get_attribute("aria-describedby") == "popover"
        page.keyboard.press("Enter")
        note = page.locator(".note:target")
        assert note.locator(".number").inner_text() == "1"
        note.locator(".back").first.click()
        assert page.evaluate("location.hash") == "#" + (marker.get_attribute("id") or "")


def test_markers_stand_where_they_stood(browser: Browser, article: Path) -> None:
    with opened(browser, article) as watched:
        texts = watched.page.locator("p.paragraph:has(.marker)").all_inner_texts()
        # Markers follow a word or its punctuation; none stands before the first letter or within a word.
        for element in watched.page.locator("p.paragraph .marker").all()[:20]:
            before = element.evaluate(
                "e => { const r = new Range(); r.setStart(e.closest('p'), 0); r.setEndBefore(e); return r.toString(); }"
            )
            after = element.evaluate(
                "e => { const r = new Range(); r.setStartAfter(e); r.setEndAfter(e.closest('p')); return r.toString(); }"
            )
            assert before[-1] in '.,;:!?”»"’)' or before[-1].isalnum()
            assert not after or not after[0].isalnum(), (before[-20:], after[:20])
        assert texts


def test_layers_can_be_switched(browser: Browser, article: Path) -> None:
    with opened(browser, article) as watched:
        page = watched.page
        mark = "document.querySelector('.unit mark.ent:not(.stance):not(.diff)')"
        coloured = page.evaluate(BACKGROUND.format(mark))
        page.uncheck("#t-entities")
        assert page.evaluate(BACKGROUND.format(mark)) != coloured
        assert page.locator(".furniture").first.is_hidden()
        page.check("#t-furniture")
        assert page.locator(".furniture").first.is_visible()
        page.check("#t-where")
        assert "rule:" in page.locator(".where >> visible=true").first.inner_text()
        page.check("#t-raw")
        assert page.locator("#L1").is_visible()


def test_filters_by_label_and_actor(browser: Browser, article: Path) -> None:
    with opened(browser, article) as watched:
        page = watched.page
        every = page.locator(".stances tr[id] >> visible=true").count()
        page.select_option("#f-actor", "Q159")
        some = page.locator(".stances tr[id] >> visible=true").count()
        assert 0 < some < every
        assert int(page.inner_text("#stance-count")) == some
        page.select_option("#f-actor", "")
        page.select_option("#f-label", "GPE")
        assert page.locator("mark.ent.DATE:not(.GPE):not(.off-e)").count() == 0
        assert page.locator("mark.ent.GPE:not(.off-e)").count() > 0


def test_marks_are_reached_by_keyboard_and_lead_to_the_raw_line_and_back(
    browser: Browser, article: Path
) -> None:
    with opened(browser, article) as watched:
        page = watched.page
        assert page.locator("mark[tabindex='0']").count() == 1
        page.locator("mark[tabindex='0']").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("#popover:not([hidden])")
        assert "confidence" in page.inner_text("#popover")
        name = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_selector("body.show-raw")
        assert name.split()[0] in page.locator(".raw-lines .hit").first.inner_text()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == name


def test_every_cell_of_the_versions_leads_to_its_raw_lines(browser: Browser, article: Path) -> None:
    with opened(browser, article) as watched:
        page = watched.page
        cells = page.locator(".threads td[data-lang]:not(.gap)")
        assert cells.count() == page.locator(".threads td[data-lang]:not(.gap) a.raw").count() > 10
        cell = page.locator("td[data-lang=English]:not(.gap)").nth(1)
        first = cell.locator("span[lang]").inner_text().split()[0]
        cell.locator("a.raw").click()
        assert first in page.locator(".raw-lines .hit").first.inner_text()
        exact = page.evaluate("[...CSS.highlights.get('raw')].map(r => r.toString()).join(' ')")
        assert exact.split() == cell.locator("span[lang]").inner_text().split()
        assert page.locator(".threads .gap").count() == 1
        assert page.locator(".differences li").count() > 3


def test_find_folds_and_counts(browser: Browser, article: Path) -> None:
    with opened(browser, article, query="?find=KARADENIZ") as watched:
        page = watched.page
        assert page.input_value("#find") == "KARADENIZ"
        assert " of " in page.inner_text("#find-count")
        page.fill("#find", "türkiye")
        total = int(page.inner_text("#find-count").split()[0])
        assert total > 5
        page.keyboard.press("Enter")
        assert page.inner_text("#find-count") == f"1 of {total}"


def test_hostile_text_is_shown_as_text_and_does_nothing(browser: Browser, report: Path) -> None:
    with opened(browser, page_of(report, "hostile.txt")) as watched:
        page = watched.page
        shown = page.inner_text("main")
        for piece in (
            '<script>document.title="ran"</script>',
            "</script><img src=x onerror=",
            "{{ 7*7 }}",
            "<iframe src=",
        ):
            assert piece in shown
        assert page.locator("main img, main iframe, main script, main svg").count() == 0
        assert page.title() != "ran"
        assert "\u202e" not in shown
        page.locator("mark").first.hover()
        page.wait_for_selector("#popover:not([hidden])")
        assert "<b onmouseover=alert(1)>" in shown
        page.check("#t-raw")
        assert "\u202e" not in page.inner_text(".raw-lines")


def test_hostile_metadata_is_shown_as_text(browser: Browser, report: Path) -> None:
    with opened(browser, report / "index.html", drawn=True) as watched:
        page = watched.page
        assert "<img src=x onerror=alert(1)>" in page.inner_text("#list thead")
        assert "</script><script>alert(1)</script>" in page.inner_text("#list tbody")
        assert page.locator("main img").count() == 0
        page.select_option("#group", "<img src=x onerror=alert(1)>")
        assert page.locator("#list tr.group").count() >= 3


def test_without_script_the_article_can_still_be_read(browser: Browser, article: Path) -> None:
    with opened(browser, article, java_script_enabled=False) as watched:
        page = watched.page
        assert page.locator(".marker a").count() > 10
        page.locator(".threads a.raw").first.click()
        assert page.locator(".raw-lines p:target").is_visible()
