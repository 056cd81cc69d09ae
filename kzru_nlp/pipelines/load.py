"""From a config file to a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language

from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import KzruError
from kzru_nlp.model.bundled import bundled

_TABLES = ("actors", "cues")


class UnknownPipelineError(KzruError, ValueError):
    """There is no such pipeline; the message lists those there are."""

    code = "unknown-pipeline"
    exit_code = 2


def load(
    lang: str,
    pipeline: str | None = None,
    *,
    actors: Iterable[str | PathLike[str]] = (),
    cues: Iterable[str | PathLike[str]] = (),
) -> Language:
    """Return the pipeline of `lang`: the same object for the same arguments, never from the network.

    `pipeline` names another config in `pipelines/` ("tr_stanza") or is the path of a config file of one's own;
    `actors` and `cues` are paths of tables that are added to ours.

    Raises:
        UnknownPipelineError: no such language or pipeline, or the pipeline is for another language.

    >>> [sentence.text for sentence in load("tr")("Rusya’nın tutumu açık. Kazakistan’ınki değil.").sents]
    ['Rusya’nın tutumu açık.', 'Kazakistan’ınki değil.']
    """
    return _load(lang, pipeline or lang, tuple(map(str, actors)), tuple(map(str, cues)))


def available(lang: str | None = None) -> list[str]:
    """Return the names of the pipelines that are bundled, of `lang` or all."""
    names = sorted(path.stem for path in bundled("pipelines").glob("*.cfg"))
    return [name for name in names if lang is None or name == lang or name.startswith(f"{lang}_")]


@cache
def _load(lang: str, name: str, actors: tuple[str, ...], cues: tuple[str, ...]) -> Language:
    if lang not in LANGUAGES:
        raise UnknownPipelineError(f"no pipeline for language {lang!r}; there are: {', '.join(LANGUAGES)}")
    config = util.load_config(_config_path(lang, name))
    if config["nlp"]["lang"] != lang:
        raise UnknownPipelineError(
            f"pipeline {name!r} is for {config['nlp']['lang']!r}, not {lang!r}; "
            f"for {lang!r} there are: {', '.join(available(lang))}"
        )
    tables = dict(zip(_TABLES, (actors, cues), strict=True))
    for component in config["components"].values():
        _add_tables(component, tables)
    return util.load_model_from_config(config, auto_fill=True)


def _config_path(lang: str, name: str) -> Path:
    own = Path(name)
    if own.suffix == ".cfg" and own.is_file():
        return own
    if name not in available():
        raise UnknownPipelineError(
            f"no pipeline {name!r}; for {lang!r} there are: {', '.join(available(lang))}, or the path of a .cfg file"
        )
    return bundled("pipelines", f"{name}.cfg")


def _add_tables(component: dict[str, Any], tables: dict[str, tuple[str, ...]]) -> None:
    """Add the user's tables to those that the config names for `component`."""
    for key, paths in tables.items():
        if key in component:
            component[key] = [*component[key], *paths]
