"""Scores of named entities: exact, partial, by label, of unseen names, and of links, beside baselines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzru_nlp.corpus.bootstrap import Score, bootstrap, f1
from kzru_nlp.evaluate.entity_gold import Found, GoldText

if TYPE_CHECKING:
    from spacy.language import Language

Predict = Callable[[Sequence[str]], list[frozenset[Found]]]
"""From texts to the mentions of each."""
COARSE = {"PER": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
"""The three labels that most gold has: places of all kinds are LOC."""


@dataclass(frozen=True, slots=True)
class EntityScores:
    """Scores of one system on the texts of one language."""

    system: str
    lang: str
    exact: Score
    partial: Score
    """A mention counts where one of the same label shares a character with it."""
    labels: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class _Counts:
    hit: int
    found: int
    gold: int
    partly_found: int
    partly_gold: int


def score_entities(system: str, lang: str, gold: Sequence[GoldText], predict: Predict) -> EntityScores:
    """Return the scores of `predict` on `gold`, all of one language.

    Gold that has only PER, LOC and ORG is compared with what is found under these three.
    """
    found = comparable(gold, predict([text.text for text in gold]))
    return EntityScores(
        system,
        lang,
        _score(gold, found, None, partial=False),
        _score(gold, found, None, partial=True),
        {
            label: _score(gold, found, label, partial=False)
            for label in sorted({label for text in gold for _, _, label in text.entities})
        },
    )


def comparable(gold: Sequence[GoldText], found: Sequence[frozenset[Found]]) -> Sequence[frozenset[Found]]:
    """Return what was found under the labels of `gold`: PER, LOC and ORG where it has no others."""
    if {label for text in gold for _, _, label in text.entities} <= set(COARSE.values()):
        return [frozenset((s, e, COARSE[label]) for s, e, label in one if label in COARSE) for one in found]
    return found


def _score(
    gold: Sequence[GoldText], found: Sequence[frozenset[Found]], label: str | None, *, partial: bool
) -> Score:
    documents: dict[str, list[_Counts]] = defaultdict(list)
    for text, mentions in zip(gold, found, strict=True):
        documents[text.document].append(_counts(_of(text.entities, label), _of(mentions, label)))
    measure = _partial if partial else _exact
    return bootstrap(
        list(documents.values()),
        lambda drawn: measure([counts for document in drawn for counts in document]),
        sum(len(_of(text.entities, label)) for text in gold),
    )


def _of(mentions: Iterable[Found], label: str | None) -> frozenset[Found]:
    return frozenset(m for m in mentions if label is None or m[2] == label)


def _counts(gold: frozenset[Found], found: frozenset[Found]) -> _Counts:
    return _Counts(
        len(gold & found),
        len(found),
        len(gold),
        sum(_touches(m, gold) for m in found),
        sum(_touches(m, found) for m in gold),
    )


def _touches(mention: Found, others: Iterable[Found]) -> bool:
    return any(
        mention[0] < end and start < mention[1] and mention[2] == label for start, end, label in others
    )


def _exact(counts: Sequence[_Counts]) -> float:
    return f1(sum(c.hit for c in counts), sum(c.found for c in counts), sum(c.gold for c in counts))


def _partial(counts: Sequence[_Counts]) -> float:
    precision = sum(c.partly_found for c in counts) / max(1, sum(c.found for c in counts))
    recall = sum(c.partly_gold for c in counts) / max(1, sum(c.gold for c in counts))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def recall_of(gold: Sequence[GoldText], predict: Predict, wanted: Callable[[GoldText, Found], bool]) -> Score:
    """Return the exact recall of the gold mentions that are `wanted` (names that neither training nor tables have, say)."""
    documents: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for text, found in zip(gold, predict([text.text for text in gold]), strict=True):
        chosen = [m for m in text.entities if wanted(text, m)]
        documents[text.document].append((sum(m in found for m in chosen), len(chosen)))
    total = sum(n for pairs in documents.values() for _, n in pairs)

    def recall(drawn: Sequence[list[tuple[int, int]]]) -> float:
        n = sum(pair[1] for pairs in drawn for pair in pairs)
        return sum(pair[0] for pairs in drawn for pair in pairs) / n if n else 0.0

    return bootstrap(list(documents.values()), recall, total)


def linking_accuracy(gold: Sequence[GoldText], nlp: Language, actor_of: Callable[[str], str]) -> Score:
    """Return how many gold mentions of listed actors that were found bear the right id.

    `actor_of` turns the gold's name of an actor into an id of the table, or "" where no table lists it.
    """
    documents: dict[str, list[bool]] = defaultdict(list)
    for text, doc in zip(gold, nlp.pipe(text.text for text in gold), strict=True):
        ids = {(ent.start_char, ent.end_char): ent.kb_id_ for ent in doc.ents}
        for start, end, name in text.actors:
            wanted = actor_of(name)
            if wanted and (start, end) in ids:
                documents[text.document].append(ids[start, end] == wanted)
    n = sum(map(len, documents.values()))
    return bootstrap(
        list(documents.values()),
        lambda drawn: sum(map(sum, drawn)) / max(1, sum(map(len, drawn))),
        n,
    )
