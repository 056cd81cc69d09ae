"""`kzru-nlp query`: SQL over the tables."""

from __future__ import annotations

from pathlib import Path

import click

from kzru_nlp.cli.answers import answering, in_out, print_answer
from kzru_nlp.cli.output import Taught, say, speaking

EXAMPLES = (
    'kzru-nlp query "SELECT label, count(*) AS n FROM entities GROUP BY label ORDER BY n DESC" out',
    "kzru-nlp query \"SELECT holder, label FROM stances WHERE target_id = 'Q159'\" out --csv",
    'kzru-nlp query "SHOW TABLES" out',
)


@click.command("query", cls=Taught, examples=EXAMPLES, short_help="Ask the tables in SQL.")
@click.argument("sql")
@in_out
@answering
@speaking
def command(sql: str, out: Path, wanted: str, quiet: bool, verbose: bool) -> None:
    """Print the rows of SQL (DuckDB) over the tables in OUT; nothing is changed and no other file is read."""
    from kzru_nlp.store.sql import query

    table = query(out, sql)
    rows = (row.values() for batch in table.to_batches() for row in batch.to_pylist())
    count = print_answer(table.column_names, map(list, rows), wanted)
    if verbose and not quiet:
        say(f"{count} rows")
