"""Terminology of a bead: a term of the user's glossary that the other side does not render as the glossary has it.

Our own glossary is no norm: on our corpus, words that it does not link were a change of meaning in fewer than one case
in a hundred, even where all the rest of a sentence was rendered word for word. So it is evidence for alignment only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kzru_nlp.alignment.findings import Finding, Side
from kzru_nlp.knowledge.glossary import load_glossary


def compare_terminology(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield the terms of the user's glossary that the other side renders by something else."""
    own = _own_ids(src.glossary)
    if not own:
        return
    there = frozenset[str]().union(*(w.senses for _, w in tgt.words))
    said: set[str] = set()
    for index, word in src.words:
        wanted = word.senses & own
        if wanted and not wanted & there and not wanted & said:
            said |= wanted
            yield Finding("terminology_lost", "minor", src.piece(index, word.start, word.end), tgt.whole())


@cache
def _own_ids(glossary: tuple[Path, ...]) -> frozenset[str]:
    return (
        frozenset(entry.id for entry in load_glossary(glossary) if not entry.shipped)
        if glossary
        else frozenset()
    )
