"""python -m tests.bench.bench_split [TIMES]: megabytes a second of splitting alone, language identification included.

Each demo article, repeated TIMES times (40 by default) as one input; UTF-8 bytes against processor time in one thread,
after a first split that loads what is loaded once. Beside it the ratio to `str.splitlines` over the same text.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kzru_nlp.ingest.read import read_source
from kzru_nlp.model import Source
from kzru_nlp.split.splitter import split

ARTICLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"


def main() -> None:
    """Print a line for each article."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 40
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


if __name__ == "__main__":
    main()
