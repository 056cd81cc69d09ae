"""Keyword lists of two versions: which keyword translates which, and which have no counterpart.

The order of keywords is free (alphabetical in one language, by weight in another), so they are matched the surest
first and not aligned in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kzru_nlp.alignment.catalogue import explain
from kzru_nlp.alignment.evidence import match_types
from kzru_nlp.alignment.features import SentenceFeatures, describe
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
    shares = _shares(one, other)
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
    # What neither glossary nor sound can pair may still be a translation: the same number of rest, in order.
    if len(left) == len(right):
        pairs.update(
            (i, (j, 0.5)) for i, j in zip(left, right, strict=True) if not _strangers(one[i], other[j])
        )
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
            there, here = {(f.kind, f.key) for f in b.features}, {(f.kind, f.key) for f in a.features}
            said = [
                max((s for k, s in forth[f.kind, f.key].matches.items() if k in there), default=0.0)
                for f in a.features
            ]
            said += [
                max((s for k, s in back[f.kind, f.key].matches.items() if k in here), default=0.0)
                for f in b.features
            ]
            out[i, j] = sum(said) / len(said) if said else 0.0
    return out


def _strangers(one: SentenceFeatures, other: SentenceFeatures) -> bool:
    """Whether both sides say things that we know, which are not the same."""
    known = [any(f.kind in {"concept", "term", "number"} for f in side.features) for side in (one, other)]
    return all(known)


def compare_keywords(
    src: str,
    tgt: str,
    *,
    src_lang: str,
    tgt_lang: str,
    messages: str = "en",
    glossary: tuple[Path, ...] = (),
) -> list[Difference]:
    """Return what differs between two lists of keywords: keywords lost, added, or replaced by something else."""
    one, other = find_keywords(src), find_keywords(tgt)
    beads = match_keywords(
        [k.text for k in one],
        [k.text for k in other],
        src_lang=src_lang,
        tgt_lang=tgt_lang,
        glossary=glossary,
    )
    lost = [one[b.src[0]] for b in beads if not b.tgt]
    added = [other[b.tgt[0]] for b in beads if not b.src]
    if len(lost) == len(added):
        return [_difference("keyword_changed", a, b, messages) for a, b in zip(lost, added, strict=True)]
    # Of several without counterpart, some may be translations that neither glossary nor sound shows.
    extra = len(lost) - len(added)
    if extra > 0:
        return [_difference("keyword_lost", a, None, messages) for a in lost]
    return [_difference("keyword_added", None, b, messages) for b in added]


def _difference(key: str, src: Keyword | None, tgt: Keyword | None, messages: str) -> Difference:
    def span(word: Keyword | None) -> SentenceSpan | None:
        return SentenceSpan(0, word.start, word.end) if word else None

    words: tuple[str, str] = (src.text if src else "", tgt.text if tgt else "")
    return Difference(
        bead=0,
        type="keyword",
        severity="minor",
        src_text=words[0],
        tgt_text=words[1],
        src_span=span(src),
        tgt_span=span(tgt),
        explanation=explain(key, messages, src=words[0], tgt=words[1]),
    )
