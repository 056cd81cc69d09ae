"""What the CRF sees of a word: its form, its neighbours, and what the tables and rules say of it.

Whatever depends on a form alone is made once for each form: texts repeat their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from simplemma import is_known

from kzru_nlp.entities.heads import head_nouns
from kzru_nlp.entities.known import size_of
from kzru_nlp.entities.names import ends_title, given_names, surnames
from kzru_nlp.entities.words import Word
from kzru_nlp.knowledge.clusters import load_clusters
from kzru_nlp.knowledge.gazetteer import load_gazetteer, other_spellings
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

_RUNS = re.compile(r"(.)\1+")
_APOSTROPHES = "'’ʼ"
WINDOW = 2
"""Words to each side whose form a word sees."""
REACH = 5
"""Words ahead in which a head noun still tells what a name is."""
_FORMS = 1 << 16
"""Forms whose features are kept."""
Features = tuple[str, ...]


def sentence_features(words: Sequence[Word], candidates: Iterable[Mention], lang: str) -> list[list[str]]:
    """Return the features of each word of one sentence, ready for CRFsuite.

    `candidates` are mentions that the tables and rules propose in the sentence; they may overlap, and each word
    learns who proposes what of it ("actor:B-GPE"). Their names count for much more than the words themselves
    where little text was annotated.
    """
    heading = _in_title_case(words)
    found = [[*_knowledge(words, i, lang, heading)] for i in range(len(words))]
    for place, proposal in _proposals(words, candidates):
        found[place].append(proposal)
    for i, kind in _heads_ahead(words, lang):
        found[i].append(kind)
    known = [tuple(features) for features in found]
    out = []
    for i, word in enumerate(words):
        features = [*_own(word.text, word.folded, word.lemma), *_around(words, i), *known[i]]
        if i:
            features += _of_neighbour(-1, known[i - 1])
        if i + 1 < len(words):
            features += _of_neighbour(1, known[i + 1])
        if word.first:
            features += ("first", f"first|{_common(word.folded, lang)}|{word.capital}")
        out.append(features)
    return out


def _in_title_case(words: Sequence[Word]) -> bool:
    """Whether a sentence is set as titles are, most of its longer words with a capital, which then says little."""
    long = [word.capital for word in words if word.is_word and len(word.text) > 3]
    return len(long) > 2 and sum(long) > 0.6 * len(long)


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


def _heads_ahead(words: Sequence[Word], lang: str) -> Iterable[tuple[int, str]]:
    """Yield for words with a capital the kind of the next head noun ("Belene'nin ikinci santrali", "Poti's new port")."""
    label, at = "", len(words)
    for i in range(len(words) - 1, -1, -1):
        if words[i].capital and at - i <= REACH:
            yield i, f"ahead={label}|{at - i < 3}"
        if found := _kind(words[i].folded, lang):
            label, at = found, i


@lru_cache(maxsize=_FORMS)
def _kind(folded: str, lang: str) -> str | None:
    heads = head_nouns(lang)
    return heads.label("last", folded) or heads.label("typed", folded)


@lru_cache(maxsize=_FORMS)
def _own(text: str, folded: str, lemma: str) -> Features:
    features = [
        "bias",
        f"w={folded}",
        f"l={lemma}",
        f"s={shape(text)}",
        f"len={min(len(folded), 12)}",
        *(f"p{n}={folded[:n]}" for n in (2, 3)),
        *(f"e{n}={folded[-n:]}" for n in (2, 3, 4)),
    ]
    if text[0].isupper():
        # The beginnings and ends of names tell peoples and towns ("-grad", "-yev").
        features += (*(f"p{n}={folded[:n]}" for n in (4, 5)), f"e5={folded[-5:]}")
    return tuple(features)


def _around(words: Sequence[Word], i: int) -> list[str]:
    features: list[str] = []
    for offset in range(-WINDOW, WINDOW + 1):
        at = i + offset
        if offset and 0 <= at < len(words):
            other = words[at]
            features += _neighbour(offset, other.text, other.folded, other.lemma)
        elif offset:
            features.append(f"{offset}:edge")
    features.append(_shapes(*(word.text for word in words[max(0, i - 1) : i + 2])))
    return features


@lru_cache(maxsize=_FORMS)
def _neighbour(offset: int, text: str, folded: str, lemma: str) -> Features:
    seen = (f"{offset}:w={folded}", f"{offset}:s={shape(text)}")
    return (*seen, f"{offset}:l={lemma}", f"{offset}:e3={folded[-3:]}") if abs(offset) == 1 else seen


@lru_cache(maxsize=_FORMS)
def _shapes(*texts: str) -> str:
    return f"shapes={'|'.join(map(shape, texts))}"


@lru_cache(maxsize=_FORMS)
def _of_neighbour(offset: int, features: Features) -> Features:
    return tuple(f"{offset}{feature}" for feature in features)


@lru_cache(maxsize=_FORMS)
def _alike(text: str, folded: str, lemma: str, lang: str) -> Features:
    """Return the groups of like words that have the word, from coarse to fine."""
    return tuple(f"group{i}={group}" for i, group in enumerate(load_clusters(lang).of(text, folded, lemma)))


def _knowledge(words: Sequence[Word], i: int, lang: str, heading: bool) -> Iterable[str]:
    word = words[i]
    if not word.is_word:
        return [f"apostrophe={word.folded[1:3]}"] if word.text[0] in _APOSTROPHES else []
    alike = _alike(word.text, word.folded, word.lemma, lang)
    if not word.capital:
        return (*_heads(word.folded, False, lang), *alike)
    found = [*alike, *_capital(word.folded, word.lemma, word.first, heading, lang)]
    before, after = i > 0 and words[i - 1].capital, i + 1 < len(words) and words[i + 1].capital
    found.append(f"kind={_kinds(word.folded, word.lemma, lang)}|{before}{after}|{word.first}")
    if ends_title(words, i, lang):
        found.append("titled")
    return found


@lru_cache(maxsize=_FORMS)
def _capital(folded: str, lemma: str, first: bool, heading: bool, lang: str) -> Features:
    """Return what is known of a word with a capital, wherever it stands."""
    kinds, common = _kinds(folded, lemma, lang), _common(folded, lang)
    found = [f"capital|{common}|{first}", f"kind={kinds}", f"lemma|{_common(lemma, lang)}|{heading}"]
    if heading:
        found += (f"heading|{common}", f"heading|{kinds}")
    if folded in other_spellings(lang):
        found.append("spelling")
    return (*found, *_heads(folded, True, lang))


@lru_cache(maxsize=_FORMS)
def _heads(folded: str, capital: bool, lang: str) -> Features:
    heads = head_nouns(lang)
    labels = ((side, heads.label(side, folded)) for side in ("last", "first", "typed", "described"))
    return tuple(f"head-{side}={label}|{capital}" for side, label in labels if label)


@lru_cache(maxsize=_FORMS)
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


@lru_cache(maxsize=_FORMS)
def shape(text: str) -> str:
    """Return the pattern of capitals, letters, digits and signs, runs shortened.

    >>> shape("Kazakistan"), shape("KGAÖ"), shape("24"), shape("S-400"), shape("McDonald")
    ('Aa', 'A', '0', 'A-0', 'AaAa')
    """
    return _RUNS.sub(
        r"\1",
        "".join("A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c for c in text),
    )


@lru_cache(maxsize=_FORMS)
def _common(folded: str, lang: str) -> str:
    """Return "common" for a word of the language's dictionary, "short" for one too short to tell."""
    if len(folded) < 3:
        return "short"
    return "common" if folded in get_profile(lang).function_words or is_known(folded, lang=lang) else "rare"
