"""python -m tests.bench.bench_split [TIMES] [--megabytes 1 10 100]: splitting alone, language identification included.

Each demo article, repeated TIMES times (40 by default) as one input; UTF-8 bytes against processor time in one thread,
after a first split that loads what is loaded once. Beside it the ratio to `str.splitlines` over the same text.

With `--megabytes`, one article (`--article`, the longest by default) is repeated to these sizes, each in a process of
its own: processor seconds, the most memory that the process held, and the exponents of both over size.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from kzru_nlp.engine.child import peak_megabytes
from kzru_nlp.ingest.read import read_source
from kzru_nlp.model import Source
from kzru_nlp.split.splitter import split
from tests.bench.growth import exponent

ARTICLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"


def repeated(times: int) -> None:
    """Print a line for each article, `times` over."""
    for path in sorted(ARTICLES.glob("*.txt")):
        text = read_source(path).text
        split(Source(path.name, "0" * 64, text, "utf-8"))
        long = (text + "\n\n") * times
        source = Source(path.name, "0" * 64, long, "utf-8")
        start = time.process_time()
        split(source)
        taken = time.process_time() - start
        start = time.process_time()
        for _ in range(20):
            long.splitlines()
        lines = (time.process_time() - start) / 20
        megabytes = len(long.encode()) / 1e6
        print(
            f"{path.stem:28}{megabytes:7.2f} MB{megabytes / taken:8.2f} MB/s{taken / lines:9.0f} × splitlines"
        )


def once(path: Path, megabytes: float) -> dict[str, float]:
    """Return what splitting `megabytes` of one article takes in this process, and how many units it has."""
    text = read_source(path).text
    split(Source(path.name, "0" * 64, text, "utf-8"))
    before = peak_megabytes()
    times = max(1, round(megabytes * 1e6 / len(text.encode())))
    source = Source(path.name, "0" * 64, (text + "\n\n") * times, "utf-8")
    start, clock = time.process_time(), time.perf_counter()
    article = split(source)
    seconds, clock = time.process_time() - start, time.perf_counter() - clock
    megabytes = len(source.text.encode()) / 1e6
    return {
        "MB": megabytes,
        "seconds": seconds,
        "clock": clock,
        "before": before,
        "peak": peak_megabytes(),
        "units": len(article.units),
    }


def grown(path: Path, sizes: list[float]) -> None:
    """Print a row for each size of the article at `path`, and how cost grows."""
    rows = []
    print(
        f"{path.stem}\n\n| MB | processor s | clock s | MB/s | units | peak MB |\n|--:|--:|--:|--:|--:|--:|"
    )
    for size in sizes:
        command = [
            sys.executable,
            "-m",
            "tests.bench.bench_split",
            "--article",
            str(path),
            "--one",
            str(size),
        ]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
        rows.append(row)
        print(
            f"| {row['MB']:.1f} | {row['seconds']:.1f} | {row['clock']:.1f} | {row['MB'] / row['seconds']:.2f} "
            f"| {row['units']:,} | {row['peak']:,.0f} |",
            flush=True,
        )
    if len(rows) > 1:
        print(f"\nexponent of processor seconds: {exponent([(r['MB'], r['seconds']) for r in rows]):.3f}")
        held = [(r["MB"], max(1.0, r["peak"] - r["before"])) for r in rows]
        print(f"exponent of memory beyond what an article takes: {exponent(held):.3f}")


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_split", description=__doc__)
    parser.add_argument("times", type=int, nargs="?", default=40)
    parser.add_argument("--megabytes", type=float, nargs="+")
    longest = max(ARTICLES.glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))
    parser.add_argument("--article", type=Path, default=longest)
    parser.add_argument("--one", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(once(args.article, args.one)))
    elif args.megabytes:
        grown(args.article, args.megabytes)
    else:
        repeated(args.times)


if __name__ == "__main__":
    main()
