"""The overt role marks of a party: its adposition, its possible cases, the noun phrase that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kzru_nlp.stance.grammar import Word
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.view import Party, SentenceView
from kzru_nlp.text.morphology import morph_of

_PUNCTUATION = frozenset(',;:()[]–—"“”«»')
_NP_REACH = 3
"""Most tokens between a name and the head of its noun phrase ("Rusya'nın son askerî harekâtına")."""


def mark_parties(view: SentenceView) -> None:
    """Fill adposition, cases, head and group of every party in `view`."""
    case_of = CASES[view.grammar.case]
    befores = {found.tokens[-1]: found for found in view.words.get("preposition", ())}
    afters = {found.tokens[0]: found for found in view.words.get("postposition", ())}
    for party in view.parties:
        party.cases = dict(case_of(view, party))
        found = preposition_of(view, party, befores) or postposition_of(view, party, afters)
        if found:
            party.adposition = role_of(view, found)
            party.adposition_word = " ".join(view.forms[at] for at in found.tokens)
        party.negated = is_excluded(view, party)
    group_coordinated(view)


def is_excluded(view: SentenceView, party: Party) -> bool:
    """Whether a negator is about the name alone: «критикует не Йемен», "trusts Oslo, not Bergen", "Oslo'ya değil, …"."""
    affirmed = {at for word in view.words.get("unnegator", ()) for at in word.tokens}
    contrast = {at for word in view.words.get("contrast", ()) for at in word.tokens}
    if view.grammar.case == "suffix":
        at = max(party.head, suffix_end(view, party) - 1) + 1
        return (
            at in contrast
            and at not in affirmed
            and at + 1 < len(view.forms)
            and view.forms[at + 1] not in ".!?"
        )
    at = party.start - 1
    if at >= 0 and view.forms[at] in view.grammar.adpositions:
        at -= 1
    return at >= 0 and at in contrast and at not in affirmed


def preposition_of(
    view: SentenceView, party: Party, befores: Mapping[int, Found[Word]]
) -> Found[Word] | None:
    """Return the preposition that governs `party`: before it, or before the words that describe it.

    No preposition governs a nominative, and a Russian verb ends the phrase of the preposition before it.
    """
    is_russian = view.grammar.case == "morph"
    if is_russian and set(party.cases) == {"nom"}:
        return None
    for at in range(party.start - 1, max(party.start - 1 - _NP_REACH, -1), -1):
        if at in befores:
            return befores[at]
        if view.forms[at] in _PUNCTUATION or view.party_at(at) or at in view.breaks:
            return None
        if is_cue(view, at) and at < party.start - 1:
            return None
        if is_russian and is_verb(view.forms[at]):
            return None
    return None


_ROLE_BY_CASE: Mapping[str, Mapping[str, str]] = {
    "на": {"loc": "loc"}, "в": {"loc": "loc"}, "во": {"loc": "loc"}, "за": {"ins": "loc"}, "под": {"ins": "loc"},
    "с": {"gen": "abl"}, "со": {"gen": "abl"},
}  # fmt: skip
"""Roles of Russian prepositions that the case behind them decides: «на Казахстан» is aimed at, «на встрече» a place."""


def role_of(view: SentenceView, adposition: Found[Word]) -> str:
    """Return the role that an adposition gives, by the case of the word behind it where that decides."""
    by_case = _ROLE_BY_CASE.get(view.forms[adposition.tokens[-1]]) if view.grammar.case == "morph" else None
    following = adposition.tokens[-1] + 1
    if by_case is None or following >= len(view.forms):
        return adposition.payload.value
    cases = [case for case, share in word_cases(view.forms[following]) if share > _UNLIKELY]
    allowed = set(by_case) | {"acc", "ins"}
    found = next((case for case in cases if case in allowed), "")
    return by_case.get(found, adposition.payload.value)


def postposition_of(
    view: SentenceView, party: Party, afters: Mapping[int, Found[Word]]
) -> Found[Word] | None:
    """Return the postposition behind `party`, its suffix or the head of its noun phrase."""
    after = max(party.head, suffix_end(view, party) - 1) + 1
    found = afters.get(after)
    if found is None or (found.payload.value == "with" and is_joining(view, found, party)):
        return None
    return found


def is_joining(view: SentenceView, found: Found[Word], party: Party) -> bool:
    """Whether "A ile B" joins two names rather than naming a partner: B follows at once and A opens the phrase."""
    if not view.party_at(found.end):
        return False
    earlier = [other for other in view.parties if other.end <= party.start and not other.adposition]
    return not any("nom" in other.cases for other in earlier)


def suffix_end(view: SentenceView, party: Party) -> int:
    """Return the index after `party` and the suffix token behind it."""
    if party.end < len(view.forms) and view.forms[party.end][:1] in "'’" and view.forms[party.end]:
        return party.end + 1
    return party.end


def is_cue(view: SentenceView, token: int) -> bool:
    """Whether `token` belongs to a cue."""
    return any(token in cue.tokens for cue in view.cues)


def case_by_order(view: SentenceView, party: Party) -> Mapping[str, float]:
    """Return the genitive of "Russia's" and of an adjective before its noun; word order says the rest."""
    end = party.end
    if end < len(view.forms) and view.grammar.suffixes.get(view.forms[end]) == "gen":
        return {"gen": 1.0}
    if party.label == "NORP" and end < len(view.forms) and view.forms[end].isalpha() and is_cue(view, end):
        return {"gen": 0.9, "": 0.6}
    return {}


def case_by_suffix(view: SentenceView, party: Party) -> Mapping[str, float]:
    """Return the case that the suffix of the name shows; of "Rusya'nın kararına", genitive and the head's dative."""
    after = suffix_end(view, party)
    cases: dict[str, float] = {}
    if party.stem:
        return with_head(view, party, case_of_noun(view, party))
    if after > party.end:
        suffix = view.forms[party.end].lstrip("'’")
        case = view.grammar.suffixes.get(suffix, "")
        if case and case != "gen":
            return {case: 1.0}
        cases = {"gen": 1.0} if case == "gen" else {"nom": 0.5}
    elif party.mention and party.mention.label in ("ORG", "NORP", "PER", "EVENT", "LAW"):
        case = view.grammar.ending("head-ending", view.forms[party.end - 1]) or "nom"
        if case not in ("nom", "gen"):
            return {case: 0.9}
        cases = {case: 1.0}
    head = head_of(view, after)
    if head is not None and party.label == "NORP" and after == party.end:
        cases = {"gen": 0.9}
    if head is None:
        return cases or {"nom": 1.0}
    party.head = head
    case = view.grammar.ending("head-ending", view.forms[head]) or "nom"
    return {**cases, case: max(0.8, cases.get(case, 0.0))} if cases else {case: 0.9}


