"""Persons and acronyms that no table has: given names, titles, surname endings, capitals (data/persons.tsv)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from simplemma import is_known

from kzru_nlp import lang as profiles
from kzru_nlp.entities.tables import rows_of
from kzru_nlp.entities.words import Word
from kzru_nlp.lang import get_profile
from kzru_nlp.lang.skeleton import to_latin
from kzru_nlp.model import Mention
from kzru_nlp.model.derived import content, derived

_LANG = Path(profiles.__file__).parent
_MOST_WORDS = 4
_LONGEST_TITLE = 3


# The peoples whose given names Faker has in Latin letters and that texts about Eurasia and its partners name.
_LOCALES = (
    "az_AZ", "cs_CZ", "de_DE", "en_GB", "en_IE", "en_IN", "en_US", "es_ES", "fi_FI", "fr_FR", "hr_HR", "hu_HU", "it_IT",
    "lt_LT", "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "tr_TR", "uz_UZ",
)  # fmt: skip
_LEAST_LETTERS = 3


@cache
def given_names(lang: str) -> frozenset[str]:
    """Return folded given names in the script of `lang`, from dictionaries that travel with packages.

    natasha's list has names of many peoples as Russian writes them; in Latin letters they come in Turkish and in
    English spelling, and Faker's lists of many peoples join them. Spelling them anew takes .1 s, so they are kept.
    """
    return _kept("given", lang, _given_names)


def _kept(kind: str, lang: str, find: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """Return the names that `find` finds, from the user's cache if these packages and tables were there before."""
    data = derived(
        f"{kind}-{lang}",
        lambda: "\n".join(sorted(find(lang))).encode("utf-8"),
        packages=("faker", "natasha"),
        files=[Path(__file__), *sorted(_LANG.glob("*.py"))],
    )
    return frozenset(content(data).decode("utf-8").splitlines())


def _given_names(lang: str) -> frozenset[str]:
    profile = get_profile(lang)
    cyrillic = _cyrillic_names()
    if profile.script == "Cyrl":
        found = cyrillic
    else:
        found = {to_latin(name, style) for name in cyrillic for style in ("tr", "en")} | _latin_names()
    return (
        frozenset(profile.fold(name) for name in found if len(name) >= _LEAST_LETTERS)
        - profile.function_words
    )


def _cyrillic_names() -> set[str]:
    """Given names of natasha's dictionary, which is read without importing natasha."""
    spec = find_spec("natasha")
    places = spec.submodule_search_locations if spec else None
    if not places:
        return set()
    lines = (Path(next(iter(places))) / "data/dict/first.txt").read_text(encoding="utf-8").splitlines()
    return {name[0].lower() for line in lines if (name := line.partition("#")[0].split())}


def _latin_names() -> set[str]:
    return {name for given, _ in full_name_lists() for name in given}


@cache
def surnames(lang: str) -> frozenset[str]:
    """Return folded surnames of many peoples in Latin letters."""
    return _kept("surnames", lang, _surnames)


def _surnames(lang: str) -> frozenset[str]:
    fold = get_profile(lang).fold
    return frozenset(
        fold(name) for _, family in full_name_lists() for name in family if len(name) >= _LEAST_LETTERS
    )


