"""Says who or what each mention is: an actor of the table, a place of the gazetteer, or a cluster of its own.

Precision goes first: a link needs a name of the table in some inflected form, or all consonants of one in another
script or spelling. What has neither keeps a cluster id from its consonants, so that Жириновский, Jirinovski and
Zhirinovsky stay together though no table has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from kzru_nlp.entities.canonical import english_date
from kzru_nlp.entities.events import EventIndex, event_index
from kzru_nlp.entities.listed import english_name
from kzru_nlp.entities.metonymy import stands_for_state
from kzru_nlp.entities.spellings import SpellingIndex, cluster_of, spelling_index
from kzru_nlp.entities.tables import rows_of
from kzru_nlp.knowledge.actors import Actor, ActorTable, load_actors
from kzru_nlp.knowledge.gazetteer import Place, load_gazetteer
from kzru_nlp.lang import LANGUAGES, get_profile
from kzru_nlp.model import Mention

SHORT = 3
"""Letters up to which an acronym is read in its own language only: another's mean other bodies."""
_VALUED = frozenset({"DATE", "MONEY", "PERCENT", "QUANTITY"})
# Palaces, cities and offices change label with the context; persons, wars and treaties don't.
_KINDS = {"GPE": "place", "LOC": "place", "FAC": "place", "ORG": "place"}


class Linker:
    """Links the mentions of one text at a time."""

    def __init__(self, actors: ActorTable | None = None) -> None:
        self._given = actors

    @cached_property
    def _actors(self) -> ActorTable:
        return self._given or load_actors()

    @cached_property
    def _spellings(self) -> SpellingIndex:
        return spelling_index(self._actors)

    @cached_property
    def _events(self) -> EventIndex:
        return event_index(self._actors)

    def __call__(self, mentions: Iterable[Mention], lang: str, text: str) -> list[Mention]:
        """Return `mentions` of `text` with `actor_id`, `canonical`, `wikidata`, `metonym_of` and `cluster_id`."""
        listed = list(mentions)
        return [self._link(mention, listed, lang, text) for mention in listed]

    def _link(self, mention: Mention, others: Sequence[Mention], lang: str, text: str) -> Mention:
        if mention.label in _VALUED:
            return replace(mention, canonical=english_date(mention))
        if mention.label == "EVENT" and (event := self._events.find(mention, others, lang)):
            return self._as_actor(mention, event, lang, text)
        if actor := self._actor_of(mention, lang):
            return self._as_actor(mention, actor, lang, text)
        if place := self._place_of(mention, lang):
            return self._as_place(mention, place, lang, text)
        name = mention.lemma if get_profile(lang).script == "Cyrl" else mention.text
        return replace(mention, cluster_id=cluster_of(mention.label, name, lang), canonical=mention.text)

    def _actor_of(self, mention: Mention, lang: str) -> Actor | None:
        if mention.actor_id and (actor := self._actors.get(mention.actor_id)):
            return actor
        for name, code in _names(mention, lang):
            for actor in self._actors.named(name, code):
                if _compatible(mention.label, actor):
                    return actor
        return self._spellings.find(mention, lang)

    def _as_actor(self, mention: Mention, actor: Actor, lang: str, text: str) -> Mention:
        if mention.label == "NORP":
            demonyms = actor.demonyms.get("en", ())
            canonical = demonyms[0] if demonyms else actor.canonical
            return replace(mention, actor_id=actor.id, canonical=canonical, cluster_id=f"norp:{actor.id}")
        state = actor.metonym_of if stands_for_state(mention, actor, lang, text) else None
        return replace(
            mention,
            actor_id=actor.id,
            canonical=actor.canonical,
            wikidata=actor.wikidata,
            metonym_of=state,
            cluster_id=actor.id,
        )

    def _place_of(self, mention: Mention, lang: str) -> Place | None:
        if _KINDS.get(mention.label) != "place" or mention.label == "ORG":
            return None
        places = load_gazetteer(lang)
        fold = get_profile(lang).fold
        for name in (fold(mention.text), mention.lemma):
            if found := places.lookup(name):
                return found[0]
        return None

    def _as_place(self, mention: Mention, place: Place, lang: str, text: str) -> Mention:
        state = self._actors.of_state(place.country) if place.country else None
        if state and place.id.startswith("iso:"):
            return self._as_actor(mention, state, lang, text)
        return replace(mention, actor_id=place.id, canonical=place.name, cluster_id=place.id)


