"""`kzru-nlp entities`: names, dates and amounts of a text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from kzru_nlp.cli.output import Taught, speaking
from kzru_nlp.cli.texts import print_found, taking_texts

if TYPE_CHECKING:
    from kzru_nlp.knowledge.own import Own

EXAMPLES = (
    'echo "Kazakistan 2022\'de tarafsız kaldı." | kzru-nlp entities --lang tr',
    "kzru-nlp entities chapter.txt > entities.jsonl",
)


@click.command("entities", cls=Taught, examples=EXAMPLES, short_help="Find names, dates and amounts.")
@taking_texts
@speaking
def command(
    inputs: tuple[str, ...],
    lang: str | None,
    encoding: str | None,
    own: Own,
    quiet: bool,
    verbose: bool,
) -> int:
    """Print the named entities of a text, one JSON object a line, with character offsets.

    The text comes from stdin (UTF-8) or from files.
    """
    from kzru_nlp.engine.options import Options
    from kzru_nlp.engine.texts import find_entities

    return print_found(inputs, lang, encoding, partial(find_entities, options=Options(None, own)))
