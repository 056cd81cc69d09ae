"""What a language profile holds. A new language is one profile, its tables, one cfg and one case file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field


def word_set(words: str) -> frozenset[str]:
    """Return the blank-separated `words` as a set."""
    return frozenset(words.split())


def phrase_set(lines: str) -> frozenset[str]:
    """Return the comma-separated phrases of `lines` as a set, line breaks and margins left out.

    >>> sorted(phrase_set("giriş, genel değerlendirme"))
    ['genel değerlendirme', 'giriş']
    """
    return frozenset(phrase for part in lines.split(",") if (phrase := " ".join(part.split())))


def fold_length_kept(text: str, special: Mapping[str, str]) -> str:
    """Return `text` lower-cased character by character, so that offsets stay valid.

    `str.lower` turns "İ" into two characters; a character whose lower case is longer keeps its first one. No lower case
    of `special` is special itself, so one replacement after the other is right, and five times as quick as a table.
    """
    lower = text
    for char, low in special.items():
        lower = lower.replace(char, low)
    lower = lower.lower()
    if len(lower) == len(text):
        return lower
    return "".join(special.get(char, char.lower()[:1] or char) for char in text)


@dataclass(frozen=True)
class Profile:
    """The facts about one language that the stages ask for."""

    code: str
    name: str
    script: str
    special_lower: Mapping[str, str] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    """Folded, without the full stop: words whose full stop does not end a sentence."""
    function_words: frozenset[str] = frozenset()
    """Folded; frequent words that tell the language apart."""
    months: Mapping[str, int] = field(default_factory=dict)
    """Folded month names and their inflected forms to 1..12."""
    suffix_apostrophe: bool = False
    """Whether inflection follows an apostrophe ("Rusya'nın")."""
    apostrophe_suffix: str = ""
    """Pattern (folded) of the inflection that follows an apostrophe; "" where none does."""
    city_adjective: str = ""
    """Pattern (folded) of the adjective that names what belongs to a city ("московский"), which is no people's name."""
    lemmas: str = "simplemma"
    """Where lemmas come from: "simplemma" or "pymorphy3"."""
    abstract_labels: frozenset[str] = frozenset()
    keyword_labels: frozenset[str] = frozenset()
    section_labels: frozenset[str] = frozenset()
    """Folded unnumbered headings that open or close articles ("giriş", "sonuç")."""
    """Folded; a heading may have them at its start ("sonuç ve değerlendirme")."""
    reference_labels: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    """Lower-case letters outside a-z and а-я that only few orthographies share with this one."""
    endings: frozenset[str] = frozenset()
    """Folded word ends of three letters and more that tell the language apart."""
    closing_abbreviations: frozenset[str] = frozenset()
    """Folded abbreviations that may stand last: before a capital their full stop ends the sentence."""
    title_abbreviations: frozenset[str] = frozenset()
    """Folded abbreviations that stand before a name or a number: their full stop never ends a sentence."""
    number_abbreviations: frozenset[str] = frozenset()
    """Folded words that are abbreviations only before a number ("No. 5")."""
    number_followers: frozenset[str] = frozenset()
    """Closing abbreviations that are so only behind a number ("1992 г.", but "г. Уральск")."""
    numbered_nouns: frozenset[str] = frozenset()
    """Folded starts of nouns that an ordinal stands before ("4. Maddesi", "XIX. yüzyıl")."""
    openers: frozenset[str] = frozenset()
    """Folded words that start sentences much more often than they follow an abbreviation or an initial."""
    ordinal_stop: bool = False
    """Whether a full stop after a number makes it an ordinal ("19. yüzyıl")."""
    lower_case_starts: bool = False
    """Whether sentences without a capital are frequent and abbreviations rare enough to split before them."""

    def fold(self, text: str) -> str:
        """Return `text` in lower case of this language, with the same length.

        >>> from kzru_nlp.lang import get_profile
        >>> get_profile("tr").fold("IŞIK İran")
        'ışık iran'
        """
        return fold_length_kept(text, self.special_lower)


def strip_accents(text: str) -> str:
    """Return `text` without combining marks (NFD, marks removed, NFC); the length may change."""
    marks_out = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", marks_out)
