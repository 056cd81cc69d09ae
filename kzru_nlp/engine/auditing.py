"""Audit of a translation from plain sentences: both sides are analysed, then compared."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.analysed import analysed
from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.findings import Third
from kzru_nlp.model import AnalysedSentence, Bead, Difference, InputError
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
    third: tuple[str, Sequence[str]] | None = None,
) -> list[Difference]:
    """Return what the translation `tgt` omits, adds or changes, bead by bead, explained in `messages`.

    `third` is the language and the sentences of a further version, which bears out what two leave in doubt. `actors`,
    `cues` and `glossary` are paths of tables of the user's own, laid over ours.

    Raises:
        InputError: the third version is in the language of one of the two.
    """
    if third is not None and third[0] in (src_lang, tgt_lang):
        raise InputError(
            f"the third version is in {third[0]!r} like one of the two; give it in another language"
        )

    def analyse(sentences: Sequence[str], lang: str) -> list[AnalysedSentence]:
        return [
            analysed(doc.text, doc.lang_, doc._.mentions, doc._.stances)
            for doc in load(lang, actors=actors, cues=cues).pipe(sentences)
        ]

    witness = None
    if third is not None:
        lang, sentences = third
        links = (
            align(own, sentences, src_lang=own_lang, tgt_lang=lang, glossary=glossary)
            for own, own_lang in ((src, src_lang), (tgt, tgt_lang))
        )
        witness = Third(analyse(sentences, lang), *links)
    return compare(
        analyse(src, src_lang),
        analyse(tgt, tgt_lang),
        beads,
        messages=messages,
        glossary=glossary,
        third=witness,
    )
