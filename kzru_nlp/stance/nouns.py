"""Actors that are not named: "the ministry", "uzmanlar", «жители»; they hold stances and receive them as names do."""

from __future__ import annotations

from functools import cache
from importlib import resources

from kzru_nlp.stance.patterns import Form, PatternIndex, letters_of
from kzru_nlp.stance.view import Party, SentenceView

_GENITIVE_GAP = 3
"""Most tokens from a name to the noun that it identifies ("Tashkent's judo bosses", "the mayor of Bar")."""

_LINKS = frozenset({(), ("of",), ("of", "the"), ("in",), ("from",), ("at",)})
"""What stands between a noun and the name behind it that identifies it."""


@cache
def get_actor_nouns(lang: str) -> PatternIndex[tuple[str, str]]:
    """Return the actor nouns of `lang` (`data/actor_nouns_<lang>.tsv`) with their patterns and holder groups."""
    path = resources.files("kzru_nlp.stance") / "data" / f"actor_nouns_{lang}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return PatternIndex((pattern, (pattern, group)) for pattern, group in rows)


def find_actor_nouns(view: SentenceView) -> list[Party]:
    """Return the unnamed actors of a sentence; a noun that a name beside it identifies is that name's."""
    forms = [Form(form, lemma) for form, lemma in zip(view.forms, view.lemmas, strict=True)]
    cued = {at for cue in view.cues for at in cue.tokens}
    found: list[Party] = []
    for hit in get_actor_nouns(view.grammar.lang).find(forms):
        at = hit.start
        if at in cued or view.party_at(at) or is_identified(view, at) or any(p.start == at for p in found):
            continue
        pattern, group = hit.payload
        text = view.span[at].text
        found.append(
            Party(
                at, at + 1, f"noun:{view.lemmas[at]}", text, "", group, "NOUN", head=at,
                rule="reference:noun", stem=letters_of(pattern, view.forms[at]),
            )
        )  # fmt: skip
    return found


def is_identified(view: SentenceView, at: int) -> bool:
    """Whether a name beside the noun says whose it is: the name then stands for both."""
    for party in view.parties:
        if 0 <= at - party.end < _GENITIVE_GAP and not any(
            form in ",;:()" for form in view.forms[party.end : at]
        ):
            follows_at_once = at == party.end or (
                (
                    view.grammar.case != "morph"
                    and view.grammar.suffixes.get(view.forms[party.end].lstrip("'’"), "") == "gen"
                )
                or view.grammar.suffixes.get(view.forms[party.end], "") == "gen"
            )
            if follows_at_once or (party.label == "NORP" and at - party.end < 2):
                return True
        before = view.grammar.case != "suffix" and 0 < party.start - at <= _GENITIVE_GAP
        if before and tuple(view.forms[at + 1 : party.start]) in _LINKS:
            return True
    return False
