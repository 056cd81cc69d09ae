"""`kzru-nlp notebooks`: the chapters to read and run, copied to a folder of the user's."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, say, speaking

EXAMPLES = ("kzru-nlp notebooks my-notebooks && jupyter lab my-notebooks",)


@click.command("notebooks", cls=Taught, examples=EXAMPLES, short_help="Copy the notebooks to a folder.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace notebooks that are there already.")
@as_json
@speaking
def command(folder: Path, overwrite: bool, json_: bool, quiet: bool, verbose: bool) -> None:
    """Copy the notebooks to DIR, which is made where it does not exist; a notebook that is there already is kept."""
    from kzru_nlp.model.bundled import bundled

    sources = sorted(bundled("notebooks").glob("*.ipynb"))
    kept = [path.name for path in sources if (folder / path.name).exists() and not overwrite]
    folder.mkdir(parents=True, exist_ok=True)
    copied = [shutil.copyfile(path, folder / path.name) for path in sources if path.name not in kept]
    if json_:
        print_json({"copied": [str(path) for path in copied], "kept": kept})
        return
    for path in copied:
        click.echo(str(path))
    if kept:
        say(f"kept as they are: {', '.join(kept)}; --overwrite replaces them")
    if not quiet:
        say(f'to open them: jupyter lab {folder} (pip install "kzru-nlp[notebooks]" brings Jupyter)')
