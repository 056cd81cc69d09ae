"""The search index: which articles hold a word, in small files that a search loads one by one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

WORD = re.compile(r"[^\W_]+")
KEPT_MARKS = re.compile(r"[иИ]\u0306")
"""й is a letter of its own; ё is found under е, as Russian prints it both ways."""
PREFIX = 2
"""Characters of a word that name its file. A search needs at least as many."""
LARGEST = 60_000
"""Characters that words of one first letter may fill before they are divided by their second letter too."""


def fold(text: str) -> str:
    """Return `text` as the search compares it: no case, no accents on Latin letters, one i for ı, I, i and İ.

    A query doesn't say its language, and Turkish and English disagree on what I becomes; so the four are one.

    >>> fold("IŞIK İĞDE"), fold("Ёлки Йод"), fold("Ойыл")
    ('isik igde', 'елки йод', 'ойыл')
    """
    plain = unicodedata.normalize("NFD", text)
    plain = KEPT_MARKS.sub("\ue000", plain)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", plain.replace("\ue000", "й").lower().replace("ı", "i"))


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of `texts` that a search can ask for."""
    return frozenset(word for text in texts for word in WORD.findall(fold(text)) if len(word) >= PREFIX)


class WordIndex:
    """Articles by folded word, filled article by article."""

    def __init__(self) -> None:
        self._articles: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, words: Iterable[str]) -> None:
        """Note the words of article `number`, each once; numbers come in rising order."""
        for word in words:
            self._articles[word].append(number)

    def files(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield the name of each file and its words with their articles, as in `0-3 7`."""
        for first, words in groupby(sorted(self._articles), key=lambda word: word[:1]):
            group = {word: _ranges(self._articles[word]) for word in words}
            if sum(len(word) + len(ranges) + 6 for word, ranges in group.items()) <= LARGEST:
                yield file_of(first), group
                continue
            for both, longer in groupby(group, key=lambda word: word[:PREFIX]):
                yield file_of(both), {word: group[word] for word in longer}


def file_of(beginning: str) -> str:
    """Return the name of the file of words that begin so: the code points of one character, or of two.

    >>> file_of("ru")
    'words-72-75'
    """
    return "words-" + "-".join(f"{ord(char):x}" for char in beginning)


def _ranges(numbers: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
