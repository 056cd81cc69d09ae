"""`kzru-nlp split`: the structure of an article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, print_table, say, speaking
from kzru_nlp.model.errors import InputError

if TYPE_CHECKING:
    from kzru_nlp.model import Article

SHOWN = 60
"""Characters of a unit that a table shows."""


EXAMPLES = (
    "kzru-nlp split article.pdf --why",
    "kzru-nlp split corpus/ --json > units.jsonl",
)


@click.command("split", cls=Taught, examples=EXAMPLES, short_help="Show units, markers, notes and furniture.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--encoding", help="Encoding of text inputs, in place of the detected one.")
@click.option("--why", is_flag=True, help="Show the rule that decided each unit.")
@as_json
@speaking
def command(
    inputs: tuple[str, ...], encoding: str | None, why: bool, json_: bool, quiet: bool, verbose: bool
) -> int:
    """Show how articles are split: units with kind and language, note markers, notes, furniture.

    With --json one object an article: its row of `articles`, and its rows of `units`, `markers` and `citations`.
    """
    from kzru_nlp.engine.inputs import find_inputs
    from kzru_nlp.engine.reading import read
    from kzru_nlp.engine.running import no_input

    paths, failed = find_inputs(inputs), 0
    if not paths:
        raise no_input()
    for path in paths:
        try:
            article = read(path, encoding=encoding)
        except InputError as error:
            say(str(error))
            failed += 1
            continue
        if json_:
            print_json(_object(article))
        else:
            _print(article, why, quiet)
    if failed == len(paths):
        return 3
    return 1 if failed else 0


def _object(article: Article) -> dict[str, Any]:
    from kzru_nlp.engine.structure import structure_rows

    rows = structure_rows(article)
    (found,) = rows.pop("articles")
    return {**found, **rows}


def _print(article: Article, why: bool, quiet: bool) -> None:
    columns = ["#", "kind", "lang", "number", "page", "text", *(["why"] if why else [])]
    rows = (
        (i, u.kind, u.lang, u.number, u.page, _short(u.text), *([u.why] if why else []))
        for i, u in enumerate(article.units, start=1)
    )
    print_table(columns, rows, title=article.source.path)
    if quiet:
        return
    coverage = article.coverage()
    missing = [marker.number for marker in article.markers if marker.note is None]
    kinds = Counter(unit.kind for unit in article.units)
    say(", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    say(f"coverage {coverage.ratio:.4f} of {coverage.characters} characters; {len(article.markers)} markers")
    if missing:
        say(f"notes that the input does not have: {', '.join(missing)}")
    for warning in (*article.source.warnings, *article.warnings):
        say(f"warning: {warning}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
