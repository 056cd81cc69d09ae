"""`kzru-nlp evaluate`: scores against gold, with baselines and 95 % intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.corpus import corpus_folder, folder_option
from kzru_nlp.cli.output import Taught, as_json, print_json, print_table, speaking

if TYPE_CHECKING:
    from kzru_nlp.evaluate.bootstrap import Score

EXAMPLES = (
    "kzru-nlp evaluate entities --baselines              # our corpus, test split",
    "kzru-nlp evaluate entities gold.jsonl",
    "kzru-nlp evaluate entities dev.conllu --lang tr --pipeline tr_stanza",
)
CODES = ("tr", "en", "ru")


class Teaching(click.Group):
    """A group whose help ends in examples, as a command's does."""

    examples = EXAMPLES
    format_epilog = Taught.format_epilog


@click.group("evaluate", cls=Teaching, short_help="Score against gold, with baselines and intervals.")
def command() -> None:
    """Score any pipeline against gold: our corpus, or files of your own. Intervals are 95 %, by documents."""


@command.command("entities", short_help="Named entities and links.")
@click.argument("files", nargs=-1, metavar="[GOLD]...", type=click.Path(path_type=Path))
@click.option(
    "--lang", type=click.Choice(CODES), help="Only this language; the language of IOB2 and CoNLL-U."
)
@click.option("--split", default="test", show_default=True, type=click.Choice(("train", "dev", "test")))
@click.option("--pipeline", help="A pipeline other than the default, by name or .cfg file.")
@click.option(
    "--baselines", is_flag=True, help="Score tables alone, natasha alone and a blank spaCy tagger too."
)
@folder_option
@as_json
@speaking
def entities_command(
    files: tuple[Path, ...],
    lang: str | None,
    split: str,
    pipeline: str | None,
    baselines: bool,
    folder: Path | None,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Score named entities on a split of our corpus, or on GOLD: JSONL, IOB2 or CoNLL-U.

    Gold with the labels PER, LOC and ORG only is scored under these three. A blank spaCy tagger is trained on the
    training split of the corpus, which takes minutes.
    """
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.evaluate.entity_gold import gold_of_corpus, read_entity_gold
    from kzru_nlp.evaluate.entity_report import entity_rows

    corpus, _ = read_corpus(corpus_folder(folder))
    gold = (
        [text for file in files for text in read_entity_gold(file, lang)]
        if files
        else gold_of_corpus(corpus, split)
    )
    rows = list(entity_rows(gold, corpus, lang=lang, pipeline=pipeline, baselines=baselines, ours=not files))
    _show(rows, ("lang", "system", "measure", "n", "score"), json_)


def _show(rows: Sequence[dict[str, Any]], columns: Iterable[str], json_: bool) -> None:
    """Print rows that end in a score with its interval."""
    if json_:
        for row in rows:
            score: Score = row["score"]
            print_json(
                {
                    **row,
                    "score": round(score.value, 4),
                    "low": round(score.low, 4),
                    "high": round(score.high, 4),
                }
            )
        return
    print_table(columns, ([row[column] for column in columns] for row in rows))
