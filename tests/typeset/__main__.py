"""python -m tests.typeset OUT: every article in every style, with gold beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.typeset.pdf import typeset_pdf
from tests.typeset.source import read_article
from tests.typeset.styles import STYLES, style_named
from tests.typeset.typesetter import typeset

ARTICLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"


def main() -> None:
    """Write the typeset inputs and their gold, or with --demo the bundled inputs without gold."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, help="folder for the inputs and their gold")
    parser.add_argument("--style", action="append", choices=[s.name for s in STYLES], help="only this one")
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="folder with *.article files")
    parser.add_argument(
        "--demo", action="store_true", help="lay the demo inputs out anew, beside their sources"
    )
    parser.add_argument("--pdf", action="store_true", help="real PDFs too")
    args = parser.parse_args()
    if args.demo == bool(args.out):
        parser.error("name a folder, or say --demo")
    sources = sorted(args.articles.glob("*.article"))
    for path in sources:
        article = read_article(path)
        if args.demo and "demo-style" in article.meta:
            path.with_suffix(".txt").write_bytes(demo_input(path))
        for style in () if args.demo else STYLES:
            if args.style and style.name not in args.style:
                continue
            if style.takes(article.body):
                typeset(article, style).write(args.out, f"{article.id}.{style.name}")
                if args.pdf:
                    typeset_pdf(article, style).write(args.out, f"{article.id}.{style.name}_pdf")


def demo_input(source: Path) -> bytes:
    """Return the bundled input of the article in `source`: laid out in the style that its header names."""
    article = read_article(source)
    style = style_named(article.meta["demo-style"])
    return typeset(article, style).text.encode(style.encoding)


if __name__ == "__main__":
    main()
