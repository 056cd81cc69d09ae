"""`kzru-nlp explain`: the rule chain of a stance, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kzru_nlp.cli.answers import in_out, limited
from kzru_nlp.cli.output import Taught, as_json, print_json, speaking
from kzru_nlp.model import InputError

EXAMPLES = (
    "kzru-nlp explain out                                    # the surest stances toward Russia",
    "kzru-nlp explain out --holder Kazakhstan --label AGAINST",
    "kzru-nlp explain out --sentence bb9c8397339ca88e-s12 --target all",
)
EVERYBODY = "all"


@click.command("explain", cls=Taught, examples=EXAMPLES, short_help="Tell why a stance was found.")
@in_out
@click.option(
    "--target", default="Q159", show_default=True, help="Actor id or name toward whom; `all` for everybody."
)
@click.option("--holder", help="Actor id or name of who holds the stance.")
@click.option("--label", type=click.Choice(("FAVOR", "AGAINST", "NEUTRAL")))
@click.option("--sentence", help="Id of the sentence, or the words with which it begins.")
@limited(10)
@as_json
@speaking
def command(
    out: Path,
    target: str,
    holder: str | None,
    label: str | None,
    sentence: str | None,
    limit: int | None,
    json_: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Print the chain of rules behind the stances of the run in OUT: sentence, evidence, every rule in words."""
    from kzru_nlp.stance.explain import explain_row
    from kzru_nlp.store import read_tables

    tables = read_tables(out)
    texts = dict(zip(tables["sentences"]["sentence_id"], tables["sentences"]["text"], strict=True))
    rows = list(_chosen(tables["stances"], texts, target, holder, label, sentence))[:limit]
    if not rows:
        raise InputError(
            f"{out}: has no such stance; try --target {EVERYBODY} or fewer conditions", code="query"
        )
    for row in rows:
        text, lines = texts.get(row["sentence_id"], ""), explain_row(row)
        if json_:
            print_json({"sentence_id": row["sentence_id"], "text": text, "chain": lines})
        else:
            click.echo("\n".join((f"{row['sentence_id']}  {text}", *(f"  {line}" for line in lines), "")))


def _chosen(
    stances: Any,
    texts: dict[str, str],
    target: str,
    holder: str | None,
    label: str | None,
    sentence: str | None,
) -> Iterator[dict[str, Any]]:
    """Yield the stances that were asked for, the surest first."""
    for row in stances.sort_values("score", ascending=False, kind="stable").to_dict("records"):
        begins = sentence is None or row["sentence_id"] == sentence
        begins = begins or texts.get(row["sentence_id"], "").startswith(str(sentence))
        if (
            (target == EVERYBODY or target in (row["target_id"], row["target"]))
            and (holder is None or holder in (row["holder_id"], row["holder"]))
            and (label is None or label == row["label"])
            and begins
        ):
            yield {str(name): "" if _is_empty(value) else value for name, value in row.items()}


def _is_empty(value: Any) -> bool:
    """Whether a cell is null: None, NaN or pandas' NA."""
    return value is None or (not hasattr(value, "__len__") and str(value) in ("nan", "<NA>"))
