"""As many different articles as a benchmark asks for: every article in every style in turn, each with a last line of its own."""

from __future__ import annotations

from itertools import count, islice
from pathlib import Path

from tests.typeset.__main__ import DEMO, SETS
from tests.typeset.source import read_article
from tests.typeset.typesetter import typeset


def texts(number: int, times: int = 1) -> list[str]:
    """Return `number` typeset articles, each with its body `times` over."""
    sources = [read_article(path) for path in DEMO]
    pairs = [(a, style) for style in SETS["all"] for a in sources if style.takes(a.body)]
    laid: dict[int, str] = {}
    made = []
    for i in islice(count(), number):
        k = i % len(pairs)
        if k not in laid:
            laid[k] = typeset(*pairs[k]).text
        made.append("\n\n".join([laid[k]] * times) + f"\n\nThis is copy {i} of the article.\n")
    return made


def write(folder: Path, number: int, times: int = 1) -> list[Path]:
    """Write `number` articles to `folder` as UTF-8 text files; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"article-{i:05}.txt" for i in range(number)]
    for path, text in zip(paths, texts(number, times), strict=True):
        path.write_bytes(text.encode("utf-8"))
    return paths
