"""Parts of a bead that one side lacks: a clause or a phrase that nothing on the other side answers.

A sentence in other words is full of words without a counterpart; what is missing shows in the length too. So a part is
reported only where the other side is too short for what stands here, by the rates of the languages, and where a third
version says as much as this side. Then the run of words with the least answers is the missing part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kzru_nlp.alignment.findings import Finding, Piece, Side
from kzru_nlp.alignment.weights import load_weights
from kzru_nlp.alignment.words import Word, answers
from kzru_nlp.lang import get_profile

SHORT, SHORT_ALONE = -0.3, -0.6
"""Log of the other side's length, over what is expected of it, from which on it lacks something: with a third version as
long as this one, and without one."""
LEAST_CHARACTERS, LEAST_ALONE = 20, 40
"""Characters that must be missing, with a third version and without one."""
MISSING, UNKNOWN, ANSWERED = 1.0, 0.3, -1.3
"""Weights of a word that should be answered and is not, of one that no table knows, and of an answered one."""
LEAST_WEIGHT = 1.5
LEAST_SHARE, MOST_SHARE = 0.5, 1.8
"""Length of the part over the length that is missing."""
FITS, UNSAID = 0.25, 0.25
"""Log length ratio up to which two sides fit; share of a sentence's content up to which the other side says nothing of it."""
REST = 0.4
"""Share of all other content that the other side must answer."""
BORNE_OUT = 0.3
"""Share of the part's content that the third version must answer."""


def compare_missing(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield what one side of a bead lacks: a whole sentence, else a part."""
    whole = [*compare_merged(src, tgt), *compare_strangers(src, tgt)]
    yield from whole or compare_parts(src, tgt)


def compare_parts(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield the part that one side of a bead lacks."""
    for key, fuller, other in (("omission_part", src, tgt), ("addition_part", tgt, src)):
        if not lacks(fuller, other):
            continue
        part = missing_part(fuller, other)
        if part:
            yield Finding(key, "minor", part if fuller is src else None, part if fuller is tgt else None)


def compare_merged(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield sentences of a merge that the other side has nothing of: without them the lengths fit, with them they don't."""
    for key, fuller, other in (("omission", src, tgt), ("addition", tgt, src)):
        if len(fuller.sentences) < 2:
            continue
        there = [w for _, w in other.words]
        shares = {i: _share([w for k, w in fuller.words if k == i], there) for i, _ in fuller.sentences}
        index = min(shares, key=lambda i: (shares[i], i))
        rest = Side([(i, s) for i, s in fuller.sentences if i != index], ())
        fits = abs(_ratio(rest, other)) < FITS and _ratio(fuller, other) < -FITS
        if fits and shares[index] <= UNSAID and _share([w for _, w in rest.words], there) >= REST:
            piece = next(Piece(i, 0, len(s.text), s.text) for i, s in fuller.sentences if i == index)
            yield Finding(key, "major", piece if fuller is src else None, piece if fuller is tgt else None)


def compare_strangers(src: Side, tgt: Side) -> Iterator[Finding]:
    """Yield a sentence that is paired with one of another length that answers nothing of it.

    Short sentences are easily paired by their place alone. A third version that answers both sides makes them a free
    translation.
    """
    if len(src.sentences) != 1 or len(tgt.sentences) != 1:
        return
    one, other = ([w for _, w in side.words] for side in (src, tgt))
    fits = abs(_ratio(src, tgt)) < FITS
    if fits or not any(w.content for w in one) or any(answers(w, other) for w in one if w.content):
        return
    third = [w for _, w in src.witness.words] if src.witness else []
    if third and all(any(answers(w, third) for w in side if w.content) for side in (one, other)):
        return
    yield Finding("omission", "major", src.whole())


def _share(words: Sequence[Word], there: Sequence[Word]) -> float:
    content = [w for w in words if w.content]
    return sum(bool(answers(w, there)) for w in content) / len(content) if content else 1.0


def lacks(fuller: Side, other: Side) -> bool:
    """Return whether `other` is too short to say what `fuller` says."""
    missing = fuller.length - other.length * math.exp(_rate(fuller) - _rate(other))
    third = fuller.witness
    if third is None or not third.length:
        return missing >= LEAST_ALONE and _ratio(fuller, other) < SHORT_ALONE
    if missing < LEAST_CHARACTERS:
        return False
    return max(_ratio(fuller, other), _ratio(third, other)) < SHORT


def _ratio(fuller: Side, other: Side) -> float:
    """Return the log of the length of `other` over the length expected from `fuller`."""
    return math.log(max(other.length, 1) / max(fuller.length, 1)) - (_rate(other) - _rate(fuller))


def _rate(side: Side) -> float:
    return load_weights().length.ratio.get(side.sentences[0][1].lang, 0.0)


def missing_part(fuller: Side, other: Side) -> Piece | None:
    """Return the run of words of `fuller` with the least answers in `other`, or None where it explains the length badly."""
    there = [w for _, w in other.words]
    runs = []
    for index, sentence in fuller.sentences:
        words = [w for i, w in fuller.words if i == index]
        total, first, last = heaviest([_weight(w, there, sentence.lang) for w in words])
        if total:
            runs.append((total, index, words[first : last + 1]))
    if not runs:
        return None
    total, index, run = max(runs, key=lambda r: (r[0], -r[1]))
    piece = fuller.piece(index, run[0].start, run[-1].end)
    return piece if total >= LEAST_WEIGHT and _explains(piece, run, fuller, other) else None


def _explains(piece: Piece, run: Sequence[Word], fuller: Side, other: Side) -> bool:
    rate = math.exp(_rate(other) - _rate(fuller))
    missing = fuller.length * rate - other.length
    if not LEAST_SHARE <= len(piece.text) * rate / missing <= MOST_SHARE:
        return False
    there = [w for _, w in other.words]
    rest = [w for _, w in fuller.words if w.content and w not in run]
    if rest and sum(bool(answers(w, there)) for w in rest) < REST * len(rest):
        return False
    third = [w for _, w in fuller.witness.words] if fuller.witness else []
    content = [w for w in run if w.content]
    return not third or sum(bool(answers(w, third)) for w in content) >= BORNE_OUT * len(content)


def _weight(word: Word, there: Sequence[Word], lang: str) -> float:
    if word.fold in get_profile(lang).function_words or word.pos in {"link"}:
        return 0.0
    if answers(word, there):
        return ANSWERED
    return MISSING if word.content else UNKNOWN


def heaviest(weights: Sequence[float]) -> tuple[float, int, int]:
    """Return the sum, the first and the last index of the heaviest run of `weights` (Kadane); zeros at its ends are left out.

    >>> heaviest([-1.0, 2.0, 0.0, 1.0, 0.0, -3.0])
    (3.0, 1, 3)
    """
    best, total, start = (0.0, 0, 0), 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best[0]:
            best = total, start, i
    return best
