"""What the CRF sees of a word: its form, its neighbours, and what the tables and rules say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from simplemma import is_known

from kzru_nlp.entities.heads import head_nouns
from kzru_nlp.entities.known import size_of
from kzru_nlp.entities.names import ends_title, given_names, surnames
from kzru_nlp.entities.words import Word
from kzru_nlp.knowledge.gazetteer import load_gazetteer
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

_RUNS = re.compile(r"(.)\1+")
_APOSTROPHES = "'’ʼ"
WINDOW = 2
"""Words to each side whose form a word sees."""
NEAR = 1
"""Words to each side whose knowledge a word sees."""


def sentence_features(words: Sequence[Word], candidates: Iterable[Mention], lang: str) -> list[list[str]]:
    """Return the features of each word of one sentence, ready for CRFsuite.

    `candidates` are mentions that the tables and rules propose in the sentence; they may overlap, and each word
    learns who proposes what of it ("actor:B-GPE"). Their names count for much more than the words themselves
    where little text was annotated.
    """
    known = [_knowledge(words, i, lang) for i in range(len(words))]
    for place, proposal in _proposals(words, candidates):
        known[place].append(proposal)
    return [[*_form(words, i, lang), *_around(known, i)] for i in range(len(words))]


def _proposals(words: Sequence[Word], candidates: Iterable[Mention]) -> Iterable[tuple[int, str]]:
    place = {word.start: i for i, word in enumerate(words)}
    for mention in candidates:
        first = place.get(mention.start)
        if first is None:
            continue
        source = mention.source
        at = first
        while at < len(words) and words[at].start < mention.end:
            last = at + 1 == len(words) or words[at + 1].start >= mention.end
            where = "B" if at == first else "E" if last else "I"
            yield at, f"{source}:{where}-{mention.label}"
            at += 1
        if at - first == 1:
            yield first, f"{source}:whole-{mention.label}"


def _form(words: Sequence[Word], i: int, lang: str) -> list[str]:
    word = words[i]
    folded = word.folded
    features = [
        "bias",
        f"w={folded}",
        f"l={word.lemma}",
        f"s={shape(word.text)}",
        f"p2={folded[:2]}",
        f"p3={folded[:3]}",
        f"e2={folded[-2:]}",
        f"e3={folded[-3:]}",
        f"e4={folded[-4:]}",
        f"len={min(len(folded), 12)}",
    ]
    if word.first:
        features.append("first")
        features.append(f"first|{_common(folded, lang)}|{word.capital}")
    for offset in range(-WINDOW, WINDOW + 1):
        at = i + offset
        if offset == 0:
            continue
        if not 0 <= at < len(words):
            features.append(f"{offset}:edge")
            continue
        other = words[at]
        features += [f"{offset}:w={other.folded}", f"{offset}:s={shape(other.text)}"]
        if abs(offset) == 1:
            features += [f"{offset}:l={other.lemma}", f"{offset}:e3={other.folded[-3:]}"]
    features.append(f"shapes={'|'.join(shape(w.text) for w in words[max(0, i - 1) : i + 2])}")
    return features


def _knowledge(words: Sequence[Word], i: int, lang: str) -> list[str]:
    word = words[i]
    if not word.is_word:
        return [f"apostrophe={word.folded[1:3]}"] if word.text[0] in _APOSTROPHES else []
    found = []
    if word.capital:
        kinds = _kinds(word.folded, word.lemma, lang)
        after = words[i + 1] if i + 1 < len(words) else None
        before = words[i - 1] if i else None
        neighbours = f"{bool(before and before.capital)}{bool(after and after.capital)}"
        found.append(f"capital|{_common(word.folded, lang)}|{word.first}")
        found.append(f"kind={kinds}")
        found.append(f"kind={kinds}|{neighbours}|{word.first}")
        if ends_title(words, i, lang):
            found.append("titled")
    heads = head_nouns(lang)
    for side in ("last", "first", "typed", "described"):
        if label := heads.label(side, word.folded):
            found.append(f"head-{side}={label}|{word.capital}")
    return found


@lru_cache(maxsize=65536)
def _kinds(folded: str, lemma: str, lang: str) -> str:
    """Return which lists of names have the word: given names, surnames, places by their size."""
    found = []
    if folded in given_names(lang) or lemma in given_names(lang):
        found.append("given")
    if folded in surnames(lang):
        found.append("surname")
    if places := load_gazetteer(lang).lookup(folded):
        found.append(size_of(max(place.population for place in places)))
    return "+".join(found) or "unknown"


def _around(known: Sequence[list[str]], i: int) -> list[str]:
    return [
        f"{offset or ''}{feature}"
        for offset in range(-NEAR, NEAR + 1)
        if 0 <= i + offset < len(known)
        for feature in known[i + offset]
    ]


@lru_cache(maxsize=65536)
def shape(text: str) -> str:
    """Return the pattern of capitals, letters, digits and signs, runs shortened.

    >>> shape("Kazakistan"), shape("KGAÖ"), shape("24"), shape("S-400"), shape("McDonald")
    ('Aa', 'A', '0', 'A-0', 'AaAa')
    """
    return _RUNS.sub(
        r"\1",
        "".join("A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in text),
    )


@lru_cache(maxsize=65536)
def _common(folded: str, lang: str) -> str:
    """Return "common" for a word of the language's dictionary, "short" for one too short to tell."""
    if len(folded) < 3:
        return "short"
    return "common" if folded in get_profile(lang).function_words or is_known(folded, lang=lang) else "rare"
