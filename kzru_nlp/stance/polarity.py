"""The sign of a pair that is known to be related.

Cues decide. Where none says enough, so do leanings (`data/leanings_<lang>.tsv`): words such as "killed" or "grateful"
that show which way a related pair leans, without telling who takes a position; the tagger therefore does not use them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from spacy.tokens import Doc

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.model import Mention
from kzru_nlp.model.offsets import Span
from kzru_nlp.stance.marking import mark_parties
from kzru_nlp.stance.patterns import Form, Found, PatternIndex
from kzru_nlp.stance.roles import fit, is_passive
from kzru_nlp.stance.tagger import LABELS, StanceTagger, judge
from kzru_nlp.stance.view import Party, SentenceView, make_party, token_range, token_starts

BETWEEN = 1.0
BESIDE = 0.6
"""Weight of a cue between the two names, and of one before or behind both."""
NEUTRAL_WEIGHT = 0.5
GOVERNED = 0.7
"""Weight left of a word that another signed word governs."""
GOVERNED_REACH = 10
"""Most tokens between the two."""
LEANING_WEIGHT = 0.3
"""Weight of a leaning beside that of a cue."""


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
    signed = [*signed_cues(view), *signed_leanings(tagger, view)]
    for item in signed:
        weights[item.sign] += item.weight * (GOVERNED if is_governed(view, item, signed) else 1.0)
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


@dataclass(frozen=True, slots=True)
class Signed:
    """A word with a sign: where it stands in the sentence and its weight."""

    at: int
    sign: int
    weight: float


def signed_cues(view: SentenceView) -> Iterator[Signed]:
    """Yield the cues of a sentence with the sign that negation leaves them."""
    for hit in view.cues:
        judged = judge(view, hit)
        if judged is not None:
            sign = judged.sign.polarity
            yield Signed(hit.start, sign, weigh(view, hit) * (NEUTRAL_WEIGHT if sign == 0 else 1.0))


def signed_leanings(tagger: StanceTagger, view: SentenceView) -> Iterator[Signed]:
    """Yield the leanings of a sentence that belong to no cue and to no name."""
    taken = {at for cue in view.cues for at in cue.tokens}
    for found in get_leanings(tagger.lang).find(view_forms(tagger, view)):
        named = any(view.party_at(at) and view.span[at].is_title for at in found.tokens)
        if taken.isdisjoint(found.tokens) and not named:
            sign = -found.payload if is_negated(view, found) else found.payload
            yield Signed(found.start, sign, LEANING_WEIGHT * place(view, found))


def is_governed(view: SentenceView, item: Signed, signed: Sequence[Signed]) -> bool:
    """Whether another signed word governs `item`: "cancelled a visit", "ziyareti iptal etti" are about cancelling.

    The governor stands between the holder and `item`, or behind `item` where the verb comes last.
    """
    holder = view.parties[0].start
    if view.grammar.governor == "right":
        return any(item.at < other.at <= item.at + GOVERNED_REACH for other in signed)
    return any(max(holder, item.at - GOVERNED_REACH) < other.at < item.at for other in signed)


@cache
def get_leanings(lang: str) -> PatternIndex[int]:
    """Return the leanings of `lang` with their signs."""
    path = resources.files("kzru_nlp.stance") / "data" / f"leanings_{lang}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return PatternIndex((pattern, int(sign)) for pattern, sign in rows)


def view_forms(tagger: StanceTagger, view: SentenceView) -> list[Form]:
    """Return the folded surfaces and lemmas of a view."""
    fold = tagger.profile.fold
    return [Form(form, fold(token.lemma_)) for form, token in zip(view.forms, view.span, strict=True)]


def is_negated(view: SentenceView, found: Found[int]) -> bool:
    """Whether a particle, a verb of refusing or the verb's own form negates a leaning."""
    particle = view.near("negator", found.start, found.end) or view.near("refusal", found.start, found.end)
    outside = particle is not None and set(particle.tokens).isdisjoint(found.tokens)
    return outside or any(view.grammar.ending("negated-ending", view.forms[at]) == "" for at in found.tokens)


def place(view: SentenceView, found: Found[Any]) -> float:
    """Return the weight of where a word stands: between the two names or beside them, near the target or far."""
    holder, target = view.parties
    first, last = sorted((holder.start, target.start))
    gap = min(abs(found.start - target.end), abs(target.start - found.end))
    near: float = 0.95 ** max(gap, 0)
    return near * (BETWEEN if first <= found.start <= last else BESIDE)


def weigh(view: SentenceView, hit: Found[Cue]) -> float:
    """Return the weight of a cue for the pair: where it stands, and how well holder and target fill its frame."""
    holder, target = view.parties
    frame = hit.payload.roles
    passive = is_passive(view, hit)
    one = fit(view, holder, hit, frame.holder, "holder", passive=passive)[0]
    two = fit(view, target, hit, frame.target, "target", passive=passive)[0]
    weight: float = place(view, hit) * (0.2 + (one * two) ** 0.5)
    return weight
