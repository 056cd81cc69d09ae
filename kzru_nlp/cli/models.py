"""`kzru-nlp models`: what each pipeline needs, and the command that gets it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kzru_nlp.cli.output import TaughtGroup, as_json, print_rows, print_table, say, speaking
from kzru_nlp.model import KzruError

if TYPE_CHECKING:
    from kzru_nlp.pipelines.models import Need

EXAMPLES = (
    "kzru-nlp models list                         # every pipeline, what it needs, how to get it",
    "kzru-nlp models install tr_stanza --dry-run  # prints the command and runs nothing",
    "kzru-nlp models install en_spacy --model en_core_web_trf",
)
Run = Callable[[list[str]], int]


@click.group(
    "models",
    cls=TaughtGroup,
    examples=EXAMPLES,
    short_help="Show what pipelines need; install it when asked.",
)
def command() -> None:
    """Show which pretrained models the pipelines can run on, and install one when asked.

    The default pipelines need none of them. Nothing is downloaded but by `models install`.
    """


@command.command("list", short_help="List pipelines, what they need, what is installed.")
@as_json
@speaking
def list_command(json_: bool, quiet: bool, verbose: bool) -> None:
    """List every pipeline with its models: size and licence where known, installed or not, the command."""
    from kzru_nlp.pipelines.load import available
    from kzru_nlp.pipelines.models import needs, shown

    found = [(name, needs(name)) for name in available()]
    if json_:
        print_rows(_row(name, need) for name, rows in found for need in (rows or (None,)))
        return
    lines = []
    for name, rows in found:
        if not rows:
            lines.append([name, "embedded", "", "", "yes"])
        lines += [
            [
                name,
                need.model,
                f"{need.megabytes} MB" if need.megabytes else "",
                need.licence,
                need.installed or f"no: {need.reason}",
            ]
            for need in rows
        ]
    print_table(["pipeline", "model", "download", "licence", "installed"], lines)
    # Below the table, where no column folds what one wants to copy.
    for _, rows in found:
        for need in rows:
            for line in () if need.installed else need.commands:
                click.echo(f"{need.pipeline}: {shown(line)}")


@command.command("install", short_help="Install what a pipeline needs.")
@click.argument("name", metavar="PIPELINE")
@click.option(
    "--model", help="Which of the pipeline's models; by default the first that `models list` shows."
)
@click.option("--dry-run", is_flag=True, help="Print the commands and run nothing.")
@speaking
def install_command(name: str, model: str | None, dry_run: bool, quiet: bool, verbose: bool) -> int:
    """Print the commands that install what PIPELINE needs, then run them (they download).

    Exit codes: 0 installed, 1 a command failed, 2 no such pipeline or model.
    """
    from kzru_nlp.pipelines.models import shown

    need = _chosen(name, model)
    if need is None or need.installed:
        say(
            f"{name} needs nothing more" + (f": {need.model} is installed ({need.installed})" if need else "")
        )
        return 0
    for line in need.commands:
        click.echo(shown(line))
        if dry_run:
            continue
        if code := subprocess.run([sys.executable, *line[1:]], check=False).returncode:
            raise KzruError(
                f"{name}: this command failed with exit code {code}: {shown(line)}", code="install"
            )
    return 0


def _chosen(name: str, model: str | None) -> Need | None:
    from kzru_nlp.pipelines.load import available
    from kzru_nlp.pipelines.models import needs

    if name not in available():
        raise click.UsageError(f"no pipeline {name!r}; there are: {', '.join(available())}")
    rows = needs(name)
    if model is None:
        return next((need for need in rows if need.installed), rows[0] if rows else None)
    found = next((need for need in rows if need.model == model), None)
    if found is None:
        listed = ", ".join(need.model for need in rows) or "none"
        raise click.UsageError(f"{name} has no model {model!r}; it has: {listed}")
    return found


def _row(name: str, need: Need | None) -> dict[str, object]:
    """Return the row of `--json`; a default pipeline needs nothing."""
    if need is None:
        return {"pipeline": name, "model": "embedded", "installed": "yes", "reason": "", "commands": []}
    return asdict(need)
