"""Which language a text is in: script and words decide, dictionaries where they leave doubt, langdetect last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kzru_nlp.lang import LANGUAGES, get_profile, vocabulary
from kzru_nlp.lang.neighbours import (
    CYRILLIC_LETTERS,
    KAZAKH,
    LATIN,
    LATIN_LETTERS,
    RUSSIAN_LATIN_ENDINGS,
)

UNDETERMINED = "und"
_OURS_IN_LATIN = ("tr", "en", "ru-Latn")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\bdoi:\s*\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u02af\u0400-\u052f\u1e00-\u1eff]")
_ENGLISH_SPELLING = re.compile(r"th|wh|ck|ph|ee|oo|qu|[wx]")
_RUSSIAN_SPELLING = re.compile(r"şç|shch|ıy$|(?<!y)yy$")
_UZBEK = re.compile("[oOgG][‘ʻ`](?=[a-z])|[oO]['’](?=[bcdfghjklmnpqrstvxyz]{1,2}[aeiou])")
"""Uzbek writes oʻ and gʻ; "O'Brien" alone is no Uzbek."""
_UZBEK_SHARE = 0.04
_APOSTROPHE = re.compile("['’ʼ]")
_TURKISH_SUFFIX = re.compile(get_profile("tr").apostrophe_suffix)

# Weights by hand: a function word that one language alone has is worth two and settles a heading;
# of a neighbour's two are needed ("Nur-Sultan" is not German).
_NEIGHBOUR_WORD = 1.4
_FUNCTION_WORD, _ENDING, _SPELLING, _SUFFIX, _KNOWN = 2.0, 0.9, 0.4, 1.5, 0.9
_LETTER = {"ğ": 2.0, "ı": 1.6, "ə": 2.5, "ß": 2.5, "ł": 2.0, "ñ": 2.0}
_ENOUGH, _MARGIN = 1.5, 0.3


@dataclass(frozen=True, slots=True)
class Detection:
    """A BCP 47 code ("und" where the text does not tell) and a confidence in [0, 1]."""

    lang: str
    score: float


def detect(text: str) -> Detection:
    """Return the language of `text`; the same answer every time.

    Turkish, English and Russian, transliterated Russian ("ru-Latn"), Kazakh ("kk") and the neighbours that
    would otherwise be taken for one of them. Addresses, numbers and single capitals (initials) don't count.

    >>> detect("Rusya’nın dış politikası").lang, detect("LIMITS OF THE ALLIANCE").lang, detect("Введение").lang
    ('tr', 'en', 'ru')
    >>> detect("politika v otnoshenii Kazakhstana").lang, detect("1997: 12-15").lang
    ('ru-Latn', 'und')
    """
    return _detect(text)


@lru_cache(maxsize=4096)
def _detect(text: str) -> Detection:
    if ":/" in text or "@" in text or "www." in text or "doi" in text:
        text = _ADDRESS.sub(" ", text)
    words = _WORD.findall(text)
    if len(_UZBEK.findall(text)) > max(1, _UZBEK_SHARE * len(words)):
        return Detection("uz", _bounded(0.9, len(words)))
    cyrillic, other = len(_CYRILLIC.findall(text)), len(_OTHER_SCRIPT.findall(text))
    letters = sum(map(len, words))
    if not letters or other * 2 > letters:
        return Detection(UNDETERMINED, 0.0)
    return _cyrillic(words) if cyrillic * 2 > letters else _latin(words)


def _cyrillic(words: list[str]) -> Detection:
    """Return the language of Cyrillic `words` by the letters that Russian lacks.

    A name in its own spelling does not make a text Kazakh: a fifth of the words must have such letters.
    """
    folded = [word.lower() for word in words if _CYRILLIC.search(word)]
    foreign = [word for word in folded if not word.isascii() and _FOREIGN_CYRILLIC & set(word)]
    if sum(map(len, folded)) < 3:
        return Detection(UNDETERMINED, 0.0)
    share = (len(foreign) + sum(word in KAZAKH for word in folded)) / len(folded)
    if share < 0.2:
        return Detection("ru", _bounded(1.0 - share, len(folded)))
    seen = set("".join(foreign))
    if not KAZAKH.isdisjoint(folded):
        return Detection("kk", _bounded(min(1.0, 0.5 + share), len(folded)))
    lang = next((code for code, letters in CYRILLIC_LETTERS if seen & set(letters)), UNDETERMINED)
    if lang == "ky" and "і" in seen:
        lang = "kk"  # ң, ө and ү are in both, і is not in Kyrgyz
    if lang == UNDETERMINED and "і" in seen:
        # Kazakh has ы beside і, Ukrainian has not; a word or two leave it open.
        lang = "kk" if any("ы" in word for word in folded) else "uk" if len(folded) > 2 else UNDETERMINED
    return Detection(lang, _bounded(min(1.0, 0.5 + share), len(folded)))


_FOREIGN_CYRILLIC = frozenset("і").union(*(letters for _, letters in CYRILLIC_LETTERS))


def _bounded(score: float, words: int) -> float:
    """Return `score`, lowered for texts of a few words."""
    return round(score * min(1.0, 0.7 + 0.1 * words), 3)


def _latin(words: list[str]) -> Detection:
    scores = _sum(map(_evidence, words))
    verdict = _verdict(scores)
    if verdict:
        return verdict
    if neighbour := _neighbour(scores):
        return neighbour
    for lang, count in vocabulary.known(words).items():
        scores[lang] += _KNOWN * count
    return _verdict(scores) or _guess(words)


def _sum(parts: Iterable[tuple[tuple[str, float], ...]]) -> defaultdict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for lang, weight in part:
            scores[lang] += weight
    return scores


def _verdict(scores: Mapping[str, float]) -> Detection | None:
    """Return the best language if it has enough evidence and is clear of the second, else None."""
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    (lang, best), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if best - second < _MARGIN * best:
        return None
    return Detection(lang, round((best - second) / best * min(1.0, 0.55 + best / 12), 3))


def _neighbour(scores: Mapping[str, float]) -> Detection | None:
    """Return the best neighbour if only another neighbour comes near it: French or Spanish, but none of ours."""
    ours = max((scores.get(lang, 0.0) for lang in _OURS_IN_LATIN), default=0.0)
    lang, best = min(scores.items(), key=lambda item: (-item[1], item[0]), default=(UNDETERMINED, 0.0))
    return Detection(lang, 0.3) if best >= _ENOUGH and best - ours >= _MARGIN * best else None


def _guess(words: list[str]) -> Detection:
    """Return what langdetect says of a text long enough for its letter trigrams, sure enough, else "und"."""
    text = " ".join(words)
    if len(text) < 20:
        return Detection(UNDETERMINED, 0.0)
    lang, score = vocabulary.by_trigrams(text)
    return Detection(lang, round(score / 2, 3)) if score >= 0.9 else Detection(UNDETERMINED, 0.0)


@lru_cache(maxsize=65536)
def _evidence(word: str) -> tuple[tuple[str, float], ...]:
    """Return what `word`, as written, says for each Latin-script language."""
    if len(word) == 1 and word.isupper():
        return ()
    stem, *after = _APOSTROPHE.split(word)
    plain = stem.replace("İ", "i").lower()
    # A capital I is Turkish ı or anybody's i: words and endings are looked up both ways, as a letter it says nothing.
    foldings = {plain, get_profile("tr").fold(stem)}
    scores: defaultdict[str, float] = defaultdict(float)
    for lang, weight in (pair for folded in foldings for pair in _by_word(folded)):
        scores[lang] = max(scores[lang], weight)
    if len(word) == 2 and word.isupper():
        # More often an abbreviation (AM, KZ) than a word in capitals.
        scores = defaultdict(float, {lang: weight / 2 for lang, weight in scores.items()})
    for lang, weight in _by_spelling(plain, dotted="İ" in stem, russian=scores["ru-Latn"] > 0):
        scores[lang] += weight
    for part in after:
        for lang in _by_suffix(stem, part):
            scores[lang] += _SUFFIX
    return tuple((lang, weight) for lang, weight in scores.items() if weight > 0)


def _by_word(folded: str) -> list[tuple[str, float]]:
    """Return evidence from function words, else from the longest known ending."""
    if langs := _words().get(folded):
        # A word that several neighbours share (la, de, en) still speaks against ours: hence the root.
        shared = (1.0 if len(folded) > 1 else 0.5) / len(langs) ** 0.5
        return [
            (lang, shared * (_FUNCTION_WORD if lang in _OURS_IN_LATIN else _NEIGHBOUR_WORD)) for lang in langs
        ]
    for length in range(min(6, len(folded) - 2), 1, -1):
        if langs := _endings().get(folded[-length:]):
            return [(lang, _ENDING / len(langs)) for lang in langs]
    return []


def _by_spelling(plain: str, *, dotted: bool, russian: bool) -> list[tuple[str, float]]:
    """Return evidence from letters and letter groups; ş, ç and ı also write Russian sounds."""
    found = [("tr", _LETTER["ğ"])] if dotted else []
    if _RUSSIAN_SPELLING.search(plain):
        found.append(("ru-Latn", _ENDING))
    elif not plain.isascii() and not russian:
        for letter in set(plain):
            langs = _letters().get(letter, ())
            found += [(lang, _LETTER.get(letter, 1.2) / len(langs)) for lang in langs]
            if letter in "ğış":
                found.append(("tr", _LETTER.get(letter, 1.2) / 2))
    if _ENGLISH_SPELLING.search(plain):
        found.append(("en", _SPELLING))
    return found


def _by_suffix(stem: str, part: str) -> tuple[str, ...]:
    """Return the languages that write `part` after an apostrophe behind `stem`."""
    if part in {"s", "S"}:
        return ("en",)
    if len(stem) > 1 and stem[0].isupper() and _TURKISH_SUFFIX.fullmatch(get_profile("tr").fold(part)):
        return ("tr",)
    return ()


@cache
def _words() -> dict[str, tuple[str, ...]]:
    sets = {code: get_profile(code) for code in LANGUAGES if get_profile(code).script == "Latn"}
    ours = {
        code: p.function_words | p.section_labels | p.abstract_labels | p.reference_labels
        for code, p in sets.items()
    }
    return _by_key({**ours, **LATIN})


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    ours = {code: get_profile(code).endings for code in LANGUAGES if get_profile(code).script == "Latn"}
    return _by_key({**ours, "ru-Latn": RUSSIAN_LATIN_ENDINGS})


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    ours = {code: get_profile(code).letters for code in LANGUAGES if get_profile(code).script == "Latn"}
    return _by_key({**ours, **LATIN_LETTERS})


def _by_key(items: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return for each item the languages that have it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for lang, keys in items.items():
        for key in set(keys):
            found[key].append(lang)
    return {key: tuple(langs) for key, langs in found.items()}
