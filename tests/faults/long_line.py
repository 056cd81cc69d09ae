"""Time and memory of splitting one line of so many megabytes: `python -m tests.faults.long_line [MB…] [kind…]`.

Three kinds of line: sentences without a line's end, one word without a space, and figures glued to words.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.cli.command import COMMAND
from tests.faults.files import SENTENCE

KINDS = {"sentences": SENTENCE, "one word": "kervan", "figures": "kervan1 2 (3) [4].5 "}


def measure(kind: str, megabytes: float) -> float:
    """Return the seconds that the command takes for one line; its exit code must be 0."""
    piece = KINDS[kind].encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.txt"
        path.write_bytes(piece * int(megabytes * 1_000_000 / len(piece)))
        start = time.perf_counter()
        done = subprocess.run(
            [*COMMAND, "split", "--quiet", str(path)], capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{kind}, {megabytes} MB: exit code {done.returncode}: {done.stderr}")
    return seconds


if __name__ == "__main__":
    kinds = [arg for arg in sys.argv[1:] if arg in KINDS] or list(KINDS)
    for size in [float(arg) for arg in sys.argv[1:] if arg not in KINDS] or [1.0, 10.0, 100.0]:
        for kind in kinds:
            print(f"{size:6g} MB  {kind:10}  {measure(kind, size):8.2f} s", flush=True)
