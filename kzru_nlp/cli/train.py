"""`kzru-nlp train`: fits the embedded models from the corpus."""

from __future__ import annotations

from pathlib import Path

import click

from kzru_nlp.cli.corpus import corpus_folder, folder_option
from kzru_nlp.cli.output import TaughtGroup, say, speaking

EXAMPLES = (
    "kzru-nlp train entities                       # writes pipelines/trained/entities_*.crfsuite",
    "kzru-nlp train entities --lang tr -o models/  # your own corpus: --corpus FOLDER",
    "kzru-nlp train stance                         # writes pipelines/trained/stance_*.npz",
)


@click.group(
    "train", cls=TaughtGroup, examples=EXAMPLES, short_help="Fit the embedded models from the corpus."
)
def command() -> None:
    """Fit the embedded models on the training split of the corpus: the same corpus gives the same bytes."""


@command.command("entities", short_help="Fit the taggers of named entities.")
@click.option("--lang", multiple=True, type=click.Choice(("tr", "en", "ru")), help="By default all three.")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the models; by default the pipelines' own.",
)
@folder_option
@speaking
def entities_command(
    lang: tuple[str, ...], out: Path | None, folder: Path | None, quiet: bool, verbose: bool
) -> None:
    """Fit the CRF taggers of named entities; minutes on one core."""
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.model.bundled import bundled
    from kzru_nlp.training.entities import TRAINED, train_entities

    corpus, _ = read_corpus(corpus_folder(folder))
    home = out or bundled("pipelines") / "trained"
    for code in lang or TRAINED:
        done = train_entities(
            corpus,
            code,
            home / f"entities_{code}.crfsuite",
            progress=lambda text: None if quiet else say(text),
        )
        if not quiet:
            say(f"{done.path}: {done.size / 1e6:.2f} MB")


@command.command("stance", short_help="Fit the classifiers of stances.")
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the models; by default the pipelines' own.",
)
@click.option(
    "--also",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="Corrected annotations too: UIMA CAS XMI or Label Studio JSON.",
)
@folder_option
@speaking
def stance_command(
    out: Path | None, also: tuple[Path, ...], folder: Path | None, quiet: bool, verbose: bool
) -> None:
    """Fit the classifiers of stances, for all languages together; a minute on one core."""
    from kzru_nlp.annotate.files import read_annotations
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.model.bundled import bundled
    from kzru_nlp.training.stance import train_stance

    corpus, _ = read_corpus(corpus_folder(folder))
    more = [document for path in also for document in read_annotations(path)]
    home = out or bundled("pipelines") / "trained"
    for done in train_stance(corpus, home, more=more, progress=lambda text: None if quiet else say(text)):
        if not quiet:
            counts = ", ".join(f"{n} {label}" for label, n in sorted(done.classes.items()))
            say(f"{done.path}: {done.size / 1e6:.2f} MB, {counts}")


@command.command("align", short_help="Fit the weights of the sentence aligner.")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of weights; by default the aligner's own.",
)
@folder_option
@speaking
def align_command(out: Path | None, folder: Path | None, quiet: bool, verbose: bool) -> None:
    """Fit rates, weights of evidence and priors on the training split, calibrate on dev; minutes on one core."""
    from kzru_nlp.alignment.weights import FILE
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.training.alignment import train_alignment, write_weights
    from kzru_nlp.training.alignment_start import START_WEIGHTS

    corpus, _ = read_corpus(corpus_folder(folder))
    path = out or FILE
    weights = train_alignment(corpus, START_WEIGHTS, progress=lambda text: None if quiet else say(text))
    write_weights(weights, path)
    if not quiet:
        say(f"{path}: written")