@cache
def full_name_lists() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return the given names and the surnames of each people that Faker has in Latin letters."""
    return tuple(
        (
            _provided(locale, ("first_names", "first_names_male", "first_names_female")),
            _provided(locale, ("last_names", "last_names_male", "last_names_female")),
        )
        for locale in _LOCALES
    )


def _provided(locale: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    # Some locales write compound names; only single words are looked up.
    return tuple(
        dict.fromkeys(name for kind in kinds for name in getattr(provider, kind, ()) if name.isalpha())
    )


@cache
def _pattern(lang: str, kind: str) -> re.Pattern[str]:
    rows = [row["pattern"] for row in rows_of("persons", lang) if row["kind"] == kind]
    return re.compile("|".join(f"(?:{pattern})" for pattern in rows) or "(?!)")


def find_persons(
    text: str, words: Sequence[Word], lang: str, taken: frozenset[int] = frozenset()
) -> Iterator[Mention]:
    """Yield persons: a title's bearer, a given name with what follows it, a surname by its ending.

    No person starts at a character of `taken`: where names of places and organisations start ("Astana" is also
    a given name).
    """
    at = 0
    while at < len(words):
        last = at
        if words[at].start in taken:
            at += 1
            continue
        for rule in RULES:
            first, last, score = rule(words, at, lang)
            if last > first:
                start, end = words[first].start, words[last - 1].end
                yield Mention(start, end, "PER", text[start:end], score, f"person:{rule.__name__}")
                break
        at = max(at + 1, last)


def after_title(words: Sequence[Word], at: int, lang: str) -> tuple[int, int, float]:
    """Return the capitalised words after a title that ends right before word `at`."""
    if at == 0 or words[at].first or not words[at].capital or words[at].acronym:
        return at, at, 0.0
    if not ends_title(words, at, lang) or _title_word(words[at], lang):
        return at, at, 0.0
    return at, _person_end(words, at, lang), 0.8


def given_name(words: Sequence[Word], at: int, lang: str) -> tuple[int, int, float]:
    """Return a known given name and at least one more capitalised word or initial."""
    word = words[at]
    if not word.capital or word.folded not in given_names(lang) or (word.acronym and len(word.text) < 4):
        return at, at, 0.0
    end = _person_end(words, at, lang)
    return (at, end, 0.75) if end > at + 1 else (at, at, 0.0)


def initials(words: Sequence[Word], at: int, lang: str) -> tuple[int, int, float]:
    """Return "V. Putin", "K. J. Tokayev"."""
    end = at
    while end < len(words) and _is_initial(words[end], lang) and end - at < 3:
        end += 1
    if end == at or end >= len(words) or not words[end].capital or (words[end].first and end > at + 1):
        return at, at, 0.0
    if len(words[end].text) < 3 or words[end].acronym or words[at].first:
        return at, at, 0.0
    return at, _person_end(words, end, lang), 0.6


def surname(words: Sequence[Word], at: int, lang: str) -> tuple[int, int, float]:
    """Return a word with the ending of a surname ("Zatulin" has none, "Nazarbayev" has)."""
    word = words[at]
    if word.capital and not word.first and _pattern(lang, "surname").fullmatch(word.folded):
        return at, at + 1, 0.5
    return at, at, 0.0


# A title says more than a given name, which may also be a place ("Victoria"); an ending says least.
RULES = (after_title, given_name, initials, surname)


def find_acronyms(text: str, words: Sequence[Word], lang: str) -> Iterator[Mention]:
    """Yield acronyms as organisations, which most are; not in headings, where every word is in capitals."""
    shouting = _shouting(words)
    for i, word in enumerate(words):
        if not word.acronym or _pattern(lang, "nobody").fullmatch(word.folded) or word.folded in shouting:
            continue
        # A word in capitals for emphasis ("NOT") is in the dictionary of lemmas.
        if not _neighbour_shouts(words, i) and not is_known(word.folded, lang=lang):
            yield Mention(word.start, word.end, "ORG", text[word.start : word.end], 0.5, "acronym")


def _shouting(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.folded for word in words if word.is_word and not word.capital)


def _neighbour_shouts(words: Sequence[Word], i: int) -> bool:
    near = [words[j] for j in (i - 1, i + 1) if 0 <= j < len(words)]
    return any(word.text.isupper() and len(word.text) > 1 and word.text.isalpha() for word in near)


def ends_title(words: Sequence[Word], at: int, lang: str) -> bool:
    """Whether a person's title ends right before word `at`."""
    for size in range(1, min(_LONGEST_TITLE, at) + 1):
        phrase = " ".join(word.folded for word in words[at - size : at])
        if _pattern(lang, "title").fullmatch(phrase):
            return True
    return False


def _title_word(word: Word, lang: str) -> bool:
    return bool(_pattern(lang, "title").fullmatch(word.folded))


def _is_initial(word: Word, lang: str) -> bool:
    return word.capital and bool(_pattern(lang, "initial").fullmatch(word.folded))


def _person_end(words: Sequence[Word], at: int, lang: str) -> int:
    """Return where the person's name that starts at `at` ends: capitals, initials, hyphens between capitals."""
    end = at + 1
    while end < len(words) and end - at < _MOST_WORDS and not words[end].first:
        word = words[end]
        hyphen = (
            word.text == "-"
            and end + 1 < len(words)
            and words[end + 1].capital
            and word.start == words[end - 1].end
        )
        if not hyphen and not (word.capital and (word.text.isalpha() or _is_initial(word, lang))):
            break
        if word.acronym or _title_word(word, lang):
            break
        end += 2 if hyphen else 1
    return end
