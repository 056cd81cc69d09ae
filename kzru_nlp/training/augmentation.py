"""More sentences from few: mentions replaced by other names of their kind, with the suffix that the new name takes.

Mention replacement (Dai and Adel 2020) with names that the corpus doesn't have: given names and surnames of many
peoples (Faker), towns of the world (GeoNames), and the corpus's own names for what no list has. It teaches a tagger to
trust shape, neighbours and tables more than the words that it has seen.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kzru_nlp.entities.names import full_name_lists
from kzru_nlp.knowledge.gazetteer import cities
from kzru_nlp.lang import get_profile
from kzru_nlp.lang.harmony import move_suffix
from kzru_nlp.model import Mention

Sentence = tuple[str, tuple[Mention, ...]]
REPLACED = ("PER", "GPE", "ORG", "LOC", "FAC", "EVENT", "LAW")
FROM_LISTS = 0.7
"""Share of new persons and towns that come from lists and not from the corpus."""
SHAPES = (0.6, 0.8)
"""Given name and surname up to the first bound, a surname alone up to the second, a given name alone above."""
_SUFFIX = re.compile(r"(['’])([^\W\d_]+)")


class Replacer:
    """Replaces mentions in sentences of one language; the same seed gives the same sentences."""

    def __init__(self, lang: str, sentences: Iterable[Sentence], *, rate: float = 0.6, seed: int = 0) -> None:
        self._profile = get_profile(lang)
        self._rate = rate
        self._random = random.Random(seed)
        self._names = full_name_lists()
        towns = [
            (place.name, place.population) for place in cities() if place.name.replace(" ", "").isalpha()
        ]
        self._towns = [name for name, _ in towns]
        self._weights = [population**0.5 for _, population in towns]
        self._pool: dict[str, list[str]] = {}
        for text, mentions in sentences:
            for mention in mentions:
                if mention.label in REPLACED and self._bare(text, mention):
                    self._pool.setdefault(mention.label, []).append(mention.text)

    def __call__(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence with some mentions replaced; None where none was."""
        text, mentions = sentence
        out, at, found = "", 0, []
        for mention in mentions:
            out += text[at : mention.start]
            suffix = _SUFFIX.match(text, mention.end) if self._profile.suffix_apostrophe else None
            new = self._other(mention) if self._replaceable(text, mention) else mention.text
            found.append(replace(mention, start=len(out), end=len(out) + len(new), text=new))
            out, at = out + new, mention.end
            if suffix and new != mention.text:
                moved = move_suffix(self._profile.fold(suffix.group(2)), new, self._profile)
                out, at = out + suffix.group(1) + moved, suffix.end()
        out += text[at:]
        return None if out == text else (out, tuple(found))

    def _bare(self, text: str, mention: Mention) -> bool:
        """Whether the mention stands as a dictionary would have it: its ending, if any, is behind an apostrophe."""
        after = text[mention.end : mention.end + 1]
        return not self._profile.suffix_apostrophe or after in ("'", "’")

    def _replaceable(self, text: str, mention: Mention) -> bool:
        if mention.label not in self._pool or mention.text.isupper() or self._random.random() >= self._rate:
            return False
        # A person's name without an apostrophe stands in the nominative; other names may hold an ending.
        return self._bare(text, mention) or (mention.label == "PER" and mention.text in self._pool["PER"])

    def _other(self, mention: Mention) -> str:
        listed = self._random.random() < FROM_LISTS
        if listed and mention.label == "PER":
            return self._person()
        if listed and mention.label == "GPE":
            return self._random.choices(self._towns, self._weights)[0]
        return self._random.choice(self._pool[mention.label])

    def _person(self) -> str:
        given, family = self._random.choice(self._names)
        first, last = self._random.choice(given), self._random.choice(family)
        shape = self._random.random()
        return f"{first} {last}" if shape < SHAPES[0] else last if shape < SHAPES[1] else first


def augmented(lang: str, sentences: Sequence[Sentence], times: int, *, seed: int = 0) -> list[Sentence]:
    """Return up to `times` versions of each sentence with names replaced."""
    replacer = Replacer(lang, sentences, seed=seed)
    return [new for _ in range(times) for sentence in sentences if (new := replacer(sentence))]
