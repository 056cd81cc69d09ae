"""What the benchmark of scale makes of its figures, and what it measures of a process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("resource")

from tests.bench.bench_scale import BEGIN, END, summary, write_table
from tests.bench.growth import exponent, exponent_beyond_start
from tests.bench.processes import Measured, busy_seconds, share_of_others

SIZES = (1, 10, 30, 100)


def runs(cost: Callable[[int], float], *, other: float = 0.0, spread: float = 2.0) -> list[Measured]:
    """Runs of a program with 3 s of start, of which one is spent before the workers begin."""

    def one(engine: str, jobs: int, count: int, factor: float = 1.0) -> Measured:
        work = 2.0 * jobs + cost(count)
        seconds = (1 + work / (1 if jobs == 1 else spread)) * factor
        return Measured(
            "articles", engine, jobs, count, 20_000 * count, seconds, 1 + work, 1.0, 500.0 * jobs, other
        )

    local = [one("local", jobs, count) for count in SIZES for jobs in (1, 2)]
    return [*local, *(one("dask", 2, count, 1.1) for count in SIZES[1:])]


def said(rows: list[Measured]) -> str:
    return "\n".join(summary(rows))


def test_a_linear_cost_meets_what_is_asked() -> None:
    found = said(runs(lambda count: 0.5 * count))
    assert "an article costs 0.50 processor s beyond the 3.0 s of starting" in found
    assert "exponent 1.00 (≤ 1.05)" in found
    assert "100 articles, 2 workers against 1: 1.89 (≥ 1.7) by the clock, 1.89 by processor seconds" in found
    assert "Dask against local, 2 workers: 1.10 (≤ 1.15) by the clock, 1.00" in found
    assert "most memory of any run: 1,000 (≤ 3000) MB" in found
    assert found.count("MISSED") == 1  # ten articles are too few for a second worker


def test_what_is_missed_is_called_so() -> None:
    found = said(runs(lambda count: 0.5 * count**1.3, spread=1.2))
    assert "exponent 1.3" in found
    assert "(MISSED, ≤ 1.05)" in found
    assert "(MISSED, ≥ 1.7) by the clock" in found


def test_a_noisy_machine_is_named_and_leaves_the_processor_seconds() -> None:
    quiet, noisy = runs(lambda count: 0.5 * count), runs(lambda count: 0.5 * count, other=0.4, spread=1.0)
    assert "others used" not in said(quiet)
    assert "their clocks are too high" in said(noisy)
    assert "1.89 by processor seconds" in said(noisy)


def test_an_exponent_is_the_power() -> None:
    assert exponent([(n, 7 * n**2) for n in (1, 3, 10, 40)]) == pytest.approx(2)
    assert exponent_beyond_start([(n, 50 + 7 * n**1.5) for n in (10, 30, 90)]) == pytest.approx(1.5, abs=0.02)
    assert exponent_beyond_start([(n, 50 + 7 * n) for n in (10, 30, 100)]) == pytest.approx(1)


def test_the_table_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    page = tmp_path / "scale.md"
    page.write_text(f"Before.\n{BEGIN}old\n{END}After.\n", encoding="utf-8")
    for _ in range(2):
        write_table(page, "| new |")
        assert page.read_text(encoding="utf-8") == f"Before.\n{BEGIN}\n| new |\n{END}After.\n"


def test_the_page_has_a_place_for_the_table() -> None:
    text = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_work_of_others_is_seen() -> None:
    before = busy_seconds()
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
        try:
            assert share_of_others(1.0) > 0.2
        finally:
            other.kill()
    assert busy_seconds() > before
