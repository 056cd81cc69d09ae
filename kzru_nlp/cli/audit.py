"""`kzru-nlp audit`: what a translation omits, adds or changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzru_nlp.cli.output import Taught, as_json, print_rows, print_table, say, speaking
from kzru_nlp.cli.own import with_own
from kzru_nlp.cli.sentences import read_sentences
from kzru_nlp.cli.texts import CODES
from kzru_nlp.model import Bead, Difference

if TYPE_CHECKING:
    from kzru_nlp.knowledge.own import Own

EXAMPLES = (
    "kzru-nlp audit oz.txt abstract.txt --src-lang tr --tgt-lang en --messages tr",
    "kzru-nlp audit oz.txt abstract.txt annotaciya.txt --src-lang tr --tgt-lang en --view",
)
STYLES = {"major": "bold red", "minor": "yellow"}


@click.command("audit", cls=Taught, examples=EXAMPLES, short_help="Compare a translation with its source.")
@click.argument("src", type=click.Path(path_type=Path))
@click.argument("tgt", type=click.Path(path_type=Path))
@click.argument("third", required=False, type=click.Path(path_type=Path))
@click.option("--src-lang", required=True, type=click.Choice(CODES), help="Language of SRC.")
@click.option("--tgt-lang", required=True, type=click.Choice(CODES), help="Language of TGT.")
@click.option(
    "--messages", default="en", show_default=True, type=click.Choice(CODES), help="Language of explanations."
)
@click.option("--view", is_flag=True, help="Show the sentences side by side, differences in colours.")
@as_json
@with_own
@speaking
def command(
    src: Path,
    tgt: Path,
    third: Path | None,
    src_lang: str,
    tgt_lang: str,
    messages: str,
    view: bool,
    json_: bool,
    own: Own,
    quiet: bool,
    verbose: bool,
) -> None:
    """Align SRC and TGT, one sentence a line, and list what differs: numbers, dates, names, negation, stance, wording.

    A third file, in the third language, bears out what two versions leave in doubt; it is not compared itself.
    """
    if src_lang == tgt_lang:
        raise click.UsageError("--src-lang and --tgt-lang are the same")
    one, other = read_sentences(src), read_sentences(tgt)
    further = None
    if third is not None:
        third_lang = next(lang for lang in CODES if lang not in (src_lang, tgt_lang))
        further = third_lang, read_sentences(third)
    from kzru_nlp.alignment.aligner import align
    from kzru_nlp.engine.auditing import audit

    own.check()
    beads = align(one, other, src_lang=src_lang, tgt_lang=tgt_lang, glossary=own.glossary)
    found = audit(
        one,
        other,
        beads,
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        messages=messages,
        actors=own.actors,
        cues=own.cues,
        glossary=own.glossary,
        third=further,
    )
    if json_:
        print_rows({**asdict(d), "src": beads[d.bead].src, "tgt": beads[d.bead].tgt} for d in found)
        return
    if view:
        _view(one, other, beads, found, (src_lang, tgt_lang))
    elif found:
        print_table(
            ["lines", "type", "severity", src_lang, tgt_lang, "explanation"],
            (
                (_lines(beads[d.bead]), d.type, d.severity, d.src_text, d.tgt_text, d.explanation)
                for d in found
            ),
        )
    if not quiet:
        say(f"{len(found)} differences in {len(beads)} beads")


def _view(
    src: Sequence[str],
    tgt: Sequence[str],
    beads: Sequence[Bead],
    found: Sequence[Difference],
    langs: tuple[str, str],
) -> None:
    """Print the beads that differ, side by side: what differs in colours, and below it what is said of it."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True, header_style="bold")
    for lang in langs:
        table.add_column(lang, ratio=3, overflow="fold")
    table.add_column("differences", ratio=2, overflow="fold")
    for k, bead in enumerate(beads):
        own = [d for d in found if d.bead == k]
        if not own:
            continue
        cells = []
        for indices, sentences, side in ((bead.src, src, "src_span"), (bead.tgt, tgt, "tgt_span")):
            lines = []
            for i in indices:
                line = Text(sentences[i].rstrip("\n"))
                for d in own:
                    span = getattr(d, side)
                    if span and span.sentence == i:
                        line.stylize(STYLES[d.severity], span.start, span.end)
                lines.append(Text.assemble((f"{i} ", "dim"), line))
            cells.append(Text("\n").join(lines) if lines else Text("—", style="red"))
        said = (Text.assemble((d.type, STYLES[d.severity]), f" {d.explanation}") for d in own)
        table.add_row(*cells, Text("\n").join(said))
    console = Console()
    if not console.is_terminal:
        console = Console(width=max(console.width, 160))
    console.print(table)


def _lines(bead: Bead) -> str:
    return f"{list(bead.src)}:{list(bead.tgt)}"
