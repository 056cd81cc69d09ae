"""Consistency of terms over a text: a term of one version that the other renders in two ways.

A style that varies its words is no fault, so only terms are asked for: words of a field of study by the glossary, those of the
user's own, and phrases that recur. Their renderings are different words where they have another root, and don't merely take
turns as the glossary's own synonyms. That the third version keeps to one word, or that one rendering is the usual one, tells
a term from a word with two senses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.words import Word, same
from kzru_nlp.knowledge.glossary import load_glossary

NOUNS = frozenset({"noun", "term"})
GENERAL = "gen"
ROOT = 4
"""Letters that two words of one root share from their start ("law", "lawful"; "газ", "газовый")."""
USUAL = 2
"""Beads from which on a rendering is the usual one, where no third version tells."""


@dataclass(frozen=True, slots=True)
class Use:
    """A term in the bead `bead`: its place, and the place of what renders it.

    `forms` and `third` are the dictionary forms of its renderings in the other and in a third version, `senses` the ids that
    it may say, `shared` those of them that its renderings may say, `beside` the words just before and after it.
    """

    bead: int
    place: Piece
    rendered: Piece
    forms: frozenset[str]
    third: frozenset[str]
    senses: frozenset[str]
    shared: frozenset[str]
    beside: frozenset[tuple[int, str]]


def varied_terms(sides: Sequence[tuple[Side, Side]]) -> Iterator[tuple[int, Finding]]:
    """Yield beads, by their index in `sides`, that render a term otherwise than the rest of the text does."""
    for key, own in (("terminology_varied", 0), ("terminology_levelled", 1)):
        for uses in _uses([(pair[own], pair[1 - own]) for pair in sides]).values():
            terms = _terms(sides[uses[0].bead][own].glossary)
            third = any(side.witness for pair in sides for side in pair)
            for use, usual in _odd(uses, terms, third=third):
                values = (("usual", usual.rendered.text), ("sentence", str(usual.rendered.sentence + 1)))
                places = (use.place, use.rendered) if own == 0 else (use.rendered, use.place)
                yield use.bead, Finding(key, "minor", *places, values)


def _odd(uses: Sequence[Use], terms: frozenset[str], *, third: bool) -> Iterator[tuple[Use, Use]]:
    """Yield the uses that are rendered otherwise than usual, each with the first use that has the usual rendering."""
    counts = Counter(chain.from_iterable(sorted(use.forms) for use in uses))
    form, count = counts.most_common(1)[0]
    usual = [use for use in uses if form in use.forms]
    if count < USUAL and not third:
        return
    for use in uses:
        if any(a[:ROOT] == b[:ROOT] for a in use.forms for b in usual[0].forms):
            continue
        # A phrase that recurs is a term of this text.
        if not (use.senses & usual[0].senses & terms or use.beside & usual[0].beside):
            continue
        kept = bool(use.third & usual[0].third) if third else True
        takes_turns = usual[0].bead < use.bead < usual[-1].bead
        if kept and (takes_turns or not use.shared & usual[0].shared):
            yield use, usual[0]


def _uses(sides: Sequence[tuple[Side, Side]]) -> Mapping[str, list[Use]]:
    """Return the uses of each term of the first side of `sides` that the second renders in some way, one a bead, in order."""
    found: dict[str, dict[int, Use]] = defaultdict(dict)
    for k, (side, other) in enumerate(sides):
        if not side.sentences or not other.sentences:
            continue
        for at, (index, word) in enumerate(side.words):
            said = [(j, w) for j, w in other.words if _noun(word) and same(word, w)]
            if not said or k in found[word.term]:
                continue
            found[word.term][k] = Use(
                k,
                side.piece(index, word.start, word.end),
                other.piece(said[0][0], said[0][1].start, said[0][1].end),
                frozenset(w.term for _, w in said),
                frozenset(w.term for _, w in side.witness.words if same(word, w))
                if side.witness
                else frozenset(),
                word.senses,
                frozenset[str]().union(*(word.senses & w.senses for _, w in said)),
                frozenset(_beside(side, at)),
            )
    return {term: list(uses.values()) for term, uses in found.items() if len(uses) > 1}


def _noun(word: Word) -> bool:
    return word.pos in NOUNS and bool(word.senses) and not word.concept and not word.proper


def _beside(side: Side, at: int) -> Iterator[tuple[int, str]]:
    """Yield the words that only a space parts from word `at`, with the step to them; grammar words make no phrase."""
    index, word = side.words[at]
    for step in (-1, 1):
        if 0 <= at + step < len(side.words):
            i, near = side.words[at + step]
            if i == index and near.content and max(near.start - word.end, word.start - near.end) == 1:
                yield step, near.term


@cache
def _terms(glossary: tuple[Path, ...]) -> frozenset[str]:
    """Return the ids of nouns that belong to a field of study, and of the user's own terms."""
    return frozenset(
        entry.id
        for entry in load_glossary(glossary)
        if not entry.shipped or (entry.pos in NOUNS and entry.field != GENERAL)
    )
