"""Splitting measured over styles: every chosen article laid out, written to a file, read and scored."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kzru_nlp.engine.reading import read
from tests.typeset.pdf import TypesetPdf, typeset_pdf
from tests.typeset.scoring import CORE, Count, Score, score
from tests.typeset.source import CleanArticle
from tests.typeset.style import Style
from tests.typeset.typesetter import Typeset, typeset

Made = Typeset | TypesetPdf


def made(
    articles: Sequence[CleanArticle], styles: Iterable[Style], *, pdf: bool
) -> Iterator[tuple[str, Made]]:
    """Yield the style's name and the article in that style, for every article that the style takes."""
    for style in styles:
        for article in articles:
            if style.takes(article.body):
                yield style.name, typeset_pdf(article, style) if pdf else typeset(article, style)


def measure(inputs: Iterable[tuple[str, Made]]) -> dict[str, Score]:
    """Return the score of each style; every input goes through a file and the reader, as a user's would."""
    out: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, one in inputs:
            one.write(Path(folder), "input")
            path = Path(folder) / ("input.pdf" if isinstance(one, TypesetPdf) else "input.txt")
            out[name] = out.get(name, Score()) + score(one.gold, read(path))
    return out


def gold_hash(golds: Iterable[dict[str, Any]]) -> str:
    """Return a hash of everything that gold says, the first 16 hexadecimal digits of a SHA-256."""
    digest = hashlib.sha256()
    for gold in golds:
        digest.update(json.dumps(gold, ensure_ascii=False, sort_keys=True).encode("utf-8"))
    return digest.hexdigest()[:16]


def share(part: Sequence[int]) -> float:
    """Return right decisions as a share, 1 where there was nothing to decide."""
    return part[0] / part[1] if part[1] else 1.0


def report(title: str, scores: dict[str, Score]) -> str:
    """Return a table of the styles and one of the kinds."""
    total = sum(scores.values(), Score())
    lines = [
        title,
        f"{'style':14}{'core':>7}{'markers':>9}{'kept':>10}{'undone':>12}{'coverage':>10}",
    ]
    for name, one in [*sorted(scores.items()), ("all", total)]:
        kept, undone = ("{}/{}".format(*part) for part in (one.kept, one.undone))
        lines.append(
            f"{name:14}{one.core:7.3f}{one.markers.f1:9.3f}{kept:>10}{undone:>12}{one.coverage:10.4f}"
        )
    lines.append(f"{'kind':18}{'gold':>7}{'found':>7}{'right':>7}{'F1':>8}")
    kinds = [*CORE, *sorted(set(total.kinds) - set(CORE))]
    for kind in kinds:
        count = total.kinds.get(kind, Count())
        lines.append(f"{kind:18}{count.gold:7}{count.found:7}{count.right:7}{count.f1:8.3f}")
    return "\n".join(lines)
