"""`kzru-nlp keyness`: key words of a sub-corpus."""

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
    'kzru-nlp keyness out "year >= 2022" "year < 2022" --lang tr --lemmas',
    "kzru-nlp keyness out country=KZ --no-stopwords     # against all other countries",
    "kzru-nlp keyness out kind=abstract kind=paragraph --lang en --csv > key.csv",
)
COLUMNS = (
    "lang",
    "term",
    "target",
    "reference",
    "target_per_million",
    "reference_per_million",
    "target_articles",
    "reference_articles",
    "g2",
    "p",
    "log_ratio",
)


@click.command("keyness", cls=Taught, examples=EXAMPLES, short_help="Find key words of a sub-corpus.")
@in_out
@click.argument("target")
@click.argument("reference", required=False)
@selecting
@click.option("--lemmas", is_flag=True, help="Compare dictionary forms.")
@click.option("--length", default=1, show_default=True, type=click.IntRange(1, 6), help="Words in a row.")
@click.option("--stopwords/--no-stopwords", default=True, help="Compare function words too (the default).")
@click.option(
    "--minimum",
    default=3,
    show_default=True,
    type=click.IntRange(min=1),
    help="Least count in both together.",
)
@limited(50)
@answering
@speaking
def command(
    out: Path,
    target: str,
    reference: str | None,
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
    """Find the words that sub-corpus TARGET says oftener or more rarely than REFERENCE (default: all else).

    Both are conditions: COLUMN=VALUE[,VALUE] or SQL over the columns of sentences, units, articles and metadata.
    g2 is the log-likelihood ratio, p its probability by chance (Holm-corrected), log_ratio the effect: 1 is twice
    as frequent in TARGET, -1 half. Each language is compared with itself; --limit holds for each.
    """
    from kzru_nlp.questions import find_key_words

    rows = find_key_words(
        out,
        target,
        reference,
        selection=selection,
        lemmas=lemmas,
        length=length,
        stopwords=stopwords,
        minimum=minimum,
    )
    print_records(first_of_each_language(rows, limit), wanted, COLUMNS, None)
