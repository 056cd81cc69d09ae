"""A tree of names: finds the longest known name at each word, in the forms that inflection gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kzru_nlp.entities.words import Word, name_stem, token_stems

T = TypeVar("T")
# As our tokenizer cuts: "Ukrayna'daki" is a name and its ending; "U.S." is one token.
_PARTS = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?|['’][^\W_]+")
_HYPHENS = frozenset("-–—")


def name_parts(name: str) -> list[str]:
    """Return the words of a table's name as the tokenizer cuts them, without its hyphens."""
    return _PARTS.findall(name)


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[tuple[str, T]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Words `first:last` (exclusive) are a form of `name`."""

    first: int
    last: int
    name: str
    value: T


class NameTrie(Generic[T]):
    """Names of one language and what each stands for.

    Names are added in the nominative; words match in any form whose stem is that of the name's word.
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._root: _Node[T] = _Node()

    def add(self, name: str, value: T) -> None:
        """Add a folded name; its hyphens may be spaces in text, and the other way round."""
        node = self._root
        for part in name_parts(name):
            node = node.children.setdefault(name_stem(part.replace("’", "'"), self._lang), _Node())
        if node is not self._root:
            node.values.append((name, value))

    def longest(self, words: Sequence[Word], start: int) -> list[Match[T]]:
        """Return the matches of the longest name that starts with word number `start`."""
        best: list[Match[T]] = []
        for last, node in self._walk(words, start, self._root):
            if node.values and (not best or last > best[0].last):
                best = [Match(start, last, name, value) for name, value in node.values]
        return best

    def all_at(self, words: Sequence[Word], start: int) -> Iterator[Match[T]]:
        """Yield the matches of every name that starts with word number `start`."""
        for last, node in self._walk(words, start, self._root):
            yield from (Match(start, last, name, value) for name, value in node.values)

    def _walk(self, words: Sequence[Word], at: int, node: _Node[T]) -> Iterator[tuple[int, _Node[T]]]:
        if at >= len(words):
            return
        if words[at].text in _HYPHENS and node is not self._root:
            yield from self._walk(words, at + 1, node)
            return
        for stem in self._stems(words[at].folded):
            child = node.children.get(stem)
            if child is not None:
                yield at + 1, child
                yield from self._walk(words, at + 1, child)

    def _stems(self, folded: str) -> tuple[str, ...]:
        return token_stems(folded.replace("’", "'"), self._lang)
