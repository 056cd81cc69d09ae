"""Which senses of the glossary each word of a sentence may have, whatever its inflection.

Where a language builds its forms by chains of endings (`data/word_forms.tsv`), a word is a form of a term whose stem
it begins with, if endings alone follow: a table of forms would take 115 MB and knows half of them. In the others the
lemmatizer says it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kzru_nlp.alignment.tables import read_table
from kzru_nlp.knowledge.glossary import Entry, Glossary, load_glossary, term_words
from kzru_nlp.lang import get_profile
from kzru_nlp.text.lemmas import get_lemmatizer

NO_EVIDENCE = frozenset({"num"})
"""Numbers are read by value."""
GRAMMAR = frozenset({"conn", "pron", "prep"})
LONGEST_ENDING = 12
RIVALS = 2
"""Of the stems that a word begins with, the longest two: "gelişmesi" is of "gelişme", perhaps of "geliş", not of "gel"."""

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Senses:
    """What a word may say: the glossary's ids, the term that it is a form of, whether it is a grammar word, and the part
    of speech that all its senses have, or "".
    """

    ids: tuple[str, ...]
    term: str
    grammar: bool
    pos: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of several words: the stems behind its first one, and its ids."""

    rest: Stems
    text: str
    ids: tuple[str, ...]


class Lexicon:
    """The terms of one language by the stem of their first word."""

    def __init__(self, lang: str, glossary: Glossary) -> None:
        self._forms = _forms(lang)
        single: dict[str, dict[str, str]] = defaultdict(dict)
        several: dict[str, dict[Stems, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        self._pos = {entry.id: entry.pos for entry in glossary}
        no_evidence = get_profile(lang).function_words
        for entry in glossary:
            if entry.pos in NO_EVIDENCE:
                continue
            for term in entry.terms.get(lang, ()):
                for stems in self._forms.of_term(term, entry, glossary):
                    # Lemmatizers take "AI" for a form of "be"; a function word says nothing about a translation.
                    if len(stems) == 1 and stems[0] in no_evidence:
                        continue
                    if len(stems) == 1:
                        single[stems[0]].setdefault(entry.id, term)
                    elif stems:
                        several[stems[0]][stems[1:]].setdefault(entry.id, term)
        self._single = {
            stem: (next(iter(found.values())), tuple(sorted(found))) for stem, found in single.items()
        }
        self._several = {
            stem: tuple(
                Term(rest, next(iter(ids.values())), tuple(sorted(ids)))
                for rest, ids in sorted(found.items(), key=lambda item: -len(item[0]))
            )
            for stem, found in several.items()
        }
        self._known = (
            self._single.keys()
            | self._several.keys()
            | {s for found in several.values() for r in found for s in r}
        )
        self._stems = lru_cache(maxsize=100_000)(self._find_stems)
        self._alone = lru_cache(maxsize=100_000)(self._find_alone)

    def find(self, words: Sequence[str]) -> list[Senses | None]:
        """Return for each of the folded `words` what it may say, alone or as a part of a longer term."""
        found: list[Senses | None] = [self._alone(word) for word in words]
        for i, word in enumerate(words):
            for stem in self._stems(word):
                term = next(
                    (t for t in self._several.get(stem, ()) if self._follows(words, i + 1, t.rest)), None
                )
                if term:
                    for k in range(i, i + 1 + len(term.rest)):
                        found[k] = self._joined(found[k], term)
                    break
        return found

    def _follows(self, words: Sequence[str], at: int, rest: Stems) -> bool:
        return at + len(rest) <= len(words) and all(
            stem in self._stems(word) for word, stem in zip(words[at:], rest, strict=False)
        )

    def _joined(self, senses: Senses | None, term: Term) -> Senses:
        own = senses.ids if senses else ()
        return Senses(tuple(sorted({*own, *term.ids})), term.text, False, "term")

    def _find_alone(self, word: str) -> Senses | None:
        found = [self._single[stem] for stem in self._stems(word) if stem in self._single]
        if not found:
            return None
        ids = tuple(sorted({i for _, own in found for i in own}))
        pos = {self._pos[i] for i in ids}
        return Senses(ids, found[0][0], pos <= GRAMMAR, pos.pop() if len(pos) == 1 else "")

    def _find_stems(self, word: str) -> Stems:
        return tuple(dict.fromkeys(s for s in self._forms.of_word(word, self._known)))


@dataclass(frozen=True)
class Lemmas:
    """Stems are the lemmatizer's answers, and the words as they stand."""

    lang: str

    def of_term(self, term: str, entry: Entry, glossary: Glossary) -> Iterable[Stems]:
        """Return the stems of a glossary term: its lemmas, and its words."""
        words = tuple(term_words(term, self.lang))
        if entry.shipped:
            lemmas = glossary.lemmas(self.lang, term, words)
        else:
            lemmas = tuple(map(get_lemmatizer(self.lang), words))
        return dict.fromkeys((lemmas, words))

    def of_word(self, word: str, known: Iterable[str]) -> Iterable[str]:
        """Return the stems that `word` may be a form of."""
        return word, get_lemmatizer(self.lang)(word)


@dataclass(frozen=True)
class Endings:
    """Stems are dictionary forms without their ending; a word is a stem and a chain of `morphemes`."""

    lang: str
    least: int
    dictionary: re.Pattern[str]
    softened: Mapping[str, str]
    chain: re.Pattern[str]

    def of_term(self, term: str, entry: Entry, glossary: Glossary) -> Iterable[Stems]:
        """Return the stems of a glossary term; only its last word loses the dictionary ending."""
        words = term_words(term, self.lang)
        stem = self.dictionary.sub("", words[-1])
        last = [stem if len(stem) >= 2 and entry.pos == "verb" else words[-1]]
        if last[0][-1] in self.softened:
            last.append(last[0][:-1] + self.softened[last[0][-1]])
        return [(*words[:-1], end) for end in last]

    def of_word(self, word: str, known: Iterable[str]) -> Iterable[str]:
        """Return the longest stems that `word` begins with and that endings alone follow."""
        found = []
        for size in range(len(word), max(1, len(word) - LONGEST_ENDING), -1):
            if size < self.least and size < len(word) - 4:
                break
            stem = word[:size]
            if stem in known and self.chain.fullmatch(word, size):
                found.append(stem)
                if len(found) == RIVALS:
                    break
        return found


@cache
def _forms(lang: str) -> Lemmas | Endings:
    rows = read_table("word_forms", lang)
    if not rows:
        return Lemmas(lang)
    (row,) = rows
    return Endings(
        lang,
        int(row["least"]),
        re.compile(f"(?:{row['dictionary']})$"),
        {pair[0]: pair[1] for pair in row["softened"].split()},
        re.compile(f"(?:{row['morpheme']})*"),
    )


@cache
def load_lexicon(lang: str, glossary: tuple[Path, ...] = ()) -> Lexicon:
    """Return the lexicon of `lang`, with the user's own glossary files laid over ours."""
    return Lexicon(lang, load_glossary(glossary))
