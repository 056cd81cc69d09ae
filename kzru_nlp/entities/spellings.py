"""Names that are alike by their consonants across scripts and spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from kzru_nlp.knowledge.actors import Actor, ActorTable
from kzru_nlp.lang.skeleton import skeleton
from kzru_nlp.model import Mention

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 5
"""Consonants from which equal skeletons of a whole name are hardly chance."""


@lru_cache(maxsize=4)
def spelling_index(actors: ActorTable) -> SpellingIndex:
    """Return the index of `actors`, made once for all languages."""
    return SpellingIndex(actors)


class SpellingIndex:
    """The persons, places and organisations of the actor table by the skeletons of their full names."""

    def __init__(self, actors: ActorTable) -> None:
        self._by_key: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._actors = actors
        for name in actors.names:
            if name.kind == "name":
                self._by_key[_key(name.text, name.lang)].add(name.actor_id)

    def find(self, mention: Mention, lang: str) -> Actor | None:
        """Return the only actor whose name in any language has the consonants of the mention, or None."""
        for name in (mention.text, mention.lemma):
            key = _key(name, lang)
            if sum(map(len, key)) < _LEAST:
                continue
            ids = [i for i in self._by_key.get(key, ()) if self._same_kind(i, mention.label)]
            if len(ids) == 1:
                return self._actors.get(ids[0])
        return None

    def _same_kind(self, actor_id: str, label: str) -> bool:
        actor = self._actors.get(actor_id)
        return actor is not None and actor.type == label


def cluster_of(label: str, name: str, lang: str) -> str:
    """Return an id that the spellings of one unknown name share; of a person the surname counts.

    >>> cluster_of("PER", "Vladimir Jirinovski", "tr") == cluster_of("PER", "жириновский", "ru")
    True
    """
    key = _key(name, lang) or (name,)
    if label == "PER":
        key = key[-1:]
    return f"{label.lower()}:{'-'.join(key)}"


def _key(name: str, lang: str) -> tuple[str, ...]:
    return tuple(bones for word in _WORD.findall(name) if (bones := skeleton(word, lang)))
