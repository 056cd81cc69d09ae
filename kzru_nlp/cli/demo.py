"""`kzru-nlp demo`: everything over the bundled corpus."""

from __future__ import annotations

from pathlib import Path

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, print_table, speaking
from kzru_nlp.cli.run import run_and_report

SHOWN = (
    "articles",
    "units",
    "markers",
    "citations",
    "sentences",
    "entities",
    "stances",
    "alignments",
    "differences",
)


EXAMPLES = ("kzru-nlp demo -o my-demo",)


@click.command(
    "demo", cls=Taught, examples=EXAMPLES, short_help="Run everything over the bundled sample corpus."
)
@click.option(
    "-o", "--out", default="kzru-demo", show_default=True, type=click.Path(file_okay=False, path_type=Path),
    help="Output folder.",
)  # fmt: skip
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes.")
@as_json
@speaking
def command(out: Path, jobs: int, json_: bool, quiet: bool, verbose: bool) -> int:
    """Run everything over the bundled sample corpus, offline, and name the report to open."""
    from kzru_nlp.engine.options import Options
    from kzru_nlp.model.bundled import bundled

    inputs = tuple(str(path) for path in sorted(bundled("corpus", "articles").glob("*.txt")))
    code = run_and_report(inputs, out, Options(), jobs=jobs, quiet=True, verbose=verbose)
    rows = count_rows(out)
    report = out / "report" / "index.html"
    if json_:
        print_json({"out": str(out), "report": str(report), "rows": rows})
    elif not quiet:
        print_table(
            ["table", "rows"], [(name, rows[name]) for name in SHOWN], title=f"{len(inputs)} articles"
        )
        click.echo(f"\nOpen {report.resolve()} in a browser.")
        click.echo(
            f'Ask the tables: kzru-nlp query "SELECT canonical, count(*) AS n FROM entities GROUP BY 1 ORDER BY 2 DESC LIMIT 10" {out}'
        )
    return code


def count_rows(out: Path) -> dict[str, int]:
    """Return how many rows each table of the run in `out` has."""
    from kzru_nlp.store.sql import query
    from kzru_nlp.tables import TABLES

    selects = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS n FROM {name}" for name in TABLES)
    return {row["name"]: row["n"] for row in query(out, selects).to_pylist()}
