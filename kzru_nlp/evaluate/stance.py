"""Scores of stances against gold: SemEval mean, three classes, direction, tuples, contrast pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kzru_nlp.corpus.bootstrap import Score, bootstrap, f1
from kzru_nlp.corpus.passages import GoldLine, Opinion, Passage, overlap, same_party

Predict = Callable[[Passage], Sequence[Opinion]]
SIGNS = ("FAVOR", "AGAINST")
Pair = tuple[str, str]
"""Gold label and found label of one thing; NONE for neither."""


@dataclass(frozen=True, slots=True)
class Line:
    """A gold sentence with what a system found in it."""

    gold: GoldLine
    found: tuple[Opinion, ...]


Read = Sequence[Line]
"""The lines of one document."""


def read_documents(passages: Iterable[Passage], predict: Predict) -> list[list[Line]]:
    """Return every gold sentence with the tuples found in it, grouped by document."""
    documents: dict[tuple[str, str], list[Line]] = {}
    for passage in passages:
        found = predict(passage)
        lines = documents.setdefault((passage.document, passage.lang), [])
        for gold in passage.lines:
            own = tuple(o for o in found if o.evidence and gold.start <= o.evidence[0][0] < gold.end)
            lines.append(Line(gold, own))
    return list(documents.values())


def pairs_of(line: Line) -> list[Pair]:
    """Return gold and found label of each directed pair that either side has, then of the actors that neither relates."""
    pairs: list[Pair] = []
    left = list(line.found)
    taken: list[Opinion] = []
    for gold in line.gold.opinions:
        matching = [o for o in left if same_pair(o, gold)]
        best = next((o for o in matching if o.counted == gold.counted), matching[0] if matching else None)
        if best is not None:
            left.remove(best)
        taken.append(gold)
        pairs.append((gold.counted, best.counted if best else "NONE"))
    pairs += [("NONE", o.counted) for o in left]
    taken += line.found
    for holder, target in line.gold.pairs:
        if not any(same_party(o.holder, holder) and same_party(o.target, target) for o in taken):
            pairs.append(("NONE", "NONE"))
    return pairs


def same_pair(a: Opinion, b: Opinion) -> bool:
    """Whether two tuples have the same holder and the same target."""
    return same_party(a.holder, b.holder) and same_party(a.target, b.target)


def class_f1(pairs: Iterable[Pair]) -> dict[str, float]:
    """Return F1 of FAVOR, AGAINST and NONE."""
    counts = Counter(pairs)
    out = {}
    for label in (*SIGNS, "NONE"):
        gold = sum(n for (g, _), n in counts.items() if g == label)
        found = sum(n for (_, p), n in counts.items() if p == label)
        out[label] = f1(counts[label, label], found, gold)
    return out


def semeval(pairs: Iterable[Pair]) -> float:
    """Return the mean of F1(FAVOR) and F1(AGAINST) (Mohammad et al., SemEval-2016 Task 6)."""
    scores = class_f1(pairs)
    return (scores["FAVOR"] + scores["AGAINST"]) / 2


def macro3(pairs: Iterable[Pair]) -> float:
    """Return the mean F1 of FAVOR, AGAINST and NONE."""
    return sum(class_f1(pairs).values()) / 3


def tuple_hits(line: Line) -> tuple[int, int, int]:
    """Return hits, found and gold tuples: label equal, holder, target and evidence overlapping (RuOpinionNE-2024)."""
    left = list(line.found)
    hits = 0
    for gold in line.gold.opinions:
        match = next(
            (o for o in left if o.label == gold.label and same_pair(o, gold) and same_evidence(o, gold)), None
        )
        if match:
            left.remove(match)
            hits += 1
    return hits, len(line.found), len(line.gold.opinions)


def same_evidence(a: Opinion, b: Opinion) -> bool:
    """Whether two tuples share words of evidence."""
    return any(overlap(x, y) for x in a.evidence for y in b.evidence)


def role_hits(line: Line) -> tuple[int, int]:
    """Return how many gold tuples found by evidence and label have holder and target right, and how many are found."""
    right = found = 0
    for gold in line.gold.opinions:
        near = [o for o in line.found if o.label == gold.label and same_evidence(o, gold)]
        found += bool(near)
        right += any(same_pair(o, gold) for o in near)
    return right, found


def direction_hits(line: Line) -> tuple[int, int]:
    """Return how many found pairs that the gold relates one way only are related that way, and how many there are."""
    right = total = 0
    for found in line.found:
        turned = Opinion(found.target, found.holder, found.label, found.factuality, found.evidence)
        straight = any(same_pair(found, gold) for gold in line.gold.opinions)
        back = any(same_pair(turned, gold) for gold in line.gold.opinions)
        if straight != back:
            right, total = right + straight, total + 1
    return right, total


def is_right(line: Line) -> bool:
    """Whether exactly the gold's stances of fact are found; NEUTRAL counts as none."""
    return all(gold == found for gold, found in pairs_of(line))


