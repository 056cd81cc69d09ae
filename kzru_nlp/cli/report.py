"""`kzru-nlp report`: the static report again."""

from __future__ import annotations

from pathlib import Path

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, speaking

EXAMPLES = ("kzru-nlp report out --target Q232", "kzru-nlp report out --jobs 4")


@click.command("report", cls=Taught, examples=EXAMPLES, short_help="Write the report again.")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--target", default="Q159", show_default=True, help="Actor id toward whom stances are shown first."
)
@click.option(
    "-j",
    "--jobs",
    default=1,
    show_default=True,
    type=click.IntRange(min=1),
    help="Processes that write the pages of many articles.",
)
@as_json
@speaking
def command(out: Path, target: str, jobs: int, json_: bool, quiet: bool, verbose: bool) -> None:
    """Write OUT/report/index.html again from the tables in OUT and print its path."""
    from kzru_nlp.report.build import build_report

    path = build_report(out, target_id=target, jobs=jobs)
    if json_:
        print_json({"report": str(path)})
    elif not quiet:
        click.echo(path)
