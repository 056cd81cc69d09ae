"""A report of the bundled articles and of one hostile article, and a browser to open it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kzru_nlp as kz
from kzru_nlp.model.bundled import bundled
from kzru_nlp.report.build import build_report
from tests.browser.chromium import VARIABLE, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = """\
Öz

Kazakistan, Rusya'nın gümrük önerisini desteklemedi. Görüşmeler 2021'de Astana'da sürdü. <script>document.title="ran"</script> \u202eters\u202c IŞIK </script><img src=x onerror="document.title='ran'">

Anahtar Kelimeler: Kazakistan, Rusya, "><svg onload=alert(1)>

Abstract

Kazakhstan did not support Russia's customs proposal. The talks went on in Astana in 2022. {{ 7*7 }} </textarea><iframe src="javascript:alert(1)"></iframe>

Keywords: Kazakhstan, Russia, customs

Giriş

Rusya Kazakistan'ı eleştirdi.\u00b9 Ankara'nın 2022'deki tutumu farklıydı.

\u00b9 Bir not: <b onmouseover=alert(1)>kalın</b>.
"""
METADATA = """\
path,year,journal,country,<img src=x onerror=alert(1)>
voda-bez-posrednikov.txt,2024,Водораздел,Казахстан,a
karadeniz-secici-ortaklik.txt,2024,Havza,Türkiye,</script><script>alert(1)</script>
uzbek-transit.txt,2023,Ilgaz,Özbekistan,=cmd
hostile.txt,2021,Çağ,Ирак,\u202ex
"""


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the report."""
    folder = tmp_path_factory.mktemp("browser")
    hostile = folder / "hostile.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    (folder / "metadata.csv").write_text(METADATA, encoding="utf-8")
    inputs = [*sorted(bundled("corpus", "articles").glob("*.txt")), hostile]
    kz.run(inputs, out=folder / "out", metadata=folder / "metadata.csv")
    return build_report(folder / "out").parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium; skip where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = find_chromium()
    if path is None:
        pytest.skip(f"no Chromium found (apt-get install chromium, or name one in {VARIABLE})")
    with sync_api.sync_playwright() as driver:
        # A container's root has no user namespaces to build Chromium's sandbox from; the pages are our own.
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


def page_of(report: Path, name: str) -> Path:
    """Return the page of the article whose file is called `name`."""
    (found,) = [
        p for p in report.glob("articles/*.html") if f"{name}</code>" in p.read_text(encoding="utf-8")
    ]
    return found
