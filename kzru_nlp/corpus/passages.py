"""Gold stances of our corpus as passages: a text, its sentences, and who is for or against whom in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from kzru_nlp.corpus.markup import GoldDocument, GoldSentence, GoldStance, Party
from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.knowledge.actors import ActorTable, load_actors
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import Mention, Span

COUNTED = frozenset({"asserted", "negated"})
"""Factualities that count as a stance of the present; the others are marked and left out of scores."""
ACTING = frozenset({"GPE", "ORG", "PER", "NORP"})


@dataclass(frozen=True, slots=True)
class Who:
    """A holder or target: the resolved actor id or folded name ("" where nobody is named), the words, the group."""

    key: str
    span: Span | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A stance tuple, gold or found; offsets index the passage."""

    holder: Who
    target: Who
    label: str
    factuality: str
    evidence: tuple[Span, ...]

    @property
    def counted(self) -> str:
        """The label that scores count: NONE for NEUTRAL and for what is not stated as fact."""
        return self.label if self.label != "NEUTRAL" and self.factuality in COUNTED else "NONE"


@dataclass(frozen=True, slots=True)
class GoldLine:
    """A sentence of a passage: its offsets, key, phenomenon, gold tuples and the ordered pairs of its named actors."""

    start: int
    end: int
    key: str
    group: str
    opinions: tuple[Opinion, ...]
    pairs: tuple[tuple[Who, Who], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that are read together: a whole abstract, or one contrast sentence."""

    document: str
    lang: str
    text: str
    lines: tuple[GoldLine, ...]
    mentions: tuple[Mention, ...] = ()


def passages_of(corpus: Corpus, split: str, lang: str | None = None) -> list[Passage]:
    """Return the passages of a split that were read for stances, `lang` only or all."""
    return passages_of_documents(filter(is_annotated, corpus.of_split(split)), lang)


def passages_of_documents(documents: Iterable[GoldDocument], lang: str | None = None) -> list[Passage]:
    """Return the passages of `documents`, `lang` only or all."""
    table = load_actors()
    return [
        passage
        for document in documents
        for code in ((lang,) if lang else LANGUAGES)
        for passage in _passages(document, code, table)
    ]


def is_annotated(document: GoldDocument) -> bool:
    """Whether the document was read for stances: abstracts and contrast sets are, lists of sentences are not."""
    return any(sentence.stances for _, sentence in document.sentences())


def _passages(document: GoldDocument, lang: str, table: ActorTable) -> Iterator[Passage]:
    sentences = document.body(lang)
    apart = any(sentence.group for sentence in sentences)
    for block in [[s] for s in sentences] if apart else [list(sentences)] if sentences else []:
        lines, mentions, at = [], [], 0
        for sentence in block:
            lines.append(_line(sentence, at, table))
            mentions += [_moved(mention, at) for mention in sentence.mentions]
            at += len(sentence.text) + 1
        text = " ".join(sentence.text for sentence in block)
        yield Passage(document.id, lang, text, tuple(lines), tuple(mentions))


def _line(sentence: GoldSentence, at: int, table: ActorTable) -> GoldLine:
    opinions = tuple(_opinion(stance, at, table) for stance in sentence.stances)
    actors: dict[str, Who] = {}
    for mention in sentence.mentions:
        if mention.label in ACTING and (name := mention.metonym_of or mention.actor_id):
            key = actor_key(name, table)
            actors.setdefault(key, Who(key, (at + mention.start, at + mention.end)))
    return GoldLine(
        at,
        at + len(sentence.text),
        sentence.key,
        sentence.group,
        opinions,
        tuple(permutations(actors.values(), 2)),
    )


def _opinion(stance: GoldStance, at: int, table: ActorTable) -> Opinion:
    evidence = tuple((at + start, at + end) for start, end in stance.evidence)
    return Opinion(
        _who(stance.holder, at, table),
        _who(stance.target, at, table),
        stance.label,
        stance.factuality,
        evidence,
    )


def _who(party: Party, at: int, table: ActorTable) -> Who:
    span = (at + party.span[0], at + party.span[1]) if party.span else None
    if party.id in ("AUTHOR", "NULL"):
        return Who("", None, party.id)
    return Who(actor_key(party.id, table) if party.id else "", span, party.group)


def actor_key(name: str, table: ActorTable) -> str:
    """Return the resolved id of a name as the markup writes it, the folded name where the table lacks it."""
    plain = name.replace("_", " ")
    found = table.named(plain, "en")
    return table.resolve(found[0].id).id if found else plain.casefold()


def _moved(mention: Mention, at: int) -> Mention:
    return replace(mention, start=mention.start + at, end=mention.end + at)


def same_party(a: Who, b: Who) -> bool:
    """Whether two parties are the same: one id, or words that overlap; both nobody counts too."""
    if not a.key and a.span is None and not b.key and b.span is None:
        return True
    if a.key and a.key == b.key:
        return True
    return overlap(a.span, b.span)


def overlap(a: Span | None, b: Span | None) -> bool:
    """Whether two spans share a character."""
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]
