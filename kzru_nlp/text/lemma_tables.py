"""simplemma's lemma tables as sorted lines in the user's cache, searched where they lie.

simplemma unpacks its Turkish table into a dictionary of 1.2 million entries: about a second and 200 MB for each
process. Written out once and mapped, it takes no time to load, and all workers of a machine share its pages.
A look-up takes some twenty comparisons; lemmas are remembered by word, so few words are looked up twice.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

import simplemma
from simplemma.strategies.dictionaries.dictionary_factory import (
    DEFAULT_DICTIONARY_FACTORY,
    DefaultDictionaryFactory,
)

from kzru_nlp.model.derived import START, cache_folder, derived


class SortedLines(Mapping[str, str]):
    r"""Words and their lemmas in lines `word<TAB>lemma`, sorted by the bytes of the word.

    >>> table = SortedLines("a\tb\nev\tev\nevler\tev\n".encode())
    >>> table.get("evler"), table.get("evde"), "a" in table, len(table)
    ('ev', None, True, 3)
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self._start = START if isinstance(data, mmap.mmap) else 0

    def __getitem__(self, word: str) -> str:
        data, wanted = self._data, word.encode()
        low, high = self._start, len(data)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            tab = data.find(b"\t", start)
            found = data[start:tab]
            if found == wanted:
                return data[tab + 1 : data.find(b"\n", tab)].decode()
            if found < wanted:
                low = data.find(b"\n", tab) + 1
            else:
                high = start
        raise KeyError(word)

    def __iter__(self) -> Iterator[str]:
        for line in self._data[self._start :].split(b"\n")[:-1]:
            yield line.partition(b"\t")[0].decode()

    def __len__(self) -> int:
        return self._data[self._start :].count(b"\n")


@cache
def lemma_table(lang: str) -> Mapping[str, str]:
    """Return simplemma's table of `lang`."""
    return SortedLines(derived(f"simplemma-{lang}", lambda: _lines(lang), packages=("simplemma",)))


def _lines(lang: str) -> bytes:
    table = DefaultDictionaryFactory().get_dictionary(lang)
    packed: dict[bytes, bytes] | None = getattr(table, "_dict", None)  # as bytes it holds them anyway
    pairs = packed.items() if packed else [(word.encode(), table[word].encode()) for word in table]
    return b"".join([b"%b\t%b\n" % pair for pair in sorted(pairs)])


def use_lemma_tables() -> None:
    """Let simplemma's own functions use these tables too: one process must not hold both.

    Where nothing may be kept (`KZRU_CACHE` is empty), its dictionaries in memory are quicker.
    """
    if cache_folder() is None:
        return
    factory = cast(Any, DEFAULT_DICTIONARY_FACTORY)
    # The factory's cache is its only seam; another release without it keeps its own tables, and its results.
    if simplemma.__version__.startswith("2.") and hasattr(factory, "_get_dictionary"):
        factory._get_dictionary = lemma_table
