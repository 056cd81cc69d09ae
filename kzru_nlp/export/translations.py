"""Which sentences and keywords translate each other, as groups over two or three languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kzru_nlp.engine.versions import split_keywords
from kzru_nlp.export.articles import ArticleRows
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import Unit


@dataclass(frozen=True, slots=True)
class Group:
    """Ids of sentences or keywords by language, and their texts joined; `score` is the least of the beads."""

    kind: str
    ids: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    score: float


def find_groups(article: ArticleRows) -> Iterator[Group]:
    """Yield the groups with at least two languages: titles, abstracts, keywords.

    Abstracts in three languages come from `alignments3`; of the rest, pairs that share a sentence are one group.
    """
    texts = _texts(article)
    three = article.table("alignments3")
    for row in three:
        sides = {lang: tuple(row[f"{lang}_sentence_ids"] or ()) for lang in LANGUAGES}
        yield from _group("abstract", sides, float(row["score"]), texts)
    beads = article.table("alignments")
    for kind in ("title", "abstract", "keywords"):
        if not (kind == "abstract" and three):
            yield from _joined(kind, [bead for bead in beads if bead["kind"] == kind], texts)


def _joined(
    kind: str, beads: Iterable[Mapping[str, Any]], texts: Mapping[str, tuple[str, str]]
) -> Iterator[Group]:
    """Yield what beads over pairs of languages tie together."""
    groups: list[tuple[set[str], float]] = []
    for bead in beads:
        ids = {*(bead["src_sentence_ids"] or ()), *(bead["tgt_sentence_ids"] or ())}
        score = float(bead["score"])
        if not (bead["src_sentence_ids"] and bead["tgt_sentence_ids"]):
            continue
        for other in [group for group in groups if group[0] & ids]:
            groups.remove(other)
            ids, score = ids | other[0], min(score, other[1])
        groups.append((ids, score))
    places = {name: place for place, name in enumerate(texts)}
    for ids, score in groups:
        ordered = sorted((name for name in ids if name in texts), key=places.__getitem__)
        sides = {lang: tuple(name for name in ordered if texts[name][0] == lang) for lang in LANGUAGES}
        yield from _group(kind, sides, score, texts)


def _group(
    kind: str, sides: Mapping[str, tuple[str, ...]], score: float, texts: Mapping[str, tuple[str, str]]
) -> Iterator[Group]:
    ids = {lang: names for lang, names in sides.items() if names and all(name in texts for name in names)}
    if len(ids) > 1:
        yield Group(
            kind,
            ids,
            {lang: " ".join(texts[name][1] for name in names) for lang, names in ids.items()},
            score,
        )


def _texts(article: ArticleRows) -> dict[str, tuple[str, str]]:
    """Return language and text of every sentence and keyword by its id, in the order of the article."""
    texts: dict[str, tuple[str, str]] = {}
    for unit in article.units:
        for sentence in article.sentences.get(unit["unit_id"], ()):
            texts[sentence.id] = sentence.row["lang"], sentence.text
        if unit["kind"] == "keywords":
            whole = Unit(unit["unit_id"], "keywords", unit["lang"], unit["text"], ())
            texts.update((keyword.id, (unit["lang"], keyword.text)) for keyword in split_keywords(whole))
    return texts