def contrast_pairs(documents: Iterable[Read]) -> dict[tuple[str, str, str], list[Line]]:
    """Return the members of each contrast pair by document, phenomenon and pair key (`neg1a` and `neg1b`)."""
    members: dict[tuple[str, str, str], list[Line]] = {}
    for number, lines in enumerate(documents):
        for line in lines:
            if line.gold.group:
                members.setdefault((str(number), line.gold.group, line.gold.key[:-1]), []).append(line)
    return {key: lines for key, lines in members.items() if len(lines) > 1}


def ratio(counts: Iterable[tuple[int, int]]) -> float:
    """Return the share that summed counts of hits and all give; 0 of nothing."""
    rows = list(counts)
    total = sum(n for _, n in rows)
    return sum(hit for hit, _ in rows) / total if total else 0.0


def score(documents: Sequence[Read]) -> dict[str, Score]:
    """Return every figure of a system's reading, with intervals that redrawing documents gives."""
    pairs = [[pair for line in lines for pair in pairs_of(line)] for lines in documents]
    tuples = [[tuple_hits(line) for line in lines] for lines in documents]
    roles = [[role_hits(line) for line in lines] for lines in documents]
    ways = [[direction_hits(line) for line in lines] for lines in documents]
    stated = sum(gold != "NONE" for doc in pairs for gold, _ in doc)

    def joined(measure: Callable[[list[Pair]], float]) -> Callable[[Sequence[list[Pair]]], float]:
        return lambda docs: measure([pair for doc in docs for pair in doc])

    return {
        "SemEval mean": bootstrap(pairs, joined(semeval), stated),
        "macro-F1 of three": bootstrap(pairs, joined(macro3), sum(map(len, pairs))),
        "tuple F1 with evidence": bootstrap(tuples, _tuple_f1, sum(g for d in tuples for _, _, g in d)),
        "holder and target right": bootstrap(roles, _share, sum(n for d in roles for _, n in d)),
        "direction accuracy": bootstrap(ways, _share, sum(n for d in ways for _, n in d)),
    }


def _tuple_f1(documents: Sequence[Sequence[tuple[int, int, int]]]) -> float:
    rows = [row for doc in documents for row in doc]
    return f1(sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows))


def _share(documents: Sequence[Sequence[tuple[int, int]]]) -> float:
    return ratio(row for doc in documents for row in doc)


def score_contrasts(documents: Sequence[Read]) -> Mapping[str, Score]:
    """Return the share of contrast pairs with both members right: all, and by phenomenon."""
    by: dict[str, list[bool]] = {}
    for (_, phenomenon, _), lines in contrast_pairs(documents).items():
        right = all(is_right(line) for line in lines)
        by.setdefault(phenomenon, []).append(right)
        by.setdefault("all", []).append(right)
    return {
        name: bootstrap(found, lambda rows: sum(rows) / len(rows), len(found))
        for name, found in sorted(by.items())
    }
