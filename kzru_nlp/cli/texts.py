"""How `entities` and `stance` take their texts: stdin or files, one language or the detected ones."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from kzru_nlp.cli.output import print_json, say
from kzru_nlp.cli.own import with_own
from kzru_nlp.model.errors import InputError

if TYPE_CHECKING:
    from kzru_nlp.engine.texts import Stretch

Find = Callable[["Stretch"], Iterable[dict[str, Any]]]
STDIN = "-"
CODES = ("tr", "en", "ru")


def taking_texts(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the arguments `inputs`, `lang`, `encoding` and `own`."""
    for decorate in (
        with_own,
        click.option("--encoding", help="Encoding of text files, in place of the detected one."),
        click.option("--lang", type=click.Choice(CODES), help="Language; by default detected."),
        click.argument("inputs", nargs=-1, metavar="[INPUT]..."),
    ):
        function = decorate(function)
    return function


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
