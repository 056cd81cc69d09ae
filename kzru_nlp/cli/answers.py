"""How commands that answer questions print their rows: a table for people, CSV, JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click

from kzru_nlp.cli.output import as_json, print_json, print_table

Function = TypeVar("Function", bound=Callable[..., Any])
FORMATS = ("table", "csv", "json", "jsonl")


def answering(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--format`, `--csv` and `--json`, handed to it as `wanted`, one of FORMATS."""

    @wraps(function)
    def command(*, format_: str | None, csv_: bool, json_: bool, **options: Any) -> Any:
        return function(wanted=chosen_format(format_, csv_, json_), **options)

    command = as_json(click.option("--csv", "csv_", is_flag=True, help="Same as --format csv.")(command))
    return click.option(
        "-f",
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        help="table (default); csv, safe to open in a spreadsheet; json, one array; jsonl, one object a line, as --json.",
    )(command)


def chosen_format(format_: str | None, csv_: bool, json_: bool) -> str:
    """Return the one format that was asked for.

    Raises:
        click.UsageError: more than one was.
    """
    asked = {name for name, wanted in ((format_, format_), ("csv", csv_), ("jsonl", json_)) if wanted}
    if len(asked) > 1:
        raise click.UsageError("--format, --csv and --json exclude each other")
    return str(asked.pop()) if asked else "table"


def print_answer(columns: Sequence[str], rows: Iterable[Sequence[Any]], format_: str) -> int:
    """Print rows in one of FORMATS; return how many. CSV and JSON are printed row by row."""
    if format_ == "csv":
        from kzru_nlp.export.spreadsheets import write_csv

        return write_csv(sys.stdout, columns, rows, end="\n")
    if format_ == "table":
        listed = list(rows)
        if columns:
            print_table(columns, ([_shown(value) for value in row] for row in listed))
        return len(listed)
    objects = (dict(zip(columns, row, strict=True)) for row in rows)
    return _print_array(objects) if format_ == "json" else _print_lines(objects)


def print_records(
    rows: Iterable[dict[str, Any]], format_: str, columns: Sequence[str], limit: int | None
) -> int:
    """Print the first `limit` of rows that have these columns; return how many."""
    return print_answer(columns, ([row[c] for c in columns] for row in islice(rows, limit)), format_)


def first_of_each_language(rows: Iterable[dict[str, Any]], limit: int | None) -> Iterator[dict[str, Any]]:
    """Yield the first `limit` rows of each language, in their order."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["lang"]] += 1
        if limit is None or seen[row["lang"]] <= limit:
            yield row


def selecting(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the filters of sentences, handed to it as `selection`, a `questions.Selection`."""

    @wraps(function)
    def command(
        *, langs: tuple[str, ...], kinds: tuple[str, ...], where: tuple[str, ...], **options: Any
    ) -> Any:
        from kzru_nlp.questions import Selection

        return function(selection=Selection(langs, kinds, where), **options)

    wrapped: Callable[..., Any] = command
    for option in (
        click.option(
            "--where",
            multiple=True,
            metavar="CONDITION",
            help="Only where this holds: COLUMN=VALUE[,VALUE] or SQL, over the columns of sentences, units, articles and metadata.",
        ),
        click.option(
            "--kind", "kinds", multiple=True, help="Only units of this kind (abstract, paragraph …)."
        ),
        click.option("--lang", "langs", multiple=True, help="Only sentences in this language."),
    ):
        wrapped = option(wrapped)
    return wrapped


def need_one_of(pattern: str | None, lemma: str | None, actor: str | None) -> None:
    """Raise click.UsageError where a command has nothing to look for."""
    if not (pattern or lemma or actor):
        raise click.UsageError("nothing to look for; give PATTERN, --lemma or --actor")


def in_out(function: Function) -> Function:
    """Give a command the argument `OUT`, the folder of a run."""
    return click.argument("out", type=click.Path(path_type=Path))(function)


def limited(default: int) -> Callable[[Function], Function]:
    """Give a command `--limit`, handed to it as `limit` (None for all)."""
    return click.option(
        "-n",
        "--limit",
        default=default,
        show_default=True,
        callback=lambda ctx, param, value: value or None,
        type=click.IntRange(min=0),
        help="Rows to show; 0 for all.",
    )


def _shown(value: Any) -> Any:
    """Return a value with the digits that a reader needs."""
    if not isinstance(value, float):
        return value
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _print_array(objects: Iterable[dict[str, Any]]) -> int:
    count = 0
    for value in objects:
        click.echo("[" if not count else ",")
        click.echo(json.dumps(value, ensure_ascii=False, default=str), nl=False)
        count += 1
    click.echo("\n]" if count else "[]")
    return count


def _print_lines(objects: Iterable[dict[str, Any]]) -> int:
    count = 0
    for value in objects:
        print_json(value)
        count += 1
    return count
