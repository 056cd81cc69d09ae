"""What a cue is about where no name fills its place: "condemned the ruling", "bunu kınadı", «освистали указ».

Such a thing can be the target of a stance and never holds one. A noun that a name beside it identifies is that
name's, and where a name fits the cue's place well there is nothing to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.marking import is_noun, word_cases
from kzru_nlp.stance.nouns import is_identified, is_owned, origin_of
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.roles import CLAUSE_REACH, NOUN_REACH, SLOTS, can_hold, fit, is_passive, slot_of
from kzru_nlp.stance.view import Party, SentenceView

NAMED_ENOUGH = 0.45
"""Fit of a name for the cue's target from which no other object is looked for."""
FITS = 0.7
"""Least fit of a noun's case or adposition for the cue's target."""
REACH = 5
"""Most tokens between a cue and its object."""
FAR_REACH = 12
"""The same where the verb stands last: adverbs and names come between it and its object."""
PHRASE = 5
"""Most tokens of a noun phrase."""
_LIKELY_CASE = 0.1
"""Share of readings below which a case of a word form is left out."""
_FIRST_GROUP = 1000
"""Objects stand in no coordination with names; their groups are numbered from here."""

POSSESSIVE = frozenset({"its", "their", "his", "her"})
"""Words that open an object which is somebody's own."""
REFLEXIVE = frozenset({"себя", "себе", "собой"})
"""Pronouns that mean the subject of the sentence."""
STOPS = frozenset(";:()—–")
"""Marks that no object of a verb stands behind."""

Looked = tuple[int, int, Mapping[str, float], str]
"""First and last token of an object with its cases and the role that its adposition gives it."""


def find_objects(view: SentenceView) -> list[Party]:
    """Return the unnamed objects of the cues of a sentence whose parties are marked, by position."""
    found: dict[int, Party] = {}
    if not any(can_hold(party) for party in view.parties):
        return []
    for hit in view.cues:
        if not has_place(view, hit):
            continue
        looked = LOOK[view.grammar.case](view, hit)
        if looked is None or looked[0] in found or is_filled(view, hit, looked):
            continue
        start, end, cases, adposition = looked
        found[start] = Party(
            start, end, f"noun:{view.lemmas[end - 1]}", view.span[start:end].text, label="THING",
            rule="reference:object", adposition=adposition, cases=dict(cases), head=end - 1,
            group=_FIRST_GROUP + start,
        )  # fmt: skip
        is_pronoun = start in words_at(view, "pronoun") or view.forms[start] in POSSESSIVE
        meant = antecedent(view, start) if is_pronoun else None
        if meant is not None:
            named = found[start]
            named.key, named.name, named.actor_id = meant.key, meant.name, meant.actor_id
            named.holder_group, named.label, named.rule = meant.holder_group, meant.label, "reference:pronoun"
    return [found[start] for start in sorted(found)]


def antecedent(view: SentenceView, at: int) -> Party | None:
    """Return whom a pronoun in object position means: the only other one named before it than its clause's subject."""
    named = [party for party in view.parties if party.end <= at and can_hold(party)]
    if view.forms[at] in REFLEXIVE or view.forms[at].startswith("kendi"):
        return next((party for party in named if not party.adposition and "nom" in party.cases), None)
    subjects = [p for p in named if not p.adposition and ("nom" in p.cases or view.grammar.case == "order")]
    if not subjects:
        return None
    near = [p for p in subjects if not view.breaks_between(p.start, at)]
    subject = near[-1 if view.grammar.case == "order" and len(near) == 1 else 0] if near else subjects[0]
    others = {party.key: party for party in named if party.key != subject.key}
    return next(iter(others.values())) if len(others) == 1 else None


