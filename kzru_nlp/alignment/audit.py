"""What a translation changed: differences between the two sides of each bead, from annotations and text.

Each rule looks at one bead and yields its findings; a rule that cannot be sure says nothing, because a reader
who meets many false alarms stops reading. Rules are independent of each other, and stand in the order in which
their findings are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kzru_nlp.alignment.catalogue import explain
from kzru_nlp.alignment.evidence import match_types
from kzru_nlp.alignment.features import describe, sounds
from kzru_nlp.alignment.negation import Negator, find_negators
from kzru_nlp.alignment.numbers import Number, find_numbers, same_value
from kzru_nlp.alignment.similarity import described
from kzru_nlp.alignment.units import converted, find_units
from kzru_nlp.model import AnalysedSentence, Attitude, Bead, Difference, Mention, SentenceSpan

NAMED = frozenset({"PER", "GPE", "LOC", "ORG", "FAC"})
OPPOSITE = frozenset({"FAVOR", "AGAINST"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one sentence: the sentence's index and characters `start:end`."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference before it is put into words; `key` is the message, `piece`s the places on either side."""

    key: str
    severity: str
    src: Piece | None = None
    tgt: Piece | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Side:
    """One side of a bead, and the side's sentences just before and after it."""

    sentences: Sequence[tuple[int, AnalysedSentence]]
    around: Sequence[AnalysedSentence]

    def whole(self) -> Piece:
        """Return the place of the side's first sentence, whole."""
        index, sentence = self.sentences[0]
        return Piece(index, 0, len(sentence.text), sentence.text)


def compare(
    src: Sequence[AnalysedSentence],
    tgt: Sequence[AnalysedSentence],
    beads: Sequence[Bead],
    *,
    messages: str = "en",
) -> list[Difference]:
    """Return the differences of every bead, in order, explained in the language `messages`.

    Raises:
        ValueError: there is no message catalogue in that language.
    """
    out = []
    for k, bead in enumerate(beads):
        for finding in _findings(_side(src, bead.src), _side(tgt, bead.tgt)):
            out.append(_difference(k, finding, messages))
    return out


def _side(sentences: Sequence[AnalysedSentence], indices: Sequence[int]) -> Side:
    near = {i + step for i in indices for step in (-1, 1)} - set(indices)
    return Side(
        [(i, sentences[i]) for i in indices],
        [sentences[i] for i in sorted(near) if 0 <= i < len(sentences)],
    )


def _findings(src: Side, tgt: Side) -> Iterator[Finding]:
    if src.sentences and tgt.sentences:
        for rule in RULES:
            yield from rule(src, tgt)
    else:
        yield from _unanswered(src, tgt)


def _difference(bead: int, finding: Finding, messages: str) -> Difference:
    src, tgt = finding.src, finding.tgt
    values = {"src": src.text if src else "", "tgt": tgt.text if tgt else "", **dict(finding.values)}
    return Difference(
        bead=bead,
        type=finding.key.partition("_")[0],
        severity=finding.severity,
        src_text=values["src"],
        tgt_text=values["tgt"],
        src_span=SentenceSpan(src.sentence, src.start, src.end) if src else None,
        tgt_span=SentenceSpan(tgt.sentence, tgt.start, tgt.end) if tgt else None,
        explanation=explain(finding.key, messages, **values),
    )


def _unanswered(src: Side, tgt: Side) -> Iterator[Finding]:
    for key, side in (("omission", src), ("addition", tgt)):
        for index, sentence in side.sentences:
            if sentence.text.strip():
                piece = Piece(index, 0, len(sentence.text), sentence.text)
                yield Finding(
                    key, "major", src=piece if side is src else None, tgt=piece if side is tgt else None
                )


def _numbers(src: Side, tgt: Side) -> Iterator[Finding]:
    """Numbers by value: what is left over on both sides has changed, what is left over on one was lost or added."""
    one, other = _numbers_of(src), _numbers_of(tgt)
    lost = [n for n in one if not _has_value(n[1], [m for _, m in other])]
    added = [n for n in other if not _has_value(n[1], [m for _, m in one])]
    units = _units(src), _units(tgt)
    for pair in [(a, b) for a in lost for b in added if converted(a[1], b[1], *units)]:
        lost, added = [n for n in lost if n is not pair[0]], [n for n in added if n is not pair[1]]
    lost = [n for n in lost if not n[1].soft]
    added = [n for n in added if not n[1].soft]
    while lost and added:
        pair = min(((a, b) for a in lost for b in added), key=lambda p: _unlike(p[0][1], p[1][1]))
        lost.remove(pair[0])
        added.remove(pair[1])
        yield Finding(f"{_kind(pair[0][1])}_changed", "major", _place(pair[0], src), _place(pair[1], tgt))
    # Numbers often move into a neighbouring sentence, and a lone "1" is mostly put into words.
    for n in lost:
        if n[1].values[0] != 1 and not _nearby(n[1], tgt):
            yield Finding(f"{_kind(n[1])}_lost", "minor", _place(n, src), None)
    for n in added:
        if n[1].values[0] != 1 and not _nearby(n[1], src):
            yield Finding(f"{_kind(n[1])}_added", "minor", None, _place(n, tgt))


