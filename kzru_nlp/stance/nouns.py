"""Actors that are not named: "the ministry", "uzmanlar", «жители»; they hold stances and receive them as names do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache
from importlib import resources

from kzru_nlp.knowledge.actors import Actor, ActorTable
from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.marking import is_adjective, is_noun
from kzru_nlp.stance.patterns import Form, Found, PatternIndex, letters_of
from kzru_nlp.stance.view import Party, SentenceView

_GENITIVE_GAP = 3
"""Most tokens from a name to the noun that it identifies ("Tashkent's judo bosses", "the mayor of Bar")."""

_STATE_WORDS = 3
"""Most words of a state's name."""
_DESCRIBED = 4
"""Most words between a copula and the noun behind it."""
CLOSING = frozenset(".,;:!?…")
"""Marks behind the last word of a clause."""
_ORIGINS = frozenset({"GPE", "NORP", "LOC", "ORG"})
"""Labels of names that say whose somebody is."""


@cache
def get_actor_nouns(lang: str) -> PatternIndex[tuple[str, str, bool]]:
    """Return the actor nouns of `lang` (`data/actor_nouns_<lang>.tsv`): pattern, holder group, whether a state's organ."""
    path = resources.files("kzru_nlp.stance") / "data" / f"actor_nouns_{lang}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return PatternIndex((pattern, (pattern, group, organ == "yes")) for pattern, group, organ in rows)


def with_states(view: SentenceView, parties: Iterable[Party], actors: ActorTable) -> list[Party]:
    """Return `parties`, those that name an organ of a state standing for that state ("Peru Dışişleri Bakanlığı")."""
    out = []
    for party in parties:
        state = (
            state_of(view, party, actors) if party.label in ("ORG", "PER") and not party.actor_id else None
        )
        if state is not None:
            party = replace(
                party,
                key=state.id,
                name=state.canonical,
                actor_id=state.id,
                holder_group=state.group,
                label="GPE",
            )
        out.append(party)
    return out


def state_of(view: SentenceView, party: Party, actors: ActorTable) -> Actor | None:
    """Return the state whose organ a longer name says it is: its words open or close with the state's own name."""
    size = party.end - party.start
    if size < 2 or not any(
        party.start <= hit.start < party.end and hit.payload[2]
        for hit in get_actor_nouns(view.grammar.lang).find(
            [Form(form, lemma) for form, lemma in zip(view.forms, view.lemmas, strict=True)]
        )
    ):
        return None
    for length in range(min(size - 1, _STATE_WORDS), 0, -1):
        opens, closes = (party.start, party.start + length), (party.end - length, party.end)
        for start, end in (opens, closes) if view.grammar.case == "morph" else (opens,):
            for words in (view.span[start:end].text, " ".join(view.lemmas[start:end])):
                named = [
                    actor
                    for actor in actors.named(words, view.grammar.lang)
                    if actor.type == "GPE" and actor.iso
                ]
                if len(named) == 1:
                    return actors.resolve(named[0].id)
    return None


def find_actor_nouns(view: SentenceView) -> list[Party]:
    """Return the unnamed actors of a sentence.

    An organ of state that a name beside it identifies stands for that name ("the government of Chad"), its case that
    of the noun. People and bodies that only come from there are actors of their own ("Kazakh experts", "farmers in
    Chad"), and so is an organ that only sits there ("a court in Bar").
    """
    forms = [Form(form, lemma) for form, lemma in zip(view.forms, view.lemmas, strict=True)]
    cued = {at for cue in view.cues for at in cue.tokens if not is_relational(view, cue)}
    found: list[Party] = []
    hits = list(get_actor_nouns(view.grammar.lang).find(forms))
    starts = {hit.start for hit in hits}
    for hit in hits:
        at = hit.start
        if at in cued or view.party_at(at) or any(p.start <= at < p.end for p in found):
            continue
        pattern, group, organ = hit.payload
        origin = origin_of(view, at)
        if origin is not None and not is_owned(view, hit.end - 1, origin):
            continue
        if is_derived(view, hit.end - 1, hit.payload[0]):
            continue
        if is_predicate(view, hit.start, hit.end) or is_attribute(view, hit.end - 1, hit.payload[0], starts):
            continue
        start = at if origin is None or origin.start > at else origin.start
        party = Party(
            start, hit.end, f"noun:{view.lemmas[at]}", view.span[start : hit.end].text, "", group, "NOUN",
            head=hit.end - 1, rule="reference:noun", stem=letters_of(pattern, view.forms[hit.end - 1]),
        )  # fmt: skip
        if organ and origin is not None and is_organ_of(view, hit.end, origin):
            party.key, party.name, party.actor_id = origin.key, origin.name, origin.actor_id
            party.holder_group, party.label, party.rule = origin.holder_group, "GPE", "reference:organ"
        if view.grammar.case != "morph":
            described = [other for other in found if is_modifier(view, other, party)]
            party.start = min((other.start for other in described), default=party.start)
            party.name = party.name if party.actor_id else view.span[party.start : party.end].text
            found = [other for other in found if other not in described]
        found.append(party)
    return found


def is_derived(view: SentenceView, at: int, pattern: str) -> bool:
    """Whether an ending makes another word of the noun: "balıkçılık" is a trade, "askerî" an adjective."""
    form = view.forms[at]
    return view.grammar.ending("derived-ending", form, letters_of(pattern, form)) is not None


