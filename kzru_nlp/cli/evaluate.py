"""`kzru-nlp evaluate`: scores against gold, with baselines and 95 % intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.corpus import corpus_folder, folder_option
from kzru_nlp.cli.output import TaughtGroup, as_json, print_json, print_table, speaking
from kzru_nlp.corpus.splits import SPLITS

if TYPE_CHECKING:
    from kzru_nlp.corpus.bootstrap import Score
    from kzru_nlp.evaluate.entity_errors import ErrorGroup

EXAMPLES = (
    "kzru-nlp evaluate entities --baselines              # our corpus, test split",
    "kzru-nlp evaluate entities gold.jsonl",
    "kzru-nlp evaluate entities gold.jsonl --errors      # what goes wrong, with examples",
    "kzru-nlp evaluate entities dev.conllu --lang tr --pipeline tr_stanza",
)
CODES = ("tr", "en", "ru")


@click.group(
    "evaluate",
    cls=TaughtGroup,
    examples=EXAMPLES,
    short_help="Score against gold, with baselines and intervals.",
)
def command() -> None:
    """Score any pipeline against gold: our corpus, or files of your own. Intervals are 95 %, by documents."""


@command.command("entities", short_help="Named entities and links.")
@click.argument("files", nargs=-1, metavar="[GOLD]...", type=click.Path(path_type=Path))
@click.option(
    "--lang", type=click.Choice(CODES), help="Only this language; the language of IOB2 and CoNLL-U."
)
@click.option(
    "--split",
    type=click.Choice(SPLITS),
    help="By default test; with --errors dev, so that nobody reads the test split.",
)
@click.option("--pipeline", help="A pipeline other than the default, by name or .cfg file.")
@click.option(
    "--errors", is_flag=True, help="List the errors instead, by kind and pair of labels, with examples."
)
@click.option(
    "--examples", default=3, show_default=True, type=click.IntRange(min=0), help="Examples of each error."
)
@click.option(
    "--baselines", is_flag=True, help="Score tables alone, natasha alone and a blank spaCy tagger too."
)
@folder_option
@as_json
@speaking
def entities_command(
    files: tuple[Path, ...],
    lang: str | None,
    split: str | None,
    pipeline: str | None,
    errors: bool,
    examples: int,
    baselines: bool,
    folder: Path | None,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Score named entities on a split of our corpus, or on GOLD: JSONL, IOB2 or CoNLL-U.

    Gold with the labels PER, LOC and ORG only is scored under these three. A blank spaCy tagger is trained on the
    training split of the corpus, which takes minutes.

    An error is one of label (same span), boundary (same label), label and boundary, missed, spurious.
    """
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.evaluate.entity_gold import gold_of_corpus, read_entity_gold
    from kzru_nlp.evaluate.entity_report import entity_rows, error_groups

    if errors and baselines:
        raise click.UsageError("--errors lists those of one pipeline; leave --baselines out")
    corpus, _ = read_corpus(corpus_folder(folder))
    gold = (
        [text for file in files for text in read_entity_gold(file, lang)]
        if files
        else gold_of_corpus(corpus, split or ("dev" if errors else "test"))
    )
    if errors:
        _show_errors(list(error_groups(gold, lang=lang, pipeline=pipeline, examples=examples)), json_)
        return
    rows = list(entity_rows(gold, corpus, lang=lang, pipeline=pipeline, baselines=baselines, ours=not files))
    _show(rows, ("lang", "system", "measure", "n", "score"), json_)


def _show_errors(groups: Sequence[ErrorGroup], json_: bool) -> None:
    if json_:
        for group in groups:
            examples = [{"names": names, "context": context} for names, context in group.examples]
            print_json({**asdict(group), "examples": examples})
        return
    print_table(
        ("lang", "kind", "gold", "found", "n", "examples"),
        (
            (g.lang, g.kind, g.gold, g.found, g.n, "\n".join(f"{name}: {text}" for name, text in g.examples))
            for g in groups
        ),
    )


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


@command.command("align", short_help="Sentence alignment and the audit's differences.")
@click.argument("files", nargs=-1, metavar="[GOLD]...", type=click.Path(path_type=Path))
@click.option("--split", default="test", show_default=True, type=click.Choice(SPLITS))
@click.option(
    "--baseline/--no-baseline", default=True, help="Run Gale and Church's aligner (NLTK) beside ours."
)
@click.option(
    "--differences", is_flag=True, help="Score what the audit finds in our corpus, by type, instead."
)
@folder_option
@as_json
@speaking
def align_command(
    files: tuple[Path, ...],
    split: str,
    baseline: bool,
    differences: bool,
    folder: Path | None,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Score beads strictly, laxly and by omissions (vecalign's measures) on a split of our corpus, or on GOLD (JSONL)."""
    from kzru_nlp.corpus.verify import read_corpus

    if differences:
        if files:
            raise click.UsageError("--differences works on our corpus only")
        from kzru_nlp.evaluate.differences import difference_rows, outcomes

        corpus, _ = read_corpus(corpus_folder(folder))
        _show(list(difference_rows(outcomes(corpus, split))), ("type", "measure", "n", "score"), json_)
        return
    from kzru_nlp.evaluate.alignment import alignment_rows, gold_of_corpus, read_gold

    if files:
        texts = [text for file in files for text in read_gold(file)]
    else:
        texts = gold_of_corpus(read_corpus(corpus_folder(folder))[0], split)
    rows = list(alignment_rows(texts, baseline=baseline))
    _show(rows, ("pair", "system", "measure", "n", "score"), json_)


@command.command("stance", short_help="Who is for or against whom.")
@click.argument("files", nargs=-1, metavar="[GOLD]...", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(CODES), help="Only this language of the corpus.")
@click.option("--split", default="test", show_default=True, type=click.Choice(SPLITS))
@click.option("--pipeline", help="A pipeline other than the default, by name or .cfg file.")
@click.option(
    "--least", type=float, help="Score from which a stance counts; 0 counts the classifier's leads too."
)
@click.option(
    "--baselines", is_flag=True, help="Score majority, the lexicon alone and TF-IDF with regression too."
)
@click.option(
    "--layers", is_flag=True, help="Show where gold stances are lost: party, cue, roles, sign, threshold."
)
@folder_option
@as_json
@speaking
def stance_command(
    files: tuple[Path, ...],
    lang: str | None,
    split: str,
    pipeline: str | None,
    least: float | None,
    baselines: bool,
    layers: bool,
    folder: Path | None,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Score stances on a split of our corpus, or on GOLD: JSONL rows of lang, text, holder_span, target_span, label.

    On the corpus: SemEval mean, macro-F1 of three labels, tuples with evidence, roles, direction, contrast pairs.
    """
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.evaluate.stance_report import file_rows, stance_rows, version_rows

    if layers and files:
        raise click.UsageError("--layers works on our corpus only")
    if layers:
        from kzru_nlp.evaluate.stance_layers import layer_rows

        corpus, _ = read_corpus(corpus_folder(folder))
        threshold = {} if least is None else {"least": least}
        rows = list(layer_rows(corpus, split, lang=lang, pipeline=pipeline, **threshold))
        _show(rows, ("lang", "measure", "n", "score"), json_)
        return
    if files:
        rows = list(file_rows(files, pipeline=pipeline))
    else:
        corpus, _ = read_corpus(corpus_folder(folder))
        rows = list(
            stance_rows(corpus, split, lang=lang, pipeline=pipeline, baselines=baselines, least=least)
        )
        rows += [] if lang else list(version_rows(corpus, split, pipeline=pipeline))
    _show(rows, ("lang", "system", "measure", "n", "score"), json_)
