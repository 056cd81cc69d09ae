"""Whether a cue is negated, and what a negated cue means."""

from __future__ import annotations

from dataclasses import dataclass

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.grammar import Word
from kzru_nlp.stance.patterns import Found, letters_of
from kzru_nlp.stance.view import SentenceView

AGAINST_CODE, AGAINST_INTENSITY = "12", -4.0
FAVOR_CODE, FAVOR_INTENSITY = "05", 3.4
"""CAMEO root and Goldstein weight of a refusal, and of the approval that the negation of one amounts to."""
MEETINGS = frozenset({"03", "04"})
"""CAMEO roots of talk and consultation: their mere lack is no choice ("no talks were held that day")."""


@dataclass(frozen=True, slots=True)
class Negation:
    """Negators of a cue: `count` of them, whether only a lack is stated, the tokens, the rule.

    `litotes` says that the cue is a negated positive itself, as "ungrateful" and "begrudge" are.
    """

    count: int
    lack: bool
    tokens: tuple[int, ...]
    rules: tuple[str, ...]
    litotes: bool = False


NO_NEGATION = Negation(0, False, (), ())
EXCLUDED = Negation(1, False, (), ("negation:excluded",))
"""Negation of a stance whose target is named as who is not meant."""


def find_negation(view: SentenceView, hit: Found[Cue]) -> Negation:
    """Return the negators that reach the cue: one of each kind at most.

    Particles repeat without cancelling each other ("neither … nor", "ne … ne de"). A particle or a negated verb
    together with a verb of refusing does ("did not refuse to support"), and so do a subject like "nobody" and a
    particle, a negated verb and the particle behind it ("güvenmiyor değil"), two particles one word apart («не мог
    не поддержать»).
    """
    affirming = cancelled_tokens(view)
    cancelled = affirming | set(hit.tokens)
    own = own_negator(view, hit)
    particle = reaching(view, hit, "negator", cancelled)
    if own and any(set(word.tokens) & set(particle) for word in view.words.get("concord", ())):
        # «Ни разу не позволила»: the first negator only agrees with the cue's own.
        particle = ()
    nobody = reaching(view, hit, "none", cancelled | set(particle)) or opening(view, hit, cancelled)
    refusal = reaching(view, hit, "refusal", cancelled | set(nobody))
    if hit.payload.polarity > 0:
        refusal = refusal or reaching(view, hit, "diminish", cancelled)
    lack = (
        () if particle or refusal or nobody else reaching(view, hit, "lack", cancelled) or within(view, hit)
    )
    inside = None if particle and not is_doubling(view, particle) else negated_verb(view, hit)
    if inside is not None and (inside[0] in affirming | set(nobody) or is_not_only(view, hit, inside[0])):
        inside = None
    again = second_particle(view, particle, cancelled)
    denial = denied(view, hit)
    tokens = {*particle, *again, *nobody, *refusal, *lack, *denial, *(inside[:1] if inside else ())}
    is_lack = bool(lack) or (inside is not None and inside[1] == "lack")
    rules = [
        rule
        for rule, fired in (
            ("negation:negator", particle),
            ("negation:second-negator", again),
            ("negation:nobody", nobody),
            ("negation:denial", denial),
            ("negation:affirmed", affirming.intersection(own)),
            ("negation:refusal-verb", refusal),
            ("negation:lack", lack),
            ("negation:without" if is_lack else "negation:verb", inside and not lack),
        )
        if fired
    ]
    negators = {at for word in view.words.get("negator", ()) for at in word.tokens}
    inner = not negators.isdisjoint(own)
    litotes = inner or bool(affirming.intersection(own))
    if not denial:
        words = view.words.get("litotes", ())
        litotes = litotes or any(set(word.tokens) & set(hit.tokens) for word in words)
    return Negation(len(rules), is_lack and len(rules) == 1, tuple(sorted(tokens)), tuple(rules), litotes)


def is_not_only(view: SentenceView, hit: Found[Cue], verb: int) -> bool:
    """Whether "only" before a negated verb says that more was done ("yalnızca desteklemedi, ortak da oldu")."""
    goes_on = "," in view.forms[verb + 1 :]
    return goes_on and view.near("only", hit.start, hit.end) is not None


