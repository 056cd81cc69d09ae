"""Resolve "the two states", "bu ülke", "она" to the names that came before in the same text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kzru_nlp.stance.grammar import Word
from kzru_nlp.stance.patterns import Found
from kzru_nlp.stance.view import Party, SentenceView

STATES = frozenset({"GPE", "NORP", "ORG"})


@dataclass(slots=True)
class Discourse:
    """The states and organisations named so far, most recent last, and the subject of the last sentence."""

    recent: list[Party] = field(default_factory=list)
    topic: Party | None = None

    def remember(self, view: SentenceView) -> None:
        """Take in the names of a sentence that has been read."""
        for party in view.parties:
            if party.rule or party.label not in STATES:
                continue
            self.recent = [*(p for p in self.recent if p.key != party.key), party][-8:]
        first = next(
            (p for p in view.parties if not p.adposition and p.label in STATES and is_subject(p)), None
        )
        self.topic = first or self.topic


def is_subject(party: Party) -> bool:
    """Whether the marks of `party` allow it to be a subject."""
    return not party.cases or "nom" in party.cases


def resolve_references(view: SentenceView, discourse: Discourse) -> list[Party]:
    """Return the parties that words like "the two states" stand for in this sentence, by position.

    A pair of states needs two states named before or in the sentence; a pronoun subject stands for the last topic.
    """
    found: list[Party] = []
    for word in view.words.get("anaphor", ()):
        if any(p.start < word.end and word.start < p.end for p in view.parties):
            continue
        found += stand_ins(view, word, discourse)
    return found


def stand_ins(view: SentenceView, word: Found[Word], discourse: Discourse) -> list[Party]:
    """Return the parties that one anaphor stands for, empty where too few were named."""
    here = [p for p in view.parties if p.end <= word.start and p.label in STATES and p.actor_id]
    known = [p for p in discourse.recent if p.actor_id and p.key not in {q.key for q in here}] + here
    states = [p for p in known if p.label in ("GPE", "NORP")]
    if word.payload.value == "2" or (word.payload.value == "pair" and not view.parties):
        chosen = last_two(states)
    elif word.payload.value == "1":
        chosen = states[-1:]
    elif word.payload.value == "pair":
        chosen = []
    else:
        chosen = [discourse.topic] if discourse.topic is not None and opens_clause(view, word) else []
    rule = f"reference:{word.payload.value}"
    return [
        replace(
            p, start=word.start, end=word.end, head=word.end - 1, mention=None, rule=rule, cases={}, adposition="",
            adposition_word="",
        )
        for p in chosen
    ]  # fmt: skip


def last_two(states: list[Party]) -> list[Party]:
    """Return the two states named last, none if there is only one."""
    distinct: list[Party] = []
    for party in reversed(states):
        if all(party.key != other.key for other in distinct):
            distinct.append(party)
    return distinct[:2] if len(distinct) >= 2 else []


def opens_clause(view: SentenceView, word: Found[Word]) -> bool:
    """Whether a pronoun stands at the start of the sentence or of a clause, as a subject does."""
    return word.start == 0 or (word.start - 1) in view.breaks or view.forms[word.start - 1] == ","
