"""python -m tests.typeset OUT: every article in every style, with gold beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.typeset import floors
from tests.typeset.measuring import made, measure, report
from tests.typeset.source import read_article
from tests.typeset.styles import STYLES, style_named
from tests.typeset.styles_later import LATER
from tests.typeset.styles_latest import LATEST
from tests.typeset.typesetter import typeset

SETS = {"first": STYLES, "later": LATER, "latest": LATEST, "all": STYLES + LATER + LATEST}
STYLE_NAMES = {style.name for style in SETS["all"]}
ARTICLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"
DEMO = [path for path in sorted(ARTICLES.glob("*.article")) if "demo-style" in read_article(path).meta]
"""The articles that the demo reads and the suite measures splitting on."""


def main() -> None:
    """Write the typeset inputs and their gold, or with --demo the bundled inputs without gold."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, help="folder for the inputs and their gold")
    parser.add_argument("--style", action="append", choices=sorted(STYLE_NAMES), help="only this one")
    parser.add_argument("--set", choices=sorted(SETS), default="all", help="which of the styles")
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="folder with *.article files")
    parser.add_argument(
        "--demo", action="store_true", help="lay the demo inputs out anew, beside their sources"
    )
    parser.add_argument("--pdf", action="store_true", help="real PDFs too")
    parser.add_argument("--score", action="store_true", help="split everything and print how well that went")
    parser.add_argument(
        "--floors", action="store_true", help="write tests/floors.json anew from what is reached"
    )
    args = parser.parse_args()
    if sum(map(bool, (args.out, args.demo, args.score, args.floors))) != 1:
        parser.error("name a folder, or say --demo, --score or --floors")
    if args.floors:
        write_floors()
        return
    paths = sorted(args.articles.glob("*.article"))
    if args.demo:
        for path in DEMO:
            path.with_suffix(".txt").write_bytes(demo_input(path))
        return
    articles = [read_article(path) for path in paths]
    styles = [s for s in SETS["all" if args.style else args.set] if not args.style or s.name in args.style]
    for pdf in (False, True) if args.pdf else (False,):
        if args.score:
            kind = "PDF" if pdf else "text"
            print(report(f"{len(articles)} articles as {kind}", measure(made(articles, styles, pdf=pdf))))
            continue
        for _, one in made(articles, styles, pdf=pdf):
            one.write(args.out, f"{one.article.id}.{one.style.name}{'_pdf' if pdf else ''}")


def write_floors() -> None:
    """Measure what the suite measures, print it, and write its floors."""
    for form in ("text", "pdf"):
        inputs = floors.measured([read_article(path) for path in DEMO], SETS["all"], pdf=form == "pdf")
        scores = measure(inputs)
        print(report(form, scores))
        floors.write(f"split/{form}", floors.entry(inputs, scores))


def demo_input(source: Path) -> bytes:
    """Return the bundled input of the article in `source`: laid out in the style that its header names."""
    article = read_article(source)
    style = style_named(article.meta["demo-style"])
    return typeset(article, style).text.encode(style.encoding)


if __name__ == "__main__":
    main()
