"""What of a sentence its translation is expected to show too: numbers, names, concepts, marks; computed once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kzru_nlp.alignment.concepts import load_concepts
from kzru_nlp.alignment.lexicon import Lexicon, Senses, load_lexicon
from kzru_nlp.lang import get_profile
from kzru_nlp.lang.skeleton import skeleton
from kzru_nlp.text.numbers import find_numbers

# A suffix after an apostrophe is not part of the name, in Turkish ("Rusya'nın") as in English ("Trump's").
WORD = re.compile(r"([^\W\d_]+)(?:['’ʼ][^\W\d_]+)?")
_OPENING = re.compile(r"^[\s\"'«“”„‘’(\[–—-]*$|[.!?:…][\"'»”’)]*\s+[\"'«“„‘(–—-]*$|[«“„\"]$")
_QUOTES = frozenset('"«»“”„')


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that a translation should show too.

    `kind` is number, numeral (a number in words: "yüz" is a hundred, or a face), concept, name (a capitalised word inside a sentence), term (a word that the glossary knows),
    link (a grammar word that it knows), word or mark; `key` tells features of a kind apart, `text` is what stands
    there. Compared are `values` of numbers, `senses` (ids of the glossary), and `bones`, the skeleton of how a word
    sounds. `pos` is the part of speech that all senses have, or "".
    """

    kind: str
    key: str
    text: str
    values: tuple[float, ...] = ()
    bones: str = ""
    senses: tuple[str, ...] = ()
    pos: str = ""


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The features of a sentence and its length in characters."""

    length: int
    features: tuple[Feature, ...]


def describe(sentence: str, lang: str, glossary: tuple[Path, ...] = ()) -> SentenceFeatures:
    """Return the features of `sentence`; an empty one has none and length 0."""
    stripped = sentence.strip()
    found = (
        *_numbers(stripped, lang),
        *_words(stripped, lang, load_lexicon(lang, glossary)),
        *_marks(stripped),
    )
    features = {(f.kind, f.key): f for f in found}
    return SentenceFeatures(len(stripped), tuple(features.values()))


def sounds(text: str, lang: str) -> SentenceFeatures:
    """Return every word of `text` as a name, whatever concept it may be part of: "St. Martin", "Мартина"."""
    bones = {skeleton(match.group(1), lang): match.group(1) for match in WORD.finditer(text)}
    return SentenceFeatures(
        len(text), tuple(Feature("name", k, w, bones=k) for k, w in bones.items() if len(k) >= 3)
    )


def _numbers(text: str, lang: str) -> list[Feature]:
    return [
        Feature("numeral" if n.soft else "number", n.key, text[n.start : n.end], n.values)
        for n in find_numbers(text, lang)
    ]


def _words(text: str, lang: str, lexicon: Lexicon) -> list[Feature]:
    fold = get_profile(lang).fold
    matches = list(WORD.finditer(text))
    words = [(fold(m.group(1)), m.group(1)[0].isupper()) for m in matches]
    out: list[Feature] = []
    named: set[int] = set()
    for concept, first, last in load_concepts(lang).find(words):
        out.append(Feature("concept", concept, text[matches[first].start() : matches[last - 1].end(1)]))
        named.update(range(first, last))
    proper = {
        i for i, m in enumerate(matches) if words[i][1] and i not in named and not opens(text, m.start())
    }
    # A name is asked only for what it says as a word: half of all new words are names, and lemmas take time.
    senses = lexicon.find([word if i not in named else "" for i, (word, _) in enumerate(words)])
    for i, match in enumerate(matches):
        if i in named:
            continue
        feature = _word(match.group(1), words[i][1], i in proper, senses[i], lang)
        if feature:
            out.append(feature)
    return out


def _word(word: str, capital: bool, proper: bool, senses: Senses | None, lang: str) -> Feature | None:
    bones = skeleton(word, lang)
    if proper:
        return (
            Feature("name", bones, word, (), bones, senses.ids if senses else ()) if len(bones) >= 2 else None
        )
    if senses:
        # Inflected forms of one term are one feature.
        stem = skeleton(senses.term, lang)
        key = f"{senses.term}|{'|'.join(senses.ids)}"
        return Feature("link" if senses.grammar else "term", key, word, (), stem, senses.ids, senses.pos)
    if len(bones) >= 2 and ((len(word) >= 4 and len(bones) >= 3) or capital):
        return Feature("word", bones, word, (), bones)
    return None


def opens(text: str, at: int) -> bool:
    """Return whether the word at `at` is capitalised only because a sentence or a quotation opens there."""
    return (
        bool(_OPENING.search(text[max(0, at - 6) : at])) if at > 6 else not text[:at].strip("\"'«“”„‘’(–— ")
    )


def _marks(text: str) -> list[Feature]:
    marks = []
    if text.rstrip("\"'»”’) ").endswith("?"):
        marks.append("?")
    if text.rstrip("\"'»”’) ").endswith("!"):
        marks.append("!")
    if any(char in _QUOTES for char in text):
        marks.append('"')
    marks += [char for char in "(%:" if char in text]
    return [Feature("mark", mark, mark) for mark in marks]
