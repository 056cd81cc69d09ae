"""The words of a sentence with what is compared of them, and which words of two sentences say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kzru_nlp.alignment.concepts import load_concepts
from kzru_nlp.alignment.features import WORD, opens
from kzru_nlp.alignment.lexicon import load_lexicon
from kzru_nlp.lang import get_profile
from kzru_nlp.lang.skeleton import skeleton

CONTENT = frozenset({"noun", "verb", "adj", "adv", "term", ""})
COGNATE = 4
"""Consonants that two words must share from their start to be taken for the same word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at characters `start:end`: its folded form, the ids that it may say, the glossary's part of speech of it.

    `term` is the glossary's term that it is a form of, else the word itself,
    `concept` is the id of the name that it is a part of, `bones` its skeleton, `proper` whether it is a name by its
    capital, `known` whether the glossary has it.
    """

    start: int
    end: int
    fold: str
    senses: frozenset[str]
    pos: str
    concept: str
    bones: str
    proper: bool
    term: str = ""

    @property
    def known(self) -> bool:
        """Whether tables say what it means."""
        return bool(self.senses or self.concept)

    @property
    def content(self) -> bool:
        """Whether a translation has to say it in some way: no grammar word, no word that no table knows."""
        return self.proper or bool(self.concept) or (bool(self.senses) and self.pos in CONTENT)


@lru_cache(maxsize=4_000)
def read_words(text: str, lang: str, glossary: tuple[Path, ...] = ()) -> tuple[Word, ...]:
    """Return the words of `text`, left to right."""
    fold = get_profile(lang).fold
    matches = list(WORD.finditer(text))
    words = [(fold(m.group(1)), m.group(1)[0].isupper()) for m in matches]
    concepts = [""] * len(words)
    for concept, first, last in load_concepts(lang).find(words):
        concepts[first:last] = [concept] * (last - first)
    senses = load_lexicon(lang, glossary).find(["" if concepts[i] else w for i, (w, _) in enumerate(words)])
    out = []
    for i, match in enumerate(matches):
        found = senses[i]
        out.append(
            Word(
                match.start(1),
                match.end(1),
                words[i][0],
                frozenset(found.ids) if found else frozenset(),
                ("link" if found.grammar else found.pos) if found else "",
                concepts[i],
                skeleton(match.group(1), lang),
                words[i][1] and not opens(text, match.start()),
                found.term if found else words[i][0],
            )
        )
    return tuple(out)


def same(one: Word, other: Word) -> bool:
    """Return whether two words may say the same: by the glossary, as one name, or as cognates."""
    if one.senses & other.senses or (one.concept and one.concept == other.concept):
        return True
    size = min(len(one.bones), len(other.bones))
    if one.proper or other.proper:
        return size >= 2 and one.bones[:size] == other.bones[:size]
    return size >= COGNATE and one.bones[:COGNATE] == other.bones[:COGNATE]


def answers(word: Word, others: Sequence[Word]) -> list[Word]:
    """Return the words among `others` that may say what `word` says."""
    return [other for other in others if same(word, other)]
