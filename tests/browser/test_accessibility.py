"""axe-core over every kind of page, light, dark and narrow; print and reflow."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import Watched, opened
from tests.browser.conftest import page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NARROW = {"width": 360, "height": 740}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core's script, as axe-playwright-python carries it."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-playwright-python is not installed; it carries axe-core")
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(watched: Watched, axe: str) -> list[str]:
    """Return what axe-core finds, one line an element; its script comes in past the page's own policy."""
    watched.page.evaluate(axe)
    found: dict[str, Any] = watched.page.evaluate("tags => axe.run(document, { runOnly: tags })", TAGS)
    return [
        f"{v['id']} ({v['impact']}): {node['html'][:120]} {node['failureSummary'][:200]}"
        for v in found["violations"]
        for node in v["nodes"][:3]
    ]


@pytest.mark.parametrize(
    "context", [{}, {"color_scheme": "dark"}, {"viewport": NARROW}], ids=["light", "dark", "narrow"]
)
def test_the_overview_passes_axe(browser: Browser, report: Path, axe: str, context: dict[str, Any]) -> None:
    with opened(browser, report / "index.html", drawn=True, **context) as watched:
        for summary in watched.page.locator("details.figures summary").all():
            summary.click()
        assert violations(watched, axe) == []
        watched.page.locator("#stances-table button").first.click()
        watched.page.wait_for_selector("#evidence[open] li")
        assert violations(watched, axe) == []


@pytest.mark.parametrize(
    "context", [{}, {"color_scheme": "dark"}, {"viewport": NARROW}], ids=["light", "dark", "narrow"]
)
def test_an_article_passes_axe_with_everything_shown(
    browser: Browser, report: Path, axe: str, context: dict[str, Any]
) -> None:
    with opened(browser, page_of(report, "karadeniz-secici-ortaklik.txt"), **context) as watched:
        page = watched.page
        for box in ("#t-furniture", "#t-where", "#t-raw"):
            page.check(box)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        page.locator("mark").first.focus()
        page.wait_for_selector("#popover:not([hidden])")
        assert violations(watched, axe) == []


@pytest.mark.parametrize("name", ["index.html", "list.html"])
def test_nothing_is_wider_than_a_narrow_screen(browser: Browser, report: Path, name: str) -> None:
    with opened(browser, report / name, drawn=name == "index.html", viewport=NARROW) as watched:
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_an_article_is_not_wider_than_a_narrow_screen(browser: Browser, report: Path) -> None:
    with opened(browser, page_of(report, "karadeniz-secici-ortaklik.txt"), viewport=NARROW) as watched:
        watched.page.check("#t-raw")
        watched.page.check("#t-where")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_print_leaves_out_what_only_a_screen_can_use(browser: Browser, report: Path) -> None:
    with opened(browser, page_of(report, "karadeniz-secici-ortaklik.txt"), color_scheme="dark") as watched:
        page = watched.page
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator("#tools").is_hidden()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert page.pdf(format="A4").startswith(b"%PDF")
