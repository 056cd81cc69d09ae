"""Who holds the stance of a cue and toward whom: marks of case and adposition first, then word order."""

from __future__ import annotations

from collections.abc import Mapping

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.marking import is_passive_participle
from kzru_nlp.stance.parse import parsed_role
from kzru_nlp.stance.patterns import Found, letters_of
from kzru_nlp.stance.view import Party, SentenceView

SLOTS: Mapping[str, Mapping[str, float]] = {
    "subj": {"subj": 1.0, "agent": 0.9, "ins": 0.9, "poss": 0.6, "of": 0.45, "between": 0.5, "loc": 0.3, "with": 0.2, "abl": 0.15},
    "obj": {"obj": 1.0, "of": 0.8, "poss": 0.75, "against": 0.85, "dat": 0.75, "about": 0.75, "with": 0.6, "abl": 0.5, "between": 0.4, "loc": 0.3},
    "dat": {"dat": 1.0, "obj": 0.75, "against": 0.8, "about": 0.7, "of": 0.7, "poss": 0.6, "with": 0.6, "abl": 0.4, "between": 0.4, "loc": 0.35},
    "abl": {"abl": 1.0, "of": 0.7, "obj": 0.6, "poss": 0.6, "dat": 0.6, "against": 0.7, "about": 0.5, "with": 0.4, "between": 0.4, "loc": 0.2},
    "with": {"with": 1.0, "between": 0.9, "ins": 0.8, "obj": 0.65, "dat": 0.7, "of": 0.6, "poss": 0.5, "against": 0.6, "about": 0.4, "abl": 0.3, "loc": 0.2},
    "against": {"against": 1.0, "dat": 0.8, "obj": 0.8, "of": 0.7, "with": 0.6, "about": 0.7, "poss": 0.6, "abl": 0.5, "between": 0.4, "loc": 0.3},
    "about": {"about": 1.0, "obj": 0.8, "dat": 0.7, "of": 0.7, "against": 0.7, "poss": 0.6, "with": 0.5, "abl": 0.5, "loc": 0.3},
    "of": {"of": 1.0, "poss": 1.0, "obj": 0.8, "dat": 0.7, "about": 0.7, "against": 0.7, "with": 0.6, "loc": 0.3},
    "poss": {"poss": 1.0, "of": 0.9, "subj": 0.8, "agent": 0.9, "abl": 0.6, "between": 0.5, "obj": 0.4, "loc": 0.3},
    "ins": {"ins": 1.0, "with": 1.0, "obj": 0.8, "dat": 0.6, "of": 0.6, "poss": 0.5, "about": 0.6, "loc": 0.3},
    "loc": {"loc": 1.0, "dat": 0.6, "of": 0.6, "obj": 0.6, "poss": 0.6, "about": 0.6, "against": 0.5, "with": 0.4},
    "between": {"between": 1.0, "with": 0.9, "subj": 0.7, "poss": 0.6, "of": 0.5, "obj": 0.4, "dat": 0.4},
    "agent": {"agent": 1.0, "ins": 0.9, "subj": 0.7, "poss": 0.6},
    "attr": {"attr": 1.0, "poss": 0.6, "of": 0.4},
    "topic": {"attr": 1.0, "poss": 1.0, "of": 0.9, "subj": 0.8, "obj": 0.7},
}  # fmt: skip
SAME_SLOT: Mapping[str, str] = {"gen": "of"}
"""What fills a slot of a frame, and how well: a lexicon names the usual construction, texts use its neighbours too."""

NEAR = {"holder": 0.98, "target": 0.95}
"""Weight kept per token between party and cue: subjects stand further off than objects."""
ACROSS = {"holder": 0.75, "target": 0.55}
"""Weight kept per clause boundary between party and cue."""
CLAUSE_REACH = 8
"""Most tokens from the genitive subject of a verbal noun to that noun."""
NOUN_REACH = 4
"""Most tokens from a possessor to the noun that it possesses."""
MODIFIER = 0.5
"""Weight left of a cue that only describes the noun behind it ("casusluk olayı"): who acts there is not said."""
BEHIND = 0.5
"""Weight left of a name behind its predicate where the predicate comes last."""
PARSE_REST = 0.5
"""Weight left of what case and order say where a parse says something."""


