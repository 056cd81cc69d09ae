"""Tokens: spaCy's tokenizers, with the cuts that mentions of actors need.

A mention must start and end where a token does. "Rusya’nın" is Rusya and its case, "Rusya-Ukrayna" two states
or one war, "Казахстан(РК)" a name and its abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from kzru_nlp.lang import get_profile
from kzru_nlp.lang.profile import Profile

Matcher = Callable[[str], re.Match[str] | None]
_LETTER = r"[^\W\d_]"
# spaCy already cuts at hyphens between letters.
_CUTS = (
    rf"(?<={_LETTER})[-–—](?=\d)",
    r"(?<=\d)[-–—](?=\w)",
    rf"(?<=[.%)\]’'\"”])[-–—](?={_LETTER})",
    rf"(?<=\w)[/…](?={_LETTER})",
    r"(?<=\w)[()\[\]«»“”](?=[\w'’])",
    r"(?<=[)\]»”\"])(?=['’ʼ]\w)",
)


def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return the maker of our tokenizer, for `[nlp.tokenizer]` of a spaCy config."""
    return make_tokenizer


def make_tokenizer(nlp: Language) -> Tokenizer:
    """Return spaCy's tokenizer of `nlp.lang` with our cuts before its own.

    >>> import spacy
    >>> tokenizer = make_tokenizer(spacy.blank("tr"))
    >>> [token.text for token in tokenizer("Rusya’nın AB'yle 1990'larda O'Brien Rusya-Çin")]
    ['Rusya', '’nın', 'AB', "'yle", '1990', "'larda", "O'Brien", 'Rusya', '-', 'Çin']
    """
    defaults = nlp.Defaults
    infixes = [*_CUTS, *_suffix_cut(get_profile(nlp.lang)), *(defaults.infixes or ())]
    return Tokenizer(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=_whole(defaults.token_match),
        url_match=defaults.url_match,
    )


def _whole(token_match: Matcher | None) -> Matcher | None:
    """Return spaCy's matcher of tokens that are not cut, for those without an apostrophe ("1990'larda" is two).

    It stays the method of a compiled pattern: the tokenizer writes itself to disk by that pattern.
    """
    if token_match is None:
        return None
    pattern: re.Pattern[str] = getattr(token_match, "__self__")  # noqa: B009
    return re.compile(rf"(?![^'’ʼ]*['’ʼ])(?:{pattern.pattern})", pattern.flags).match


def _suffix_cut(profile: Profile) -> list[str]:
    """Return the empty cut before an apostrophe that inflection follows, in small letters or all in capitals.

    "Kur'an" is one word; a single letter before the apostrophe is part of a name ("O'Neil", "d'Un").
    """
    if not profile.suffix_apostrophe:
        return []
    stem = r"(?:(?<=\w\w)|(?<=\d)|(?<=[).%”»\"]))(?<![Kk]ur)"
    one_case = r"(?=['’ʼ](?:[a-zçğıöşüâîû]+|[A-ZÇĞİÖŞÜÂÎÛ]+)(?!\w))"
    return [rf"{stem}{one_case}(?=['’ʼ](?i:{profile.apostrophe_suffix})(?!\w))"]
