"""What rules of the audit work on and yield: the sides of a bead, a third version of it, places in them, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kzru_nlp.alignment.words import Word, read_words
from kzru_nlp.model import AnalysedSentence, Bead


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
class Third:
    """A third version of a text, with the beads that link it to the two that are compared (they are the `src` there).

    Where two versions agree against the third, a difference is no accident of our tables: it is found with less evidence,
    and what none of the others bears out is not reported.
    """

    sentences: Sequence[AnalysedSentence]
    of_src: Sequence[Bead]
    of_tgt: Sequence[Bead]

    def of(self, bead: Bead) -> list[tuple[int, AnalysedSentence]]:
        """Return its sentences that either side of `bead` is linked to."""
        both = ((self.of_src, bead.src), (self.of_tgt, bead.tgt))
        found = {k for beads, own in both for link in beads if set(link.src) & set(own) for k in link.tgt}
        return [(k, self.sentences[k]) for k in sorted(found)]


@dataclass(frozen=True)
class Side:
    """One side of a bead: its sentences, those just before and after it, the user's glossary, the third version.

    `elsewhere` are the ids of the actors that the whole version names, `vocabulary` its folded words.
    """

    sentences: Sequence[tuple[int, AnalysedSentence]]
    around: Sequence[AnalysedSentence]
    glossary: tuple[Path, ...] = ()
    witness: Side | None = None
    elsewhere: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()

    def whole(self) -> Piece:
        """Return the place of the side's first sentence, whole."""
        index, sentence = self.sentences[0]
        return Piece(index, 0, len(sentence.text), sentence.text)

    def piece(self, index: int, start: int, end: int) -> Piece:
        """Return characters `start:end` of the sentence `index`."""
        text = next(sentence.text for i, sentence in self.sentences if i == index)
        return Piece(index, start, end, text[start:end])

    @property
    def length(self) -> int:
        """Characters of all sentences."""
        return sum(len(sentence.text) for _, sentence in self.sentences)

    @cached_property
    def words(self) -> list[tuple[int, Word]]:
        """The words of all sentences, each with its sentence's index."""
        return [(i, w) for i, s in self.sentences for w in read_words(s.text, s.lang, self.glossary)]

    @cached_property
    def nearby(self) -> list[Word]:
        """The words of the sentences around."""
        return [w for s in self.around for w in read_words(s.text, s.lang, self.glossary)]
