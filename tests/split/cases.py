"""Articles of our own in several styles, and what their units should be.

`tests/cases/split/NAME.txt` is an article as an extractor would give it; `NAME.units.tsv` lists its units in order:
kind, language, number, first and last words of the cleaned text ("…" alone where the unit is a single word).
"""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "cases" / "split"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))


def article_text(name: str) -> str:
    """Return the article's text, its newlines as they are in the file."""
    return (CASES / f"{name}.txt").read_bytes().decode("utf-8")


def expected(name: str) -> list[tuple[str, str, str, str, str]]:
    """Return kind, language, number, start and end of each unit."""
    lines = (CASES / f"{name}.units.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
