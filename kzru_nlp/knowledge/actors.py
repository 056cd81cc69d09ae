"""The actor table: who acts, under which names, whom a capital or a leader stands for.

Two files. `actors.tsv` has one actor a row:

- `id`           the Wikidata id where it was checked against the public table named in `source`; otherwise a slug
                 of ours (`kzru:akorda`);
- `iso`          ISO 3166-1 alpha-2 code of a state, else empty;
- `type`         GPE, ORG, PER, LOC, EVENT, LAW, FAC or NORP;
- `canonical`    English name shown to readers;
- `metonym_of`   id of the state that a capital, palace or parliament building stands for;
- `resolves_to`  id of the actor whose stance this one's words are (Putin, Kremlin, Gazprom -> Russia);
- `group`        holder code of the stance guideline;
- `source`       where the Wikidata id was checked (keys are explained in `sources.tsv`), `own` without one.

`actor_names.tsv` has one name a row: `actor_id`, `lang`, `kind`, `name`, `note`. Kinds: `name` (nominative, the first of
a language leads), `abbreviation` (matched in this very case: "US", not "us"), `demonym` (adjective, people; a NORP).
`note` is `ambiguous` where actors share a name on purpose. A file of the user's own may hold the columns of both:
one row then adds an actor and one of its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kzru_nlp.knowledge.rows import DATA, Row, read_rows
from kzru_nlp.lang import LANGUAGES, get_profile

TYPES = ("GPE", "ORG", "PER", "LOC", "EVENT", "LAW", "FAC", "NORP")
GROUPS = ("KAZ", "WEST", "RUS", "UKR", "CHN", "TUR", "CA", "IO", "SOCIETY", "OTHER")
KINDS = ("name", "abbreviation", "demonym")
ACTOR_COLUMNS = ("id", "iso", "type", "canonical", "metonym_of", "resolves_to", "group", "source")
NAME_COLUMNS = ("actor_id", "lang", "kind", "name", "note")
USER_COLUMNS = ("id", "type", "canonical", "lang", "kind", "name")
WIKIDATA_ID = re.compile(r"Q[1-9]\d*")
OWN_ID = re.compile(r"[a-z][a-z0-9]*:[\w.\-]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor; `exact` names match in their own case only, `ambiguous` ones are shared on purpose."""

    actor_id: str
    lang: str
    kind: str
    text: str
    ambiguous: bool = False

    @property
    def exact(self) -> bool:
        """Whether the case of letters tells this name from a common word ("US", "AB", "БМ")."""
        return self.kind == "abbreviation"


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor with its names per language; the module's docstring explains the fields."""

    id: str
    wikidata: str | None
    type: str
    canonical: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metonym_of: str | None = None
    resolves_to: str | None = None
    group: str = "OTHER"
    iso: str = ""
    source: str = ""

    def name(self, lang: str) -> str:
        """Return the leading name in `lang`, the canonical one where there is none."""
        names = self.names.get(lang, ())
        return names[0] if names else self.canonical