def is_predicate(view: SentenceView, start: int, end: int) -> bool:
    """Whether the noun says what somebody named before is ("Chad is an ungrateful tenant", «Чад — капризный сосед»).

    A copula or a dash stands before it, with only words that describe it between; Turkish puts it last instead.
    """
    if not any(party.end <= start and not view.breaks_between(party.start, start) for party in view.parties):
        return False
    if view.grammar.case == "suffix":
        form = view.forms[end - 1]
        closes = end >= len(view.forms) or view.forms[end] in CLOSING
        return closes and view.grammar.ending("predicate-ending", form) is not None
    copulas = {at for word in view.words.get("copula", ()) for at in word.tokens}
    for at in range(start - 1, max(start - 1 - _DESCRIBED, -1), -1):
        if at in copulas:
            return True
        if not view.forms[at].replace("-", "").isalpha() or view.party_at(at):
            return False
        if view.forms[at] in view.grammar.adpositions or at in view.breaks:
            return False
    return False


def is_attribute(view: SentenceView, at: int, pattern: str, actors: Collection[int]) -> bool:
    """Whether the noun only describes what follows it: a bare Turkish noun before a possessed one ("turist akını"), a
    possessed one before a name ("komşusu Erivan"), a Russian pronoun before a noun («каждой стране»).

    `actors` are the first tokens of all actor nouns of the sentence.
    """
    form, following = view.forms[at], at + 1
    if following >= len(view.forms):
        return False
    if view.grammar.case == "morph":
        return is_adjective(form) and (is_noun(view.forms[following]) or view.party_at(following) is not None)
    if view.grammar.case != "suffix":
        return False
    if view.party_at(following) is not None:
        is_possessed = view.grammar.ending("head-ending", form) == "nom" and len(form) > letters_of(
            pattern, form
        )
        return is_possessed and origin_of(view, at) is None
    is_bare = len(form) <= letters_of(pattern, form)
    return (
        is_bare
        and following not in actors
        and view.forms[following] not in view.grammar.adpositions
        and view.grammar.ending("finite-ending", view.forms[following]) is None
        and not any(following in cue.tokens for cue in view.cues)
        and view.grammar.ending("compound-ending", view.forms[following]) is not None
    )


def is_modifier(view: SentenceView, noun: Party, head: Party) -> bool:
    """Whether a noun only describes the one behind it, as in "parish council" and "writers' union".

    Turkish and English put the head of a compound last; in Turkish its other nouns are bare.
    """
    if view.grammar.case == "suffix" and view.forms[noun.head][noun.stem :] not in ("", "lar", "ler"):
        return False
    between = view.forms[noun.end : head.head]
    return head.start <= noun.start < head.head or (
        noun.end >= head.start - 1 and all(view.grammar.suffixes.get(form) == "gen" for form in between)
    )


def is_organ_of(view: SentenceView, end: int, origin: Party) -> bool:
    """Whether the name owns the organ that ends before `end`, rather than saying where it sits.

    Who sits in a capital speaks for its state ("the regulator in Astana").
    """
    if origin.start < end or origin.start == end:
        return True
    link = next((w for w in view.words.get("link", ()) if (w.start, w.end) == (end, origin.start)), None)
    return (
        link is None
        or view.grammar.adpositions.get(view.forms[end]) == "of"
        or bool(origin.mention and origin.actor_id != origin.mention.actor_id)
    )


def without_described(view: SentenceView, nouns: list[Party]) -> list[Party]:
    """Return the parties of a sentence and its actor nouns, by position, without the names that only say whence.

    In "farmers in Chad fear Mali" nobody says that Chad does.
    """
    origins = [origin_of(view, noun.head) for noun in nouns]
    told = {id(origin) for origin, noun in zip(origins, nouns, strict=True) if origin is not None}
    kept = [
        party
        for party in view.parties
        if id(party) not in told and not any(noun.start <= party.start < noun.end for noun in nouns)
    ]
    return sorted((*kept, *nouns), key=lambda party: party.start)


def is_owned(view: SentenceView, at: int, origin: Party) -> bool:
    """Whether the noun is somebody of its own whom the name describes, and not said of the name itself.

    A Turkish compound marks its noun ("Riga belediyesi"); a bare noun is the predicate ("Rusya komşudur").
    """
    if view.grammar.case != "suffix" or origin.label == "NORP":
        return True
    return view.grammar.ending("head-ending", view.forms[at]) is not None


def is_relational(view: SentenceView, cue: Found[Cue]) -> bool:
    """Whether the cue is a noun like "ally" that stands for somebody beside another cue ("expelled its ally")."""
    return len(cue.tokens) == 1 and cue.payload.roles.mutual and len(view.cues) > 1


def is_identified(view: SentenceView, at: int) -> bool:
    """Whether a name beside the noun says whose it is: the name then stands for both."""
    return origin_of(view, at) is not None


def origin_of(view: SentenceView, at: int) -> Party | None:
    """Return the name beside a noun that says whose it is or where it comes from."""
    for party in view.parties:
        if party.label not in _ORIGINS:
            continue
        if 0 <= at - party.end < _GENITIVE_GAP and not any(
            form in ",;:()" for form in view.forms[party.end : at]
        ):
            beside = at == party.end and (view.grammar.case != "morph" or party.label == "NORP")
            follows_at_once = beside or (
                (
                    view.grammar.case != "morph"
                    and view.grammar.suffixes.get(view.forms[party.end].lstrip("'’"), "") == "gen"
                )
                or view.grammar.suffixes.get(view.forms[party.end], "") == "gen"
            )
            if follows_at_once or (party.label == "NORP" and at - party.end < 2):
                return party
        before = view.grammar.case != "suffix" and 0 < party.start - at <= _GENITIVE_GAP
        if before and is_link(view, at + 1, party.start):
            return party
    return None


def is_link(view: SentenceView, start: int, end: int) -> bool:
    """Whether nothing, or only a word like "of" and "from", stands between a noun and the name behind it."""
    return start == end or any((word.start, word.end) == (start, end) for word in view.words.get("link", ()))