def _names(mention: Mention, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what the table may call a mention, and in which language, likeliest first.

    After the name itself: with its class word ("Tuna Nehri"), the English name of a name of the world, and the name as
    another language in the same script has it ("Foreign Office" in Turkish text), unless its letters are too few to tell
    (English "AB", Turkish "AB").
    """
    own = tuple(dict.fromkeys((mention.text, mention.lemma)))
    for name in own:
        yield name, lang
    for row in rows_of("classwords", lang):
        if row["label"] == mention.label:
            for name in own:
                yield row["form"].format(name), lang
    for name in own:
        if english := english_name(name, lang):
            yield english, "en"
    if mention.text.isupper() and len(mention.text) <= SHORT:
        return
    for code in LANGUAGES:
        if code != lang and get_profile(code).script == get_profile(lang).script:
            yield mention.text, code


def _compatible(label: str, actor: Actor) -> bool:
    return label == "NORP" or _KINDS.get(label, label) == _KINDS.get(actor.type, actor.type)


_TAKEN_FOR_PERSONS = frozenset({"PER", "GPE", "LOC", "ORG", "FAC"})
"""Labels that a surname without its given name may have got."""
_BRACKETED = re.compile(r"\s*\(\s*$")


def join_within(units: Sequence[tuple[str, Sequence[Mention]]]) -> list[list[Mention]]:
    """Return the linked mentions of an article's units (text, mentions), with names joined across them.

    An acronym in brackets after a name is that name from there on ("… Konsorsiyumu (HBK)"); a surname alone is
    the person whose full name was given before. What the table linked stays as it is.
    """
    aliases: dict[str, Mention] = {}
    surnames: dict[str, Mention] = {}
    out = []
    for text, mentions in units:
        joined: list[Mention] = []
        for mention in mentions:
            before = joined[-1] if joined else None
            if (
                before
                and _BRACKETED.fullmatch(text[before.end : mention.start])
                and _abbreviates(mention, before)
            ):
                aliases[mention.text] = before
            known = aliases.get(mention.text) or _full_name(mention, surnames)
            joined.append(_same(mention, known) if known else mention)
            if mention.label == "PER" and len(mention.text.split()) > 1:
                surnames[mention.cluster_id] = surnames[_surname(mention)] = joined[-1]
        out.append(joined)
    return out


def _abbreviates(acronym: Mention, name: Mention) -> bool:
    """Whether every letter of the acronym starts a word of the name, in order (small words may be skipped)."""
    if not acronym.text.isupper() or acronym.actor_id:
        return False
    initials = iter("".join(word[0] for word in re.findall(r"\w+", name.text)).upper())
    return all(letter in initials for letter in acronym.text.replace("İ", "I"))


def _full_name(mention: Mention, surnames: dict[str, Mention]) -> Mention | None:
    """Return the person whose surname the mention is; a town that bears a person's name is hardly meant beside him."""
    if len(mention.text.split()) > 1 or mention.label not in _TAKEN_FOR_PERSONS:
        return None
    if mention.actor_id and not mention.actor_id.startswith("geonames:"):
        return None
    if mention.label == "PER" and (known := surnames.get(mention.cluster_id)):
        return known
    return surnames.get(_surname(mention))


def _surname(mention: Mention) -> str:
    return (mention.lemma or mention.text.lower()).split()[-1]


def _same(mention: Mention, known: Mention) -> Mention:
    return replace(
        mention,
        label=known.label,
        actor_id=known.actor_id,
        canonical=known.canonical,
        wikidata=known.wikidata,
        metonym_of=known.metonym_of,
        cluster_id=known.cluster_id,
    )
