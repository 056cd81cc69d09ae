"""python -m tests.bench.bench_pdf: PDFs against the text of the same articles, and milliseconds a page.

Times are processor time (children included, where the system counts theirs), so that other work on the machine hardly
matters; the median of three rounds over the same PDFs: plain pypdfium2 text, pdfplumber text, our reader (text and
layout, with and without starting its child process), and reading with splitting.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from kzru_nlp.engine.reading import read
from kzru_nlp.ingest import pdf_worker
from kzru_nlp.ingest.pdf import read_pdf
from tests.typeset.__main__ import DEMO, SETS
from tests.typeset.measuring import made, measure
from tests.typeset.pdf import TypesetPdf, typeset_pdf
from tests.typeset.scoring import Score
from tests.typeset.source import read_article

ROUNDS = 3


def main() -> None:
    """Print quality and times."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_pdf", description=__doc__)
    parser.add_argument("--no-quality", action="store_true", help="times only")
    parser.add_argument("--no-times", action="store_true", help="quality only")
    parser.add_argument("pdf", nargs="*", type=Path, help="time these files instead of typeset ones")
    args = parser.parse_args()
    if not args.no_quality and not args.pdf:
        quality()
    if not args.no_times:
        times([path.read_bytes() for path in args.pdf] or [one.data for one in samples()])


def samples() -> list[TypesetPdf]:
    """Return one PDF for every third style, the articles in turn."""
    articles = [read_article(path) for path in DEMO]
    return [typeset_pdf(articles[i % len(articles)], style) for i, style in enumerate(SETS["all"][::3])]


def quality() -> None:
    """Print core and marker F1 of each style's PDFs beside those of its texts."""
    articles = [read_article(path) for path in DEMO]
    texts = measure(made(articles, SETS["all"], pdf=False))
    pdfs = measure(made(articles, SETS["all"], pdf=True))
    print(f"{'style':14}{'core text':>11}{'core PDF':>10}{'markers text':>14}{'markers PDF':>13}")
    for name in [*sorted(texts), "all"]:
        text = texts.get(name) or sum(texts.values(), Score())
        pdf = pdfs.get(name) or sum(pdfs.values(), Score())
        print(f"{name:14}{text.core:11.3f}{pdf.core:10.3f}{text.markers.f1:14.3f}{pdf.markers.f1:13.3f}")


def times(files: Sequence[bytes]) -> None:
    """Print milliseconds a page, and how many times plain pypdfium2 and pdfplumber that is."""
    pages = sum(len(pypdfium2.PdfDocument(data)) for data in files)
    ways: dict[str, Callable[[bytes], object]] = {
        "pypdfium2, plain text": plain,
        "pdfplumber, plain text": plumbed,
        "ours, text and layout": pdf_worker.parse,
        "ours, in its child process": lambda data: read_pdf(data, path="", sha256=""),
        "ours, read and split": split,
    }
    taken = {name: per_page(way, files, pages) for name, way in ways.items()}
    base, plumber = taken["pypdfium2, plain text"], taken["pdfplumber, plain text"]
    print(f"\n{len(files)} PDFs, {pages} pages\n{'':28}{'ms/page':>9}{'/ pypdfium2':>13}{'/ pdfplumber':>14}")
    for name, took in taken.items():
        print(f"{name:28}{took:9.2f}{took / base:13.2f}{took / plumber:14.3f}")


def per_page(way: Callable[[bytes], object], files: Sequence[bytes], pages: int) -> float:
    """Return the median over rounds of the milliseconds that `way` takes for a page."""
    rounds = []
    for _ in range(ROUNDS):
        start = sum(os.times()[:4])
        for data in files:
            way(data)
        rounds.append(1000 * (sum(os.times()[:4]) - start) / pages)
    return statistics.median(rounds)


def plain(data: bytes) -> str:
    """Return pypdfium2's text of all pages."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def plumbed(data: bytes) -> str:
    """Return pdfplumber's text of all pages."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def split(data: bytes) -> object:
    """Return the article in `data`, through a file as a user gives it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.pdf"
        path.write_bytes(data)
        return read(path)


if __name__ == "__main__":
    main()
