"""python -m tests.bench.bench_scale: whole processes over more articles, longer ones, more workers, both engines.

Each run is the real command over typeset articles into a new folder. Of each it gives seconds by the clock, processor
seconds (all processes), articles a minute, the most memory that all its processes held together (shared pages counted
once), and the share of the machine that other programs used meanwhile. Then how cost grows with articles and length,
what a second worker brings, Dask against local, and what that means for 100,000 articles on 32 machines; each beside
what is asked for.

    python -m tests.bench.bench_scale --out docs/scale             1, 10, 30 and 100 articles; ten minutes on two cores
    python -m tests.bench.bench_scale --thousand --out docs/scale  1,000 too; half an hour
    python -m tests.bench.bench_scale --articles 1 4 --lengths 1 2 --rounds 1 --patience 0  to try it out

`--out` writes the figures (.json), the plot (.svg) and, in the page of that name (.md), the table between the lines
`BEGIN` and `END`. Other programs spoil the clock, so each
run waits for a quiet machine (`--patience` seconds at most), kinds of run take turns, the quickest of `--rounds` counts
(over 100 articles there is one round), and beside the clock stands what the processor seconds say: those of the
command's own process plus those of its workers by their number.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import count, pairwise
from pathlib import Path

from tests.bench.articles import write
from tests.bench.growth import exponent_beyond_start
from tests.bench.processes import Measured, measure, wait_for_quiet
from tests.bench.scale_plot import plot

CORPUS, MACHINES, CORES = 100_000, 32, 16
"""The calculation: so many articles on so many machines of so many cores."""
FILES = 11
"""Parts and manifest of an article, each a file of its own."""
NOISY = 0.05
"""Share of the machine from which others' work makes a clock worth little."""
BEGIN, END = "<!-- bench_scale begins -->\n", "<!-- bench_scale ends -->\n"
LONG_OF = 4
"""Articles of each length."""


class Bench:
    """Runs that take turns; of each kind the quickest is kept."""

    def __init__(self, patience: float) -> None:
        self.patience, self.rows = patience, list[Measured]()

    def take_turns(self, kinds: Sequence[tuple[str, str, int]], number: int, times: int, rounds: int) -> None:
        """Measure `kinds` (what, engine, workers) over `number` articles, `times` their length, in each round."""
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "in"
            write(folder, number, times)
            best: dict[tuple[str, str, int], Measured] = {}
            names = count()
            for _ in range(rounds):
                for what, engine, jobs in kinds:
                    wait_for_quiet(self.patience)
                    out = Path(place) / f"out{next(names)}"
                    for name in (what, "again") if what == "articles" and engine == "local" else (what,):
                        found = measure(folder, out, what=name, engine=engine, jobs=jobs)
                        key = name, engine, jobs
                        best[key] = min(best.get(key, found), found, key=lambda m: m.seconds)
            for row in best.values():
                print(line(row), flush=True)
                self.rows.append(row)


