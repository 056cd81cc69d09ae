"""Find the words that carry a stance in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from kzru_nlp.knowledge.cues import Cue, load_cues
from kzru_nlp.stance.patterns import Form, Found, PatternIndex


class CueMatcher:
    """Matches a cue lexicon; of cues that share a token, the one with more tokens wins, then the longer pattern."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._index = PatternIndex((cue.pattern, cue) for cue in cues)

    def find(self, forms: Sequence[Form]) -> list[Found[Cue]]:
        """Return the cues of a sentence, left to right, none overlapping another."""
        found = self._index.find(forms)
        found.sort(key=lambda hit: (-len(hit.tokens), -len(hit.payload.pattern), hit.start))
        taken: set[int] = set()
        kept: list[Found[Cue]] = []
        for hit in found:
            if taken.isdisjoint(hit.tokens):
                taken.update(hit.tokens)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)


@cache
def get_matcher(lang: str, extra: tuple[Path, ...] = ()) -> CueMatcher:
    """Return the matcher over the shipped cues of `lang` and those of the files `extra`."""
    return CueMatcher(load_cues(lang, extra))
