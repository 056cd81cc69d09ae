"""What a cue is about where no name fills its place: "condemned the ruling", "bunu kınadı", «освистали указ».

Such a thing can be the target of a stance and never holds one. A noun that a name beside it identifies is that
name's, and where a name fits the cue's place well there is nothing to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.marking import is_noun, word_cases
from kzru_nlp.stance.nouns import is_identified
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.roles import SLOTS, can_hold, fit, is_passive, slot_of
from kzru_nlp.stance.view import QUOTES, Party, SentenceView

NAMED_ENOUGH = 0.45
"""Fit of a name for the cue's target from which no other object is looked for."""
FITS = 0.7
"""Least fit of a noun's case or adposition for the cue's target."""
REACH = 5
"""Most tokens between a cue and its object."""
PHRASE = 5
"""Most tokens of a noun phrase."""
_LIKELY_CASE = 0.1
"""Share of readings below which a case of a word form is left out."""
_FIRST_GROUP = 1000
"""Objects stand in no coordination with names; their groups are numbered from here."""

Looked = tuple[int, int, Mapping[str, float], str]
"""First and last token of an object with its cases and the role that its adposition gives it."""


def find_objects(view: SentenceView) -> list[Party]:
    """Return the unnamed objects of the cues of a sentence whose parties are marked, by position."""
    found: dict[int, Party] = {}
    if not any(can_hold(party) for party in view.parties):
        return []
    for hit in view.cues:
        if not asks_for_object(view, hit):
            continue
        looked = LOOK[view.grammar.case](view, hit)
        if looked is None or looked[0] in found:
            continue
        start, end, cases, adposition = looked
        found[start] = Party(
            start, end, f"noun:{view.lemmas[end - 1]}", view.span[start:end].text, label="THING",
            rule="reference:object", adposition=adposition, cases=dict(cases), head=end - 1,
            group=_FIRST_GROUP + start,
        )  # fmt: skip
    return [found[start] for start in sorted(found)]


