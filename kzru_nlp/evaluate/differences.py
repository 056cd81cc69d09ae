"""Scores of the audit: which annotated differences between versions are found, by type.

A difference is found when one of its type is said of the same sentences and, where both name words on a side, of
overlapping words on one side at least. A year may be said as a number or as a date. What stands on one side only is an
omission of the other if that is the target, an addition if it is the source, whatever the annotator called it: of three
versions none is known to be the original.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.analysed import analysed
from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.findings import Third
from kzru_nlp.alignment.keywords import compare_keywords
from kzru_nlp.corpus.bootstrap import Score, bootstrap
from kzru_nlp.corpus.markup import KEYWORDS, TITLE, GoldDifference, GoldDocument, GoldSentence
from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.model import AnalysedSentence, Bead, Difference, SentenceSpan, Span
from kzru_nlp.model.annotations import DIFFERENCE_TYPES
from kzru_nlp.pipelines.load import load

SAME = {"date": "number"}
"""Types that may be said for each other."""
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A difference by the keys of its sentences; spans are into the sentence that is named first, or None."""

    type: str
    severity: str
    src: Keys
    tgt: Keys
    src_span: tuple[str, int, int] | None
    tgt_span: tuple[str, int, int] | None
    text: str = ""


@dataclass(frozen=True)
class Outcome:
    """Of one pair of versions: gold differences with whether they were found, and said ones with whether they are gold."""

    doc: str
    pair: tuple[str, str]
    gold: tuple[tuple[Said, bool], ...]
    said: tuple[tuple[Said, bool], ...]


def outcomes(corpus: Corpus, split: str) -> list[Outcome]:
    """Return what the audit says of each pair of versions of the abstracts of a split, against the gold."""
    return [outcome(document, pair) for document in corpus.of_split(split) for pair in document.beads]


def outcome(document: GoldDocument, pair: tuple[str, str]) -> Outcome:
    """Return what the audit says of one pair of versions, against the gold."""
    gold = [_gold(document, d) for d in document.differences if d.pair == pair]
    said = list(_said(document, pair))
    used: set[int] = set()
    found = []
    for want in gold:
        match = next((k for k, have in enumerate(said) if k not in used and _same(want, have)), None)
        if match is not None:
            used.add(match)
        found.append((want, match is not None))
    # A second finding about the same gold difference is no false alarm.
    right = [k in used or any(_same(want, have) for want in gold) for k, have in enumerate(said)]
    return Outcome(document.id, pair, tuple(found), tuple(zip(said, right, strict=True)))


def _gold(document: GoldDocument, d: GoldDifference) -> Said:
    a, b = d.pair
    return Said(
        _one_sided(d),
        d.severity,
        d.src,
        d.tgt,
        _located(document, a, d.src, d.src_text),
        _located(document, b, d.tgt, d.tgt_text),
        d.note,
    )


def _one_sided(d: GoldDifference) -> str:
    if d.type not in {"omission", "addition"} or bool(d.src_text) == bool(d.tgt_text):
        return d.type
    return "omission" if d.src_text else "addition"


def _located(document: GoldDocument, lang: str, keys: Keys, words: str) -> tuple[str, int, int] | None:
    for sentence in document.versions[lang]:
        if sentence.key in keys and words and (at := sentence.text.find(words)) >= 0:
            return sentence.key, at, at + len(words)
    return None


def _said(document: GoldDocument, pair: tuple[str, str]) -> Iterator[Said]:
    third = next((lang for lang in document.versions if lang not in pair), None)
    for keys in ("body", TITLE):
        versions = {
            lang: _Version.of([s for s in document.versions[lang] if _belongs(s.key, keys)], lang)
            for lang in (*pair, third)
            if lang
        }
        one, other, *rest = versions.values()
        if not one.keys or not other.keys:
            continue
        beads = _beads(one, other, keys)
        seen = next((v for v in rest if v.keys), None)
        witness = Third(seen.analysed, _beads(one, seen, keys), _beads(other, seen, keys)) if seen else None
        for found in compare(one.analysed, other.analysed, beads, third=witness):
            yield _with_keys(found, beads[found.bead], (one.keys, other.keys))
    a, b = pair
    lists = [[s for s in document.versions[lang] if s.key == KEYWORDS] for lang in pair]
    if all(lists):
        texts = [side[0].text for side in lists]
        for found in compare_keywords(texts[0], texts[1], src_lang=a, tgt_lang=b):
            yield _with_keys(found, Bead((0,), (0,)), ([KEYWORDS], [KEYWORDS]))


