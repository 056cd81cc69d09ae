"""Roles from a dependency parse, where a Stanza or spaCy model has made one."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.view import Party, SentenceView

ROLES: Mapping[str, str] = {
    "nsubj": "subj", "csubj": "subj", "nsubj:pass": "passive", "nsubjpass": "passive", "csubj:pass": "passive",
    "obj": "obj", "dobj": "obj", "iobj": "dat", "dative": "dat", "obl:agent": "agent", "agent": "agent",
    "nmod:poss": "poss", "poss": "poss",
}  # fmt: skip
"""Universal Dependencies and the labels of spaCy's English models; obliques keep the role of their adposition or case."""
CHAINS = frozenset({"conj", "appos", "flat", "compound", "nmod", "amod", "pobj", "flat:name", "xcomp"})
"""Relations through which a name shares the role of the word above it."""
_DEEP = 5
"""Most words between a name and the cue in the tree."""


def parsed_role(view: SentenceView, party: Party, hit: Found[Cue]) -> str:
    """Return the role that the parse gives `party` to the cue: subj, obj, agent, dat, poss, or "" where it tells none.

    The subject of a passive undergoes the act: its role is obj.
    """
    if party.end <= party.start:
        return ""
    cue = {view.span[at].i for at in hit.tokens}
    token: Token = view.span[party.start : party.end].root
    for _ in range(_DEEP):
        if token.head.i in cue or token.head.i == token.i:
            break
        if token.dep_ not in CHAINS:
            return ""
        token = token.head
    if token.head.i not in cue or token.i in cue:
        return ""
    role = ROLES.get(token.dep_, "")
    return "obj" if role == "passive" else role