HEAD = (
    "| what | engine | workers | articles | characters | clock s | processor s | a minute | MB | others |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def line(m: Measured) -> str:
    """Return a row of the table."""
    return (
        f"| {m.what} | {m.engine} | {m.jobs} | {m.articles:,} | {m.characters:,} | {m.seconds:.1f} | {m.cpu:.1f} "
        f"| {m.per_minute:,.1f} | {m.megabytes:,.0f} | {m.others:.0%} |"
    )


def main() -> None:
    """Measure, print, and write what `--out` asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_scale", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1, 10, 30, 100])
    parser.add_argument("--thousand", action="store_true", help="1,000 articles too")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument(
        "--lengths", type=int, nargs="*", default=[1, 2, 4, 8, 16], help="times an article's length"
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--patience", type=float, default=60.0, help="seconds to wait for a quiet machine")
    parser.add_argument("--out", type=Path, help="where figures, table and plot go, without an ending")
    args = parser.parse_args()
    bench = Bench(args.patience)
    kinds = [("articles", "local", jobs) for jobs in args.workers]
    print(HEAD)
    for number in [*args.articles, *([1000] if args.thousand else [])]:
        dask = [("articles", "dask", max(args.workers))] if number > 1 else []
        bench.take_turns([*kinds, *dask], number, 1, args.rounds if number <= 100 else 1)
    for times in args.lengths:
        bench.take_turns([("length", "local", 1)], LONG_OF, times, args.rounds)
    said = "\n".join(f"- {text}" for text in summary(bench.rows))
    print("\n" + said)
    if args.out:
        write_results(args.out, bench.rows, said)


def summary(rows: Sequence[Measured]) -> Iterator[str]:
    """Yield what the figures say, each beside what is asked for."""
    done = {(m.engine, m.jobs, m.articles): m for m in rows if m.what == "articles"}
    jobs = sorted({m.jobs for m in done.values()})
    sizes = sorted({m.articles for m in done.values()})
    ones = [done["local", jobs[0], size] for size in sizes]
    each = start = 0.0
    if len(ones) > 1:
        each, start = _line_through(ones)
        yield f"an article costs {each:.2f} processor s beyond the {start:.1f} s of starting"
    # One article alone is done in the command's own process: another start than that of the others. Articles differ in
    # length, so their characters tell how many they are.
    if len(many := [(m.characters, m.cpu) for m in ones if m.articles > 1]) > 2:
        yield f"cost over articles, without the start: exponent {_asked(exponent_beyond_start(many), 1.05)}"
    for size in sizes[1:]:
        yield from _compared(done, size, jobs)
    if lengths := [m for m in rows if m.what == "length"]:
        yield from _over_length(lengths)
    seconds = max((m.seconds for m in rows if m.what == "again" and m.articles == 1), default=0.0)
    cold = min((m.seconds for m in ones if m.articles == 1), default=0.0)
    if cold:
        yield f"one article from cold {_asked(cold, 6)} s, again with nothing changed {_asked(seconds, 1)} s"
    yield f"most memory of any run: {_asked(max(m.megabytes for m in rows), 3000)} MB"
    if each:
        yield calculation(each)
    if noisy := sum(m.others > NOISY for m in rows):
        yield f"in {noisy} of {len(rows)} runs others used over {NOISY:.0%} of the machine: their clocks are too high"


def _line_through(ones: Sequence[Measured]) -> tuple[float, float]:
    """Return processor seconds of an article and of the start, from the smallest and the largest run in workers."""
    low, high = next((m for m in ones if m.articles > 1), ones[0]), ones[-1]
    if low is high:
        low = ones[0]
    each = (high.cpu - low.cpu) / (high.articles - low.articles)
    return each, low.cpu - each * low.articles


def _compared(done: dict[tuple[str, int, int], Measured], size: int, jobs: Sequence[int]) -> Iterator[str]:
    one, two = done["local", jobs[0], size], done["local", jobs[-1], size]
    if one is not two:
        yield (
            f"{size:,} articles, {two.jobs} workers against {one.jobs}: "
            f"{_asked(one.seconds / two.seconds, 1.7, least=True)} by the clock, "
            f"{one.idle / two.idle:.2f} by processor seconds; {two.per_minute:,.0f} articles a minute"
        )
    if dask := done.get(("dask", jobs[-1], size)):
        yield (
            f"{size:,} articles, Dask against local, {two.jobs} workers: "
            f"{_asked(dask.seconds / two.seconds, 1.15)} by the clock, {dask.idle / two.idle:.2f} by processor seconds"
        )


def _over_length(lengths: Sequence[Measured]) -> Iterator[str]:
    if len(lengths) < 3:
        return
    found = exponent_beyond_start([(m.characters, m.cpu) for m in lengths])
    yield f"cost over length, without the start: exponent {_asked(found, 1.05)}"
    steps = [10_000 * (b.cpu - a.cpu) / (b.characters - a.characters) for a, b in pairwise(lengths)]
    yield "each further 10,000 characters, from short to long: " + ", ".join(f"{s:.2f}" for s in steps)


def _asked(value: float, limit: float, *, least: bool = False) -> str:
    """Return a figure beside what is asked for.

    >>> _asked(1.75, 1.7, least=True), _asked(1.2, 1.15)
    ('1.75 (≥ 1.7)', '1.20 (MISSED, ≤ 1.15)')
    """
    met = value >= limit if least else value <= limit
    shown = f"{value:,.0f}" if limit >= 100 else f"{value:.2f}"
    return f"{shown} ({'' if met else 'MISSED, '}{'≥' if least else '≤'} {limit:g})"


def calculation(each: float) -> str:
    """Return how long 100,000 articles take on 32 machines, from the processor seconds of one."""
    hours = CORPUS * each / (MACHINES * CORES) / 3600
    rate = MACHINES * CORES / each
    return (
        f"{CORPUS:,} articles on {MACHINES} machines of {CORES} cores: {hours:.2f} h of work, {rate:,.0f} articles a "
        f"second, so {FILES * rate:,.0f} small files a second on the shared file system and {rate / 16:,.0f} batches of "
        "16 a second through the scheduler"
    )


def write_results(out: Path, rows: Sequence[Measured], said: str) -> None:
    """Write figures, table and plot."""
    out.parent.mkdir(parents=True, exist_ok=True)
    where = {"cores": os.cpu_count(), "load": os.getloadavg()[0], "python": sys.version.split()[0]}
    figures = {"machine": where, "rows": [asdict(m) for m in rows]}
    out.with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    write_table(out.with_suffix(".md"), "\n".join([HEAD, *map(line, rows), "", said, ""]))
    plot(out.with_suffix(".svg"), rows)


def write_table(page: Path, table: str) -> None:
    """Put `table` into the page between its two lines, or make a page of it."""
    text = page.read_text(encoding="utf-8") if page.exists() else BEGIN + END
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
