"""Keyword lists of two versions: which keyword translates which, and which have no counterpart.

The order of keywords is free (alphabetical in one language, by weight in another), so they are matched the surest
first and not aligned in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kzru_nlp.alignment.catalogue import explain
from kzru_nlp.alignment.evidence import Answers, Type, match_types
from kzru_nlp.alignment.features import SentenceFeatures, describe, sounds
from kzru_nlp.lang.skeleton import skeleton
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
    # Short names are heard whole: Qosh Tepa, Кош-Тепа.
    bones = [
        [skeleton("".join(filter(str.isalpha, w)), x) for w in words]
        for words, x in ((src, src_lang), (tgt, tgt_lang))
    ]
    heard |= {(i, j): 1.0 for i, a in enumerate(bones[0]) for j, b in enumerate(bones[1]) if a == b != ""}
    shares = _shares(one, other)
    # Where tables know both, a name and another thing, they sound alike by chance ("ürün", a product, and "Иран").
    shares |= {
        (i, j): max(shares[i, j], share)
        for (i, j), share in heard.items()
        if not _strangers(one[i], other[j])
    }
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
    pairs.update((i, (j, shares[i, j])) for i, j in _rest(pairs, one, other, shares))
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


def _rest(
    sure: Mapping[int, tuple[int, float]],
    one: Sequence[SentenceFeatures],
    other: Sequence[SentenceFeatures],
    shares: Mapping[tuple[int, int], float],
) -> Iterator[tuple[int, int]]:
    """Yield pairs of what neither glossary nor sound can pair: mostly a translation all the same.

    Where the sure pairs stand in one order, so do the others, and each stretch between sure pairs is paired by itself;
    where they don't, all that is left is one stretch.
    """
    anchors = sorted((i, j) for i, (j, _) in sure.items())
    if any(a[1] > b[1] for a, b in pairwise(anchors)):
        anchors = []
    taken = {j for j, _ in sure.values()}
    for (i, j), (end_i, end_j) in pairwise([(-1, -1), *anchors, (len(one), len(other))]):
        left = [k for k in range(i + 1, end_i) if k not in sure]
        right = [k for k in range(j + 1, end_j) if k not in taken]
        yield from _in_order(left, right, one, other, shares)


def _in_order(
    left: Sequence[int],
    right: Sequence[int],
    one: Sequence[SentenceFeatures],
    other: Sequence[SentenceFeatures],
    shares: Mapping[tuple[int, int], float],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs, in order, that say most of the same; what the longer side has more stands at its end, rather."""
    if not left or not right:
        return
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    worth = {
        (i, j): -1.0 if _strangers(one[i], other[j]) else 1.0 + shares[i, j] for i in left for j in right
    }
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            both = best[a + 1][b + 1] + worth[left[a], right[b]]
            best[a][b] = max(both, best[a + 1][b], best[a][b + 1])
    a = b = 0
    while a < len(left) and b < len(right):
        if best[a][b] == best[a + 1][b + 1] + worth[left[a], right[b]]:
            yield left[a], right[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1


def _known(word: SentenceFeatures) -> float:
    worth = {"concept": 3.0, "name": 2.0, "term": 1.0}
    return max((worth.get(f.kind, 0.0) for f in word.features), default=0.0)


def _strangers(one: SentenceFeatures, other: SentenceFeatures) -> bool:
    """Whether one side is a name that we know and nothing else, and the other, which has no name, another known thing."""
    kinds = [{f.kind for f in side.features} for side in (one, other)]
    named = [own == {"concept"} for own in kinds]
    return (
        named[0] != named[1]
        and not kinds[named[0]] & {"concept", "name"}
        and min(_known(one), _known(other)) >= 1
    )


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
