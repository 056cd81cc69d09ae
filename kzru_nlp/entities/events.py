"""Which war a described war is: by who fights it, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kzru_nlp.entities.known import known_names
from kzru_nlp.entities.words import plain_words
from kzru_nlp.knowledge.actors import Actor, ActorTable
from kzru_nlp.lang import LANGUAGES, get_profile
from kzru_nlp.model import Mention

_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"\b(?:I{1,3}|first|second|third|birinci|ikinci|üçüncü|перв\w+|втор\w+|трет\w+)\b")


@lru_cache(maxsize=4)
def event_index(actors: ActorTable) -> EventIndex:
    """Return the index of `actors`, made once for all languages."""
    return EventIndex(actors)


class EventIndex:
    """The events of the actor table by the states and places that their names hold."""

    def __init__(self, actors: ActorTable) -> None:
        self._actors = actors
        events = {actor.id: actor for actor in actors if actor.type == "EVENT"}
        parties: dict[str, set[str]] = {actor_id: set() for actor_id in events}
        for lang in LANGUAGES:
            for name in (name for name in actors.names if name.lang == lang and name.actor_id in events):
                parties[name.actor_id].update(self._parties(name.text, lang))
        self._events = [(events[actor_id], frozenset(found)) for actor_id, found in parties.items() if found]

    def find(self, mention: Mention, others: Sequence[Mention], lang: str) -> Actor | None:
        """Return the event that a mention means: its own name, or the fight of exactly these parties.

        Of several events the one whose year is named nearby wins, then the one with the fewest other parties; two
        that stay equal link to none. The table's order settles what is common usage: the war that began in 2022
        stands before those that have older years.
        """
        if mention.actor_id:
            return self._actors.get(mention.actor_id)
        if _ORDINAL.search(get_profile(lang).fold(mention.text)):
            return None
        parties = set(self._parties(mention.text, lang))
        fitting = [(event, all_of) for event, all_of in self._events if parties and parties <= all_of]
        if not fitting:
            return None
        years = {year for m in others if m.value for year in _YEAR.findall(m.value)}
        fitting.sort(
            key=lambda pair: (not years & set(_YEAR.findall(pair[0].canonical)), len(pair[1] - parties))
        )
        return fitting[0][0]

    def _parties(self, text: str, lang: str) -> Iterator[str]:
        known = known_names(lang, self._actors)
        words = plain_words(text, lang)
        for at in range(len(words)):
            # Names inside the event's own name: "Ukrayna" in "Ukrayna Savaşı", "украинск" in "украинская война".
            for match in known.trie.all_at(words, at):
                actor = self._actors.get(match.value.actor_id)
                if actor and actor.type in ("GPE", "LOC") and not match.value.exact:
                    yield actor.id
