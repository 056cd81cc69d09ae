"""Audit of a translation from plain sentences: both sides are analysed, then compared."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from kzru_nlp.alignment.analysed import analysed
from kzru_nlp.alignment.audit import compare
from kzru_nlp.model import Bead, Difference
from kzru_nlp.pipelines.load import load

Paths = Sequence[str | PathLike[str]]


def audit(
    src: Sequence[str],
    tgt: Sequence[str],
    beads: Sequence[Bead],
    *,
    src_lang: str,
    tgt_lang: str,
    messages: str = "en",
    actors: Paths = (),
    cues: Paths = (),
    glossary: Paths = (),
) -> list[Difference]:
    """Return what the translation `tgt` omits, adds or changes, bead by bead, explained in `messages`.

    `actors`, `cues` and `glossary` are paths of tables of the user's own, laid over ours.
    """
    sides = ((src, src_lang), (tgt, tgt_lang))
    one, other = (
        [
            analysed(doc.text, doc.lang_, doc._.mentions, doc._.stances)
            for doc in load(lang, actors=actors, cues=cues).pipe(sentences)
        ]
        for sentences, lang in sides
    )
    return compare(one, other, beads, messages=messages, glossary=glossary)
