"""`kzru-nlp annotations`: tagged sentences out to annotators, corrected ones compared."""

from __future__ import annotations

from pathlib import Path

import click

from kzru_nlp.cli.output import TaughtGroup, as_json, print_json, print_table, say, speaking

EXAMPLES = (
    "kzru-nlp annotations export out -o tasks --to xmi         # INCEpTION: TypeSystem.xml and one XMI a version",
    "kzru-nlp annotations export out -o tasks --to label-studio --with-stance",
    "kzru-nlp annotations agreement mine/ yours/",
    "kzru-nlp train stance --also corrected/",
)


@click.group(
    "annotations",
    cls=TaughtGroup,
    examples=EXAMPLES,
    short_help="Give sentences to annotators; compare what they return.",
)
def command() -> None:
    """Export tagged sentences for correction in INCEpTION or Label Studio, and measure how far two sets agree."""


@command.command("export", short_help="Write the sentences of a run for annotators.")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--to", "form", default="xmi", show_default=True, type=click.Choice(("xmi", "label-studio")))
@click.option("--with-stance", is_flag=True, help="Only sentences in which a stance was found.")
@speaking
def export_command(out: Path, folder: Path, form: str, with_stance: bool, quiet: bool, verbose: bool) -> None:
    """Write the sentences of the run in OUT with their names and stances to a folder."""
    from kzru_nlp.annotate.files import write_annotations
    from kzru_nlp.annotate.tasks import documents_of_run
    from kzru_nlp.store import read_tables

    for path in write_annotations(documents_of_run(read_tables(out), with_stance=with_stance), folder, form):
        if not quiet:
            say(str(path))


@command.command("agreement", short_help="How far two sets of annotations agree.")
@click.argument("first", type=click.Path(exists=True, path_type=Path))
@click.argument("second", type=click.Path(exists=True, path_type=Path))
@as_json
@speaking
def agreement_command(first: Path, second: Path, json_: bool, quiet: bool, verbose: bool) -> None:
    """Print alpha, kappa and tuple F1 of the sentences that both sets hold: XMI, Label Studio JSON, markup, folders."""
    from kzru_nlp.annotate.agreement import compare
    from kzru_nlp.annotate.files import read_annotations
    from kzru_nlp.model import InputError

    try:
        figures = compare(read_annotations(first), read_annotations(second))
    except ValueError as error:
        raise InputError(f"{second}: {error}") from None
    if not figures:
        raise InputError(
            f"{second}: holds no sentence that {first} holds too; compare annotations of the same texts"
        )
    if json_:
        for (lang, name), f in figures.items():
            print_json(
                {"lang": lang, "measure": name, "n": f.n, "value": f.value, "low": f.low, "high": f.high}
            )
        return
    rows = ((lang, name, f.n, str(f)) for (lang, name), f in figures.items())
    print_table(("lang", "measure", "sentences", "value"), rows)