@dataclass(frozen=True)
class _Version:
    """The body or the title of a version: the keys of its sentences, and the sentences analysed."""

    lang: str
    keys: list[str]
    analysed: list[AnalysedSentence]

    @classmethod
    def of(cls, sentences: Sequence[GoldSentence], lang: str) -> _Version:
        return cls(lang, [s.key for s in sentences], list(_analysed(tuple(s.text for s in sentences), lang)))


def _belongs(key: str, keys: str) -> bool:
    return key not in (TITLE, KEYWORDS) if keys == "body" else key == keys


def _beads(one: _Version, other: _Version, keys: str) -> list[Bead]:
    if keys == TITLE:
        return [Bead(tuple(range(len(one.keys))), tuple(range(len(other.keys))))]
    texts = [s.text for s in one.analysed], [s.text for s in other.analysed]
    return align(*texts, src_lang=one.lang, tgt_lang=other.lang)


def _with_keys(found: Difference, bead: Bead, names: tuple[list[str], list[str]]) -> Said:
    return Said(
        found.type,
        found.severity,
        tuple(names[0][i] for i in bead.src),
        tuple(names[1][j] for j in bead.tgt),
        _span(found.src_span, names[0]),
        _span(found.tgt_span, names[1]),
        f"{found.src_text} | {found.tgt_text}",
    )


def _span(span: SentenceSpan | None, names: Sequence[str]) -> tuple[str, int, int] | None:
    return (names[span.sentence], span.start, span.end) if span else None


@lru_cache(maxsize=8)
def _analysed(sentences: tuple[str, ...], lang: str) -> list[AnalysedSentence]:
    """Return the sentences of a version analysed, remembered: each stands in two pairs, and is the third of one."""
    return [analysed(doc.text, lang, doc._.mentions, doc._.stances) for doc in load(lang).pipe(sentences)]


def _same(want: Said, have: Said) -> bool:
    if SAME.get(want.type, want.type) != SAME.get(have.type, have.type):
        return False
    if not (set(want.src) & set(have.src) or set(want.tgt) & set(have.tgt)):
        return False
    sides = [(want.src_span, have.src_span), (want.tgt_span, have.tgt_span)]
    both = [(x, y) for x, y in sides if x and y]
    return not both or any(x[0] == y[0] and _touch(x[1:], y[1:]) for x, y in both)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def difference_rows(found: Sequence[Outcome]) -> Iterator[dict[str, object]]:
    """Yield rows (type, severity, measure, n, score): recall by type and severity, P, R and F1 by type and for all."""
    for name in ("all", *DIFFERENCE_TYPES):
        own = [_counts(outcome, name) for outcome in found]
        n = sum(c["gold"] for c in own)
        if not n and not sum(c["said"] for c in own):
            continue
        for measure in ("P", "R", "F1"):
            yield {"type": name, "measure": measure, "n": n, "score": _score(own, measure, n)}


def _counts(found: Outcome, name: str) -> Counter[str]:
    gold = [hit for d, hit in found.gold if name in ("all", d.type)]
    said = [right for d, right in found.said if name in ("all", d.type)]
    return Counter(gold=len(gold), found=sum(gold), said=len(said), right=sum(said))


def _score(counts: Sequence[Counter[str]], measure: str, n: int) -> Score:
    def value(drawn: Sequence[Counter[str]]) -> float:
        total: Counter[str] = sum(drawn, Counter())
        p = total["right"] / total["said"] if total["said"] else 0.0
        r = total["found"] / total["gold"] if total["gold"] else 0.0
        return {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0}[measure]

    return bootstrap(counts, value, n)
