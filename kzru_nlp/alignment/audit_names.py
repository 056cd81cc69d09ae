"""Names of a bead: known actors that have become others or are gone."""

from __future__ import annotations

from collections.abc import Iterator

from kzru_nlp.alignment.evidence import match_types
from kzru_nlp.alignment.features import describe, sounds
from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.model import Mention

NAMED = frozenset({"PER", "GPE", "LOC", "ORG", "FAC"})


def compare_names(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield known actors that the other side does not name: by id, by sound or under another name."""
    lost, added = _unnamed(src, tgt), _unnamed(tgt, src)
    for index, mention in lost:
        match = next((a for a in added if a[1].label == mention.label), None)
        if match:
            added.remove(match)
            yield Finding("entity_changed", "major", _mention(index, mention), _mention(*match))
    yield from _capitals(src, tgt)
    yield from _metonyms(src, tgt)


def _capitals(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield a capital that has become another one; naming its state elsewhere in the bead does not answer it."""
    lost, added = _lone_capitals(src, tgt), _lone_capitals(tgt, src)
    if len(lost) == len(added) == 1 and lost[0][1].metonym_of != added[0][1].metonym_of:
        yield Finding("entity_changed", "major", _mention(*lost[0]), _mention(*added[0]))


def _lone_capitals(side: Side, other: Side) -> list[tuple[int, Mention]]:
    named = {m.actor_id for _, s in other.sentences for m in s.mentions}
    return [
        (i, m)
        for i, s in side.sentences
        for m in s.mentions
        if m.metonym_of and m.actor_id not in named and not _answered(m.text, s.lang, other)
    ]


def _metonyms(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield a capital or palace that has become the state it stands for, or the other way round."""
    for own, other, forth in ((src, tgt, True), (tgt, src, False)):
        named = {m.actor_id for _, s in other.sentences for m in s.mentions}
        here = {m.actor_id for _, s in own.sentences for m in s.mentions}
        for index, mention in (
            (i, m) for i, s in own.sentences for m in s.mentions if m.metonym_of and m.label == "GPE"
        ):
            state = mention.metonym_of
            if mention.actor_id in named or state in here or state not in named:
                continue
            match = next(
                (
                    (i, m)
                    for i, s in other.sentences
                    for m in s.mentions
                    if m.actor_id == state and m.label == "GPE"
                ),
                None,
            )
            if match is None:
                continue
            one, two = _mention(index, mention), _mention(*match)
            yield Finding("entity_metonym", "minor", one if forth else two, two if forth else one)
            break


def _unnamed(side: Side, other: Side) -> list[tuple[int, Mention]]:
    ids = {key for _, s in other.sentences for m in s.mentions for key in _ids(m)}
    out: dict[str, tuple[int, Mention]] = {}
    for index, sentence in side.sentences:
        for mention in sentence.mentions:
            known = mention.label in NAMED and mention.actor_id and not ids & set(_ids(mention))
            if known and not _answered(mention.text, sentence.lang, other):
                out.setdefault(mention.actor_id, (index, mention))
    return list(out.values())


def _answered(name: str, lang: str, other: Side) -> bool:
    """Whether the other side says `name` in any way: as a concept, or with a word that sounds like one of its own."""
    for read in (describe, sounds):
        there = [read(s.text, s.lang) for _, s in other.sentences]
        answers = match_types([read(name, lang)], there)
        if any(a.matches for (kind, _), a in answers.items() if kind != "mark"):
            return True
    return False


def _ids(mention: Mention) -> tuple[str, ...]:
    """Return the ids under which a mention may be answered: its own, and that of the state it stands for."""
    return tuple(x for x in (mention.actor_id, mention.metonym_of, mention.cluster_id) if x)


def _mention(index: int, mention: Mention) -> Piece:
    return Piece(index, mention.start, mention.end, mention.text)