def with_head(view: SentenceView, party: Party, cases: Mapping[str, float]) -> Mapping[str, float]:
    """Return the cases of an actor noun, of a possessor those of what it possesses too ("köylülerin önüne").

    "Uzmanların bir bölümü" are some of the experts: the noun has the case of the word that counts them.
    """
    head = head_of(view, party.end) if "gen" in cases else None
    if head is None:
        return cases
    party.head = head
    case = view.grammar.ending("head-ending", view.forms[head]) or "nom"
    if any(head in word.tokens for word in view.words.get("quantifier", ())):
        return {case: 1.0}
    return {**cases, case: 0.8}


def case_of_noun(view: SentenceView, party: Party) -> Mapping[str, float]:
    """Return the case that the letters behind an actor noun's stem show ("uzman|lardan", "bakanlığ|ına")."""
    form = view.forms[party.end - 1]
    suffix = form[party.stem :]
    if not suffix or suffix in ("lar", "ler"):
        return {"nom": 1.0}
    case = view.grammar.suffixes.get(suffix) or view.grammar.ending("head-ending", form) or "nom"
    # -ı says whose it is as well as what is done to it; -yı and -sını say the latter only.
    if case == "acc" and view.grammar.ending("head-ending", form) == "nom":
        return {"nom": 0.8, "acc": 0.7}
    return {case: 1.0}


