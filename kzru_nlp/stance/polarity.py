"""The sign of a pair that is known to be related.

Cues decide; where none says enough, so do leanings (`signs`), which the tagger does not use: they don't tell who
takes a position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from kzru_nlp.model import Mention
from kzru_nlp.model.offsets import Span
from kzru_nlp.stance.assembly import LABELS
from kzru_nlp.stance.classifier import SIGN, bundled_classifier
from kzru_nlp.stance.composition import Judged
from kzru_nlp.stance.features import Features, masked_lemmas, pair_features
from kzru_nlp.stance.marking import mark_parties
from kzru_nlp.stance.signs import Signed, find_leanings, is_governed, place_of, weigh
from kzru_nlp.stance.tagger import StanceTagger, judge
from kzru_nlp.stance.view import Party, SentenceView, make_party, token_range, token_starts

NEUTRAL_WEIGHT = 0.5
SURE = 0.6
"""Probability of a sign below which the classifier abstains where no word with a sign stands in the sentences."""
NEUTRAL_SHARE = 0.6
"""Share of all weight from which negated conflict makes the pair neutral."""
GOVERNED = 0.7
"""Weight left of a word that another signed word governs."""
LEANING_WEIGHT = 0.3
"""Weight of a leaning beside that of a cue."""


def polarity(doc: Doc, holder: Span, target: Span) -> tuple[str, float]:
    """Return the best sign of `holder` toward `target` and its confidence: FAVOR, AGAINST, NEUTRAL or NONE.

    Both are character spans of `doc`, a pair known to be related; whether there is a stance at all is the tagger's
    question. The rules say NEUTRAL, a classifier over their weights the rest; NONE is said where no word with a sign
    stands in their sentences and the others don't tell either.
    """
    tagger = get_tagger(doc.lang_)
    view = pair_view(tagger, doc, holder, target)
    if len(view.parties) < 2:
        return "NONE", 0.0
    judged = [found for hit in view.cues if (found := judge(view, hit)) is not None]
    leanings = find_leanings(view)
    weights = rule_weights(view, judged, leanings)
    best = max(weights, key=lambda sign: weights[sign])
    total = sum(weights.values())
    classifier = bundled_classifier(SIGN)
    if classifier is None and not total:
        return "NONE", 0.0
    if classifier is None or (best == 0 and weights[0] > NEUTRAL_SHARE * total):
        return LABELS[best], round(weights[best] / (total + 0.2), 3)
    label, chance = classifier.predict(sign_features(view, judged, leanings), sure=0.0 if total else SURE)
    return label or "NONE", round(chance, 3)


def sign_features(view: SentenceView, judged: Sequence[Judged], leanings: Sequence[Signed]) -> Features:
    """Return the features of the pair of `view.parties`, the rules' verdict among them."""
    weights = rule_weights(view, judged, leanings)
    total = sum(weights.values()) + 0.2
    holder, target = view.parties
    features = pair_features(view, holder, target, judged, leanings, masked_lemmas(view))
    if total > 0.2:
        features["rule-favor"] = weights[1] / total
        features["rule-against"] = weights[-1] / total
        features["rule-balance"] = (weights[1] - weights[-1]) / total
    return features


def features_of(doc: Doc, holder: Span, target: Span) -> Features:
    """Return what the sign's classifier sees of a pair; nothing where both spans are the same words."""
    view = pair_view(get_tagger(doc.lang_), doc, holder, target)
    if len(view.parties) < 2:
        return {}
    judged = [found for hit in view.cues if (found := judge(view, hit)) is not None]
    return sign_features(view, judged, find_leanings(view))


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


def signed_cues(view: SentenceView, holder: Party, target: Party, judged: Sequence[Judged]) -> list[Signed]:
    """Return the cues of a sentence with the sign that negation leaves them, weighed for the pair."""
    return [
        Signed(
            one.hit.start,
            one.sign.polarity,
            weigh(view, holder, target, one.hit) * (NEUTRAL_WEIGHT if one.sign.polarity == 0 else 1.0),
        )
        for one in judged
    ]


def rule_weights(
    view: SentenceView, judged: Sequence[Judged], leanings: Sequence[Signed]
) -> dict[int, float]:
    """Return the weight of each sign for the pair of `view.parties`, by the rules alone."""
    holder, target = view.parties
    weights = {1: 0.0, -1: 0.0, 0: 0.0}
    signed = signed_cues(view, holder, target, judged)
    signed += [
        replace(item, weight=LEANING_WEIGHT * place_of(holder, target, item.at, item.at + 1))
        for item in leanings
    ]
    for item in signed:
        weights[item.sign] += item.weight * (GOVERNED if is_governed(view, holder, item, signed) else 1.0)
    return weights
