"""Short inputs for runs: the beginning of a bundled article, which has three titles, abstracts and keywords."""

from __future__ import annotations

from pathlib import Path

from kzru_nlp.model.bundled import bundled

NAME = "uzbek-transit.txt"
ENOUGH = 9000
"""Characters that hold the front matter and the first paragraphs with their notes."""


def sample_text(number: int = 0) -> str:
    """Return the sample with another last line for each `number`, so that it is another article."""
    text = bundled("corpus", "articles", NAME).read_text(encoding="utf-8")
    return text[: text.rindex("\n", 0, ENOUGH)] + f"\nThe sample ends with number {number}.\n"


def write_samples(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"sample{i}.txt" for i in range(count)]
    for i, path in enumerate(paths):
        path.write_text(sample_text(i), encoding="utf-8", newline="\n")
    return paths
