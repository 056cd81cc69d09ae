"""What a translation changed: differences between the two sides of each bead, from annotations and text.

Each rule looks at one bead and yields its findings; a rule that cannot be sure says nothing, because a reader
who meets many false alarms stops reading. Rules are independent of each other, and stand in the order in which
their findings are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from kzru_nlp.alignment.audit_consistency import varied_terms
from kzru_nlp.alignment.audit_contrast import compare_contrasts
from kzru_nlp.alignment.audit_force import compare_force
from kzru_nlp.alignment.audit_modality import compare_modality
from kzru_nlp.alignment.audit_names import compare_names, named_ids
from kzru_nlp.alignment.audit_negation import compare_negation
from kzru_nlp.alignment.audit_numbers import compare_calendar, compare_numbers
from kzru_nlp.alignment.audit_order import compare_order, moved_beads
from kzru_nlp.alignment.audit_parts import compare_missing
from kzru_nlp.alignment.audit_stance import compare_stances
from kzru_nlp.alignment.audit_typo import compare_spelling
from kzru_nlp.alignment.audit_wording import compare_terminology
from kzru_nlp.alignment.catalogue import explain
from kzru_nlp.alignment.findings import Finding, Piece, Side, Third
from kzru_nlp.alignment.words import read_words
from kzru_nlp.model import AnalysedSentence, Bead, Difference, SentenceSpan


def compare(
    src: Sequence[AnalysedSentence],
    tgt: Sequence[AnalysedSentence],
    beads: Sequence[Bead],
    *,
    messages: str = "en",
    glossary: Sequence[str | PathLike[str]] = (),
    third: Third | None = None,
) -> list[Difference]:
    """Return the differences of every bead, in order, explained in the language `messages`.

    `third` is a version in another language, if there is one: it confirms what the two alone leave in doubt.

    Raises:
        ValueError: there is no message catalogue in that language.
    """
    out = []
    own = tuple(map(Path, glossary))
    one, other = (_Version.of(side, own, with_names=third is not None) for side in (src, tgt))
    sides = []
    for bead in beads:
        linked = third.of(bead) if third else []
        witness = Side(linked, (), own) if linked else None
        sides.append((one.side(bead.src, witness), other.side(bead.tgt, witness)))
    moved, varied = moved_beads(beads), list(varied_terms(sides))
    for k, (src_side, tgt_side) in enumerate(sides):
        found = [Finding("order_moved", "minor", src_side.whole(), tgt_side.whole())] if k in moved else []
        found += _findings(src_side, tgt_side)
        found += [finding for at, finding in varied if at == k]
        out += [_difference(k, finding, messages) for finding in found]
    return out


@dataclass(frozen=True)
class _Version:
    """One version of the text, and what is asked of all of it."""

    sentences: Sequence[AnalysedSentence]
    glossary: tuple[Path, ...]
    named: frozenset[str]
    vocabulary: frozenset[str]

    @classmethod
    def of(
        cls, sentences: Sequence[AnalysedSentence], glossary: tuple[Path, ...], *, with_names: bool
    ) -> _Version:
        named = (key for s in sentences for key in named_ids(s)) if with_names else ()
        words = (w.fold for s in sentences for w in read_words(s.text, s.lang, glossary))
        return cls(sentences, glossary, frozenset(named), frozenset(words))

    def side(self, indices: Sequence[int], witness: Side | None) -> Side:
        near = {i + step for i in indices for step in (-1, 1)} - set(indices)
        return Side(
            [(i, self.sentences[i]) for i in indices],
            [self.sentences[i] for i in sorted(near) if 0 <= i < len(self.sentences)],
            self.glossary,
            witness,
            self.named,
            self.vocabulary,
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


RULES: tuple[Callable[[Side, Side], Iterator[Finding]], ...] = (
    compare_numbers,
    compare_calendar,
    compare_contrasts,
    compare_names,
    compare_negation,
    compare_stances,
    compare_force,
    compare_modality,
    compare_missing,
    compare_order,
    compare_terminology,
    compare_spelling,
)
