"""`kzru-nlp query`: SQL over the tables."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from kzru_nlp.cli.output import Taught, as_json, print_rows, print_table, say, speaking

EXAMPLES = (
    'kzru-nlp query "SELECT label, count(*) AS n FROM entities GROUP BY label ORDER BY n DESC" out',
    "kzru-nlp query \"SELECT holder, label FROM stances WHERE target_id = 'Q159'\" out --csv",
    'kzru-nlp query "SHOW TABLES" out',
)


@click.command("query", cls=Taught, examples=EXAMPLES, short_help="Ask the tables in SQL.")
@click.argument("sql")
@click.argument("out", type=click.Path(path_type=Path))
@as_json
@click.option("--csv", "csv_", is_flag=True, help="Print CSV with a header.")
@speaking
def command(sql: str, out: Path, json_: bool, csv_: bool, quiet: bool, verbose: bool) -> None:
    """Print the rows of SQL (DuckDB) over the tables in OUT; nothing is changed and no other file is read."""
    if json_ and csv_:
        raise click.UsageError("--json and --csv exclude each other")
    from kzru_nlp.store.sql import query

    table = query(out, sql)
    if json_:
        print_rows(table.to_pylist())
    elif csv_:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(row.values() for row in table.to_pylist())
    elif table.column_names:
        print_table(table.column_names, (row.values() for row in table.to_pylist()))
    if verbose and not quiet:
        say(f"{table.num_rows} rows")
