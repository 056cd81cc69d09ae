"""Whether a stance is asserted, expected, conditional or over, and whether an expectation failed or came true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.marking import is_future
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.view import SentenceView


@dataclass(frozen=True, slots=True)
class Factuality:
    """`value` as in the guideline ("failed" for an expectation that did not come true), its tokens and its rule.

    What was expected and came true is "asserted".
    """

    value: str
    tokens: tuple[int, ...] = ()
    rule: str = ""


ASSERTED = Factuality("asserted")
ATTITUDES = frozenset({"01", "02", "05", "11"})
"""CAMEO roots of what is said or felt, which lasts until it is given up."""
Rule = Callable[[SentenceView, Found[Cue]], Factuality | None]


def failed(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """An expectation around the cue that the sentence says was disappointed."""
    found = view.near("failed", hit.start, hit.end, same_clause=False)
    if found is not None and any(
        set(found.tokens) < set(word.tokens) for word in view.words.get("fulfilled", ())
    ):
        return None
    if found is None or is_hope(view, hit) is None or set(found.tokens) & set(hit.tokens):
        return None
    return Factuality("failed", found.tokens, "factuality:failed-expectation")


def fulfilled(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """An expectation around the cue that the sentence says came true."""
    found = view.near("fulfilled", hit.start, hit.end, same_clause=False)
    if found is None or is_hope(view, hit) is None or set(found.tokens) & set(hit.tokens):
        return None
    return Factuality("asserted", found.tokens, "factuality:fulfilled")


def is_hope(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """Return what makes the cue an expectation, in its own clause or the one around it."""
    inside = next(
        (word for word in view.words.get("expected", ()) if set(word.tokens) < set(hit.tokens)), None
    )
    if inside is not None:
        return Factuality("expected", inside.tokens, "factuality:expected")
    around = by_word(view, hit, "expected", same_clause=False) or by_ending(view, hit, "expected")
    return around or future(view, hit)


def contrary(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """What happened against expectations is a fact ("contrary to expectations, …")."""
    found = view.near("contrary", hit.start, hit.end)
    return None if found is None else Factuality("asserted", (), "factuality:contrary")


def conditional(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """A condition or a possibility: if, would, могла бы, -sA, -Abilir."""
    return by_word(view, hit, "conditional") or by_ending(view, hit, "conditional") or consequence(view, hit)


def consequence(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """What follows from a condition in another clause: an aorist beside a verb in -sA ("delinirse … rest çeker")."""
    aorist = by_ending(view, hit, "aorist")
    if aorist is None:
        return None
    conceded = conceded_verbs(view)
    verb = next(
        (
            at
            for at in range(hit.start)
            if at not in conceded and view.grammar.ending("condition-ending", view.forms[at]) is not None
        ),
        None,
    )
    return None if verb is None else Factuality("conditional", (verb, *aorist.tokens), "factuality:condition")


def expected(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """A wish, a plan or a demand; what a verb of thinking says of a fact is neither ("engellediğini düşünüyor")."""
    if view.grammar.ending("factive-ending", view.forms[hit.tokens[-1]]) is not None:
        return None
    return by_word(view, hit, "expected") or by_ending(view, hit, "expected")


def future(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """The future: expected, but a refusal for the future is a position taken now ("will not recognise")."""
    found = by_word(view, hit, "future") or by_ending(view, hit, "future")
    if found is None and view.grammar.case == "morph":
        at = next((at for at in hit.tokens if is_future(view.forms[at])), None)
        found = None if at is None else Factuality("expected", (at,), "factuality:future-tense")
    return None if found is None else Factuality("expected", found.tokens, found.rule)


def past(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """A state that is described as over."""
    return by_word(view, hit, "past") or ended(view, hit)


def ended(view: SentenceView, hit: Found[Cue]) -> Factuality | None:
    """An attitude that somebody gave up ("ceased to trust"); an act that stops is a refusal."""
    return by_word(view, hit, "ended") if hit.payload.cameo in ATTITUDES else None


def by_word(view: SentenceView, hit: Found[Cue], kind: str, *, same_clause: bool = True) -> Factuality | None:
    """Return `kind` where one of its words reaches the cue."""
    found = view.near(kind, hit.start, hit.end, same_clause=same_clause)
    if found is None or set(found.tokens) & set(hit.tokens) or is_unconditional(view, found.start):
        return None
    if any(set(found.tokens) < set(word.tokens) for word in view.words.get("unnegator", ())):
        return None
    return Factuality(kind, found.tokens, f"factuality:{kind}")


def is_unconditional(view: SentenceView, at: int) -> bool:
    """Whether a word of condition opens "whatever they may": «что бы ни говорили» states no condition."""
    return any(at in found.tokens for found in view.words.get("unconditional", ()))


def by_ending(view: SentenceView, hit: Found[Cue], kind: str) -> Factuality | None:
    """Return `kind` where the cue's verb, or the light verb right behind it, has one of its endings."""
    if f"{kind}-ending" not in view.grammar.endings:
        return None
    conceded = {found.start - 1 for found in view.words.get("concession", ())}
    for at in (hit.tokens[-1], hit.tokens[-1] + 1):
        if (
            at < len(view.forms)
            and at not in conceded
            and view.grammar.ending(f"{kind}-ending", view.forms[at]) is not None
        ):
            return Factuality(kind, (at,), f"factuality:{kind}-ending")
    return None


def conceded_verbs(view: SentenceView) -> set[int]:
    """Return the verbs that a particle behind them turns from a condition into a concession ("desteklese de")."""
    return {
        found.start - 1
        for found in view.words.get("concession", ())
        if found.payload.side == "after"
        and found.start
        and view.grammar.ending("conditional-ending", view.forms[found.start - 1]) is not None
    }


def is_conceded(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue stands in a concession: "although trade grew" grants it and goes on to the contrary."""
    found = next((w for w in view.words.get("concession", ()) if w.payload.side == "left"), None)
    if found is not None and found.end <= hit.start <= found.end + found.payload.reach:
        return (
            not view.breaks_between(found.start, hit.start) and "," not in view.forms[found.end : hit.start]
        )
    return bool(conceded_verbs(view).intersection((hit.tokens[-1], hit.tokens[-1] + 1)))


RULES: tuple[Rule, ...] = (contrary, failed, fulfilled, conditional, expected, future, past)
"""A failed or fulfilled expectation also looks like an expectation, a condition often holds a future: the more telling goes first."""


def find_factuality(view: SentenceView, hit: Found[Cue]) -> Factuality:
    """Return the factuality of a cue, by the first rule that says something."""
    return next((found for rule in RULES if (found := rule(view, hit))), ASSERTED)
