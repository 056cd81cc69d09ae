"""One sentence as the stance rules see it: folded forms, the parties named in it, cues and grammar words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span

from kzru_nlp.knowledge.actors import ActorTable
from kzru_nlp.knowledge.cues import Cue
from kzru_nlp.lang import Profile
from kzru_nlp.model import Mention
from kzru_nlp.stance.grammar import Grammar, Word
from kzru_nlp.stance.patterns import Found

PARTY_LABELS = frozenset({"GPE", "NORP", "ORG", "PER", "LOC", "EVENT", "LAW", "FAC"})
QUOTES = frozenset('"“”„«»‟')


@dataclass(slots=True)
class Party:
    """Somebody or something that can hold a stance or be its target: sentence tokens `start:end`.

    `key` tells two parties apart (the resolved actor id, else the canonical or written name); `group` numbers the
    coordination that it stands in ("Russia and China"); `adposition` and `cases` are its overt role marks, and
    `head` the last token of its noun phrase; `stem` the letters before the endings of an actor noun; `negated` says
    that it is named as who is not meant ("not Oslo but Bergen").
    """

    start: int
    end: int
    key: str
    name: str
    actor_id: str = ""
    holder_group: str = "OTHER"
    label: str = ""
    mention: Mention | None = None
    rule: str = ""
    adposition: str = ""
    adposition_word: str = ""
    cases: dict[str, float] = field(default_factory=dict)
    head: int = 0
    group: int = -1
    stem: int = 0
    negated: bool = False


@dataclass(slots=True)
class SentenceView:
    """A sentence with everything that was found in it; token indices count from the sentence's start."""

    span: Span
    grammar: Grammar
    forms: list[str]
    lemmas: list[str]
    parties: list[Party]
    cues: list[Found[Cue]]
    words: dict[str, list[Found[Word]]]
    breaks: list[int]
    quoted: list[bool]
    parsed: bool = False
    fits: dict[tuple[int, int, str], float] = field(default_factory=dict)
    ranked: dict[tuple[int, str], list[tuple[float, str]]] = field(default_factory=dict)
    received: dict[int, tuple[Party | None, Party] | None] = field(default_factory=dict)
    actors: dict[tuple[str, tuple[int, ...]], Party | None] = field(default_factory=dict)
    passives: dict[tuple[str, tuple[int, ...]], bool] = field(default_factory=dict)
    """What was asked of a cue before, by its id and its tokens."""

    def party_at(self, token: int) -> Party | None:
        """Return the party that `token` belongs to."""
        return next((party for party in self.parties if party.start <= token < party.end), None)

    def near(self, kind: str, start: int, end: int, *, same_clause: bool = True) -> Found[Word] | None:
        """Return the word of `kind` that stands to the cue tokens `start:end` as its value asks, the nearest one."""
        best: Found[Word] | None = None
        best_gap = 100
        for found in self.words.get(kind, ()):
            gap = gap_to(found, start, end)
            if gap is None or gap >= best_gap:
                continue
            if same_clause and found.payload.side != "any" and self.breaks_between(found.start, start):
                continue
            best, best_gap = found, gap
        return best

    def breaks_between(self, a: int, b: int) -> int:
        """Return how many clause boundaries lie between two tokens."""
        low, high = (a, b) if a < b else (b, a)
        return bisect_left(self.breaks, high) - bisect_right(self.breaks, low)


def gap_to(found: Found[Word], start: int, end: int) -> int | None:
    """Return the tokens between a word and the cue `start:end`, None where it stands on the wrong side or too far."""
    word = found.payload
    gap = start - found.end if found.start < start else found.start - end
    gap = max(gap, 0)
    side = word.side
    if side == "any":
        return gap
    if gap > word.reach:
        return None
    if side == "around":
        return gap
    return gap if (side == "left") == (found.start < start) else None


def token_starts(doc: Doc) -> list[int]:
    """Return the character offset of every token."""
    return [token.idx for token in doc]


def token_range(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the tokens that the characters `start:end` touch, as a range."""
    first = max(bisect_right(starts, start) - 1, 0)
    return first, max(bisect_left(starts, end), first + 1)


def find_quoted(span: Span) -> list[bool]:
    """Return for each token whether it stands between quotation marks; an unpaired mark quotes nothing."""
    marks = [i for i, token in enumerate(span) if token.text in QUOTES]
    quoted = [False] * len(span)
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        for i in range(opening + 1, closing):
            quoted[i] = True
    return quoted


def make_party(
    mention: Mention, first: int, last: int, actors: ActorTable, profile: Profile, *, lang: str
) -> Party:
    """Return the party of a mention on the sentence tokens `first:last`, its actor resolved.

    An id that the actor table lacks (a place of the gazetteer) stands for itself.
    """
    if mention.label == "FAC" and mention.metonym_of:
        # A palace that stands for its state acts as a body does.
        mention = replace(mention, label="ORG")
    actor_id = mention.actor_id
    if not actor_id:
        named = actors.named(mention.lemma or mention.text, lang)
        actor_id = named[0].id if len(named) == 1 else ""
    known = next((one for one in (actor_id, mention.metonym_of or "") if one in actors), "")
    if known:
        actor = actors.resolve(known)
        return Party(
            first,
            last,
            actor.id,
            actor.canonical,
            actor.id,
            actor.group,
            mention.label,
            mention,
            head=last - 1,
        )
    name = mention.canonical or mention.lemma or mention.text
    stands_for = mention.metonym_of or actor_id
    key = stands_for or mention.cluster_id or profile.fold(name)
    return Party(first, last, key, name, stands_for, "OTHER", mention.label, mention, head=last - 1)
