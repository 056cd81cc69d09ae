"""`kzru-nlp export`: the tables in the formats of other tools."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, say, speaking

EXAMPLES = (
    "kzru-nlp export out --to tei,conllu,tmx -o exports",
    "kzru-nlp export out --to csv          # into out/export/csv",
    "kzru-nlp export out --list",
)


def read_formats(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return the formats in a list separated by commas; `all` is all of them.

    Raises:
        click.BadParameter: no such format; the message lists those there are.
    """
    from kzru_nlp.export.build import FORMATS

    names = tuple(name.strip() for name in (value or "").split(",") if name.strip())
    if names == ("all",):
        return tuple(FORMATS)
    if unknown := [name for name in names if name not in FORMATS]:
        raise click.BadParameter(
            f"no such format: {', '.join(unknown)}; there are {', '.join(FORMATS)}", ctx, param
        )
    return names


@click.command("export", cls=Taught, examples=EXAMPLES, short_help="Write other tools' formats.")
@click.argument("out", required=False, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "formats",
    metavar="FORMAT[,FORMAT]",
    callback=read_formats,
    help="Formats, or `all`; --list tells them.",
)
@click.option(
    "-o",
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write, a folder a format; by default OUT/export.",
)
@click.option("--list", "list_", is_flag=True, help="List the formats.")
@as_json
@speaking
def command(
    out: Path | None,
    formats: tuple[str, ...],
    folder: Path | None,
    list_: bool,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the tables in OUT in other tools' formats; each file is written whole or not at all."""
    from kzru_nlp.export.build import FORMATS, export

    if list_:
        for name, each in FORMATS.items():
            click.echo(f"{name:10}{each.doc}")
        return
    if out is None or not formats:
        raise click.UsageError("name the folder of a run and --to FORMAT; --list tells the formats")
    with _progress(quiet) as tell:
        written = export(out, formats, folder, tell=tell)
    if json_:
        print_json({name: [str(file) for file in files] for name, files in written.items()})
    elif not quiet:
        for name, files in written.items():
            where = files[0] if len(files) == 1 else (folder or out / "export") / name
            say(f"{name}: {len(files)} file{'s' * (len(files) != 1)}, {where}")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give the function that tells how far the export is: a bar on a terminal, else nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, total=total, completed=done, description=what)
