"""`kzru-nlp compact`: the parts of many articles in few files."""

from __future__ import annotations

from pathlib import Path

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, say, speaking

EXAMPLES = ("kzru-nlp compact out",)


@click.command("compact", cls=Taught, examples=EXAMPLES, short_help="Pack a run's many small files into few.")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@as_json
@speaking
def command(out: Path, json_: bool, quiet: bool, verbose: bool) -> int:
    """Pack the tables of OUT, where every article has files of its own, into one file a table and 1,000 articles.

    The tables hold the same rows in the same order, and later runs go on as before. Worth it from some thousand
    articles: file systems, backups and DuckDB are slow over a million small files.
    """
    from kzru_nlp.model import InputError
    from kzru_nlp.store import OutFolder, hold
    from kzru_nlp.store.version import VERSION, version_of

    folder = OutFolder(out)
    if not folder.tables():
        raise InputError(f"{out}: no tables here; `kzru-nlp run INPUT -o {out}` makes them", code="no-tables")
    if version_of(out) < VERSION:
        raise InputError(
            f"{out}: has tables of an older version; `kzru-nlp run` renews them", code="older-tables"
        )
    with hold(out):
        folder.clean()
        packed = folder.compact()
    packs = len(folder.packs.ids)
    if json_:
        print_json({"out": str(out), "packed": packed, "packs": packs})
    elif not quiet:
        say(f"{packed} articles packed; {packs} packs in all")
    return 0
