"""Names of a bead: known actors that have become others or are gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kzru_nlp.alignment.evidence import match_types
from kzru_nlp.alignment.features import describe, sounds
from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.words import read_words
from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.model import AnalysedSentence, Mention

NAMED = frozenset({"PER", "GPE", "LOC", "ORG", "FAC"})


def compare_names(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield known actors that the other side does not name: by id, by sound or under another name."""
    lost, added = _unnamed(src, tgt), _unnamed(tgt, src)
    changed = [*_replaced(lost, added), *_capitals(src, tgt)]
    known = {(piece.sentence, piece.start) for pair in changed for piece in pair}
    changed += [
        pair for pair in _states(src, tgt) if not known & {(piece.sentence, piece.start) for piece in pair}
    ]
    for one, other in dict.fromkeys(changed):
        yield Finding("entity_changed", "major", one, other)
    told = {piece for pair in changed for piece in pair}
    for piece in _dropped(lost, tgt):
        if piece not in told:
            yield Finding("entity_lost", "minor", piece)
    for piece in _dropped(added, src):
        if piece not in told:
            yield Finding("entity_added", "minor", None, piece)


Found = tuple[int, Mention]


def _replaced(lost: Sequence[Found], added: Sequence[Found]) -> Iterator[tuple[Piece, Piece]]:
    """Yield pairs of a lost and an added name of one label."""
    left = list(added)
    for index, mention in lost:
        match = next((a for a in left if a[1].label == mention.label), None)
        if match:
            left.remove(match)
            yield _mention(index, mention), _mention(*match)


def _states(src: Side, tgt: Side) -> Iterator[tuple[Piece, Piece]]:
    """Yield a state that has become another one, whatever names it: the state, its people, its capital.

    The third version has to name exactly one of the two; without one, the sides have to differ in these two alone.
    """
    one, other = _named_states(src), _named_states(tgt)
    lost = [place for key, place in one.items() if key not in other and not _says(place, src, tgt)]
    added = [place for key, place in other.items() if key not in one and not _says(place, tgt, src)]
    third = _named_states(src.witness) if src.witness else None
    keys = {place: key for states in (one, other) for key, place in states.items()}
    for here in lost:
        for there in added:
            if third is None:
                borne_out = len(lost) == len(added) == 1
            else:
                borne_out = (keys[here] in third) != (keys[there] in third)
            if borne_out:
                yield here, there


def _named_states(side: Side) -> dict[str, Piece]:
    """Return the states and places that a side names, by the id of what they stand for, with their first place."""
    found: dict[str, Piece] = {}
    for index, word in side.words:
        actor = load_actors().get(word.concept.removeprefix("actor:")) if word.concept else None
        if actor and actor.type == "GPE":
            found.setdefault(actor.metonym_of or actor.id, side.piece(index, word.start, word.end))
    return found


def _says(place: Piece, own: Side, other: Side) -> bool:
    lang = next(s.lang for i, s in own.sentences if i == place.sentence)
    return _answered(place.text, lang, other)


def _capitals(src: Side, tgt: Side) -> Iterator[tuple[Piece, Piece]]:
    """Yield a capital that has become another one; naming its state elsewhere in the bead does not answer it."""
    lost, added = _lone_capitals(src, tgt), _lone_capitals(tgt, src)
    if len(lost) == len(added) == 1 and lost[0][1].metonym_of != added[0][1].metonym_of:
        yield _mention(*lost[0]), _mention(*added[0])


def _lone_capitals(side: Side, other: Side) -> list[tuple[int, Mention]]:
    named = {m.actor_id for _, s in other.sentences for m in s.mentions}
    return [
        (i, m)
        for i, s in side.sentences
        for m in s.mentions
        if m.metonym_of and m.actor_id not in named and not _answered(m.text, s.lang, other)
    ]


def _dropped(lost: Sequence[Found], other: Side) -> Iterator[Piece]:
    """Yield states and places that the third version names too and the whole other version doesn't, in any way.

    A name that stands elsewhere may have been said before; what stands for a state (its capital, its people) says it; and
    what two versions of three don't name may be one version's way of putting it.
    """
    if other.witness is None:
        return
    third = {key for _, s in other.witness.sentences for key in named_ids(s)}
    for index, mention in lost:
        own = _ids(mention)
        # Of a name that the tables don't have in the other language, silence says nothing.
        actor = load_actors().get(mention.actor_id)
        known = actor is not None and all(actor.names.get(s.lang) for _, s in other.sentences)
        if known and mention.label == "GPE" and own & third and not own & other.elsewhere:
            yield _mention(index, mention)


@lru_cache(maxsize=4_000)
def named_ids(sentence: AnalysedSentence) -> frozenset[str]:
    """Return the ids of all actors that a sentence names: by its mentions, by any word of theirs, and what these stand for."""
    words = {
        w.concept.removeprefix("actor:")
        for w in read_words(sentence.text, sentence.lang)
        if w.concept.startswith("actor:")
    }
    return frozenset(
        key
        for own in (*(_with_states(w) for w in words), *(_ids(m) for m in sentence.mentions))
        for key in own
    )


def _unnamed(side: Side, other: Side) -> list[tuple[int, Mention]]:
    ids = {key for _, s in other.sentences for key in named_ids(s)}
    out: dict[str, tuple[int, Mention]] = {}
    for index, sentence in side.sentences:
        for mention in sentence.mentions:
            known = mention.label in NAMED and mention.actor_id and not ids & _ids(mention)
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


def _ids(mention: Mention) -> frozenset[str]:
    """Return the ids under which a mention may be answered: its own, and that of the state it may stand for."""
    own = frozenset(x for x in (mention.metonym_of, mention.cluster_id) if x)
    return own | (_with_states(mention.actor_id) if mention.actor_id else frozenset())


def _with_states(actor_id: str) -> frozenset[str]:
    """Return the id of an actor with that of the state that it may stand for: naming a capital for its state changes nothing."""
    actor = load_actors().get(actor_id)
    return frozenset(x for x in (actor_id, actor and actor.metonym_of) if x)


def _mention(index: int, mention: Mention) -> Piece:
    return Piece(index, mention.start, mention.end, mention.text)
