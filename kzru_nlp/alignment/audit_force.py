"""Force of a bead: an accusation that has become regret, a demand that has become a request, or the other way round.

`data/force.tsv` lists words of mild and of harsh acts in three languages. Either alone says little, since one act has many
wordings; a mild word on one side where the other has harsh ones only is a softening more often than not, and a third version
that is as harsh, or has neither, makes it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.tables import read_table
from kzru_nlp.lang import get_profile

MILD, HARSH = "mild", "harsh"


def compare_force(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield a harsh act that is a mild one on the other side, or a mild one that is harsh there."""
    for key, harsh, mild in (("stance_softened", src, tgt), ("stance_hardened", tgt, src)):
        strong, weak = find_acts(harsh, HARSH), find_acts(mild, MILD)
        if not strong or not weak or find_acts(harsh, MILD) or find_acts(mild, HARSH):
            continue
        third = src.witness
        if third and find_acts(third, MILD):
            continue
        pieces = (strong[0], weak[0]) if harsh is src else (weak[0], strong[0])
        yield Finding(key, "minor", *pieces)


def find_acts(side: Side, force: str) -> list[Piece]:
    """Return the words of acts of that force, left to right."""
    return [
        side.piece(index, *match.span())
        for index, sentence in side.sentences
        for match in _pattern(sentence.lang, force).finditer(get_profile(sentence.lang).fold(sentence.text))
    ]


@cache
def _pattern(lang: str, force: str) -> re.Pattern[str]:
    rows = (row["pattern"] for row in read_table("force", lang) if row["force"] == force)
    return re.compile(rf"\b(?:{'|'.join(rows)})\b")
