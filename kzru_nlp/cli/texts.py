"""How `entities` and `stance` take their texts: stdin or files, one language or the detected ones."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kzru_nlp.cli.output import print_json, say
from kzru_nlp.model.errors import InputError

if TYPE_CHECKING:
    from kzru_nlp.engine.texts import Stretch

Function = TypeVar("Function", bound=Callable[..., Any])
Find = Callable[["Stretch"], Iterable[dict[str, Any]]]
STDIN = "-"
CODES = ("tr", "en", "ru")


def taking_texts(function: Function) -> Function:
    """Give a command the arguments `inputs`, `lang`, `encoding`, `actors` and `cues`."""
    own = click.Path(path_type=Path)
    function = click.option("--cues", multiple=True, type=own, help="Stance cues of your own (TSV).")(
        function
    )
    function = click.option("--actors", multiple=True, type=own, help="Actors of your own (TSV).")(function)
    function = click.option("--encoding", help="Encoding of text files, in place of the detected one.")(
        function
    )
    function = click.option("--lang", type=click.Choice(CODES), help="Language; by default detected.")(
        function
    )
    return click.argument("inputs", nargs=-1, metavar="[INPUT]...")(function)


def print_found(inputs: tuple[str, ...], lang: str | None, encoding: str | None, find: Find) -> int:
    """Print what `find` finds as one JSON object a line; return the exit code."""
    from kzru_nlp.engine.texts import analysable, find_stretches

    texts, failed = _read(inputs or (STDIN,), encoding)
    for name, text in texts:
        for stretch in find_stretches(text, lang):
            if not analysable(stretch):
                place = f"{name}: characters {stretch.start}-{stretch.start + len(stretch.text)}"
                say(f"{place} are in {stretch.lang!r}, which is not analysed; --lang overrides")
                continue
            for row in find(stretch):
                print_json({"file": name, **row})
    if not texts:
        return 3
    return 1 if failed else 0


def _read(inputs: Iterable[str], encoding: str | None) -> tuple[list[tuple[str, str]], int]:
    texts, failed = [], 0
    for name in inputs:
        try:
            texts.append((name, _text(name, encoding)))
        except InputError as error:
            say(str(error))
            failed += 1
    return texts, failed


def _text(name: str, encoding: str | None) -> str:
    if name != STDIN:
        from kzru_nlp.ingest.read import read_source

        return read_source(name, encoding=encoding).text
    try:
        text = sys.stdin.buffer.read().decode(encoding or "utf-8-sig")
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(f"stdin: cannot be decoded: {error}; name its encoding with --encoding") from error
    if not text.strip():
        raise InputError("stdin: the text is empty; nothing to read", code="empty")
    return text