def has_place(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue has a place for an object, which a mutual one and one of a possessed noun have not."""
    frame = hit.payload.roles
    if frame.mutual or frame.holder not in ("subj", "poss") or frame.target == "subj":
        return False
    return frame.target != "poss" or (frame.holder == "subj" and view.grammar.case == "suffix")


def is_filled(view: SentenceView, hit: Found[Cue], looked: Looked) -> bool:
    """Whether a name fills the place better than the object: by its ending, or by standing nearer to the cue."""
    if view.grammar.case == "suffix":
        marked = hit.payload.roles.target != "poss"
        return marked and any(is_marked_object(view, hit, party) for party in view.parties)
    passive = is_passive(view, hit)
    for party in view.parties:
        if view.grammar.case == "order" and not passive and not hit.start < party.start < looked[1]:
            continue
        target = fit(view, party, hit, hit.payload.roles.target, "target", passive=passive)[0]
        if (
            target >= NAMED_ENOUGH
            and target > fit(view, party, hit, hit.payload.roles.holder, "holder", passive=passive)[0]
        ):
            return True
    return False


def is_marked_object(view: SentenceView, hit: Found[Cue], party: Party) -> bool:
    """Whether a party before a cue of a suffixing language carries the mark that the cue's target asks for."""
    if party.start > hit.start or view.breaks_between(party.start, hit.start):
        return False
    if party.adposition:
        return suits(view, hit, party.adposition)
    if "nom" in party.cases and not has_other_subject(view, hit, party):
        return False
    overt = [case for case in party.cases if case not in ("nom", "gen")]
    return any(suits(view, hit, view.grammar.roles.get(case, "")) for case in overt)


def has_other_subject(view: SentenceView, hit: Found[Cue], party: Party) -> bool:
    """Whether somebody before `party` can be the clause's subject, so that an ending like -ı marks its object.

    In "sendika yöneticileri kararı kınadı" the first -i is the possessed subject's.
    """
    return any(
        "nom" in other.cases and not other.adposition and not view.breaks_between(other.start, hit.start)
        for other in view.parties
        if other.start < party.start
    )


def suits(view: SentenceView, hit: Found[Cue], role: str) -> bool:
    """Whether what plays `role` can be the target of the cue."""
    return fit_of(view, hit, role) >= FITS


def fit_of(view: SentenceView, hit: Found[Cue], role: str) -> float:
    """Return how well what plays `role` fits the target of the cue."""
    return SLOTS.get(slot_of(view, hit.payload.roles.target)[1], {}).get(role, 0.0)


def is_free(view: SentenceView, at: int) -> bool:
    """Whether a token is a word that belongs to no cue and no party and bounds no clause."""
    return (
        view.forms[at].replace("-", "").isalpha()
        and at not in view.breaks
        and view.party_at(at) is None
        and not any(at in cue.tokens for cue in view.cues)
    )


def words_at(view: SentenceView, kind: str) -> dict[int, str]:
    """Return the values of the words of `kind` by their first token."""
    return {word.start: word.payload.value for word in view.words.get(kind, ())}


def look_by_order(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the pronoun, the definite noun phrase or the plural behind the cue, or the phrase before a passive."""
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
            return plural(view, at, adposition)
    return None


def plural(view: SentenceView, start: int, adposition: str) -> Looked | None:
    """Return the plural that stands without a determiner behind a cue, after at most two words that describe it."""
    for at in range(start, min(start + 3, len(view.forms))):
        form = view.forms[at]
        if not is_free(view, at) or form in view.grammar.adpositions:
            return None
        if form.endswith("s") and view.lemmas[at] != form and not is_identified(view, at):
            return start, at + 1, {}, adposition
    return None


def phrase(view: SentenceView, start: int, adposition: str) -> Looked | None:
    """Return the noun phrase that a determiner opens; None where a name stands in it or says whose it is.

    Behind a determiner a cue is a noun too ("the ban").
    """
    kinds = ("passive", "coordinator", "negator", "conditional", "future", "boundary")
    stops = {word.start for kind in kinds for word in view.words.get(kind, ())}
    end = start + 1
    while end < min(start + 1 + PHRASE, len(view.forms)) and (
        is_free(view, end) or is_cued_noun(view, start, end)
    ):
        if view.forms[end] in view.grammar.adpositions or end in stops:
            break
        end += 1
    if end == start + 1 or (end < len(view.forms) and view.party_at(end)) or is_identified(view, end - 1):
        return None
    return start, end, {}, adposition


def is_cued_noun(view: SentenceView, start: int, at: int) -> bool:
    """Whether a cue of one word stands right behind a determiner, or behind one adjective."""
    if at - start > 2 or not view.forms[at].isalpha() or view.party_at(at):
        return False
    return any(cue.tokens == (at,) for cue in view.cues)


def look_by_suffix(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the word before the cue whose case ending is what its target asks for, else the nearest that suits it."""
    pronouns = words_at(view, "pronoun")
    second: Looked | None = None
    for at in range(hit.start - 1, max(hit.start - 1 - FAR_REACH, -1), -1):
        form = view.forms[at]
        if at in view.breaks or form in STOPS or is_verb(view, at):
            break
        if not form.isalpha() or view.party_at(at) is not None:
            continue
        origin = None if at in pronouns else origin_of(view, at)
        if origin is not None and is_owned(view, at, origin):
            continue
        case = pronouns.get(at) or ending_case(view, at)
        fits = fit_of(view, hit, view.grammar.roles.get(case, ""))
        if not case or fits < FITS or (case == "gen" and not takes_genitive(view, hit)):
            continue
        if is_of_another(view, at):
            return None
        looked = (at, at + 1, {case: 1.0}, "")
        if fits == 1.0:
            return looked
        if hit.start - at <= 2:
            second = second or looked
    return second


def is_verb(view: SentenceView, at: int) -> bool:
    """Whether a word is a finite verb or an adverb made of one: what stands before it is its own object."""
    kinds = ("finite-ending", "converb-ending")
    return any(view.grammar.ending(kind, view.forms[at]) is not None for kind in kinds)


def is_of_another(view: SentenceView, at: int) -> bool:
    """Whether a word is what a party has or does ("köylülerin önüne", "firmanın gecikmesine"): the cue is about the party."""
    verbal = view.grammar.ending("nominal", view.forms[at]) is not None
    if not verbal and view.grammar.ending("head-ending", view.forms[at]) is None:
        return False
    reach = CLAUSE_REACH if verbal else NOUN_REACH
    return any("gen" in party.cases and 0 <= at - party.end <= reach for party in view.parties)


def takes_genitive(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether a genitive before the cue can be its target: its possessor, or the subject of a verbal noun."""
    return (
        hit.payload.roles.target in ("poss", "of")
        or view.grammar.ending("nominal", view.forms[hit.tokens[-1]]) is not None
    )


def ending_case(view: SentenceView, at: int) -> str:
    """Return the case that the letters behind a word's lemma show, or its ending alone; "" without any.

    The ending alone is asked where the lemma is that of another word ("güzergâhı", "metne").
    """
    form, lemma = view.forms[at], view.lemmas[at]
    if form == lemma or form in view.grammar.adpositions:
        return ""
    if form.startswith(lemma[:-1] or form):
        shared = len(lemma) if form.startswith(lemma) else len(lemma) - 1
        suffix = form[shared:]
        found = view.grammar.suffixes.get(suffix) or (
            view.grammar.suffixes.get(suffix[1:], "") if shared < len(lemma) else ""
        )
        if found:
            return found
    possessive = view.grammar.ending("head-ending", form)
    return (possessive if possessive not in (None, "nom") else view.grammar.ending("noun-ending", form)) or ""


def look_by_morphology(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the nearest noun or pronoun behind the cue whose case suits its target, else one before it."""
    return behind_cue(view, hit) or before_cue(view, hit)


def behind_cue(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the nearest noun or pronoun behind the cue whose case or preposition suits its target."""
    pronouns = words_at(view, "pronoun")
    passive, adposition = is_passive(view, hit), view.grammar.adpositions.get(view.forms[hit.end - 1], "")
    for at in range(hit.end, min(hit.end + REACH, len(view.forms))):
        form = view.forms[at]
        if not is_free(view, at) and not is_noun_cue(view, at):
            return None
        role = view.grammar.adpositions.get(form)
        if role is not None:
            if adposition or not suits(view, hit, role):
                return None
            adposition = role
        elif at in pronouns or is_noun(form):
            cases = cases_of(view, hit, form, passive=passive)
            found = not is_identified(view, at) and (adposition or cases)
            return (at, at + 1, cases, adposition) if found else None
    return None


def before_cue(view: SentenceView, hit: Found[Cue]) -> Looked | None:
    """Return the nearest noun or pronoun before the cue in a case that suits its target and is no subject's.

    A form that may be nominative or accusative («решение») is the object where somebody else is the subject. What
    a noun is about stands behind it.
    """
    if len(hit.tokens) == 1 and is_noun(view.forms[hit.start]):
        return None
    pronouns = words_at(view, "pronoun")
    prepositions = {word.tokens[-1] for word in view.words.get("preposition", ())}
    passive = is_passive(view, hit)
    for at in range(hit.start - 1, max(hit.start - 1 - REACH, -1), -1):
        form = view.forms[at]
        if not is_free(view, at) and not is_noun_cue(view, at):
            return None
        if at in pronouns or is_noun(form):
            if is_identified(view, at) or at - 1 in prepositions:
                return None
            cases = cases_of(view, hit, form, passive=passive)
            is_object = "nom" not in dict(word_cases(form)) or has_subject(view, hit)
            return (at, at + 1, cases, "") if cases and is_object else None
    return None


def is_noun_cue(view: SentenceView, at: int) -> bool:
    """Whether a token is a noun that is a cue of one word, such as "criticism", which another cue may be about."""
    return is_noun(view.forms[at]) and any(cue.tokens == (at,) for cue in view.cues)


def has_subject(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether a party in the cue's clause can be its subject."""
    return any(
        "nom" in party.cases
        and can_hold(party)
        and not party.adposition
        and not view.breaks_between(party.start, hit.start)
        for party in view.parties
    )


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