def head_of(view: SentenceView, start: int) -> int | None:
    """Return the head of the noun phrase that goes on at `start`: the first word with a possessive ending."""
    for at in range(start, min(start + _NP_REACH, len(view.forms))):
        form = view.forms[at]
        between = view.party_at(at)
        if between is not None and suffix_end(view, between) == between.end:
            continue
        if not form.isalpha() or between is not None or form in view.grammar.adpositions:
            return None
        if view.grammar.ending("finite-ending", form) is not None:
            return None
        if any(word.start == at for word in view.words.get("pronoun", ())):
            return None
        if len(form) > 3 and view.grammar.ending("head-ending", form) is not None:
            return at + 1 if goes_on(view, at) else at
    return None


def goes_on(view: SentenceView, at: int) -> bool:
    """Whether a possessed noun only describes the next one ("seçim gözlemciliği fikrine")."""
    if at + 1 >= len(view.forms) or view.grammar.ending("head-ending", view.forms[at]) != "nom":
        return False
    following = view.forms[at + 1]
    is_pronoun = any(word.start == at + 1 for word in view.words.get("pronoun", ()))
    is_word = following.isalpha() and not is_pronoun and view.party_at(at + 1) is None
    if not is_word or is_cue(view, at + 1) or following in view.grammar.adpositions:
        return False
    return view.grammar.ending("head-ending", following) not in (None, "nom")


def is_passive_participle(form: str) -> bool:
    """Whether a Russian word form is a passive participle."""
    return morph_of(form).passive


def is_noun(form: str) -> bool:
    """Whether a Russian word form is most likely a noun."""
    return morph_of(form).pos == "NOUN"


def is_verb(form: str) -> bool:
    """Whether a Russian word form is most likely a finite verb, an infinitive or a short participle."""
    return morph_of(form).pos in ("VERB", "INFN", "PRTS")


def is_future(form: str) -> bool:
    """Whether a Russian word form is the future of a perfective verb."""
    return morph_of(form).future


def is_adjective(form: str) -> bool:
    """Whether a Russian word form is most likely an adjective or a pronoun that agrees with a noun («каждой»)."""
    return morph_of(form).pos == "ADJF"


def word_cases(form: str) -> tuple[tuple[str, float], ...]:
    """Return the cases that a word form may have, most likely first, with their probabilities."""
    return morph_of(form).cases


def case_by_morphology(view: SentenceView, party: Party) -> Mapping[str, float]:
    """Return the cases that the name's words share, from pymorphy3.

    Forms that do not inflect (США) have all cases alike; an adjective (российские) stands for its noun's case, so it
    is a possessor too.
    """
    shared: dict[str, float] = {}
    for number, form in enumerate(words_of(view.forms[party.start : party.end])):
        cases = dict(word_cases(form))
        if not cases:
            continue
        both = {case: 1.0 for case in cases if not shared or case in shared}
        shared = both or shared
        if number == 0 and party.label in ("ORG", "PER") and "nom" not in cases:
            break
    if party.label == "NORP":
        return {**shared, "gen": 1.0}
    if "gen" in shared and is_counted(view, party):
        return {"nom": 1.0, "acc": 0.7}
    head = governing_noun(view, party) if "gen" in shared and "nom" not in shared else None
    if head is not None:
        party.head = head
        found = dict(word_cases(view.forms[head]))
        return {
            "gen": 0.7,
            **{case: 0.9 for case, share in found.items() if share > _UNLIKELY and case != "gen"},
        }
    return shared


def words_of(forms: Sequence[str]) -> list[str]:
    """Return the words of a name with what a hyphen joins as one word («Коста-Рику»)."""
    return " ".join(forms).replace(" - ", "-").split()


