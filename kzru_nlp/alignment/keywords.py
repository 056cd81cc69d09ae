"""Keyword lists of two versions: which keyword translates which, and which have no counterpart.

The order of keywords is free (alphabetical in one language, by weight in another), so they are matched the surest
first and not aligned in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kzru_nlp.alignment.catalogue import explain
from kzru_nlp.alignment.evidence import Answers, Type, match_types
from kzru_nlp.alignment.features import SentenceFeatures, describe, sounds
from kzru_nlp.model import Bead, Difference, SentenceSpan

_MARK = re.compile(r"\s*[,;•·|\n]+\s*")
_LABEL_WORDS = 3
SURE = 0.25
"""Least share of what a keyword says that its counterpart has to say too."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword at characters `start:end` of its list."""

    start: int
    end: int
    text: str


def find_keywords(text: str) -> list[Keyword]:
    """Return the keywords of a list, left to right; a label before a colon is none of them.

    >>> [k.text for k in find_keywords("Keywords: water; border, Aral Sea.")]
    ['water', 'border', 'Aral Sea']
    """
    head, colon, _ = text.partition(":")
    at = len(head) + 1 if colon and len(head.split()) <= _LABEL_WORDS and not _MARK.search(head) else 0
    found = []
    for end in [*(m.span() for m in _MARK.finditer(text, at)), (len(text), len(text))]:
        raw = text[at : end[0]]
        word = raw.strip(" .\t")
        if word:
            start = at + raw.index(word)
            found.append(Keyword(start, start + len(word), word))
        at = end[1]
    return found


def match_keywords(
    src: Sequence[str], tgt: Sequence[str], *, src_lang: str, tgt_lang: str, glossary: tuple[Path, ...] = ()
) -> list[Bead]:
    """Return a bead for each keyword: pairs that share evidence, then unknown ones by their place; the rest alone."""
    one = [describe(word, src_lang, glossary) for word in src]
    other = [describe(word, tgt_lang, glossary) for word in tgt]
    # A name that is known in one language only has another id than its parts in the other, but sounds the same.
    heard = _shares([sounds(word, src_lang) for word in src], [sounds(word, tgt_lang) for word in tgt])
    shares = {pair: max(share, heard[pair]) for pair, share in _shares(one, other).items()}
    sure = sorted(
        ((share, i, j) for (i, j), share in shares.items() if share >= SURE),
        key=lambda x: (-x[0], abs(x[1] - x[2])),
    )
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for share, i, j in sure:
        if i not in pairs and j not in taken:
            pairs[i] = j, share
            taken.add(j)
    left, right = (
        [i for i in range(len(src)) if i not in pairs],
        [j for j in range(len(tgt)) if j not in taken],
    )
    # What neither glossary nor sound can pair is mostly a translation all the same: the rest goes together in order,
    # except what the longer list has more, which is what our tables know best and yet found no counterpart for.
    surplus = len(left) - len(right)
    left, right = _without_surplus(left, one, surplus), _without_surplus(right, other, -surplus)
    pairs.update((i, (j, 0.0)) for i, j in zip(left, right, strict=True) if not _strangers(one[i], other[j]))
    taken = {j for j, _ in pairs.values()}
    beads = [
        Bead((i,), (pairs[i][0],), round(0.5 + pairs[i][1] / 2, 4)) if i in pairs else Bead((i,), (), 0.7)
        for i in range(len(src))
    ]
    return beads + [Bead((), (j,), 0.7) for j in range(len(tgt)) if j not in taken]


def _shares(
    one: Sequence[SentenceFeatures], other: Sequence[SentenceFeatures]
) -> dict[tuple[int, int], float]:
    forth, back = match_types(one, other), match_types(other, one)
    out = {}
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            said = [*_answered(a, b, forth), *_answered(b, a, back)]
            out[i, j] = sum(said) / len(said) if said else 0.0
    return out


def _answered(
    own: SentenceFeatures, other: SentenceFeatures, types: Mapping[Type, Answers]
) -> Iterator[float]:
    there = {(f.kind, f.key) for f in other.features}
    for f in own.features:
        if f.kind != "mark":
            yield max((s for key, s in types[f.kind, f.key].matches.items() if key in there), default=0.0)


def _without_surplus(rest: Sequence[int], words: Sequence[SentenceFeatures], surplus: int) -> list[int]:
    """Return `rest` without the `surplus` keywords that say most of what our tables know."""
    gone = sorted(rest, key=lambda i: (-_known(words[i]), i))[: max(0, surplus)]
    return [i for i in rest if i not in gone]


def _known(word: SentenceFeatures) -> float:
    worth = {"concept": 3.0, "name": 2.0, "term": 1.0}
    return max((worth.get(f.kind, 0.0) for f in word.features), default=0.0)


def _strangers(one: SentenceFeatures, other: SentenceFeatures) -> bool:
    """Whether one side names what we know and the other, which has no name, says another thing that we know."""
    named = ["concept" in {f.kind for f in side.features} for side in (one, other)]
    return named[0] != named[1] and min(_known(one), _known(other)) >= 1.0


def compare_keywords(
    src: str,
    tgt: str,
    *,
    src_lang: str,
    tgt_lang: str,
    messages: str = "en",
    glossary: tuple[Path, ...] = (),
) -> list[Difference]:
    """Return what differs between two lists of keywords: keywords lost, added, or replaced by something else.

    `bead` is the index among the beads of `match_keywords`, spans are those of the whole list (sentence 0).
    """
    one, other = find_keywords(src), find_keywords(tgt)
    beads = match_keywords(
        [k.text for k in one],
        [k.text for k in other],
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        glossary=glossary,
    )
    lost = [(k, one[b.src[0]]) for k, b in enumerate(beads) if not b.tgt]
    added = [(k, other[b.tgt[0]]) for k, b in enumerate(beads) if not b.src]
    out = []
    while lost and added:
        (k, a), (_, b) = lost.pop(0), added.pop(0)
        out.append(_difference(k, "keyword_changed", a, b, messages))
    out += [_difference(k, "keyword_lost", a, None, messages) for k, a in lost]
    return out + [_difference(k, "keyword_added", None, b, messages) for k, b in added]


def _difference(bead: int, key: str, src: Keyword | None, tgt: Keyword | None, messages: str) -> Difference:
    def span(word: Keyword | None) -> SentenceSpan | None:
        return SentenceSpan(0, word.start, word.end) if word else None

    words: tuple[str, str] = (src.text if src else "", tgt.text if tgt else "")
    return Difference(
        bead=bead,
        type="keyword",
        severity="minor",
        src_text=words[0],
        tgt_text=words[1],
        src_span=span(src),
        tgt_span=span(tgt),
        explanation=explain(key, messages, src=words[0], tgt=words[1]),
    )
