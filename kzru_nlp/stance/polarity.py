"""The sign of a pair that is known to be related."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.model import Mention
from kzru_nlp.model.offsets import Span
from kzru_nlp.stance.marking import mark_parties
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.roles import fit, is_passive
from kzru_nlp.stance.tagger import LABELS, StanceTagger, judge
from kzru_nlp.stance.view import Party, SentenceView, make_party, token_range, token_starts

BETWEEN = 1.0
BESIDE = 0.6
"""Weight of a cue between the two names, and of one before or behind both."""
NEUTRAL_WEIGHT = 0.5


def polarity(doc: Doc, holder: Span, target: Span) -> tuple[str, float]:
    """Return the best sign of `holder` toward `target` and its confidence: FAVOR, AGAINST, NEUTRAL or NONE.

    Both are character spans of `doc`, a pair known to be related; whether there is a stance at all is the tagger's
    question. NONE is said only where no cue stands in their sentences.
    """
    tagger = get_tagger(doc.lang_)
    view = pair_view(tagger, doc, holder, target)
    if len(view.parties) < 2:
        return "NONE", 0.0
    weights = {1: 0.0, -1: 0.0, 0: 0.0}
    for hit in view.cues:
        judged = judge(view, hit)
        if judged is None:
            continue
        sign = judged.sign.polarity
        weights[sign] += weigh(view, hit) * (NEUTRAL_WEIGHT if sign == 0 else 1.0)
    best = max(weights, key=lambda sign: weights[sign])
    total = sum(weights.values())
    if not total:
        return "NONE", 0.0
    return LABELS[best], round(weights[best] / (total + 0.2), 3)


@cache
def get_tagger(lang: str) -> StanceTagger:
    """Return the tagger with the shipped actors and cues of `lang`."""
    return StanceTagger(lang)


def pair_view(tagger: StanceTagger, doc: Doc, holder: Span, target: Span) -> SentenceView:
    """Return the sentences that hold both spans as one view, with the pair as its parties."""
    starts = token_starts(doc)
    ranges = [token_range(starts, *span) for span in (holder, target)]
    sentences = [s for s in doc.sents if any(s.start < last and first < s.end for first, last in ranges)]
    whole = doc[sentences[0].start : sentences[-1].end] if sentences else doc[:]
    parties = [
        pair_party(tagger, doc, span, first - whole.start, last - whole.start)
        for span, (first, last) in zip((holder, target), ranges, strict=True)
    ]
    view = tagger.view(whole, sorted(parties, key=lambda party: party.start))
    mark_parties(view)
    view.parties = parties
    return view


def pair_party(tagger: StanceTagger, doc: Doc, span: Span, first: int, last: int) -> Party:
    """Return one of the pair as a party."""
    text = doc.text[span[0] : span[1]]
    mention = Mention(span[0], span[1], "GPE", text)
    return make_party(mention, first, last, tagger.actors, tagger.profile, lang=tagger.lang)


def weigh(view: SentenceView, hit: Found[Cue]) -> float:
    """Return the weight of a cue for the pair: where it stands, and how well holder and target fill its frame."""
    holder, target = view.parties
    frame = hit.payload.roles
    passive = is_passive(view, hit)
    one = fit(view, holder, hit, frame.holder, "holder", passive=passive)[0]
    two = fit(view, target, hit, frame.target, "target", passive=passive)[0]
    first, last = sorted((holder.start, target.start))
    place = BETWEEN if first <= hit.start <= last else BESIDE
    gap = min(abs(hit.start - target.end), abs(target.start - hit.end))
    near = 0.95 ** max(gap, 0)
    weight: float = place * near * (0.2 + (one * two) ** 0.5)
    return weight
