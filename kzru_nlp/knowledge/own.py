"""The user's own knowledge: tables that extend or override ours, named on the command line or in `kzru.toml`.

A `kzru.toml` in the working folder holds paths, relative to itself:

    actors = ["my_actors.tsv"]
    cues = ["my_cues.tsv"]
    glossary = ["my_glossary.tsv"]
    metadata = "articles.csv"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.knowledge.cues import load_cues
from kzru_nlp.knowledge.glossary import load_glossary
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError

FILE = "kzru.toml"
TABLES = ("actors", "cues", "glossary")
Paths = Iterable[str | PathLike[str]]


@dataclass(frozen=True, slots=True)
class Own:
    """Paths of the user's tables by kind, later ones laid over earlier ones, and of the articles' metadata."""

    actors: tuple[Path, ...] = ()
    cues: tuple[Path, ...] = ()
    glossary: tuple[Path, ...] = ()
    metadata: Path | None = None

    @classmethod
    def of(cls, *, actors: Paths = (), cues: Paths = (), glossary: Paths = ()) -> Own:
        """Return the tables at these paths.

        >>> Own.of(cues=["my_cues.tsv"]).cues[0].name
        'my_cues.tsv'
        """
        return cls(tuple(map(Path, actors)), tuple(map(Path, cues)), tuple(map(Path, glossary)))

    def over(self, other: Own) -> Own:
        """Return both together, this one's tables laid over those of `other`."""
        return Own(
            (*other.actors, *self.actors),
            (*other.cues, *self.cues),
            (*other.glossary, *self.glossary),
            self.metadata or other.metadata,
        )

    def check(self) -> None:
        """Read the tables, so that a fault in one is said once and not for each input.

        Raises:
            InputError: a table can't be read or a row is faulty.
        """
        if self.actors:
            load_actors(self.actors)
        if self.cues:
            for lang in LANGUAGES:
                load_cues(lang, self.cues)
        if self.glossary:
            load_glossary(self.glossary)


def read_own(folder: Path) -> Own:
    """Return what the `kzru.toml` of `folder` names; nothing where there is none.

    Raises:
        InputError: it is no TOML, or a key or value is not one of those above.
    """
    path = folder / FILE
    if not path.is_file():
        return Own()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fault(path, f"cannot be read ({error})") from None
    unknown = [key for key in values if key not in (*TABLES, "metadata")]
    if unknown:
        raise _fault(path, f"key {unknown[0]!r} means nothing here; use: {', '.join(TABLES)}, metadata")
    tables = {key: tuple(_paths(path, key, values.get(key, []))) for key in TABLES}
    metadata = list(_paths(path, "metadata", [values["metadata"]] if "metadata" in values else []))
    return Own(**tables, metadata=metadata[0] if metadata else None)


def _paths(file: Path, key: str, value: object) -> Iterable[Path]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _fault(file, f'{key} = {value!r}; give paths as strings: {key} = ["my_{key}.tsv"]')
    for item in value:
        path = file.parent / item
        if not path.is_file():
            raise _fault(file, f"{key} names {item!r}, which is no file in {file.parent.resolve()}")
        yield path


def _fault(path: Path, message: str) -> InputError:
    return InputError(f"{path}: {message}", code="knowledge")
