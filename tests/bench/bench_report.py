"""Measures the report of few and of many articles: `python -m tests.bench.bench_report --articles 1 1000`.

The corpus is synthetic: copies of the articles of a run (the bundled ones, or `--like OUT`), each under an id, a title and
metadata of its own, so sizes are those of as many real articles of that length; the search index gains from the copies, as
they share their words. Times of the page are taken in headless Chromium, from the request to the event named.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kzru_nlp.engine.running import run_inputs
from kzru_nlp.model.bundled import bundled
from kzru_nlp.report.build import build_report
from kzru_nlp.store import OutFolder
from kzru_nlp.store.folder import EMPTY_PART
from tests.browser.chromium import Watched, find_chromium

COUNTRIES = ("Türkiye", "Казахстан", "Россия", "Özbekistan", "United Kingdom")


def copies(of: Path, to: Path, number: int) -> None:
    """Write an output folder `to` with `number` articles copied from those in `of`."""
    origin = OutFolder(of)
    manifests = dict(origin.manifests())
    ids = sorted(manifests)
    for table in origin.tables():
        (to / f"{table}.parquet").mkdir(parents=True)
        if table == "failures":
            continue
        parts = {ident: origin.read(table, [ident]) for ident in ids}
        for n in range(number):
            ident = ids[n % len(ids)]
            copied = _renamed(parts[ident], ident, f"{n:016x}", n, table)
            if copied.num_rows:
                pq.write_table(copied, to / f"{table}.parquet" / f"{n:016x}.parquet")
    for table in origin.tables():
        empty = origin.read(table, []).slice(0, 0)
        empty = _with_country(empty, []) if table == "articles" else empty
        pq.write_table(empty, to / f"{table}.parquet" / f"{EMPTY_PART}.parquet")
    (to / "manifest").mkdir()
    for n in range(number):
        manifest = manifests[ids[n % len(ids)]]
        (to / "manifest" / f"{n:016x}.json").write_text(json.dumps(manifest), encoding="utf-8")


def _renamed(part: pa.Table, old: str, new: str, n: int, table: str) -> pa.Table:
    rows = json.loads(json.dumps(part.to_pylist(), ensure_ascii=False).replace(old, new))
    if table == "articles":
        for row in rows:
            row |= {"title_" + lang: f"{row['title_' + lang] or ''} {n + 1}" for lang in ("tr", "en", "ru")}
            row["year"] = 1990 + n % 35
        return _with_country(pa.Table.from_pylist(rows, schema=part.schema), [COUNTRIES[n % len(COUNTRIES)]])
    return pa.Table.from_pylist(rows, schema=part.schema)


def _with_country(part: pa.Table, values: list[str]) -> pa.Table:
    return part.append_column("country", pa.array(values, pa.string()))


def sizes(folder: Path) -> dict[str, float]:
    """Return sizes in kilobytes: the overview, what it loads at once, the largest files, everything."""
    files = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}

    def of(pattern: str) -> list[int]:
        return [files[path] for path in folder.glob(pattern)]

    at_once = (
        of("index.html")
        + of("assets/*")
        + of("data/articles-*.js")
        + of("data/totals.js")
        + of("data/charts.js")
    )
    found = {
        "index.html": sum(of("index.html")),
        "loaded at once": sum(at_once),
        "largest data file": max(of("data/*.js")),
        "all data files": sum(of("data/*.js")),
        "largest article": max(of("articles/*.html")),
        "report": sum(files.values()),
    }
    return {name: round(size / 1000, 1) for name, size in found.items()} | {"files": len(files)}


def times(index: Path) -> dict[str, float]:
    """Return seconds in Chromium, each from its own action; none where there is no browser."""
    path = find_chromium()
    if path is None:
        return {}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        watched = Watched(page)
        found = {}

        def clock(name: str, act: Callable[[], object], wait: str) -> None:
            start = time.perf_counter()
            act()
            page.wait_for_selector(wait, timeout=120_000, state="attached")
            found[name] = round(time.perf_counter() - start, 2)

        clock("list shown", lambda: page.goto(index.as_uri()), "body[data-listed]")
        clock("then plots drawn", lambda: None, "body[data-drawn]")
        clock("search of the full text", lambda: page.fill("#q", "enerji"), "#found:has-text('every word')")
        clock("cleared", lambda: page.click("button[type=reset]"), "#found:not(:has-text('every word'))")
        clock("filter by year, plots drawn again", lambda: page.select_option("[data-facet=Year]", index=1) if page.locator("[data-facet=Year]").count() else page.evaluate("document.body.dataset.drawn = 9"), "body[data-drawn]:not([data-drawn='1'])")  # fmt: skip
        link = page.locator("#list tbody a").first.get_attribute("href") or ""
        clock("an article", lambda: page.goto(index.parent.as_uri() + "/" + link), "mark[tabindex='0']")
        browser.close()
        if watched.faults:
            sys.exit("\n".join(watched.faults))
        return found


def main() -> None:
    """Print sizes and times for each number of articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", nargs="+", type=int, default=[1, 1000])
    parser.add_argument("--like", type=Path, help="an output folder whose articles are copied")
    parser.add_argument("--keep", type=Path, help="where to leave the reports")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = given.keep or Path(temporary)
        like = given.like
        if like is None:
            like = work / "bundled"
            run_inputs(sorted(bundled("corpus", "articles").glob("*.txt")), out=like)
        for number in given.articles:
            out = work / f"copies-{number}"
            if not out.exists():
                copies(like, out, number)
            start = time.perf_counter()
            index = build_report(out)
            built = round(time.perf_counter() - start, 1)
            memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            print(f"{number} articles: built in {built} s, peak memory {memory} MB")
            print("  kB:", sizes(index.parent))
            print("  s:", times(index), flush=True)


if __name__ == "__main__":
    main()
