"""Word lists as minimal automata: a million Turkish forms in a few megabytes that load at once.

`simplemma` unpacks its Turkish table into a dictionary of 1.2 million entries, which takes 1.3 s and 200 MB; all that
language identification and hyphens ask is whether a word is in it. A minimal acyclic automaton (Daciuk et al., 2000)
answers that from an array of edges. `python -m kzru_nlp.lang.automaton` makes the files anew from simplemma's tables
(MIT licence, Adrien Barbaresi).
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

MADE_FROM_SIMPLEMMA = ("tr", "en")
_LETTER, _LAST, _FINAL, _TARGET = 8, 1 << 8, 1 << 9, 10
"""An edge is 32 bits: a letter's code, whether it is its state's last edge, whether a word ends, the next state."""


class Automaton:
    """A set of words.

    >>> words = Automaton.of(["deniz", "denizci", "yol"])
    >>> "denizci" in words, "denizc" in words, "yol" in words, "yoll" in words, "" in words
    (True, False, True, False, False)
    """

    def __init__(self, letters: str, edges: array[int]) -> None:
        self._codes = {letter: code for code, letter in enumerate(letters)}
        self._letters = letters
        self._edges = edges

    def __contains__(self, word: str) -> bool:
        at, edge = 0, 0
        for letter in word:
            code = self._codes.get(letter, -1)
            if at < 0 or code < 0:
                return False
            edge = self._edges[at]
            while edge & 0xFF != code:
                if edge & _LAST:
                    return False
                at += 1
                edge = self._edges[at]
            at = (edge >> _TARGET) - 1
        return bool(edge & _FINAL)

    @classmethod
    def of(cls, words: Iterable[str]) -> Automaton:
        """Return the automaton of `words`, which may hold at most 255 different letters."""
        letters = "".join(sorted({letter for word in words for letter in word}))
        return cls(letters, _edges(sorted(set(words)), {letter: i for i, letter in enumerate(letters)}))

    @classmethod
    def from_bytes(cls, data: bytes) -> Automaton:
        """Return the automaton that `to_bytes` wrote."""
        head, _, packed = data.partition(b"\n")
        edges = array("I", zlib.decompress(packed))
        if sys.byteorder == "big":
            edges.byteswap()
        return cls(head.decode("utf-8"), edges)

    def to_bytes(self) -> bytes:
        """Return the letters, a line end, and the edges (little-endian, compressed)."""
        edges = array("I", self._edges)
        if sys.byteorder == "big":
            edges.byteswap()
        return self._letters.encode("utf-8") + b"\n" + zlib.compress(edges.tobytes(), 9)


State = tuple[bool, tuple[tuple[int, int], ...]]
"""Whether a word ends here, and its edges: a letter's code and a number of a state."""


def _edges(words: Iterable[str], codes: dict[str, int]) -> array[int]:
    """Return the edges of the minimal automaton of sorted `words`, the start state's first.

    States are finished from the longest word part upwards; one that is like an earlier one becomes that one.
    """
    known: dict[State, int] = {}
    path: list[tuple[bool, list[tuple[int, int]]]] = [(False, [])]
    before = ""

    def close(depth: int) -> None:
        while len(path) > depth + 1:
            final, edges = path.pop()
            state = known.setdefault((final, tuple(edges)), len(known))
            path[-1][1].append((codes[before[len(path) - 1]], state))

    for word in words:
        shared = next(
            (i for i, (a, b) in enumerate(zip(word, before, strict=False)) if a != b),
            min(len(word), len(before)),
        )
        close(shared)
        path += [(False, []) for _ in word[shared:]]
        path[-1] = (True, path[-1][1])
        before = word
    close(0)
    states = [*known, (path[0][0], tuple(path[0][1]))]
    return _packed(states)


def _packed(states: list[State]) -> array[int]:
    """Return all edges in one array, those of the last state (the start) first."""
    order = [len(states) - 1, *range(len(states) - 1)]
    places: dict[int, int] = {}
    at = 0
    for number in order:
        places[number] = at + 1 if states[number][1] else 0
        at += len(states[number][1])
    out = array("I")
    for number in order:
        edges = states[number][1]
        for i, (code, target) in enumerate(edges):
            last = _LAST if i == len(edges) - 1 else 0
            final = _FINAL if states[target][0] else 0
            out.append(code | last | final | places[target] << _TARGET)
    return out


@cache
def load(lang: str) -> Automaton:
    """Return the word list of `lang`, loaded once: folded words of three letters and more."""
    return Automaton.from_bytes((files("kzru_nlp.lang") / "data" / f"words_{lang}.bin").read_bytes())


def main() -> None:
    """Write the word lists from simplemma's tables, folded by the language's profile."""
    from pathlib import Path

    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    from kzru_nlp.lang import get_profile

    for lang in MADE_FROM_SIMPLEMMA:
        fold = get_profile(lang).fold
        listed = DefaultDictionaryFactory().get_dictionary(lang)
        # Capitals inside a word make an abbreviation, which folds into a word that nobody writes.
        kept = {
            fold(word)
            for word in listed
            if len(word) > 2 and word.replace("-", "").isalpha() and word[1:].islower()
        }
        data = Automaton.of(kept).to_bytes()
        (Path(__file__).parent / "data" / f"words_{lang}.bin").write_bytes(data)
        print(f"{lang}: {len(kept)} words, {len(data)} bytes")


if __name__ == "__main__":
    main()
