"""Which Chromium the tests drive, and what a page did while it was open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
VARIABLE = "KZRU_CHROMIUM"
"""Environment variable that names the browser to use in place of the first one found."""


def find_chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    return os.environ.get(VARIABLE) or next(filter(None, map(shutil.which, NAMES)), None)


class Watched:
    """What went wrong while a page was open: console messages, exceptions, requests that leave the disk."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.files: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))
        page.on("dialog", self._dialog)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        if url.startswith("file:"):
            self.files.append(url.rsplit("/", 1)[-1])
        elif not url.startswith(("blob:file:", "blob:null")):
            self.faults.append(f"request: {url}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def opened(
    browser: Browser, path: Path, *, query: str = "", drawn: bool = False, **context: Any
) -> Iterator[Watched]:
    """Open the file at `path`; on leaving, fail if anything went wrong while it was open."""
    options = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"} | context
    own = browser.new_context(**options)
    try:
        watched = Watched(own.new_page())
        watched.page.goto(path.as_uri() + query)
        if drawn:
            watched.page.wait_for_selector("body[data-drawn]", timeout=60_000)
        yield watched
        assert not watched.faults, watched.faults
    finally:
        own.close()