def can_hold(party: Party) -> bool:
    """Whether `party` is somebody who can take a position (a war or a law cannot)."""
    return party.label not in ("EVENT", "LAW", "FAC", "THING")


def is_passive(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is a passive, as `find_passive` says, asked once."""
    key = hit.payload.id, hit.tokens
    if key not in view.passives:
        view.passives[key] = find_passive(view, hit)
    return view.passives[key]


def find_passive(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is a passive: by its ending, and by an auxiliary where the language has one.

    A passive ending stands behind the cue's own letters ("bulundu" is none of a cue "bulun*"). Cues without an object
    ("is aligned with") are passives only beside an agent.
    """
    last = verb_of(view, hit)
    frame = hit.payload.roles
    known = letters_of(hit.payload.pattern, view.forms[last]) if view.grammar.case == "suffix" else 0
    ending = view.grammar.ending("passive-ending", view.forms[last], known)
    if ending is None or "subj" not in (frame.holder, frame.target):
        return False
    if view.grammar.case == "morph" and ending != "weak" and not is_passive_participle(view.forms[last]):
        return False
    agent = any(party.adposition == "agent" for party in view.parties)
    if view.grammar.case == "order":
        follows = view.forms[hit.end : hit.end + 1] == ["by"]
        if frame.target not in ("obj", "subj") and not follows:
            return False
        return follows or has_auxiliary(view, hit)
    if frame.target not in ("obj", "subj") and not agent:
        return False
    return agent or ending != "weak"


def has_auxiliary(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether an auxiliary of the passive belongs to the cue: no comma and no other participle stands between."""
    found = view.near("passive", hit.start, hit.end)
    if found is None:
        return False
    between = view.forms[found.end : hit.start]
    return "," not in between and not any(
        view.grammar.ending("finite-ending", form) is not None for form in between
    )


def verb_of(view: SentenceView, hit: Found[Cue]) -> int:
    """Return the token of a cue that can be its verb: the first in English, the last in Turkish, a participle in Russian."""
    if view.grammar.case == "suffix":
        return hit.tokens[-1]
    if view.grammar.case == "order":
        return hit.tokens[0]
    endings = ((at, view.grammar.ending("passive-ending", view.forms[at])) for at in hit.tokens)
    return next((at for at, ending in endings if ending == ""), hit.tokens[-1])


def roles_of(
    view: SentenceView, party: Party, hit: Found[Cue], *, passive: bool
) -> dict[str, tuple[float, str]]:
    """Return the roles that `party` may have to the cue, each with its strength and the rule that gave it."""
    before = party.start < hit.start
    roles: dict[str, tuple[float, str]] = {}
    if beside(party, hit):
        roles["attr"] = (1.0, "role:attribute")
    if is_infinitive_subject(view, party, hit):
        return {"subj": (1.0, "role:infinitive")}
    if party.adposition:
        roles[party.adposition] = (1.0, "role:adposition")
        if party.adposition == "with" and before:
            roles["subj"] = (0.2, "role:order")
    if heads_relative_clause(view, party, hit):
        roles["subj"] = (1.0, "role:relative-clause")
    elif heads_object_clause(view, party, hit):
        return {"obj": (1.0, "role:relative-clause"), "dat": (0.95, "role:relative-clause")}
    elif acts_in_verbal_noun(view, party, hit):
        roles["subj"] = (0.95, "role:verbal-noun")
    elif is_possessor(view, party, hit):
        roles["poss"] = (party.cases["gen"], "role:possessor")
        roles["subj"] = (0.95 * party.cases["gen"], "role:possessor")
    if not party.adposition:
        for case, weight in party.cases.items():
            role = view.grammar.roles.get(case)
            if role and role not in roles:
                fits = 1.0 if (role == "subj") == before or len(party.cases) == 1 else 0.7
                if role == "subj" and own_actor(view, hit) not in (None, party):
                    fits = 0.5
                roles[role] = (weight * fits, f"role:case-{case}")
        if view.grammar.case == "order" and "poss" not in roles:
            before = before and not is_object_of_complement(view, party, hit)
            weight = 0.6 if "gen" in party.cases or own_actor(view, hit) not in (None, party) else 1.0
            roles["subj" if before else "obj"] = (weight, "role:order")
        elif view.grammar.case == "order" and not before:
            roles["obj"] = (0.9, "role:order")
    if passive:
        roles = promote(roles)
    if not view.parsed:
        return roles
    told = parsed_role(view, party, hit)
    rest = {
        role: (strength if by == "role:adposition" and not told else PARSE_REST * strength, by)
        for role, (strength, by) in roles.items()
    }
    return {**rest, told: (1.0, "role:parse")} if told else rest


def is_infinitive_subject(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether `party` is who an infinitive is told of ("waited for Mexico to help")."""
    return (
        view.grammar.case == "order"
        and party.adposition_word == "for"
        and view.forms[party.end : party.end + 1] == ["to"]
        and 0 < hit.start - party.end <= 2
    )


def promote(roles: dict[str, tuple[float, str]]) -> dict[str, tuple[float, str]]:
    """Return the roles under a passive: its subject undergoes the act, only the agent acts."""
    out = {role: found for role, found in roles.items() if role not in ("subj", "obj")}
    if "subj" in roles:
        out["obj"] = (roles["subj"][0], "role:passive")
    return out


def is_object_of_complement(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether `party` is the object that the cue says something of ("regards Moscow as a threat")."""
    starts = {found.start for found in view.words.get("complement", ())}
    return hit.start in starts and 0 <= hit.start - party.end <= 1


def own_actor(view: SentenceView, hit: Found[Cue]) -> Party | None:
    """Return who the cue's own noun phrase says acts, rather than the subject of the sentence around it."""
    key = hit.payload.id, hit.tokens
    if key not in view.actors:
        view.actors[key] = find_own_actor(view, hit)
    return view.actors[key]


def find_own_actor(view: SentenceView, hit: Found[Cue]) -> Party | None:
    """Return what `own_actor` says, asked once."""
    if hit.payload.roles.target == "poss":
        return None
    rules = (heads_relative_clause, acts_in_verbal_noun, is_possessor)
    return next((p for rule in rules for p in view.parties if rule(view, p, hit)), None)


def is_possessor(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether `party` possesses the cue's noun, before or behind it."""
    if "gen" not in party.cases or party.adposition:
        return False
    return possesses(view, party, hit) or follows_as_possessor(view, party, hit)


def follows_as_possessor(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether the genitive right behind a cue names whose act it is («вмешательство России в дела …»).

    With a cue whose target is an object the genitive is that object («осуждение России»).
    """
    finite = view.grammar.ending("finite-ending", view.forms[hit.tokens[-1]]) is not None
    is_case_language = view.grammar.case == "morph" and not party.adposition and not finite
    return (
        is_case_language
        and 0 <= party.start - hit.end <= 1
        and hit.payload.roles.target not in ("obj", "poss")
        and not any(hit.end <= other.start < party.start for other in view.parties)
    )


def beside(party: Party, hit: Found[Cue]) -> bool:
    """Whether the name stands in the cue's own word or next to it ("pro-Russian", "Rusya karşıtı")."""
    return party.start <= hit.end and hit.start <= party.end


def heads_relative_clause(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether the cue is a participle that tells what the party behind it does ("sözleşmeyi bozan firma")."""
    if "participle-ending" not in view.grammar.endings or not 0 <= party.start - hit.end < NOUN_REACH:
        return False
    form = view.forms[hit.tokens[-1]]
    return (
        view.grammar.ending("participle-ending", form, letters_of(hit.payload.pattern, form)) is not None
        and not view.breaks_between(hit.start, party.start)
        and "," not in view.forms[hit.end : party.start]
    )


def heads_object_clause(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether the cue is a participle in -DIK that tells what is done to the party behind it ("tehdit ettiği Pekin")."""
    if "object-ending" not in view.grammar.endings or not 0 <= party.start - hit.end < NOUN_REACH:
        return False
    return (
        view.grammar.ending("object-ending", view.forms[hit.tokens[-1]]) is not None
        and not view.breaks_between(hit.start, party.start)
        and not any(hit.end <= other.start < party.start for other in view.parties)
        and "," not in view.forms[hit.end : party.start]
    )


def acts_in_verbal_noun(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether the genitive is the subject of a cue that is a verbal noun ("Rusya'nın bu adımı desteklemesi")."""
    if "nominal" not in view.grammar.endings or "gen" not in party.cases or party.adposition:
        return False
    if not 0 <= hit.start - party.end <= CLAUSE_REACH:
        return False
    return view.grammar.ending("nominal", view.forms[hit.tokens[-1]]) is not None


def possesses(view: SentenceView, party: Party, hit: Found[Cue]) -> bool:
    """Whether the noun that `party` possesses is the cue ("Russia's pressure on", "Rusya'nın baskısı")."""
    if view.grammar.case == "suffix" and party.head >= party.end:
        nominal = hit.payload.roles.holder == "poss"
        return party.head in hit.tokens or (nominal and party.head == hit.start - 1)
    if not 0 <= hit.start - party.end <= NOUN_REACH or view.breaks_between(party.start, hit.start):
        return False
    if view.grammar.case == "morph":
        return False
    return view.grammar.case == "suffix" or not any(party.end <= p.start < hit.start for p in view.parties)


def fit(
    view: SentenceView, party: Party, hit: Found[Cue], slot: str, side: str, *, passive: bool
) -> tuple[float, str]:
    """Return how well `party` fills `slot` of the cue, in [0, 1], and the rule that says so."""
    words, slot = slot_of(view, slot)
    wants = SLOTS.get(slot, SLOTS["obj"])
    best, rule = 0.0, ""
    if words and party.adposition_word in words:
        best, rule = 1.0, "role:adposition"
    for role, (strength, by) in roles_of(view, party, hit, passive=passive).items():
        value = strength * wants.get(role, 0.0)
        if value > best:
            best, rule = value, by
    if slot == "subj" and not passive and rule == "role:case-ins":
        best *= 0.5
    gap = hit.start - party.end if party.start < hit.start else party.start - hit.end
    # The subject of a passive stands as far off as any other.
    side = "holder" if rule == "role:passive" else side
    if best and is_modifier(view, hit):
        best *= MODIFIER
    if view.grammar.governor == "right" and party.start > hit.start and rule.startswith("role:case"):
        best *= BEHIND
    weight: float = NEAR[side] ** max(gap, 0) * ACROSS[side] ** view.breaks_between(party.start, hit.start)
    return best * weight, rule


def is_modifier(view: SentenceView, hit: Found[Cue]) -> bool:
    """Whether the cue is a bare noun before a possessed one, with which it makes a compound ("casusluk olayında")."""
    if "compound-ending" not in view.grammar.endings or hit.end >= len(view.forms):
        return False
    form, following = view.forms[hit.tokens[-1]], view.forms[hit.end]
    bare = (
        view.grammar.ending("head-ending", form) is None
        and view.grammar.ending("finite-ending", form) is None
    )
    return (
        bare
        and len(hit.tokens) == 1
        and not any(hit.end in cue.tokens for cue in view.cues)
        and view.grammar.ending("finite-ending", following) is None
        and view.grammar.ending("nominal", form) is None
        and following not in view.grammar.adpositions
        and view.grammar.ending("compound-ending", following) is not None
        and view.grammar.ending("participle-ending", form) is None
    )


def slot_of(view: SentenceView, slot: str) -> tuple[frozenset[str], str]:
    """Return the adpositions that `slot` names ("@to|toward") and the slot of `SLOTS` that they amount to."""
    if not slot.startswith("@"):
        return frozenset(), SAME_SLOT.get(slot, slot)
    words = slot[1:].split("|")
    return frozenset(words), next(
        (view.grammar.adpositions[word] for word in words if word in view.grammar.adpositions), "obj"
    )
