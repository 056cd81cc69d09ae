"""Coverage-guided fuzzing: `python -m tests.fuzz TARGET [SECONDS]`; needs the dependency group `fuzz` (atheris).

What breaks a promise is written to the current folder as `crash-…`, `slow-unit-…` or `timeout-…` by libFuzzer.
Put it under tests/fuzz/found/TARGET/ when it is repaired: the suite replays what lies there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Fuzz one target for some seconds (60 unless told)."""
    import atheris

    with atheris.instrument_imports(include=["kzru_nlp"]):
        from tests.fuzz.targets import TARGETS, seeds
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        print(f"usage: python -m tests.fuzz {{{','.join(TARGETS)}}} [SECONDS]", file=sys.stderr)
        return 2
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    with tempfile.TemporaryDirectory() as folder:
        for i, seed in enumerate(seeds(name)):
            (Path(folder) / f"{i:03}").write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            "-timeout=20",
            "-rss_limit_mb=3000",
            "-max_len=30000",
            "-seed=1",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, folder], TARGETS[name])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
