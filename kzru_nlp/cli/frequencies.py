"""`kzru-nlp frequencies`: how often words are said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzru_nlp.cli.answers import (
    answering,
    first_of_each_language,
    in_out,
    limited,
    print_records,
    selecting,
)
from kzru_nlp.cli.output import Taught, speaking

if TYPE_CHECKING:
    from kzru_nlp.questions import Selection

EXAMPLES = (
    "kzru-nlp frequencies out --lang ru --lemmas --no-stopwords",
    "kzru-nlp frequencies out --lang tr --kind abstract --length 2 --csv > pairs.csv",
)
COLUMNS = ("lang", "term", "count", "per_million", "articles")


@click.command("frequencies", cls=Taught, examples=EXAMPLES, short_help="Count words, lemmas, sequences.")
@in_out
@selecting
@click.option("--lemmas", is_flag=True, help="Count dictionary forms.")
@click.option("--length", default=1, show_default=True, type=click.IntRange(1, 6), help="Words in a row.")
@click.option("--stopwords/--no-stopwords", default=True, help="Count function words too (the default).")
@click.option("--minimum", default=1, show_default=True, type=click.IntRange(min=1), help="Least count.")
@limited(50)
@answering
@speaking
def command(
    out: Path,
    selection: Selection,
    lemmas: bool,
    length: int,
    stopwords: bool,
    minimum: int,
    limit: int | None,
    wanted: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Count the words of the sentences in OUT, each language by itself; --limit holds for each."""
    from kzru_nlp.questions import count_words

    rows = count_words(
        out,
        selection=selection,
        lemmas=lemmas,
        length=length,
        stopwords=stopwords,
        minimum=minimum,
    )
    print_records(first_of_each_language(rows, limit), wanted, COLUMNS, None)
