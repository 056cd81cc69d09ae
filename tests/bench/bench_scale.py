"""python -m tests.bench.bench_scale: whole processes over more articles, longer ones, more workers, both engines.

Each run is the real command over typeset articles into a new folder. Of each it gives seconds by the clock, processor
seconds (children included), articles a minute, and the most memory that all its processes held together (resident,
sampled ten times a second). Then how cost grows: the exponent of processor seconds over articles and over length, what
a second worker brings, Dask against local, and what that means for 100,000 articles on 32 machines.

    python -m tests.bench.bench_scale --articles 1 10 100 --out docs/scale
    python -m tests.bench.bench_scale --articles 1 10 100 1000      the whole; two hours on two cores

`--out` writes the figures (.json), the table (.md) and the plot (.svg). On a machine that does other work too, trust
processor seconds, not the clock.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from tests.bench.articles import write
from tests.cli.command import COMMAND
from tests.faults.scale.processes import descendants

SECOND_RUN = "again"
CORPUS, MACHINES, CORES = 100_000, 32, 16
"""The calculation: so many articles on so many machines of so many cores."""


@dataclass(frozen=True)
class Measured:
    """One run: `seconds` by the clock, `cpu` of the processor, `megabytes` at most."""

    what: str
    engine: str
    jobs: int
    articles: int
    characters: int
    seconds: float
    cpu: float
    megabytes: float

    @property
    def per_minute(self) -> float:
        """Articles a minute by the clock."""
        return 60 * self.articles / self.seconds


def measure(folder: Path, out: Path, *options: str, what: str, articles: int) -> Measured:
    """Run the command over `folder` and return what it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [*COMMAND, "run", str(folder), "-o", str(out), "--quiet", *options]
    with subprocess.Popen(command) as process:
        peak = _Peak(process.pid)
        code = process.wait()
    seconds = time.perf_counter() - start
    peak.stop()
    if code:
        raise SystemExit(f"the run ended with {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    engine = options[options.index("--engine") + 1] if "--engine" in options else "local"
    jobs = int(options[options.index("-j") + 1]) if "-j" in options else 1
    size = sum(len(path.read_text(encoding="utf-8")) for path in folder.iterdir())
    return Measured(what, engine, jobs, articles, size, seconds, cpu, peak.megabytes)


class _Peak:
    """Watches how much memory a process and all below it hold; shared pages are counted once (PSS)."""

    def __init__(self, pid: int) -> None:
        self.megabytes, self._pid, self._on = 0.0, pid, True
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while self._on:
            held = sum(map(_megabytes, [self._pid, *descendants(self._pid)]))
            self.megabytes = max(self.megabytes, held)
            time.sleep(0.25)

    def stop(self) -> None:
        self._on = False
        self._thread.join()


def _megabytes(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of log cost over log size by least squares.

    >>> round(exponent([(1, 3), (10, 30), (100, 300)]), 3)
    1.0
    """
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def main() -> None:
    """Measure, print, and write what `--out` asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_scale", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument(
        "--lengths", type=int, nargs="+", default=[1, 2, 4, 8], help="times an article's length"
    )
    parser.add_argument("--of", type=int, default=30, help="articles for workers, engines and lengths")
    parser.add_argument("--out", type=Path, help="where figures, table and plot go, without an ending")
    args = parser.parse_args()
    rows: list[Measured] = []

    def run(what: str, count: int, *options: str, times: int = 1) -> Measured:
        with tempfile.TemporaryDirectory() as place:
            folder, out = Path(place) / "in", Path(place) / "out"
            write(folder, count, times)
            rows.append(measure(folder, out, *options, what=what, articles=count))
            show(rows[-1])
            if what == "articles":
                rows.append(measure(folder, out, *options, what=SECOND_RUN, articles=count))
                show(rows[-1])
            return rows[-1]

    print(HEAD)
    for count in args.articles:
        run("articles", count, "-j", "2")
    for jobs in args.workers:
        run("workers", args.of, "-j", str(jobs))
    run("workers", args.of, "-j", str(max(args.workers)), "--engine", "dask")
    for times in args.lengths:
        run("length", 4, "-j", "1", times=times)
    said = summary(rows)
    print("\n" + said)
    if args.out:
        write_results(args.out, rows, said)


HEAD = "| what | engine | workers | articles | characters | clock s | processor s | a minute | MB |\n|---|---|--:|--:|--:|--:|--:|--:|--:|"


def show(m: Measured) -> None:
    """Print a row of the table."""
    print(line(m), flush=True)


def line(m: Measured) -> str:
    """Return a row of the table."""
    return (
        f"| {m.what} | {m.engine} | {m.jobs} | {m.articles} | {m.characters:,} | {m.seconds:.1f} | {m.cpu:.1f} "
        f"| {m.per_minute:.1f} | {m.megabytes:.0f} |"
    )


def summary(rows: Sequence[Measured]) -> str:
    """Return what the figures say, as a list in Markdown."""
    many = [m for m in rows if m.what == "articles"]
    spread = [m for m in rows if m.what == "workers" and m.engine == "local"]
    dask = next((m for m in rows if m.engine == "dask"), None)
    long = [m for m in rows if m.what == "length"]
    said = []
    if len(many) > 1:
        low, high = many[0], many[-1]
        each = (high.cpu - low.cpu) / (high.articles - low.articles)
        start = low.cpu - each * low.articles
        said += [f"an article costs {each:.2f} processor s beyond the {start:.1f} s of starting two workers"]
        said += [f"exponent of cost over articles (start taken off): {_beyond(many, start):.3f}"]
        said += [calculation(each)]
    if len(spread) > 1:
        one, two = spread[0], spread[-1]
        said += [
            f"{two.jobs} workers against {one.jobs}: {one.seconds / two.seconds:.2f} times as fast by the clock; "
            f"processor seconds {two.cpu / one.cpu:.2f} times"
        ]
        if dask:
            said += [
                f"dask against local, {two.jobs} workers: {dask.seconds / two.seconds:.2f} times the clock, "
                f"{dask.cpu / two.cpu:.2f} times the processor seconds"
            ]
    steps = [10_000 * (b.cpu - a.cpu) / (b.characters - a.characters) for a, b in pairwise(long)]
    if steps:
        shown = ", ".join(f"{step:.2f}" for step in steps)
        said += [f"each further 10,000 characters of an article cost {shown} processor s, from short to long"]
    said += [f"most memory of any run: {max(m.megabytes for m in rows):.0f} MB"]
    return "\n".join(f"- {text}" for text in said)


def _beyond(many: Sequence[Measured], start: float) -> float:
    return exponent([(m.articles, max(m.cpu - start, 0.01)) for m in many])


def calculation(each: float) -> str:
    """Return how long 100,000 articles take on 32 machines, from the processor seconds of one."""
    hours = CORPUS * each / (MACHINES * CORES) / 3600
    rate = MACHINES * CORES / each
    return (
        f"{CORPUS:,} articles on {MACHINES} machines of {CORES} cores: {hours:.2f} h of work, {rate:.0f} articles a second, "
        f"so {11 * rate:.0f} small files a second on the shared file system and {rate / 6:.0f} batches a second through the "
        "scheduler"
    )


def write_results(out: Path, rows: Sequence[Measured], said: str) -> None:
    """Write figures, table and plot."""
    out.parent.mkdir(parents=True, exist_ok=True)
    where = {"cores": os.cpu_count(), "load": os.getloadavg()[0], "python": sys.version.split()[0]}
    figures = {"machine": where, "rows": [asdict(m) for m in rows]}
    out.with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    table = "\n".join([HEAD, *map(line, rows), "", said, ""])
    out.with_suffix(".table.md").write_text(table, encoding="utf-8")
    plot(out.with_suffix(".svg"), rows)


def plot(path: Path, rows: Sequence[Measured]) -> None:
    """Draw cost over articles, length and workers."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "kzru"
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(11, 3.2), layout="constrained")
    many = [m for m in rows if m.what == "articles"]
    axes[0].loglog([m.articles for m in many], [m.cpu for m in many], "o-")
    axes[0].set(xlabel="articles", ylabel="processor seconds", title="articles (2 workers)")
    long = [m for m in rows if m.what == "length"]
    axes[1].loglog([m.characters / m.articles for m in long], [m.cpu for m in long], "o-")
    axes[1].set(xlabel="characters an article", title="length (4 articles)")
    spread = [m for m in rows if m.what == "workers"]
    names = [f"{m.engine} {m.jobs}" for m in spread]
    axes[2].bar(names, [m.seconds for m in spread], alpha=0.5, label="clock")
    axes[2].bar(names, [m.cpu for m in spread], fill=False, label="processor")
    axes[2].set(title="workers", ylabel="seconds")
    axes[2].legend()
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
