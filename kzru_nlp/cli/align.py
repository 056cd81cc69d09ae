"""`kzru-nlp align`: which sentences of two or three versions translate each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, speaking
from kzru_nlp.cli.sentences import read_sentences
from kzru_nlp.cli.texts import CODES

ALL_THREE = frozenset(CODES)


EXAMPLES = (
    "kzru-nlp align oz.txt abstract.txt --src-lang tr --tgt-lang en",
    "kzru-nlp align oz.txt abstract.txt annotaciya.txt --src-lang tr --tgt-lang en",
)


@click.command(
    "align", cls=Taught, examples=EXAMPLES, short_help="Align the sentences of two or three versions."
)
@click.argument("src", type=click.Path(path_type=Path))
@click.argument("tgt", type=click.Path(path_type=Path))
@click.argument("third", required=False, type=click.Path(path_type=Path))
@click.option("--src-lang", required=True, type=click.Choice(CODES), help="Language of SRC.")
@click.option("--tgt-lang", required=True, type=click.Choice(CODES), help="Language of TGT.")
@click.option(
    "--null-penalty", type=float, help="Cost of leaving a sentence alone, in nats: higher, fewer are."
)
@as_json
@speaking
def command(
    src: Path,
    tgt: Path,
    third: Path | None,
    src_lang: str,
    tgt_lang: str,
    null_penalty: float | None,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Align SRC and TGT, one sentence a line; a third file, in the third language, makes it three-way.

    Prints a bead a line: 0-based line numbers of both sides and a score in [0, 1], as in `[0, 1]:[0]:0.97`.
    """
    if src_lang == tgt_lang:
        raise click.UsageError("--src-lang and --tgt-lang are the same")
    if third is not None and null_penalty is not None:
        raise click.UsageError("--null-penalty works on two versions only")
    sides = {src_lang: read_sentences(src), tgt_lang: read_sentences(tgt)}
    if third is not None:
        (third_lang,) = ALL_THREE - set(sides)
        _print_threads({**sides, third_lang: read_sentences(third)}, (src_lang, tgt_lang, third_lang), json_)
        return
    from kzru_nlp.alignment.aligner import align

    beads = align(
        sides[src_lang], sides[tgt_lang], src_lang=src_lang, tgt_lang=tgt_lang, null_penalty=null_penalty
    )
    for bead in beads:
        if json_:
            print_json({"src": bead.src, "tgt": bead.tgt, "score": bead.score, "evidence": bead.evidence})
        else:
            _print_bead([bead.src, bead.tgt], bead.score)


def _print_threads(sides: dict[str, list[str]], order: tuple[str, ...], json_: bool) -> None:
    from kzru_nlp.alignment.three_way import align_three

    for bead in align_three(sides["tr"], sides["en"], sides["ru"]):
        found = {lang: getattr(bead, lang) for lang in order}
        if json_:
            print_json({**found, "score": bead.score})
        else:
            _print_bead(list(found.values()), bead.score)


def _print_bead(sides: list[Any], score: float) -> None:
    click.echo(":".join([*(str(list(side)) for side in sides), f"{score:.4f}"]))
