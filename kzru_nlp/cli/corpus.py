"""`kzru-nlp corpus`: the annotated corpus and the articles registered with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kzru_nlp.cli.output import TaughtGroup, as_json, print_json, print_table, say, speaking
from kzru_nlp.corpus.splits import SPLITS

EXAMPLES = (
    "kzru-nlp corpus verify",
    "kzru-nlp corpus add article.txt                     # the text of a registered article",
    'kzru-nlp corpus add article.txt --id my-article-2024 --licence "CC BY-ND 4.0"   # a new one',
    "kzru-nlp corpus agreement --split test",
)
KINDS = ("abstracts", "articles", "sentences", "contrasts")
"""Folders of the documents that had two annotation passes."""


@click.group("corpus", cls=TaughtGroup, examples=EXAMPLES, short_help="Verify the corpus, register articles.")
def command() -> None:
    """Verify the annotated corpus, list it, and register articles whose text may not be shipped."""


def folder_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--corpus`, handed to it as `folder`."""
    return click.option(
        "--corpus",
        "folder",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="The corpus folder. By default ./corpus where there is one, else the bundled one.",
    )(function)


def corpus_folder(given: Path | None) -> Path:
    """Return the corpus folder that is given, else that of the working folder, else the bundled one."""
    from kzru_nlp.model.bundled import bundled

    here = Path("corpus")
    return given or (here if (here / "MARKUP.md").exists() else bundled("corpus"))


@command.command("verify", short_help="Check everything, count everything.")
@folder_option
@as_json
@speaking
def verify_command(folder: Path | None, json_: bool, quiet: bool, verbose: bool) -> int:
    """Check markup, labels, evidence, beads, splits, duplicates, leakage and overlap with registered texts.

    Prints the counts; problems go to stderr. Exit code 1 where there is a problem.
    """
    from kzru_nlp.corpus.verify import verify

    report = verify(corpus_folder(folder))
    if json_:
        print_json({"counts": report.counts, "problems": [asdict(p) for p in report.problems]})
    else:
        if not quiet:
            print_table(("what", "n"), report.counts.items())
        for problem in report.problems:
            say(str(problem))
        if not quiet:
            say(f"{len(report.problems)} problems")
    return 1 if report.problems else 0


@command.command("agreement", short_help="Agreement of the two annotation passes.")
@click.option("--split", type=click.Choice(SPLITS), help="Only documents of this split.")
@click.option("--kind", type=click.Choice(KINDS), help="Only documents in this folder of the corpus.")
@folder_option
@as_json
@speaking
def agreement_command(
    split: str | None, kind: str | None, folder: Path | None, json_: bool, quiet: bool, verbose: bool
) -> None:
    """Print agreement per language and layer with 95 % intervals (bootstrap over documents)."""
    from kzru_nlp.corpus.agreement import agreement
    from kzru_nlp.corpus.verify import read_corpus, read_first_pass, read_second_pass

    home = corpus_folder(folder)
    corpus, _ = read_corpus(home)
    passes = (
        [d for d in documents if corpus.is_of(d.id, split, kind)]
        for documents in (read_first_pass(home), read_second_pass(home))
    )
    figures = agreement(*passes)
    if json_:
        for (lang, layer), figure in figures.items():
            print_json({"lang": lang, "layer": layer, **asdict(figure)})
        return
    rows = (
        (lang, layer, f"{f.value:.3f}", f"{f.low:.3f}–{f.high:.3f}", f.n)
        for (lang, layer), f in figures.items()
    )
    print_table(("lang", "layer", "value", "95 % interval", "sentences"), rows)


@command.command("variety", short_help="How varied the corpus is.")
@click.argument("beside", nargs=-1, type=click.Path(path_type=Path))
@folder_option
@as_json
@speaking
def variety_command(
    beside: tuple[Path, ...], folder: Path | None, json_: bool, quiet: bool, verbose: bool
) -> None:
    """Print type-token ratio, lengths, distinct names and cues, and how much of the test split training lacks.

    Lengths are the 10th, 25th, 50th, 75th and 90th percentile of words a sentence. Texts in the JSONL files BESIDE
    (rows of lang and text, or of src_lang, src, tgt_lang, tgt) are counted too, to stand beside the corpus.
    """
    from kzru_nlp.corpus.variety import read_texts, variety, variety_of_texts
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.lang import LANGUAGES

    corpus, _ = read_corpus(corpus_folder(folder))
    parts = {name: corpus.of_split(name) for name in SPLITS}
    rest = (*parts["dev"], *parts["demo"])
    rows = [asdict(variety(lang, parts["train"], parts["test"], rest)) for lang in LANGUAGES]
    others = [
        {"file": path.name, **asdict(plain)}
        for path in beside
        for plain in variety_of_texts(read_texts(path))
    ]
    if json_:
        for row in (*rows, *others):
            print_json(row)
        return
    for table in filter(None, (rows, others)):
        print_table(table[0], ([_shown(v) for v in row.values()] for row in table))


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return " / ".join(f"{v:.0f}" for v in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)


@command.command("list", short_help="List documents and registered articles.")
@folder_option
@as_json
@speaking
def list_command(folder: Path | None, json_: bool, quiet: bool, verbose: bool) -> None:
    """List the documents of the corpus with their splits, and the registered articles."""
    from kzru_nlp.corpus.registered import read_registered
    from kzru_nlp.corpus.verify import read_corpus

    home = corpus_folder(folder)
    corpus, _ = read_corpus(home)
    rows = [
        (d.id, corpus.splits.get(d.id, ""), ", ".join(d.versions), d.meta.get("topic", ""))
        for d in corpus.documents
    ]
    rows += [
        (a.id, "registered", a.licence, "text here" if a.text_path.exists() else "no text")
        for a in read_registered(home / "registered")
    ]
    if json_:
        for row in rows:
            print_json(dict(zip(("id", "split", "languages", "note"), row, strict=True)))
    else:
        print_table(("id", "split", "languages or licence", "topic or text"), rows)


@command.command("add", short_help="Join or register an article.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--id", "ident", help="Register a new article under this id.")
@click.option(
    "--licence", help="Its licence; with a licence that forbids sharing, its words stay out of git."
)
@click.option(
    "--bibliography", multiple=True, metavar="KEY=VALUE", help="Bibliographic data, e.g. year=2024."
)
@folder_option
@speaking
def add_command(
    file: Path, ident: str | None, licence: str | None, bibliography: tuple[str, ...], folder: Path | None,
    quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Put the text of a registered article beside its layers, or register FILE as a new article.

    The text goes where git ignores it; only offsets, kinds, numbers and hashes are kept under version control.
    """
    from kzru_nlp.corpus.registered import add_text, register
    from kzru_nlp.engine.reading import read

    home = corpus_folder(folder) / "registered"
    if ident:
        if not licence:
            raise click.UsageError("a new article needs --licence")
        pairs = dict(item.split("=", 1) for item in bibliography if "=" in item)
        register(read(file), home, ident=ident, licence=licence, bibliography=pairs)
    entry = add_text(file, home)
    if not quiet:
        say(f"{entry.id}: text at {entry.text_path}, {len(entry.layer('structure')['units'])} units joined")
