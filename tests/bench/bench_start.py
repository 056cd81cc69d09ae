"""python -m tests.bench.bench_start: seconds until the package is imported, the help shown, an article done from cold.

Each is the best of three processes; beside it the ratio to a Python that does nothing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from kzru_nlp.cli import main; main()"


def best(*args: object, rounds: int = 3) -> float:
    """Return the seconds of the quickest of `rounds` processes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", *map(str, args)], check=True, capture_output=True, cwd=ROOT)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the times."""
    nothing = best("pass")
    with tempfile.TemporaryDirectory() as out:
        article = "corpus/articles/karadeniz-secici-ortaklik.txt"
        rows = {
            "python -c pass": nothing,
            "import kzru_nlp": best("import kzru_nlp"),
            "kzru-nlp --help": best(MAIN, "--help"),
            "kzru-nlp run, one article, cold": best(MAIN, "run", article, "-o", Path(out) / "a", rounds=1),
            "kzru-nlp run, nothing changed": best(MAIN, "run", article, "-o", Path(out) / "a"),
        }
    for name, seconds in rows.items():
        print(f"{name:34}{seconds:8.2f} s{seconds / nothing:10.1f} ×")


if __name__ == "__main__":
    main()
