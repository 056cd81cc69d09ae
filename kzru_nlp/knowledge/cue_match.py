"""Whether a cue's pattern occurs in a sentence: the plain meaning of the pattern language told in `cues`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kzru_nlp.lang import get_profile

GAP = 4
"""Most words that `_` stands for."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def words_of(text: str, lang: str) -> list[str]:
    """Return the folded words of `text`; a suffix after an apostrophe is a word of its own.

    >>> words_of("Rusya'nın karşıtları", "tr")
    ['rusya', 'nın', 'karşıtları']
    """
    return _WORD.findall(get_profile(lang).fold(text))


def match_cue(pattern: str, words: Sequence[tuple[str, str]]) -> bool:
    """Return whether `pattern` occurs in `words`, pairs of folded surface and folded lemma.

    >>> match_cue("side _ with", [("it", "it"), ("sided", "side"), ("always", "always"), ("with", "with")])
    True
    """
    tokens = pattern.split()
    return any(_from(tokens, words, at) for at in range(len(words)))


def _from(tokens: Sequence[str], words: Sequence[tuple[str, str]], at: int) -> bool:
    if not tokens:
        return True
    if tokens[0] == "_":
        return any(_from(tokens[1:], words, at + skipped) for skipped in range(GAP + 1))
    return at < len(words) and _takes(tokens[0], *words[at]) and _from(tokens[1:], words, at + 1)


def _takes(token: str, surface: str, lemma: str) -> bool:
    return any(
        surface.startswith(part[:-1]) if part.endswith("*") else part in (surface, lemma)
        for part in token.split("/")
    )