def own_negator(view: SentenceView, hit: Found[Cue]) -> tuple[int, ...]:
    """Return the negators inside a cue of more than one word («не доверя*», "stopped supporting")."""
    if len(hit.tokens) < 2:
        return ()
    words = [word for kind in ("negator", "refusal", "ended") for word in view.words.get(kind, ())]
    return tuple(at for word in words for at in word.tokens if at in hit.tokens)


def denied(view: SentenceView, hit: Found[Cue]) -> tuple[int, ...]:
    """Return the verb by which somebody denies the clause of the cue ("denies that …", "… iddiasını yalanladı").

    In Turkish it stands behind the verbal noun of that clause, elsewhere a conjunction stands between.
    """
    found = view.near("denial", hit.start, hit.end, same_clause=False)
    if found is None or set(found.tokens) & set(hit.tokens):
        return ()
    if view.grammar.governor == "right":
        is_clause = view.grammar.ending("nominal", view.forms[hit.tokens[-1]]) is not None
        return found.tokens if is_clause or found.start - hit.end > 0 else ()
    return found.tokens if view.breaks_between(found.start, hit.start) else ()


def within(view: SentenceView, hit: Found[Cue]) -> tuple[int, ...]:
    """Return the determiner between the words of a cue that says of its noun that there is none ("imposed no sanctions")."""
    for word in view.words.get("lack", ()):
        if hit.start < word.start and word.end < hit.end and set(word.tokens).isdisjoint(hit.tokens):
            return word.tokens
    return ()


def opening(view: SentenceView, hit: Found[Cue], cancelled: set[int]) -> tuple[int, ...]:
    """Return the determiner that negates a clause through its subject ("No ministry …"); what it says of the cue's own
    noun is a lack ("no talks")."""
    found = view.near("none-opening", hit.start, hit.end)
    if found is None or cancelled & set(found.tokens) or found.end >= hit.start:
        return ()
    at = found.start
    opens = at == 0 or at - 1 in view.breaks or view.forms[at - 1] == ","
    return found.tokens if opens else ()


def is_doubling(view: SentenceView, particle: tuple[int, ...]) -> bool:
    """Whether the particle stands right behind a verb, which may be negated itself ("güvenmiyor değil")."""
    return view.grammar.governor == "right" and particle[0] > 0 and negated_form(view, particle[0] - 1) == ""


def second_particle(view: SentenceView, particle: tuple[int, ...], cancelled: set[int]) -> tuple[int, ...]:
    """Return the particle that cancels this one: the same word, at most one word apart («не мог не», "değil değil")."""
    if not particle:
        return ()
    at = particle[0]
    for word in view.words.get("negator", ()):
        apart = at - word.end if view.grammar.governor == "left" else word.start - particle[-1] - 1
        if 0 <= apart < 2 and view.forms[word.start] == view.forms[at] and not cancelled & set(word.tokens):
            return word.tokens
    return ()


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
        if is_more(view, at):
            return None
        if not form.isalpha() or view.party_at(at):
            return None
        value = negated_form(view, at)
        if value is not None and value != "lack":
            return at, value
        if view.grammar.ending("finite-ending", form) is not None:
            return None
    return None


def is_more(view: SentenceView, at: int) -> bool:
    """Whether the verb says that this is not all ("desteklemekle kalmadı", "övmekle yetinmeyip")."""
    return (
        at > 0
        and view.forms[at - 1].endswith(("makla", "mekle"))
        and view.forms[at].startswith(("kal", "yetin"))
    )


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
    is NEUTRAL, but the negation of a negated positive praises ("not ungrateful"); two negators cancel each other.
    """
    if negation.count % 2 == 0:
        rules = ("negation:double",) if negation.count else ()
        return Sign(cue.polarity, cue.cameo, cue.intensity, False, rules)
    if cue.polarity > 0:
        if negation.lack and cue.cameo in MEETINGS:
            return None
        return Sign(-1, AGAINST_CODE, AGAINST_INTENSITY, True, (*negation.rules, "negation:refusal"))
    if cue.polarity < 0 and negation.litotes:
        return Sign(1, FAVOR_CODE, FAVOR_INTENSITY, False, (*negation.rules, "negation:litotes"))
    if cue.polarity < 0:
        return Sign(0, cue.cameo, 0.0, True, (*negation.rules, "negation:restraint"))
    return None