def _numbers_of(side: Side) -> list[tuple[int, Number]]:
    return [(i, n) for i, s in side.sentences for n in find_numbers(s.text, s.lang)]


def _units(side: Side) -> frozenset[str]:
    return frozenset[str]().union(*(find_units(s.text, s.lang) for _, s in side.sentences))


def _has_value(number: Number, others: Sequence[Number]) -> bool:
    return any(same_value(number, other) for other in others)


def _nearby(number: Number, side: Side) -> bool:
    return any(_has_value(number, find_numbers(s.text, s.lang)) for s in side.around)


def _unlike(one: Number, other: Number) -> tuple[bool, float]:
    """Return how unlike two numbers are: a year goes with a year, then the nearest value."""
    return one.year != other.year, abs(one.values[0] - other.values[0])


def _kind(number: Number) -> str:
    return "date" if number.year else "number"


def _place(found: tuple[int, Number], side: Side) -> Piece:
    index, number = found
    text = next(s.text for i, s in side.sentences if i == index)
    return Piece(index, number.start, number.end, text[number.start : number.end])


def _calendar(src: Side, tgt: Side) -> Iterator[Finding]:
    """A month or a weekday that has become another one; a side that names none says "next week" perhaps."""
    for kind in ("month:", "weekday:"):
        one, other = _concepts(src, kind), _concepts(tgt, kind)
        lost = [p for key, p in one.items() if key not in other]
        added = [p for key, p in other.items() if key not in one]
        if len(lost) == len(added) == 1:
            yield Finding("date_changed", "major", lost[0], added[0])


def _concepts(side: Side, kind: str) -> dict[str, Piece]:
    found = {}
    for index, sentence in side.sentences:
        for feature in described(sentence.text, sentence.lang).features:
            if feature.kind == "concept" and feature.key.startswith(kind):
                start = sentence.text.find(feature.text)
                found[feature.key] = Piece(index, start, start + len(feature.text), feature.text)
    return found


def _entities(src: Side, tgt: Side) -> Iterator[Finding]:
    """Known actors that the other side does not name, by id, by sound or under another name."""
    lost, added = _unnamed(src, tgt), _unnamed(tgt, src)
    for index, mention in lost:
        match = next((a for a in added if a[1].label == mention.label), None)
        if match:
            added.remove(match)
            yield Finding("entity_changed", "major", _mention(index, mention), _mention(*match))


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


def _negation(src: Side, tgt: Side) -> Iterator[Finding]:
    """A clear negation on one side and none, not even an implied one, on the other (1:1 beads only)."""
    if len(src.sentences) != 1 or len(tgt.sentences) != 1:
        return
    one, other = (find_negators(s.sentences[0][1].text, s.sentences[0][1].lang) for s in (src, tgt))
    if _clear(one) and not other:
        yield Finding("negation_lost", "major", _negator(src, one), tgt.whole())
    elif _clear(other) and not one:
        yield Finding("negation_added", "major", src.whole(), _negator(tgt, other))


def _clear(negators: Sequence[Negator]) -> bool:
    return sum(n.clear for n in negators) == 1


def _negator(side: Side, negators: Sequence[Negator]) -> Piece:
    index, sentence = side.sentences[0]
    found = next(n for n in negators if n.clear)
    return Piece(index, found.start, found.end, sentence.text[found.start : found.end])


def _stance(src: Side, tgt: Side) -> Iterator[Finding]:
    """The same holder toward the same target, for on one side and against, or neutral, on the other."""
    one, other = _attitudes(src), _attitudes(tgt)
    for pair in one.keys() & other.keys():
        (i, a), (j, b) = one[pair], other[pair]
        if a.label == b.label:
            continue
        key, severity = (
            ("stance_reversed", "major") if {a.label, b.label} == OPPOSITE else ("stance_changed", "minor")
        )
        values = (
            ("holder", _name(src, pair[0])),
            ("target", _name(src, pair[1])),
            ("src_label", a.label),
            ("tgt_label", b.label),
        )
        yield Finding(key, severity, _evidence(src, i, a), _evidence(tgt, j, b), values)


def _attitudes(side: Side) -> dict[tuple[str, str], tuple[int, Attitude]]:
    """Return the one attitude of each holder toward each target; where a side has two labels it is left out."""
    found: dict[tuple[str, str], tuple[int, Attitude]] = {}
    unsure = set()
    for index, sentence in side.sentences:
        for attitude in sentence.attitudes:
            pair = attitude.holder_id, attitude.target_id
            if all(pair) and found.setdefault(pair, (index, attitude))[1].label != attitude.label:
                unsure.add(pair)
    return {pair: value for pair, value in sorted(found.items()) if pair not in unsure}


def _name(side: Side, actor_id: str) -> str:
    mentions = (m for _, s in side.sentences for m in s.mentions if actor_id in (m.actor_id, m.metonym_of))
    return next((m.canonical or m.text for m in mentions), actor_id)


def _evidence(side: Side, index: int, attitude: Attitude) -> Piece:
    text = next(s.text for i, s in side.sentences if i == index)
    start, end = attitude.span or (0, len(text))
    return Piece(index, start, end, text[start:end])


RULES: tuple[Callable[[Side, Side], Iterator[Finding]], ...] = (
    _numbers,
    _calendar,
    _entities,
    _negation,
    _stance,
)
