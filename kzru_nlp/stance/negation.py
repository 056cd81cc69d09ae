"""Whether a cue is negated, and what a negated cue means."""

from __future__ import annotations

from dataclasses import dataclass

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.grammar import Word
from kzru_nlp.stance.patterns import Found, letters_of
from kzru_nlp.stance.view import SentenceView

AGAINST_CODE, AGAINST_INTENSITY = "12", -4.0
MEETINGS = frozenset({"03", "04"})
"""CAMEO roots of talk and consultation: their mere lack is no choice ("no talks were held that day")."""


@dataclass(frozen=True, slots=True)
class Negation:
    """Negators of a cue: `count` of them, whether only a lack is stated, the tokens, the rule."""

    count: int
    lack: bool
    tokens: tuple[int, ...]
    rules: tuple[str, ...]


def find_negation(view: SentenceView, hit: Found[Cue]) -> Negation:
    """Return the negators that reach the cue: one particle, one verb of refusing or loss, one negated verb at most.

    Particles repeat without cancelling each other ("neither … nor", "ne … ne de"); a particle or a negated verb
    together with a verb of refusing does ("did not refuse to support").
    """
    cancelled = cancelled_tokens(view) | set(hit.tokens)
    particle = reaching(view, hit, "negator", cancelled)
    refusal = reaching(view, hit, "refusal", cancelled)
    if hit.payload.polarity > 0:
        refusal = refusal or reaching(view, hit, "diminish", cancelled)
    lack = () if particle or refusal else reaching(view, hit, "lack", cancelled)
    inside = None if particle else negated_verb(view, hit)
    tokens = {*particle, *refusal, *lack, *(inside[:1] if inside else ())}
    is_lack = bool(lack) or (inside is not None and inside[1] == "lack")
    rules = [
        rule
        for rule, fired in (
            ("negation:negator", particle),
            ("negation:refusal-verb", refusal),
            ("negation:lack", lack),
            ("negation:without" if is_lack else "negation:verb", inside and not lack),
        )
        if fired
    ]
    return Negation(len(rules), is_lack and len(rules) == 1, tuple(sorted(tokens)), tuple(rules))


def reaching(view: SentenceView, hit: Found[Cue], kind: str, cancelled: set[int]) -> tuple[int, ...]:
    """Return the tokens of the nearest word of `kind` that reaches the cue and is not part of another phrase."""
    found = view.near(kind, hit.start, hit.end)
    if found is None or cancelled & set(found.tokens) or (kind == "negator" and is_spent(view, found, hit)):
        return ()
    return found.tokens


def is_spent(view: SentenceView, negator: Found[Word], hit: Found[Cue]) -> bool:
    """Whether the negator belongs to another cue before this one ("did not support the invasion").

    A verb of refusing in between hands the negation on ("did not refuse to support").
    """
    between = [cue for cue in view.cues if negator.end <= cue.start and cue.end <= hit.start]
    refusals = {at for word in view.words.get("refusal", ()) for at in word.tokens}
    return any(refusals.isdisjoint(cue.tokens) for cue in between)


def cancelled_tokens(view: SentenceView) -> set[int]:
    """Return the tokens of phrases that look like a negator and are none ("not only", «что бы ни»)."""
    kinds = ("unnegator", "unconditional")
    return {token for kind in kinds for found in view.words.get(kind, ()) for token in found.tokens}


def negated_verb(view: SentenceView, hit: Found[Cue]) -> tuple[int, str] | None:
    """Return the token that is negated inside the verb, the cue's own or that of its light verb, and its kind.

    Turkish negates inside the verb: desteklemedi, "destek vermedi". Verbal nouns in -mA and -mAktA(dIr) are not
    negated. A cue that is itself a finite verb has no light verb behind it.
    """
    if "negated-ending" not in view.grammar.endings:
        return None
    for at in hit.tokens:
        known = letters_of(hit.payload.pattern, view.forms[at])
        if view.grammar.ending("verbal-noun-ending", view.forms[at][:known]) is not None:
            known -= 2
        value = negated_form(view, at, known)
        if value is not None:
            return at, value
    last = hit.tokens[-1]
    if view.grammar.ending("finite-ending", view.forms[last]) is not None:
        return None
    for at in range(last + 1, min(last + 4, len(view.forms))):
        form = view.forms[at]
        if not form.isalpha() or view.party_at(at):
            return None
        value = negated_form(view, at)
        if value is not None and value != "lack":
            return at, value
        if view.grammar.ending("finite-ending", form) is not None:
            return None
    return None


def negated_form(view: SentenceView, at: int, after: int = 0) -> str | None:
    """Return the kind of negation inside one word behind its first `after` letters, None without one."""
    form = view.forms[at]
    if view.grammar.ending("unnegated-ending", form) is not None:
        return None
    return view.grammar.ending("negated-ending", form, after)


@dataclass(frozen=True, slots=True)
class Sign:
    """What the cue comes to: polarity +1, -1 or 0, CAMEO root, Goldstein weight, whether negation decided."""

    polarity: int
    cameo: str
    intensity: float
    negated: bool
    rules: tuple[str, ...] = ()


def apply_negation(cue: Cue, negation: Negation) -> Sign | None:
    """Return the sign of `cue` under `negation`; None where nothing is left of the stance.

    Negated cooperation is a refusal (AGAINST, CAMEO 12, -4) unless a mere lack of talks is stated; negated conflict
    is NEUTRAL; two negators cancel each other.
    """
    if negation.count % 2 == 0:
        rules = ("negation:double",) if negation.count else ()
        return Sign(cue.polarity, cue.cameo, cue.intensity, False, rules)
    if cue.polarity > 0:
        if negation.lack and cue.cameo in MEETINGS:
            return None
        return Sign(-1, AGAINST_CODE, AGAINST_INTENSITY, True, (*negation.rules, "negation:refusal"))
    if cue.polarity < 0:
        return Sign(0, cue.cameo, 0.0, True, (*negation.rules, "negation:restraint"))
    return None
