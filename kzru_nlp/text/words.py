"""Words of a text as they stand in it, and where the characters of a cleaned text stand in the raw input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from kzru_nlp.lang import get_profile

APOSTROPHES = "'’ʼ"


class Word(NamedTuple):
    """A token: `start:end` in the text, the characters, and whether a space (or the end) follows."""

    start: int
    end: int
    text: str
    space_after: bool

    @property
    def counts(self) -> bool:
        """Whether it is a word to count: no punctuation, no suffix behind an apostrophe."""
        return self.text[0] not in APOSTROPHES and any(map(str.isalnum, self.text))


def find_words(text: str, lang: str, cuts: Iterable[int] = ()) -> list[Word]:
    """Return the tokens of `text` in the language's own tokenization, cut at the offsets `cuts` too.

    White space is in no token. What `cuts` cut are mentions and sentences whose edges must be tokens' edges.

    >>> [(word.text, word.space_after) for word in find_words("Rusya’nın tutumu.", "tr")]
    [('Rusya', False), ('’nın', True), ('tutumu', False), ('.', True)]
    """
    edges = sorted(set(cuts))
    pieces: list[tuple[int, int]] = []
    for token in _tokenizer(lang)(text):
        start, end = token.idx, token.idx + len(token.text)
        inner = [edge for edge in edges if start < edge < end] if edges else []
        pieces += pairwise([start, *inner, end])
    kept = [(a, b) for a, b in (_trimmed(text, *piece) for piece in pieces) if a < b]
    follows = [start for start, _ in kept[1:]]
    words = [Word(a, b, text[a:b], b < after) for (a, b), after in zip(kept, follows, strict=False)]
    return [*words, *(Word(a, b, text[a:b], True) for a, b in kept[-1:])]


def raw_offsets(
    text: str, spans: Sequence[Sequence[int]], markers: Iterable[Sequence[int]] = ()
) -> list[int] | None:
    """Return the raw offset of every character of a cleaned text and, last, its raw end.

    `spans` are the raw spans of its characters, `markers` those of the note markers left out of it, as the
    tables give them. A space between two spans that stands for a line break gets the offset where the first
    span ends. None where the spans don't account for the text character by character (composed letters).

    >>> raw_offsets("bağımsız iş", [(0, 5), (7, 10), (11, 13)])
    [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13]
    >>> raw_offsets("iş ve", [(0, 2), (3, 6)], markers=[(2, 3)])
    [0, 1, 3, 4, 5, 6]
    """
    # Behind a marker alone the next span brings its own space; any other gap may hold a line break.
    alone = {(start, end) for start, end in markers}
    places: list[int] = []
    previous = spans[0][0] if spans else 0
    for start, end in spans:
        spaced = len(places) < len(text) and text[len(places)] == " "
        if start != previous and spaced and (previous, start) not in alone:
            places.append(previous)
        places += range(start, end)
        previous = end
    return [*places, previous] if len(places) == len(text) else None


@cache
def stop_words(lang: str) -> frozenset[str]:
    """Return the words that carry grammar, by spaCy's lists, folded as the language folds.

    >>> {"ve", "rusya"} & stop_words("tr")
    {'ve'}
    """
    from spacy.util import get_lang_class

    fold = get_profile(lang).fold
    return frozenset(fold(word) for word in get_lang_class(lang).Defaults.stop_words)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _tokenizer(lang: str) -> Callable[[str], Any]:
    import spacy

    from kzru_nlp.text.tokenizer import make_tokenizer

    tokenizer: Callable[[str], Any] = make_tokenizer(spacy.blank(lang))
    return tokenizer
