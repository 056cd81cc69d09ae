"""Negation of a bead: what one side negates and the other says without a negation.

Whether a sentence has a negator says little, because languages negate in many ways ("fail to", "without", "-sız"). So
the word that is negated is looked up on the other side: only if it stands there, with no negator near it, the
negation is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kzru_nlp.alignment.findings import Finding, Side
from kzru_nlp.alignment.negation import Negator, find_negators
from kzru_nlp.alignment.words import CONTENT, Word, answers

REACH = 3
"""Words after (or before) a negating word among which the negated one stands."""
NEAR = 7
"""Words to either side of the counterpart in which a negator would negate it."""
LITERAL, NEARLY_ALL = 0.5, 0.55
"""Share of a sentence's content that the other side must answer, for its silence on a negation to mean something: where it has
the negated word, and where it may have another one."""


@dataclass(frozen=True, slots=True)
class Negated:
    """A clear negator, and the content words that it may negate."""

    negator: Negator
    hosts: tuple[Word, ...]


def compare_negation(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield a negation that one side has and the other, which says the negated word too, has not (1:1 beads only)."""
    if len(src.sentences) != 1 or len(tgt.sentences) != 1:
        return
    for own, other, key in ((src, tgt, "negation_lost"), (tgt, src, "negation_added")):
        found = _alone(own, other)
        if found and _confirmed(own, other):
            index = own.sentences[0][0]
            here = own.piece(index, found[0].start, found[0].end)
            there_index = other.sentences[0][0]
            there = other.piece(there_index, found[1].start, found[1].end) if found[1] else other.whole()
            yield Finding(key, "major", here, there) if own is src else Finding(key, "major", there, here)
            return


def _alone(own: Side, other: Side) -> tuple[Negator, Word | None] | None:
    """Return a clear negator of `own` that nothing in `other` answers, and the word that is negated no more."""
    (_, sentence), (_, there) = own.sentences[0], other.sentences[0]
    words, theirs = [w for _, w in own.words], [w for _, w in other.words]
    mine, others = find_negators(sentence.text, sentence.lang), find_negators(there.text, there.lang)
    clear = [n for n in mine if n.clear]
    if len(clear) <= sum(n.clear for n in others):
        return None
    for negated in (Negated(n, _hosts(n, words)) for n in clear):
        counterparts = [(h, w) for h in negated.hosts for w in answers(h, theirs)]
        free = [w for _, w in counterparts if not _negated(w, theirs, others)]
        if counterparts and len(free) == len(counterparts) and _share(words, theirs) >= LITERAL:
            return negated.negator, free[0]
    # Where nearly everything is answered and nothing on the other side can negate, the negation itself is missing.
    if len(clear) == 1 and all(n.weak for n in others) and _share(words, theirs) >= NEARLY_ALL:
        return clear[0], None
    return None


def _confirmed(own: Side, other: Side) -> bool:
    """Whether a third version, if there is one, negates too, and the other side has no word that could.

    That of three versions one alone negates says little: "did not allow" is "forbade" in the two others.
    """
    if own.witness is None:
        return True
    third, there = _negators(own.witness), _negators(other)
    if any(not n.weak for n in there):
        return False
    return any(n.clear for n in third)


def _negators(side: Side) -> list[Negator]:
    return [n for _, s in side.sentences for n in find_negators(s.text, s.lang)]


def _hosts(negator: Negator, words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words that `negator` may negate: the word that it is a part of, or the next content word."""
    near = {
        "inside": [w for w in words if w.start < negator.end and negator.start < w.end],
        "after": [w for w in words if w.start >= negator.end][:REACH],
        "before": [w for w in words if w.end <= negator.start][-1:],
        "none": [],
    }[negator.host]
    return tuple(w for w in near if w.senses and w.pos in CONTENT and not w.proper)[:1]


def _negated(word: Word, words: Sequence[Word], negators: Sequence[Negator]) -> bool:
    """Whether some negator, clear or not, stands near `word`."""
    at = next(i for i, w in enumerate(words) if w.start == word.start)
    start, end = words[max(0, at - NEAR)].start, words[min(len(words) - 1, at + NEAR)].end
    return any(n.start < end and start < n.end for n in negators)


def _share(words: Sequence[Word], others: Sequence[Word]) -> float:
    content = [w for w in words if w.content]
    return sum(bool(answers(w, others)) for w in content) / len(content) if content else 0.0