class ActorTable:
    """All actors, in the order of their rows.

    >>> table = load_actors()
    >>> [actor.canonical for actor in table.named("Kazakistan", "tr")]
    ['Kazakhstan']
    >>> table.resolve(table.named("Кремль", "ru")[0].id).canonical
    'Russia'
    """

    def __init__(self, actors: Iterable[Actor], names: Iterable[Name]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self.names = tuple(names)
        """Every name, in the order of its row."""
        self._by_iso = {actor.iso: actor for actor in self._actors.values() if actor.iso}
        self._by_name: dict[tuple[str, str], dict[str, Actor]] = {}
        for name in self.names:
            key = name.lang, _name_key(name.text, name.lang)
            self._by_name.setdefault(key, {})[name.actor_id] = self._actors[name.actor_id]

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._actors

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor with this id, or None."""
        return self._actors.get(actor_id)

    def of_state(self, iso: str) -> Actor | None:
        """Return the actor of the state with this ISO 3166-1 alpha-2 code, or None."""
        return self._by_iso.get(iso.upper())

    def named(self, name: str, lang: str) -> tuple[Actor, ...]:
        """Return the actors with this name, abbreviation or demonym in `lang`, in any case, nominative."""
        return tuple(self._by_name.get((lang, _name_key(name, lang)), {}).values())

    def names_in(self, lang: str) -> Iterator[tuple[str, Actor, str, bool]]:
        """Yield (folded name, actor, kind, exact) of every name in `lang`."""
        fold = get_profile(lang).fold
        for name in self.names:
            if name.lang == lang:
                yield fold(name.text), self._actors[name.actor_id], name.kind, name.exact

    def resolve(self, actor_id: str) -> Actor:
        """Return the actor whose stance this one's words are: of a capital, palace, leader, ministry its state.

        Raises:
            KeyError: no actor has this id.
        """
        actor = self._actors[actor_id]
        seen = {actor_id}
        while (
            (higher := actor.resolves_to or actor.metonym_of)
            and higher in self._actors
            and higher not in seen
        ):
            seen.add(higher)
            actor = self._actors[higher]
        return actor


def load_actors(extra: tuple[Path, ...] = ()) -> ActorTable:
    """Return the actor table, with the actors of the user's TSV files `extra` added to or laid over ours; read once.

    A user's row with an id of ours adds its name; its type, canonical name and group, where given, replace ours.

    Raises:
        InputError: a row is faulty; the message names file, row and column.
    """
    return _load(extra)


@cache  # which takes a call with a default and one with the same value for two
def _load(extra: tuple[Path, ...]) -> ActorTable:
    rows = {row.required("id"): row for row in read_rows(DATA / "actors.tsv", ACTOR_COLUMNS)}
    names = [
        _name(row, row.required("actor_id"), rows)
        for row in read_rows(DATA / "actor_names.tsv", NAME_COLUMNS)
    ]
    for path in extra:
        for row in read_rows(path, USER_COLUMNS):
            rows[row.required("id")] = _laid_over(row, rows.get(row["id"]))
            names.append(_name(row, row["id"], rows))
    actors = [_actor(row, rows) for row in rows.values()]
    return ActorTable(_with_names(actors, names), names)


def _laid_over(row: Row, ours: Row | None) -> Row:
    """Return the user's row, its empty cells filled from our row of the same actor."""
    cells = dict(ours.cells) if ours else {"group": "OTHER", "source": "user"}
    return Row(
        {**cells, **{column: cell for column, cell in row.cells.items() if cell}}, row.path, row.number
    )


def _actor(row: Row, rows: Mapping[str, Row]) -> Actor:
    actor_id = row["id"]
    if not WIKIDATA_ID.fullmatch(actor_id) and not OWN_ID.fullmatch(actor_id):
        raise row.fault("id", f"is {actor_id!r}; use a Wikidata id (Q159) or a slug with a prefix (my:name)")
    for column in ("metonym_of", "resolves_to"):
        if row[column] and row[column] not in rows:
            raise row.fault(column, f"is {row[column]!r}, which no row has as its id")
    return Actor(
        id=actor_id,
        wikidata=actor_id if WIKIDATA_ID.fullmatch(actor_id) else None,
        type=row.one_of("type", TYPES),
        canonical=row.required("canonical"),
        metonym_of=row["metonym_of"] or None,
        resolves_to=row["resolves_to"] or None,
        group=row.one_of("group", GROUPS),
        iso=row["iso"],
        source=row["source"],
    )


def _name(row: Row, actor_id: str, rows: Mapping[str, Row]) -> Name:
    if actor_id not in rows:
        raise row.fault("actor_id", f"is {actor_id!r}, which no actor has")
    return Name(
        actor_id=actor_id,
        lang=row.one_of("lang", LANGUAGES),
        kind=row.one_of("kind", KINDS),
        text=row.required("name"),
        ambiguous=row["note"] == "ambiguous",
    )


def _with_names(actors: Iterable[Actor], names: Iterable[Name]) -> Iterator[Actor]:
    grouped: dict[tuple[str, bool], dict[str, list[str]]] = {}
    for name in names:
        by_lang = grouped.setdefault((name.actor_id, name.kind == "demonym"), {})
        by_lang.setdefault(name.lang, []).append(name.text)
    for actor in actors:
        yield Actor(
            id=actor.id,
            wikidata=actor.wikidata,
            type=actor.type,
            canonical=actor.canonical,
            names=_frozen(grouped.get((actor.id, False), {})),
            demonyms=_frozen(grouped.get((actor.id, True), {})),
            metonym_of=actor.metonym_of,
            resolves_to=actor.resolves_to,
            group=actor.group,
            iso=actor.iso,
            source=actor.source,
        )


def _frozen(names: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({lang: tuple(dict.fromkeys(texts)) for lang, texts in names.items()})


def _name_key(name: str, lang: str) -> str:
    return " ".join(get_profile(lang).fold(name).replace("’", "'").replace("ё", "е").split())
