"""`kzru-nlp align`: which sentences of two or three versions translate each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.output import Taught, as_json, print_json, say, speaking
from kzru_nlp.cli.own import with_own
from kzru_nlp.cli.sentences import read_sentences
from kzru_nlp.cli.texts import CODES

if TYPE_CHECKING:
    from kzru_nlp.knowledge.own import Own

SURE, DOUBTFUL = 0.9, 0.5
EXAMPLES = (
    "kzru-nlp align oz.txt abstract.txt --src-lang tr --tgt-lang en",
    "kzru-nlp align oz.txt abstract.txt --src-lang tr --tgt-lang en --view",
    "kzru-nlp align oz.txt abstract.txt annotaciya.txt --src-lang tr --tgt-lang en --tmx memory.tmx",
    "kzru-nlp align oz.txt abstract.txt --src-lang tr --tgt-lang en --embeddings LaBSE",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A bead of two or three versions: line numbers by language, in the order of the arguments."""

    sides: Mapping[str, tuple[int, ...]]
    score: float
    evidence: tuple[str, ...] | None = None


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
@click.option("--embeddings", metavar="MODEL", help="A sentence-transformers model as further evidence.")
@click.option(
    "--tmx", type=click.Path(path_type=Path, dir_okay=False), help="Write a translation memory too."
)
@click.option(
    "--learn",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write word pairs learned from the sure beads, as a glossary; align again with --glossary.",
)
@click.option("--view", is_flag=True, help="Show the versions side by side, in colours.")
@as_json
@with_own
@speaking
def command(
    src: Path,
    tgt: Path,
    third: Path | None,
    src_lang: str,
    tgt_lang: str,
    null_penalty: float | None,
    embeddings: str | None,
    tmx: Path | None,
    learn: Path | None,
    view: bool,
    json_: bool,
    own: Own,
    quiet: bool,
    verbose: bool,
) -> None:
    """Align SRC and TGT, one sentence a line; a third file, in the third language, makes it three-way.

    Prints a bead a line: 0-based line numbers of both sides and a score in [0, 1], as in `[0, 1]:[0]:0.97`.
    """
    if src_lang == tgt_lang:
        raise click.UsageError("--src-lang and --tgt-lang are the same")
    if third is not None and (null_penalty is not None or learn is not None):
        raise click.UsageError("--null-penalty and --learn work on two versions only")
    sides = {src_lang: read_sentences(src), tgt_lang: read_sentences(tgt)}
    if third is not None:
        third_lang = next(lang for lang in CODES if lang not in sides)
        sides[third_lang] = read_sentences(third)
    own.check()
    options: dict[str, Any] = {"glossary": own.glossary}
    if embeddings is not None:
        from kzru_nlp.alignment.embeddings import load_encoder

        options["encoder"] = load_encoder(embeddings)
    rows = _three(sides, options) if third is not None else _two(sides, null_penalty, learn, options)
    if tmx is not None:
        from kzru_nlp.alignment.tmx import write_tmx

        written = write_tmx(
            (
                ({lang: [sides[lang][i] for i in own_] for lang, own_ in row.sides.items()}, row.score)
                for row in rows
            ),
            tmx,
            src_lang=src_lang,
        )
        if not quiet:
            say(f"{tmx}: {written} translation units")
    if view:
        _view(sides, rows)
    elif json_:
        for row in rows:
            print_json(_as_json(row))
    else:
        for row in rows:
            click.echo(":".join([*(str(list(side)) for side in row.sides.values()), f"{row.score:.4f}"]))


def _two(
    sides: Mapping[str, Sequence[str]],
    null_penalty: float | None,
    learn: Path | None,
    options: Mapping[str, Any],
) -> list[Row]:
    from kzru_nlp.alignment.aligner import align

    (a, src), (b, tgt) = sides.items()
    beads = align(src, tgt, src_lang=a, tgt_lang=b, null_penalty=null_penalty, **options)
    if learn is not None:
        from kzru_nlp.alignment.learning import learn_lexicon, write_learned

        write_learned(
            learn_lexicon([(src, tgt, beads)], src_lang=a, tgt_lang=b), learn, src_lang=a, tgt_lang=b
        )
    return [Row({a: bead.src, b: bead.tgt}, bead.score, bead.evidence) for bead in beads]


def _three(sides: Mapping[str, Sequence[str]], options: Mapping[str, Any]) -> list[Row]:
    from kzru_nlp.alignment.three_way import align_three

    beads = align_three(sides["tr"], sides["en"], sides["ru"], **options)
    return [Row({lang: getattr(bead, lang) for lang in sides}, bead.score) for bead in beads]


def _as_json(row: Row) -> dict[str, Any]:
    if row.evidence is None:
        return {**row.sides, "score": row.score}
    src, tgt = row.sides.values()
    return {"src": src, "tgt": tgt, "score": row.score, "evidence": row.evidence}


def _view(sides: Mapping[str, Sequence[str]], rows: Sequence[Row]) -> None:
    """Print the versions side by side: gaps red, merges yellow, doubtful scores dim; shared names and numbers bold."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True, header_style="bold")
    for lang in sides:
        table.add_column(lang, ratio=1, overflow="fold")
    table.add_column("score", justify="right")
    for row in rows:
        alone = any(not own for own in row.sides.values())
        merged = any(len(own) > 1 for own in row.sides.values())
        style = "red" if alone else "yellow" if merged else ""
        marked = [part for label in row.evidence or () for part in label.partition(":")[2].split("~")]
        cells = []
        for lang, own in row.sides.items():
            text = Text(" ".join(f"{i} {sides[lang][i].strip()}" for i in own) or "—", style=style)
            text.highlight_words([word for word in marked if len(word) > 1], "bold")
            cells.append(text)
        score = Text(
            f"{row.score:.2f}", style="green" if row.score >= SURE else "" if row.score >= DOUBTFUL else "dim"
        )
        table.add_row(*cells, score)
    console = Console()
    if not console.is_terminal:
        console = Console(width=max(console.width, 160))
    console.print(table)
