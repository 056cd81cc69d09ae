"""`kzru-nlp split`: the structure of an article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, print_table, say, speaking
from kzru_nlp.model.article import KINDS
from kzru_nlp.model.errors import InputError

if TYPE_CHECKING:
    from kzru_nlp.model import Article

SHOWN = 60
"""Characters of a unit that a table shows."""


def read_kinds(ctx: click.Context, param: click.Parameter, value: str | None) -> frozenset[str] | None:
    """Return the kinds in a list separated by commas.

    Raises:
        click.BadParameter: an unknown kind; the message lists those there are.
    """
    if value is None:
        return None
    kinds = frozenset(kind.strip() for kind in value.split(",") if kind.strip())
    if unknown := sorted(kinds - set(KINDS)):
        raise click.BadParameter(
            f"no such kind: {', '.join(unknown)}; there are {', '.join(KINDS)}", ctx, param
        )
    return kinds


EXAMPLES = (
    "kzru-nlp split article.pdf --why                     # each line with the rule that decided it",
    "kzru-nlp split article.pdf --keep footnote,reference",
    "kzru-nlp split corpus/ --json > units.jsonl",
)


@click.command("split", cls=Taught, examples=EXAMPLES, short_help="Show units, markers, notes and furniture.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--encoding", help="Encoding of text inputs, in place of the detected one.")
@click.option("--why", is_flag=True, help="Show each line of the input with the rule that decided it.")
@click.option(
    "--keep",
    metavar="KINDS",
    callback=read_kinds,
    help="Show units of these kinds only, separated by commas.",
)
@click.option(
    "--drop",
    metavar="KINDS",
    callback=read_kinds,
    help="Leave units of these kinds out, separated by commas.",
)
@as_json
@speaking
def command(
    inputs: tuple[str, ...],
    encoding: str | None,
    why: bool,
    keep: frozenset[str] | None,
    drop: frozenset[str] | None,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Show how articles are split: units with kind and language, note markers, notes, furniture.

    With --json one object an article: its row of `articles`, and its rows of `units`, `markers` and `citations`.
    --keep and --drop choose what is shown; counts and coverage are always of the whole article.
    """
    kinds = (keep if keep is not None else frozenset(KINDS)) - (drop or frozenset())
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
            print_json(_object(article, kinds))
        else:
            (_print_lines if why else _print_units)(article, kinds)
            if not quiet:
                _say_counts(article)
    if failed == len(paths):
        return 3
    return 1 if failed else 0


def _object(article: Article, kinds: frozenset[str]) -> dict[str, Any]:
    from kzru_nlp.engine.structure import structure_rows

    rows = structure_rows(article)
    (found,) = rows.pop("articles")
    return {**found, **rows, "units": [row for row in rows["units"] if row["kind"] in kinds]}


def _print_units(article: Article, kinds: frozenset[str]) -> None:
    rows = (
        (i, u.kind, u.lang, u.number, u.page, _short(u.text))
        for i, u in enumerate(article.units, start=1)
        if u.kind in kinds
    )
    print_table(("#", "kind", "lang", "number", "page", "text"), rows, title=article.source.path)


def _print_lines(article: Article, kinds: frozenset[str]) -> None:
    from kzru_nlp.split.explain import explain_lines

    rows = (
        (
            v.line,
            v.unit.kind,
            v.unit.lang,
            v.unit.number,
            _short(article.text[v.span[0] : v.span[1]]),
            v.unit.why,
        )
        for v in explain_lines(article)
        if v.unit.kind in kinds
    )
    print_table(("line", "kind", "lang", "number", "text", "rule"), rows, title=article.source.path)


def _say_counts(article: Article) -> None:
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
