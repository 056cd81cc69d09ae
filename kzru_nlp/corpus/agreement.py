"""Agreement between two annotation passes: Krippendorff's alpha and F1 of spans, with bootstrap intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kzru_nlp.corpus.bootstrap import SAMPLES, Score, bootstrap
from kzru_nlp.corpus.markup import GoldDocument, GoldSentence, GoldStance, Party

Key = tuple[str, str, str]
"""Document id, language, sentence key."""
Pair = tuple[GoldSentence, GoldSentence]
"""A sentence as it stands in each of two passes."""


def krippendorff_alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Return Krippendorff's alpha for two annotators and nominal labels, no value missing; 1.0 when nothing varies.

    K. Krippendorff, Content Analysis (2004), chapter 11: 1 - observed / expected disagreement over coincidences.

    >>> round(krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    totals = Counter(label for pair in pairs for label in pair)
    n = totals.total()
    if n < 2:
        return 1.0
    observed = sum(2 for a, b in pairs if a != b) / n
    expected = sum(totals[a] * (n - totals[a]) for a in totals) / (n * (n - 1))
    return 1.0 - observed / expected if expected else 1.0


def sentences_of(documents: Iterable[GoldDocument]) -> dict[Key, GoldSentence]:
    """Return every sentence by document, language and key."""
    return {(d.id, lang, s.key): s for d in documents for lang, s in d.sentences()}


def common(
    first: Iterable[GoldDocument], second: Iterable[GoldDocument]
) -> list[tuple[Key, GoldSentence, GoldSentence]]:
    """Return the sentences that both passes hold, as they stand in each.

    Raises:
        ValueError: the same sentence has different texts in the two passes.
    """
    one, two = sentences_of(first), sentences_of(second)
    both = [(key, one[key], two[key]) for key in one if key in two]
    differ = [key for key, a, b in both if a.text != b.text]
    if differ:
        raise ValueError(
            f"the passes hold different texts for {' '.join(differ[0])} and {len(differ) - 1} more"
        )
    return both


def mention_f1(pairs: Sequence[Pair]) -> float:
    """Return F1 of mentions whose span and label are equal."""
    return _f1((_mentions(a), _mentions(b)) for a, b in pairs)


def stance_alpha(pairs: Sequence[Pair]) -> float:
    """Return alpha of labels per sentence and holder (guideline, section 7), NONE included.

    Items are the holders of either pass, and the named actors that could hold a stance and hold none in both; a sentence
    without any is one item. Holders are the same where their words overlap, or, without words, where their names are.
    """
    return krippendorff_alpha([item for a, b in pairs for item in holder_items(a, b)])


def tuple_f1(pairs: Sequence[Pair]) -> float:
    """Return F1 of stance tuples: same label, and holder, target and evidence share a character (RuOpinionNE-2024)."""
    found = gold = hit = 0
    for a, b in pairs:
        left = list(b.stances)
        found, gold = found + len(a.stances), gold + len(b.stances)
        for stance in a.stances:
            match = next((s for s in left if _same_tuple(stance, s)), None)
            if match is not None:
                left.remove(match)
                hit += 1
    return 2 * hit / (found + gold) if found + gold else 1.0


Measure = Callable[[Sequence[Pair]], float]
MEASURES: Mapping[str, Measure] = {
    "mention span+label F1": mention_f1,
    "stance label alpha": stance_alpha,
    "stance tuple F1": tuple_f1,
}


MENTIONS_ONLY = frozenset({"dense", "plain"})
"""Kinds (`# kind:`) of documents that carry no stance layer, so that passes can't agree or differ on it."""


def _over_documents(measure: Measure) -> Callable[[Sequence[list[Pair]]], float]:
    return lambda documents: measure([pair for pairs in documents for pair in pairs])


def agreement(
    first: Iterable[GoldDocument],
    second: Iterable[GoldDocument],
    *,
    measures: Mapping[str, Measure] = MEASURES,
    samples: int = SAMPLES,
) -> dict[tuple[str, str], Score]:
    """Return every measure by language over the sentences of both sets, with 95 % intervals over documents.

    Documents that carry mentions only count for mentions only; a measure without documents is left out.
    """
    first = list(first)
    without_stances = {d.id for d in first if d.meta.get("kind") in MENTIONS_ONLY}
    groups: dict[str, dict[str, list[Pair]]] = {}
    for (document, lang, _), a, b in common(first, second):
        groups.setdefault(lang, {}).setdefault(document, []).append((a, b))
    out: dict[tuple[str, str], Score] = {}
    for lang, documents in sorted(groups.items()):
        for name, measure in measures.items():
            counted = [
                pairs
                for document, pairs in documents.items()
                if measure is mention_f1 or document not in without_stances
            ]
            if counted:
                size = sum(map(len, counted))
                out[lang, name] = bootstrap(counted, _over_documents(measure), size, samples=samples)
    return out


def _f1(sides: Iterable[tuple[set[tuple[int, int, str]], set[tuple[int, int, str]]]]) -> float:
    hit = total = 0
    for a, b in sides:
        hit, total = hit + len(a & b), total + len(a) + len(b)
    return 2 * hit / total if total else 1.0


def _mentions(sentence: GoldSentence) -> set[tuple[int, int, str]]:
    return {(m.start, m.end, m.label) for m in sentence.mentions}


ACTING = frozenset({"GPE", "ORG", "PER", "NORP", "LOC"})
"""Labels of what can hold a stance."""


def holder_items(a: GoldSentence, b: GoldSentence) -> list[tuple[str, str]]:
    """Return the labels of both passes for each holder of a sentence; one item of NONE where there is none."""
    holders: list[Party] = []
    named = [Party(m.actor_id, m.text, "", (m.start, m.end)) for m in a.mentions if m.label in ACTING]
    for party in [*(s.holder for s in (*a.stances, *b.stances)), *named]:
        if not any(_same_party(party, seen) for seen in holders):
            holders.append(party)
    return [(_labels_of(h, a), _labels_of(h, b)) for h in holders] or [("NONE", "NONE")]


def _labels_of(holder: Party, sentence: GoldSentence) -> str:
    """The labels of a holder's stances in one pass; towards several targets it may have several."""
    labels = sorted({s.label for s in sentence.stances if _same_party(s.holder, holder)})
    return "+".join(labels) or "NONE"


def _name(party: Party) -> str:
    return party.id or party.group or party.text.casefold()


def _same_party(a: Party, b: Party) -> bool:
    if a.span is not None and b.span is not None and a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return True
    return bool(_name(a)) and _name(a) == _name(b)


def _same_tuple(a: GoldStance, b: GoldStance) -> bool:
    touch = any(s < y and x < e for s, e in a.evidence for x, y in b.evidence)
    return (
        a.label == b.label and touch and _same_party(a.holder, b.holder) and _same_party(a.target, b.target)
    )