def asks_for_object(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue has a place for an object that no name with the right mark of case fills."""
    frame, suffixes = hit.payload.roles, view.grammar.case == "suffix"
    if frame.mutual or frame.holder not in ("subj", "poss") or frame.target == "subj":
        return False
    if frame.target == "poss":
        return frame.holder == "subj" and suffixes
    if suffixes:
        return not any(is_marked_object(view, hit, party) for party in view.parties)
    passive = is_passive(view, hit)
    for party in view.parties:
        target = fit(view, party, hit, frame.target, "target", passive=passive)[0]
        if (
            target >= NAMED_ENOUGH
            and target > fit(view, party, hit, frame.holder, "holder", passive=passive)[0]
        ):
            return False
    return True


def is_marked_object(view: SentenceView, hit: Found[Cue], party: Party) -> bool:
    """Whether a party before a cue of a suffixing language carries the mark that the cue's target asks for."""
    if party.start > hit.start or view.breaks_between(party.start, hit.start):
        return False
    if party.adposition:
        return suits(view, hit, party.adposition)
    overt = [case for case in party.cases if case not in ("nom", "gen")]
    return any(suits(view, hit, view.grammar.roles.get(case, "")) for case in overt)


def suits(view: SentenceView, hit: Found[Cue], role: str) -> bool:
    """Whether what plays `role` can be the target of the cue."""
    return SLOTS.get(slot_of(view, hit.payload.roles.target)[1], {}).get(role, 0.0) >= FITS


def is_free(view: SentenceView, at: int) -> bool:
    """Whether a token is a word that belongs to no cue and no party and bounds no clause."""
    return (
        view.forms[at].isalpha()
        and at not in view.breaks
        and view.party_at(at) is None
        and not any(at in cue.tokens for cue in view.cues)
    )


def words_at(view: SentenceView, kind: str) -> dict[int, str]:
    """Return the values of the words of `kind` by their first token."""
    return {word.start: word.payload.value for word in view.words.get(kind, ())}


def look_by_order(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the pronoun or the definite noun phrase behind the cue, or before a passive."""
    determiners, pronouns = words_at(view, "determiner"), words_at(view, "pronoun")
    size, at, adposition = len(view.forms), hit.end, ""
    if is_passive(view, hit):
        starts = [d for d in determiners if d < hit.start and not view.breaks_between(d, hit.start)]
        return phrase(view, starts[0], "") if starts else None
    for at in range(hit.start + 1, min(hit.end + 2, size)):
        if at in hit.tokens:
            continue
        role = view.grammar.adpositions.get(view.forms[at])
        if role is not None and at >= hit.end:
            if not suits(view, hit, role):
                return None
            adposition = role
        elif at in pronouns:
            return at, at + 1, {}, adposition
        elif at in determiners:
            return phrase(view, at, adposition)
        elif at >= hit.end:
            return None
    return None


def phrase(view: SentenceView, start: int, adposition: str) -> Looked | None:
    """Return the noun phrase that a determiner opens; None where a name stands in it or says whose it is."""
    stops = {
        word.start for kind in ("passive", "coordinator", "negator") for word in view.words.get(kind, ())
    }
    end = start + 1
    while end < min(start + 1 + PHRASE, len(view.forms)) and is_free(view, end):
        if view.forms[end] in view.grammar.adpositions or end in stops:
            break
        end += 1
    if end == start + 1 or (end < len(view.forms) and view.party_at(end)) or is_identified(view, end - 1):
        return None
    return start, end, {}, adposition


def look_by_suffix(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the nearest word before the cue whose case ending suits its target."""
    pronouns = words_at(view, "pronoun")
    for at in range(hit.start - 1, max(hit.start - 1 - REACH, -1), -1):
        form = view.forms[at]
        if view.forms[at] in QUOTES:
            continue
        if not is_free(view, at) or view.grammar.ending("finite-ending", form) is not None:
            return None
        case = pronouns.get(at) or ending_case(view, at)
        named = at not in pronouns and is_identified(view, at)
        if case and suits(view, hit, view.grammar.roles.get(case, "")) and not named:
            return at, at + 1, {case: 1.0}, ""
    return None


def ending_case(view: SentenceView, at: int) -> str:
    """Return the case that the letters behind a word's lemma show, "" without any."""
    form, lemma = view.forms[at], view.lemmas[at]
    if form == lemma or form in view.grammar.adpositions or not form.startswith(lemma[:-1] or form):
        return ""
    shared = len(lemma) if form.startswith(lemma) else len(lemma) - 1
    suffix = form[shared:]
    return view.grammar.suffixes.get(suffix) or (
        view.grammar.suffixes.get(suffix[1:], "") if shared < len(lemma) else ""
    )


def look_by_morphology(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the nearest noun or pronoun behind the cue whose case suits its target, else a pronoun before it."""
    pronouns = words_at(view, "pronoun")
    prepositions = {word.tokens[-1] for word in view.words.get("preposition", ())}
    passive, adposition = is_passive(view, hit), ""
    for at in range(hit.end, min(hit.end + REACH, len(view.forms))):
        form = view.forms[at]
        if not is_free(view, at):
            break
        role = view.grammar.adpositions.get(form)
        if role is not None:
            if adposition or not suits(view, hit, role):
                break
            adposition = role
        elif at in pronouns or is_noun(form):
            if is_identified(view, at):
                break
            cases = cases_of(view, hit, form, passive=passive)
            if adposition or cases:
                return at, at + 1, cases, adposition
            break
    for at in range(hit.start - 1, max(hit.start - 4, -1), -1):
        if not is_free(view, at):
            break
        form = view.forms[at]
        oblique = is_noun(form) and "nom" not in dict(word_cases(form)) and at - 1 not in prepositions
        if at in pronouns or (oblique and not is_identified(view, at)):
            cases = cases_of(view, hit, form, passive=passive)
            return (at, at + 1, cases, "") if cases else None
    return None


def cases_of(view: SentenceView, hit: Found[Cue], form: str, *, passive: bool) -> dict[str, float]:
    """Return the cases of a Russian word form that suit the cue's target."""
    return {
        case: 1.0
        for case, share in word_cases(form)
        if share > _LIKELY_CASE
        and (suits(view, hit, view.grammar.roles.get(case, "")) or (passive and case == "nom"))
    }


LOOK: Mapping[str, Callable[[SentenceView, Found[Cue]], Looked | None]] = {
    "order": look_by_order,
    "suffix": look_by_suffix,
    "morph": look_by_morphology,
}
