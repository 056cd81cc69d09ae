"""`kzru-nlp kwic`: a concordance."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kzru_nlp.cli.answers import (
    answering,
    in_out,
    limited,
    need_one_of,
    print_records,
    selecting,
)
from kzru_nlp.cli.output import Taught, say, speaking

if TYPE_CHECKING:
    from kzru_nlp.questions import Hit, Selection

EXAMPLES = (
    r'kzru-nlp kwic out "\bRusya\b" --lang tr',
    "kzru-nlp kwic out --lemma договор --kind abstract --aligned",
    'kzru-nlp kwic out --actor Q159 --where "year >= 2022" --format csv > russia.csv',
)
COLUMNS = (
    "article_id",
    "unit_id",
    "sentence_id",
    "lang",
    "kind",
    "left",
    "match",
    "right",
    "start",
    "end",
    "raw_start",
    "raw_end",
)
LANGUAGES = ("tr", "en", "ru")


@click.command("kwic", cls=Taught, examples=EXAMPLES, short_help="Show every hit in its context.")
@in_out
@click.argument("pattern", required=False)
@click.option("--lemma", help="Words in any form that have this dictionary form; several words: in a row.")
@click.option("--actor", metavar="ID|NAME", help="Mentions of an actor: Q159, or a name in any language.")
@click.option("--case", is_flag=True, help="Mind capitals in PATTERN.")
@selecting
@click.option(
    "--aligned", is_flag=True, help="Only sentences with a translation, and show what they are aligned to."
)
@click.option(
    "--sort",
    type=click.Choice(("place", "left", "match", "right")),
    default="place",
    show_default=True,
    help="Order of the hits.",
)
@click.option(
    "--context",
    type=click.IntRange(min=0),
    help="Characters shown on each side; by default what fits, and the whole sentence in CSV and JSON.",
)
@limited(1000)
@answering
@speaking
def command(
    out: Path,
    pattern: str | None,
    lemma: str | None,
    actor: str | None,
    case: bool,
    selection: Selection,
    aligned: bool,
    sort: str,
    context: int | None,
    limit: int | None,
    wanted: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Show the hits of PATTERN (a regular expression), of a lemma or of an actor in the sentences of OUT.

    Of several that are given, the first of PATTERN, --lemma, --actor is the hit; the others must stand in the
    same sentence. Capitals don't count unless --case: I and ı, İ and i are pairs in Turkish.
    """
    need_one_of(pattern, lemma, actor)
    from kzru_nlp.questions import find_hits

    hits = find_hits(
        out, pattern, lemma=lemma, actor=actor, case=case, selection=selection, aligned=aligned, sort=sort
    )
    if wanted == "table":
        count = _print_lines(islice(hits, limit), context)
    else:
        columns = (*COLUMNS, *(f"aligned_{lang}" for lang in LANGUAGES if aligned))
        rows = ({**_cut(hit, context), **_aligned(hit)} for hit in hits)
        count = print_records(rows, wanted, columns, limit)
    if not quiet:
        more = " (--limit 0 shows all)" if count == limit else ""
        say(f"{count} hits{more}")


def _cut(hit: Hit, context: int | None) -> dict[str, object]:
    row = hit.row()
    if context is not None:
        row["left"], row["right"] = hit.left[-context:] if context else "", hit.right[:context]
    return row


def _aligned(hit: Hit) -> dict[str, str | None]:
    return {f"aligned_{lang}": hit.aligned.get(lang) for lang in LANGUAGES}


def _print_lines(hits: Iterator[Hit], context: int | None) -> int:
    """Print the hits one under another, with what they are aligned to below."""
    from rich.console import Console
    from rich.text import Text

    # A line that is cut by a pipe's reader is of no use: only a terminal has a width.
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 160
    console = Console(width=max(width, 40), soft_wrap=True)
    side = max(10, (width - 34) // 2) if context is None else context
    count = 0
    for hit in hits:
        count += 1
        left = _tail(_visible(hit.left), side)
        right = _head(_visible(hit.right), side)
        line = Text(f"{hit.article_id[:8]} {hit.lang} {left.rjust(side)}")
        line.append(_visible(hit.match), style="bold")
        line.append(right)
        console.print(line, highlight=False)
        for lang, text in hit.aligned.items():
            console.print(Text(f"{'':8} {lang} {_visible(text)}", style="dim"), highlight=False)
    return count


def _tail(text: str, side: int) -> str:
    return text if len(text) <= side else f"…{text[len(text) - side + 1 :]}"


def _head(text: str, side: int) -> str:
    return text if len(text) <= side else f"{text[: side - 1]}…"


def _visible(text: str) -> str:
    """Return text without characters that steer a terminal or turn its lines around."""
    return "".join(c if c.isprintable() or c == " " else "�" for c in text)
