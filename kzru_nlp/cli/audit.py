"""`kzru-nlp audit`: what a translation omits, adds or changes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzru_nlp.cli.output import Taught, as_json, print_rows, print_table, say, speaking
from kzru_nlp.cli.own import with_own
from kzru_nlp.cli.sentences import read_sentences
from kzru_nlp.cli.texts import CODES
from kzru_nlp.model import Bead

if TYPE_CHECKING:
    from kzru_nlp.knowledge.own import Own

EXAMPLES = ("kzru-nlp audit oz.txt abstract.txt --src-lang tr --tgt-lang en --messages tr",)


@click.command("audit", cls=Taught, examples=EXAMPLES, short_help="Compare a translation with its source.")
@click.argument("src", type=click.Path(path_type=Path))
@click.argument("tgt", type=click.Path(path_type=Path))
@click.option("--src-lang", required=True, type=click.Choice(CODES), help="Language of SRC.")
@click.option("--tgt-lang", required=True, type=click.Choice(CODES), help="Language of TGT.")
@click.option(
    "--messages", default="en", show_default=True, type=click.Choice(CODES), help="Language of explanations."
)
@as_json
@with_own
@speaking
def command(
    src: Path,
    tgt: Path,
    src_lang: str,
    tgt_lang: str,
    messages: str,
    json_: bool,
    own: Own,
    quiet: bool,
    verbose: bool,
) -> None:
    """Align SRC and TGT, one sentence a line, and list what differs: numbers, dates, names, negation, stance, wording."""
    if src_lang == tgt_lang:
        raise click.UsageError("--src-lang and --tgt-lang are the same")
    one, other = read_sentences(src), read_sentences(tgt)
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
    )
    if json_:
        print_rows({**asdict(d), "src": beads[d.bead].src, "tgt": beads[d.bead].tgt} for d in found)
        return
    if found:
        print_table(
            ["lines", "type", "severity", src_lang, tgt_lang, "explanation"],
            (
                (_lines(beads[d.bead]), d.type, d.severity, d.src_text, d.tgt_text, d.explanation)
                for d in found
            ),
        )
    if not quiet:
        say(f"{len(found)} differences in {len(beads)} beads")


def _lines(bead: Bead) -> str:
    return f"{list(bead.src)}:{list(bead.tgt)}"
