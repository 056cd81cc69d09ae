"""Slower witnesses for texts that script and function words leave open: dictionaries and letter trigrams."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kzru_nlp.lang import automaton

# Transliterations of Russian, the longest first: Turkish, English and scientific spelling at once.
_RUSSIAN_LETTERS = (
    ("shch", "щ"), ("sch", "щ"), ("şç", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("yu", "ю"), ("iu", "ю"), ("ya", "я"), ("ia", "я"), ("yo", "ё"), ("ye", "е"), ("yy", "ый"), ("ıy", "ый"), ("iy", "ий"),
    ("iye", "ие"), ("iya", "ия"), ("iyu", "ию"), ("iia", "ия"), ("ija", "ия"), ("iju", "ию"), ("ije", "ие"), ("ş", "ш"), ("ç", "ч"), ("ı", "ы"), ("y", "ы"), ("j", "ж"), ("a", "а"), ("b", "б"), ("v", "в"),
    ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"),
    ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("h", "х"), ("c", "ц"),
)  # fmt: skip
_TO_CYRILLIC = dict(_RUSSIAN_LETTERS)
_LETTER_GROUP = re.compile("|".join(sorted(_TO_CYRILLIC, key=lambda group: -len(group))))
_LISTED = ("tr", "en")
"""Languages of which there is a word list."""


def known(words: list[str], *, most: int = 30) -> dict[str, float]:
    """Return how many of the first `most` words of three letters and more each dictionary knows.

    A word that several know is shared among them.

    >>> known(["Russia", "policy"])["en"] > known(["Russia", "policy"])["tr"]
    True
    """
    counts = dict.fromkeys((*_LISTED, "ru-Latn"), 0.0)
    for word in [w for w in words if len(w) > 2][:most]:
        langs = _knows(word)
        for lang in langs:
            counts[lang] += 1 / len(langs)
    return counts


@lru_cache(maxsize=16384)
def _knows(word: str) -> tuple[str, ...]:
    found = [lang for lang in _LISTED if _fold(word, lang) in automaton.load(lang)]
    if not word[0].isupper() and _russian().word_is_known(cyrillic(word)):
        found.append("ru-Latn")
    return tuple(found)


def _fold(word: str, lang: str) -> str:
    from kzru_nlp.lang import get_profile

    return get_profile(lang).fold(word)


def cyrillic(word: str) -> str:
    """Return transliterated Russian in Cyrillic, as far as letters tell.

    >>> cyrillic("otnoşenii"), cyrillic("sotrudnichestvo")
    ('отношении', 'сотрудничество')
    """
    return _LETTER_GROUP.sub(lambda match: _TO_CYRILLIC[match[0]], word.lower())


@cache
def _russian() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@cache
def _trigrams() -> Any:
    """Return langdetect's factory with the profiles of our Latin-script languages alone.

    Over all its 55 languages it answers "it" or "pl" to short English titles.
    """
    from langdetect import DetectorFactory, detector_factory

    factory = DetectorFactory()
    folder = Path(detector_factory.PROFILES_DIRECTORY)
    factory.load_json_profile([(folder / lang).read_text(encoding="utf-8") for lang in _LISTED])
    factory.seed = 0
    return factory


def by_trigrams(text: str) -> tuple[str, float]:
    """Return langdetect's best of our Latin-script languages and its probability, the same every time."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _trigrams().create()
    detector.seed = 0
    detector.append(text)
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return "und", 0.0
    return best.lang, best.prob


def is_word(word: str, lang: str) -> bool:
    """Return whether a dictionary of `lang` has the folded `word`, a form of a word.

    >>> is_word("kapandı", "tr"), is_word("kapadnı", "tr"), is_word("молнии", "ru"), is_word("малнии", "ru")
    (True, False, True, False)
    """
    if lang in _LISTED:
        return word in automaton.load(lang)
    return bool(_russian().word_is_known(word))
