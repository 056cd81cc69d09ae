"""`kzru-nlp run`: the whole pipeline."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.command_line import NO_USABLE_INPUT
from kzru_nlp.cli.output import Taught, print_json, say, speaking
from kzru_nlp.cli.own import with_own

if TYPE_CHECKING:
    from kzru_nlp.engine.running import Event, Outcome
    from kzru_nlp.knowledge.own import Own

EXAMPLES = (
    "kzru-nlp run article.txt -o out",
    "kzru-nlp run corpus/ -o out --jobs 4 --metadata articles.csv",
    "kzru-nlp run corpus/ -o out --engine dask --scheduler tcp://head:8786",
)


@click.command("run", cls=Taught, examples=EXAMPLES, short_help="Run the whole pipeline.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Output folder."
)
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes of this machine, or a Dask cluster.",
)
@click.option(
    "--scheduler", metavar="URL", help="The cluster's scheduler (tcp://host:8786); else one is made here."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="What one article may take; else it fails. [default: 900]",
)
@click.option(
    "--memory",
    type=click.IntRange(min=1),
    metavar="MB",
    help="What a process may hold over one article (Linux). [default: 4096]",
)
@click.option("--encoding", help="Encoding of text inputs, in place of the detected one (cp1254, koi8-r …).")
@with_own
@click.option("--metadata", type=click.Path(path_type=Path), help="Year, journal, country … by path (CSV).")
@click.option("--again", is_flag=True, help="Do inputs again that are done and unchanged.")
@click.option("--json", "json_", is_flag=True, help="Print what was done as JSON.")
@speaking
def command(
    inputs: tuple[str, ...],
    out: Path,
    jobs: int,
    engine: str,
    scheduler: str | None,
    timeout: float | None,
    memory: int | None,
    encoding: str | None,
    own: Own,
    metadata: Path | None,
    again: bool,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Run the whole pipeline over files, or folders that hold some.

    OUT gets a Parquet folder for each table, report/index.html and run.json. What is done already and unchanged
    is left as it is, so a run that was stopped goes on where it stopped.
    """
    from kzru_nlp.engine.options import Options
    from kzru_nlp.engine.plan import MEGABYTES, SECONDS, Plan

    # One article alone is begun sooner in this process; several go where one that hangs can be ended.
    apart = bool(timeout or memory) or len(inputs) > 1 or Path(inputs[0]).is_dir()
    jobs = jobs if apart or engine != "local" else 1
    plan = Plan(engine, jobs, scheduler, timeout or SECONDS, memory or MEGABYTES, apart)
    options = Options(_checked_encoding(encoding), own)
    return run_and_report(
        inputs,
        out,
        options,
        plan=plan,
        metadata=metadata or own.metadata,
        resume=not again,
        json_=json_,
        quiet=quiet,
        verbose=verbose,
    )


def run_and_report(
    inputs: tuple[str, ...],
    out: Path,
    options: Any,
    *,
    jobs: int = 1,
    plan: Any = None,
    metadata: Path | None = None,
    resume: bool = True,
    json_: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> int:
    """Run, write the report, tell what was done; return the exit code."""
    from kzru_nlp.engine.lean import (
        collect_garbage_seldom,
        compute_in_one_thread,
        import_arrow_without_pandas,
        import_spacy_lean,
    )

    collect_garbage_seldom()
    compute_in_one_thread()
    import_arrow_without_pandas()
    from kzru_nlp.engine.plan import Plan
    from kzru_nlp.engine.running import run_inputs

    plan = plan or Plan(jobs=jobs)
    if plan.in_this_process:
        plan = replace(plan, prepare=import_spacy_lean)
    with _progress(quiet, verbose) as tell:
        outcome = run_inputs(
            inputs,
            out=out,
            plan=plan or Plan(jobs=jobs),
            options=options,
            metadata=metadata,
            resume=resume,
            progress=tell,
        )
    report = out / "report" / "index.html"
    if outcome.changed or not report.exists():
        from kzru_nlp.report.build import build_report

        report = build_report(out, jobs=plan.jobs)
    if json_:
        print_json({"out": str(out), "report": str(report), **_counts(outcome), "articles": outcome.articles})
    elif not quiet:
        say(_summary(outcome, report))
    if not outcome.articles:
        return NO_USABLE_INPUT
    return 1 if outcome.failures else 0


def _counts(outcome: Outcome) -> dict[str, int]:
    return {name: outcome.counts[name] for name in ("written", "unchanged", "repeated", "failed")}


def _summary(outcome: Outcome, report: Path) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in _counts(outcome).items() if count)
    return f"{counts}; open {report}" if outcome.articles else counts


def _checked_encoding(name: str | None) -> str | None:
    import codecs

    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        raise click.BadParameter(f"there is no encoding {name!r}", param_hint="--encoding") from None


@contextmanager
def _progress(quiet: bool, verbose: bool) -> Iterator[Callable[[Event], None]]:
    """Give the function that tells of inputs: faults always, a bar on a terminal, each input with `--verbose`."""
    if quiet or not sys.stderr.isatty():
        yield lambda event: _tell(event, say, verbose and not quiet)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(event: Event) -> None:
            bar.update(
                task, total=event.total, completed=event.done, description=escape(Path(event.path).name)
            )
            _tell(
                event,
                lambda message: bar.console.print(escape(message), soft_wrap=True, highlight=False),
                verbose,
            )

        yield tell


def _tell(event: Event, speak: Callable[[str], None], everything: bool) -> None:
    if event.failure:
        speak(event.failure.message)
    elif everything:
        speak(f"{event.path}: {event.outcome}")
