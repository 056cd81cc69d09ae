"""`kzru-nlp stance`: who is for or against whom in a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.output import Taught, speaking
from kzru_nlp.cli.texts import print_found, taking_texts

if TYPE_CHECKING:
    from kzru_nlp.engine.texts import Stretch
    from kzru_nlp.knowledge.own import Own

EVERYBODY = "all"


EXAMPLES = (
    'echo "Kazakhstan condemned Russia." | kzru-nlp stance --lang en',
    "kzru-nlp stance chapter.txt --target all > stances.jsonl",
)


@click.command("stance", cls=Taught, examples=EXAMPLES, short_help="Find who is for or against whom.")
@taking_texts
@click.option(
    "--target", default="Q159", show_default=True, help="Actor id toward whom; `all` for everybody."
)
@speaking
def command(
    inputs: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    own: Own,
    target: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Print the stances of a text toward an actor, by default Russia, one JSON object a line.

    The text comes from stdin (UTF-8) or from files. Each line has holder, target, label, evidence and their
    character offsets.
    """
    from kzru_nlp.engine.options import Options
    from kzru_nlp.engine.texts import find_stances

    options = Options(None, own)

    def find(stretch: Stretch) -> Iterator[dict[str, Any]]:
        found = find_stances(stretch, options)
        return (row for row in found if target in (EVERYBODY, row["target_id"]))

    return print_found(inputs, lang, encoding, find)
