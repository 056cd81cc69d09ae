"""What commands share in speaking: data to stdout, messages to stderr, how much of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class Taught(click.Command):
    """A command whose help ends in examples to copy."""

    def __init__(self, *args: Any, examples: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are, unwrapped."""
        _write_examples(formatter, self.examples)


class TaughtGroup(click.Group):
    """A group whose help ends in examples, as a command's does."""

    def __init__(self, *args: Any, examples: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are, unwrapped."""
        _write_examples(formatter, self.examples)


def _write_examples(formatter: click.HelpFormatter, examples: Iterable[str]) -> None:
    with formatter.section("Examples"):
        for line in examples:
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def speaking(function: Function) -> Function:
    """Give a command `--quiet` and `--verbose`, handed to it as `quiet` and `verbose`."""
    function = click.option("-v", "--verbose", is_flag=True, help="Tell more on stderr.")(function)
    return click.option("-q", "--quiet", is_flag=True, help="Tell nothing but faults.")(function)


def as_json(function: Function) -> Function:
    """Give a command `--json`, handed to it as `json_`."""
    return click.option("--json", "json_", is_flag=True, help="Print JSON, for programs.")(function)


def say(message: str) -> None:
    """Print a message for people."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:
    """Print one JSON value on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def print_table(columns: Iterable[str], rows: Iterable[Iterable[Any]], *, title: str | None = None) -> None:
    """Print a table for people; cells are text and never markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=max(console.width, 160))
    console.print(table)


def print_rows(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line."""
    for row in rows:
        print_json(row)
