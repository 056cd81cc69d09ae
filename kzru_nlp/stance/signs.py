"""Words with a sign around a pair of names, and how much each weighs for it.

Cues come from the lexicon. Leanings (`data/leanings_<lang>.tsv`) are words such as "killed" or "grateful" that show
which way a related pair leans, without telling who takes a position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.patterns import Form, Found, PatternIndex
from kzru_nlp.stance.roles import fit, is_passive
from kzru_nlp.stance.view import Party, SentenceView

BETWEEN = 1.0
BESIDE = 0.6
"""Weight of a word between the two names, and of one before or behind both."""
PER_TOKEN = 0.95
"""Weight kept per token between word and target."""
GOVERNED_REACH = 10
"""Most tokens from a word to the one that governs it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A word with a sign: where it stands in the sentence and its weight."""

    at: int
    sign: int
    weight: float


@cache
def get_leanings(lang: str) -> PatternIndex[int]:
    """Return the leanings of `lang` with their signs."""
    path = resources.files("kzru_nlp.stance") / "data" / f"leanings_{lang}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return PatternIndex((pattern, int(sign)) for pattern, sign in rows)


def find_leanings(view: SentenceView) -> list[Signed]:
    """Return the leanings of a sentence that belong to no cue, to no name and to no "each other", negation applied, weights 1."""
    taken = {at for cue in view.cues for at in cue.tokens}
    taken |= {at for word in view.words.get("reciprocal", ()) for at in word.tokens}
    forms = [Form(form, lemma) for form, lemma in zip(view.forms, view.lemmas, strict=True)]
    found = []
    for hit in get_leanings(view.grammar.lang).find(forms):
        named = any(view.party_at(at) and view.span[at].is_title for at in hit.tokens)
        if taken.isdisjoint(hit.tokens) and not named:
            found.append(Signed(hit.start, -hit.payload if is_negated(view, hit) else hit.payload, 1.0))
    return found


def is_negated(view: SentenceView, found: Found[int]) -> bool:
    """Whether a particle, a verb of refusing or the verb's own form negates a leaning."""
    particle = view.near("negator", found.start, found.end) or view.near("refusal", found.start, found.end)
    outside = particle is not None and set(particle.tokens).isdisjoint(found.tokens)
    return outside or any(view.grammar.ending("negated-ending", view.forms[at]) == "" for at in found.tokens)


def is_governed(view: SentenceView, holder: Party, item: Signed, signed: Sequence[Signed]) -> bool:
    """Whether another signed word governs `item`: "cancelled a visit", "ziyareti iptal etti" are about cancelling.

    The governor stands between the holder and `item`, or behind `item` where the verb comes last.
    """
    if view.grammar.governor == "right":
        return any(item.at < other.at <= item.at + GOVERNED_REACH for other in signed)
    return any(max(holder.start, item.at - GOVERNED_REACH) < other.at < item.at for other in signed)


def place_of(holder: Party | None, target: Party, start: int, end: int) -> float:
    """Return the weight of where a word stands: between the two names or beside them, near the target or far."""
    first, last = (target.start, target.start) if holder is None else sorted((holder.start, target.start))
    near: float = PER_TOKEN ** max(min(abs(start - target.end), abs(target.start - end)), 0)
    return near * (BETWEEN if first <= start <= last else BESIDE)


def weigh(view: SentenceView, holder: Party, target: Party, hit: Found[Cue]) -> float:
    """Return the weight of a cue for the pair: where it stands, and how well holder and target fill its frame."""
    frame: Any = hit.payload.roles
    passive = is_passive(view, hit)
    one = fit(view, holder, hit, frame.holder, "holder", passive=passive)[0]
    two = fit(view, target, hit, frame.target, "target", passive=passive)[0]
    weight: float = place_of(holder, target, hit.start, hit.end) * (0.2 + (one * two) ** 0.5)
    return weight
