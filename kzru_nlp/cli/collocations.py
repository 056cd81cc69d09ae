"""`kzru-nlp collocations`: what stands near a word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzru_nlp.cli.answers import (
    answering,
    first_of_each_language,
    in_out,
    limited,
    need_one_of,
    print_records,
    selecting,
)
from kzru_nlp.cli.output import Taught, speaking

if TYPE_CHECKING:
    from kzru_nlp.questions import Selection

EXAMPLES = (
    "kzru-nlp collocations out --actor Q159 --lemmas",
    r'kzru-nlp collocations out "\bsanctions?\b" --lang en --measure g2 --left 3 --right 3',
)
COLUMNS = ("lang", "term", "near", "count", "expected", "articles", "g2", "mi", "log_dice")


@click.command("collocations", cls=Taught, examples=EXAMPLES, short_help="Find what stands near a word.")
@in_out
@click.argument("pattern", required=False)
@click.option("--lemma", help="Words in any form that have this dictionary form.")
@click.option("--actor", metavar="ID|NAME", help="Mentions of an actor: Q159, or a name in any language.")
@selecting
@click.option("--left", default=5, show_default=True, type=click.IntRange(min=0), help="Words before.")
@click.option("--right", default=5, show_default=True, type=click.IntRange(min=0), help="Words after.")
@click.option("--lemmas", is_flag=True, help="Count dictionary forms.")
@click.option("--stopwords/--no-stopwords", default=False, help="Show function words too; by default not.")
@click.option("--minimum", default=2, show_default=True, type=click.IntRange(min=1), help="Least count near.")
@click.option(
    "--measure",
    type=click.Choice(("log_dice", "g2", "mi")),
    default="log_dice",
    show_default=True,
    help="What the rows are sorted by.",
)
@limited(30)
@answering
@speaking
def command(
    out: Path,
    pattern: str | None,
    lemma: str | None,
    actor: str | None,
    selection: Selection,
    left: int,
    right: int,
    lemmas: bool,
    stopwords: bool,
    minimum: int,
    measure: str,
    limit: int | None,
    wanted: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Find the words near hits of PATTERN (a regular expression), of a lemma or of an actor, inside sentences."""
    need_one_of(pattern, lemma, actor)
    from kzru_nlp.questions import find_collocates

    rows = find_collocates(
        out,
        pattern,
        lemma=lemma,
        actor=actor,
        selection=selection,
        left=left,
        right=right,
        lemmas=lemmas,
        stopwords=stopwords,
        minimum=minimum,
        measure=measure,
    )
    print_records(first_of_each_language(rows, limit), wanted, COLUMNS, None)