_UNLIKELY = 0.1
"""Share of readings below which a case of a word form is left out."""


def is_counted(view: SentenceView, party: Party) -> bool:
    """Whether a number stands before a genitive: «десять депутатов», «немало историков» are subject or object."""
    at = party.start - 1
    if at < 0 or view.party_at(at):
        return False
    counts = any(at in word.tokens for word in view.words.get("quantifier", ()))
    return counts or is_number(view.forms[at])


def is_number(form: str) -> bool:
    """Whether a Russian word form is a numeral in the nominative."""
    return morph_of(form).pos == "NUMR" and morph_of(form).nominative


def governing_noun(view: SentenceView, party: Party) -> int | None:
    """Return the noun that a genitive right behind it belongs to («президент Ирана», «политикой России»).

    A cue is a predicate of its own, to which the genitive may be object or possessor.
    """
    at = party.start - 1
    if at < 0 or view.party_at(at) or is_cue(view, at) or not view.forms[at].isalpha():
        return None
    return at if is_noun(view.forms[at]) else None


CASES: Mapping[str, Callable[[SentenceView, Party], Mapping[str, float]]] = {
    "order": case_by_order,
    "suffix": case_by_suffix,
    "morph": case_by_morphology,
}


def group_coordinated(view: SentenceView) -> None:
    """Number the coordinations: names with only a comma or a coordinator between them share marks and group.

    The shared marks are those of the member that carries them: the last in a suffixing language ("Rusya ve
    Kazakistan'a"), the first after a preposition ("against Russia and Belarus").
    """
    words = view.words.get("coordinator", ())
    joiners = {token for found in words for token in found.tokens}
    overt = {found.start for found in words if found.payload.value == "overt"}
    groups: list[list[Party]] = []
    for party in view.parties:
        previous = groups[-1][-1] if groups else None
        if previous is not None and (
            previous.start == party.start or is_joined(view, previous, party, joiners, overt)
        ):
            groups[-1].append(party)
        else:
            groups.append([party])
    for number, group in enumerate(groups):
        marked = next((party for party in group if party.adposition), None)
        for party in group:
            party.group = number
            if marked is not None and not party.adposition:
                party.adposition, party.adposition_word = marked.adposition, marked.adposition_word
            if view.grammar.case == "suffix":
                party.cases = dict(group[-1].cases)


def is_joined(view: SentenceView, first: Party, second: Party, joiners: set[int], overt: set[int]) -> bool:
    """Whether only a coordinator, a comma and small words stand between two names with agreeing marks.

    After the words in `overt` ("ne", "hem") both names must carry the same case, or the first is the subject.
    """
    between = range(suffix_end(view, first), second.start)
    if (first.negated or second.negated) and is_contrast(view, between):
        return agree(first, second)
    fillers = {token for found in view.words.get("filler", ()) for token in found.tokens}
    if len(between) > 4 or not any(at in joiners for at in between):
        return False
    if not all(at in joiners or view.forms[at] in ",-–" or at in fillers for at in between):
        return False
    if any(at in overt for at in between) and set(first.cases) != set(second.cases):
        return False
    return agree(first, second)


def is_contrast(view: SentenceView, between: range) -> bool:
    """Whether only the words of a contrast stand between two names («не Катар, а Оман», "Qatar, not Oman")."""
    contrast = {at for word in view.words.get("contrast", ()) for at in word.tokens}
    return len(between) <= 4 and all(
        at in contrast
        or at in view.breaks
        or view.forms[at] == ","
        or view.forms[at] in view.grammar.adpositions
        for at in between
    )


def agree(first: Party, second: Party) -> bool:
    """Whether two names may be coordinated: not two different adpositions, not two different overt cases."""
    if first.adposition and second.adposition and first.adposition != second.adposition:
        return False
    overt = [set(party.cases) - {"nom", ""} for party in (first, second)]
    if overt[0] and overt[1]:
        return bool(set(first.cases) & set(second.cases))
    return True
