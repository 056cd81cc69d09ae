"""Where gold stances are lost: by the first layer of the tagger that has nothing of them left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kzru_nlp.corpus.bootstrap import Score, bootstrap
from kzru_nlp.corpus.passages import Opinion, Passage, Who, passages_of, same_party
from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.evaluate.stance import ratio, same_pair
from kzru_nlp.evaluate.stance_systems import analysed, as_opinion, span_of, who
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.stance.aggregates import LEAST
from kzru_nlp.stance.reference import Discourse
from kzru_nlp.stance.tagger import StanceTagger
from kzru_nlp.stance.view import SentenceView

Row = dict[str, Any]
FOUND = "found"


@dataclass(frozen=True, slots=True)
class Traced:
    """A gold tuple with what the layers have where it stands.

    `parties` of the sentences that its evidence touches, `cues` as characters, and `found`: every stance of the
    passage, however unsure.
    """

    gold: Opinion
    parties: tuple[Who, ...]
    cues: tuple[tuple[int, int], ...]
    found: tuple[tuple[Opinion, float], ...]

    @property
    def paired(self) -> list[tuple[Opinion, float]]:
        """The stances of the gold's holder toward its target in the sentence of its evidence."""
        return [(one, score) for one, score in self.found if same_pair(one, self.gold)]


Lost = Callable[[Traced, float], bool]


def has_no_party(traced: Traced, least: float) -> bool:
    """Whether holder or target is nobody whom the tagger sees; who is nobody in the gold needs none.

    A subject that the last sentence names and this one leaves out shows only in the stances found.
    """
    sides = (traced.gold.holder, traced.gold.target)
    return not traced.paired and any(
        (side.key or side.span) and not any(same_party(side, party) for party in traced.parties)
        for side in sides
    )


def has_no_cue(traced: Traced, least: float) -> bool:
    """Whether no cue of the lexicon stands in the evidence."""
    return not is_cued(traced)


def has_no_pair(traced: Traced, least: float) -> bool:
    """Whether no stance, however unsure, goes from the holder to the target."""
    return not traced.paired


def has_wrong_sign(traced: Traced, least: float) -> bool:
    """Whether no stance between them has the gold's label."""
    return not any(one.label == traced.gold.label for one, _ in traced.paired)


def has_wrong_fact(traced: Traced, least: float) -> bool:
    """Whether those with the gold's label are taken for expected, conditional or over."""
    return not any(one.counted == traced.gold.counted for one, _ in traced.paired)


def is_unsure(traced: Traced, least: float) -> bool:
    """Whether what has the gold's label is below the threshold."""
    return not is_found(traced, least)


LAYERS: tuple[tuple[str, Lost], ...] = (
    ("no party", has_no_party),
    ("no cue", has_no_cue),
    ("roles misread", has_no_pair),
    ("sign misread", has_wrong_sign),
    ("factuality misread", has_wrong_fact),
    ("below the threshold", is_unsure),
)
"""In the order of the tagger: a layer works on what the one before it hands on."""


def is_found(traced: Traced, least: float) -> bool:
    """Whether the tuple is found with a score that counts, whatever the layers had."""
    return any(one.counted == traced.gold.counted and score >= least for one, score in traced.paired)


def is_cued(traced: Traced) -> bool:
    """Whether a cue of the lexicon stands in the evidence."""
    return any(
        start < last and first < end for start, end in traced.gold.evidence for first, last in traced.cues
    )


def layer_of(traced: Traced, least: float = LEAST) -> str:
    """Return the first layer that loses the tuple, "found" where it is found."""
    if is_found(traced, least):
        return FOUND
    return next(name for name, lost in LAYERS if lost(traced, least))


def trace(passage: Passage, pipeline: str | None = None) -> list[Traced]:
    """Return the gold tuples of a passage, each with what the layers have in its sentences."""
    doc = analysed(passage.lang, pipeline, passage.text)
    return trace_doc(passage, doc, doc._.stances, StanceTagger(passage.lang))


def trace_doc(passage: Passage, doc: Any, stances: Sequence[Any], tagger: StanceTagger) -> list[Traced]:
    """Return the gold tuples of a passage whose Doc `tagger` has read for `stances`."""
    views = list(tagger.views(doc, doc._.mentions, Discourse()))
    found = [(as_opinion(stance), stance.score) for stance in stances]
    out = []
    for line in passage.lines:
        near = [v for v in views if v.span.start_char < line.end and line.start < v.span.end_char]
        parties = tuple(who(view, party) for view in near for party in view.parties)
        cues = tuple(cue for view in near for cue in cue_spans(view))
        own = tuple(
            (one, score)
            for one, score in found
            if any(start < line.end and line.start < end for start, end in one.evidence)
        )
        out += [Traced(gold, parties, cues, own) for gold in line.opinions]
    return out


def cue_spans(view: SentenceView) -> Iterator[tuple[int, int]]:
    """Yield the characters of every word that belongs to a cue."""
    for hit in view.cues:
        for at in hit.tokens:
            yield span_of(view, at)


def layer_rows(
    corpus: Corpus, split: str, *, lang: str | None = None, pipeline: str | None = None, least: float = LEAST
) -> Iterator[Row]:
    """Yield the share of counted gold tuples that each layer loses, then how much gold evidence has a cue.

    Tuples that no score counts (NEUTRAL, expected, conditional, past) stand in the last two rows only.
    """
    for code in (lang,) if lang else LANGUAGES:
        documents: dict[str, list[Traced]] = {}
        for passage in passages_of(corpus, split, code):
            documents.setdefault(passage.document, []).extend(trace(passage, pipeline))
        every = list(documents.values())
        counted = [[one for one in traced if one.gold.counted != "NONE"] for traced in every]
        lost = [[layer_of(one, least) for one in traced] for traced in counted]
        for name in (*(name for name, _ in LAYERS), FOUND):
            yield _row(code, f"lost: {name}" if name != FOUND else name, share_of(lost, name))
        for label in ("FAVOR", "AGAINST", "NEUTRAL"):
            cued = [[is_cued(one) for one in traced if one.gold.label == label] for traced in every]
            yield _row(code, f"evidence with a cue, {label}", share_of(cued, True))


def share_of(documents: Sequence[Sequence[Any]], value: Any) -> Score:
    """Return the share of `value` among the answers of all documents."""
    counts = [(Counter(answers)[value], len(answers)) for answers in documents]
    return bootstrap(counts, ratio, sum(n for _, n in counts))


def _row(lang: str, measure: str, found: Score) -> Row:
    return {"lang": lang, "measure": measure, "n": found.n, "score": found}
