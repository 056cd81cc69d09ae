"""Audit of a translation from plain sentences: both sides are analysed, then compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kzru_nlp.alignment.audit import compare
from kzru_nlp.model import AnalysedSentence, Attitude, Bead, Difference, Differences
from kzru_nlp.pipelines.load import load

if TYPE_CHECKING:
    from spacy.tokens import Doc


def audit(
    src: Sequence[str],
    tgt: Sequence[str],
    beads: Sequence[Bead],
    *,
    src_lang: str,
    tgt_lang: str,
    messages: str = "en",
) -> list[Difference]:
    """Return what the translation `tgt` omits, adds or changes, bead by bead, explained in `messages`."""
    sides = ((src, src_lang), (tgt, tgt_lang))
    one, other = ([analysed_sentence(doc) for doc in load(lang).pipe(sentences)] for sentences, lang in sides)
    return Differences(compare(one, other, beads, messages=messages), langs=(src_lang, tgt_lang))


def analysed_sentence(doc: Doc) -> AnalysedSentence:
    """Return the annotations of an analysed sentence that the audit compares."""
    attitudes = tuple(
        Attitude(
            stance.holder_id,
            stance.target_id,
            stance.label,
            stance.factuality,
            (stance.evidence[0].start_char, stance.evidence[-1].end_char) if stance.evidence else None,
        )
        for stance in doc._.stances
    )
    return AnalysedSentence(doc.text, doc.lang_, tuple(doc._.mentions), attitudes)
