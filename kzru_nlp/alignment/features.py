"""What of a sentence its translation is expected to show too: numbers, names, concepts, marks; computed once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kzru_nlp.alignment.concepts import load_concepts
from kzru_nlp.alignment.numbers import find_numbers
from kzru_nlp.lang import get_profile
from kzru_nlp.lang.skeleton import skeleton

# A suffix after an apostrophe is not part of the name, in Turkish ("Rusya'nın") as in English ("Trump's").
_WORD = re.compile(r"([^\W\d_]+)(?:['’ʼ][^\W\d_]+)?")
_OPENING = re.compile(r"^[\s\"'«“”„‘’(\[–—-]*$|[.!?:…][\"'»”’)]*\s+[\"'«“„‘(–—-]*$|[«“„\"]$")
_QUOTES = frozenset('"«»“”„')


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that a translation should show too.

    `kind` is number, concept, name (a capitalised word inside a sentence), word or mark; `key` is what is
    compared (a skeleton for name and word), `text` what stands there.
    """

    kind: str
    key: str
    text: str
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The features of a sentence and its length in characters."""

    length: int
    features: tuple[Feature, ...]


def describe(sentence: str, lang: str) -> SentenceFeatures:
    """Return the features of `sentence`; an empty one has none and length 0."""
    stripped = sentence.strip()
    features = {
        (f.kind, f.key): f for f in (*_numbers(stripped, lang), *_words(stripped, lang), *_marks(stripped))
    }
    return SentenceFeatures(len(stripped), tuple(features.values()))


def sounds(text: str, lang: str) -> SentenceFeatures:
    """Return every word of `text` as a name, whatever concept it may be part of: "St. Martin", "Мартина"."""
    bones = {skeleton(match.group(1), lang): match.group(1) for match in _WORD.finditer(text)}
    return SentenceFeatures(len(text), tuple(Feature("name", k, w) for k, w in bones.items() if len(k) >= 3))


def _numbers(text: str, lang: str) -> list[Feature]:
    return [Feature("number", n.key, text[n.start : n.end], n.values) for n in find_numbers(text, lang)]


def _words(text: str, lang: str) -> list[Feature]:
    fold = get_profile(lang).fold
    matches = list(_WORD.finditer(text))
    words = [(fold(m.group(1)), m.group(1)[0].isupper()) for m in matches]
    out: list[Feature] = []
    named: set[int] = set()
    for concept, first, last in load_concepts(lang).find(words):
        out.append(Feature("concept", concept, text[matches[first].start() : matches[last - 1].end(1)]))
        named.update(range(first, last))
    for i, match in enumerate(matches):
        word = match.group(1)
        bones = skeleton(word, lang)
        if i in named or len(bones) < 2:
            continue
        if words[i][1] and not _opens(text, match.start()):
            out.append(Feature("name", bones, word))
        elif (len(word) >= 4 and len(bones) >= 3) or words[i][1]:
            out.append(Feature("word", bones, word))
    return out


def _opens(text: str, at: int) -> bool:
    """Whether the word at `at` is capitalised only because a sentence or a quotation opens there."""
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
