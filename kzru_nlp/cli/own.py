"""How commands take the user's own knowledge: options, and the `kzru.toml` of the working folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

KINDS = {"actors": "Actors", "cues": "Stance cues", "glossary": "Glossary entries"}


def with_own(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--actors`, `--cues` and `--glossary`, handed to it with `kzru.toml` as `own` (an `Own`)."""

    @wraps(function)
    def command(*, actors: Any, cues: Any, glossary: Any, **options: Any) -> Any:
        from kzru_nlp.knowledge.own import Own, read_own

        given = Own.of(actors=actors, cues=cues, glossary=glossary)
        return function(own=given.over(read_own(Path())), **options)

    wrapped: Callable[..., Any] = command
    for kind, what in reversed(KINDS.items()):
        wrapped = click.option(
            f"--{kind}",
            multiple=True,
            type=click.Path(path_type=Path),
            help=f"{what} of your own (TSV); also in kzru.toml.",
        )(wrapped)
    return wrapped
