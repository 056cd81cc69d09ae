"""Concordances: every hit in its context (KWIC), with the sentences that translate it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kzru_nlp.lang import get_profile
from kzru_nlp.questions.parallel import find_parallel
from kzru_nlp.questions.patterns import Finder, actor_finder, lemma_finder, pattern_finder
from kzru_nlp.questions.selection import Selection, Sentence, select_sentences
from kzru_nlp.text.words import raw_offsets

SORTS = ("place", "left", "match", "right")


@dataclass(frozen=True, slots=True)
class Hit:
    """A match with the characters of its sentence before and after it.

    `start:end` index the sentence's text, `raw_start:raw_end` the decoded input (null where cleaning composed
    letters). `aligned` has the text of the sentences that translate this one, by language.
    """

    article_id: str
    unit_id: str
    sentence_id: str
    lang: str
    kind: str
    left: str
    match: str
    right: str
    start: int
    end: int
    raw_start: int | None
    raw_end: int | None
    aligned: Mapping[str, str] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """Return the hit as a row of plain values."""
        return asdict(self)


def find_hits(
    out: Path,
    pattern: str | None = None,
    *,
    lemma: str | None = None,
    actor: str | None = None,
    case: bool = False,
    selection: Selection | None = None,
    aligned: bool = False,
    sort: str = "place",
) -> Iterator[Hit]:
    """Return the hits of a pattern (regular expression), a lemma or an actor in the sentences of `out`.

    Of several that are given, the first of pattern, lemma, actor is the hit; the others must stand in the same
    sentence. `aligned` gives the sentences that translate the hit's, and only hits that have some. `sort` is
    one of SORTS; what sorts by context holds all hits in memory.

    Raises:
        InputError: nothing to look for, a faulty pattern or condition, an actor without mention.
    """
    finders = finders_of(out, pattern, lemma, actor, case)
    hits = _hits(out, finders, selection, aligned)
    return hits if sort == "place" else iter(sorted(hits, key=lambda hit: _key(hit, sort)))


def finders_of(
    out: Path, pattern: str | None, lemma: str | None, actor: str | None, case: bool = False
) -> list[Finder]:
    """Return the finders of what is looked for, the hit's own first."""
    from kzru_nlp.model import InputError

    finders: list[Finder] = []
    if pattern:
        finders.append(pattern_finder(pattern, case=case))
    if lemma and lemma.strip():
        finders.append(lemma_finder(lemma))
    if actor:
        finders.append(actor_finder(out, actor))
    if not finders:
        raise InputError("nothing to look for; give a pattern, a lemma or an actor", code="query")
    return finders


def _hits(out: Path, finders: list[Finder], selection: Selection | None, aligned: bool) -> Iterator[Hit]:
    parallel = find_parallel(out) if aligned else {}
    first, *others = finders
    for sentence in select_sentences(out, selection):
        others_there = parallel.get(sentence.id, {})
        if aligned and not others_there:
            continue
        spans = first(sentence)
        if spans and all(find(sentence) for find in others):
            yield from _in_context(sentence, spans, others_there)


def _in_context(
    sentence: Sentence, spans: Iterable[tuple[int, int]], aligned: Mapping[str, str]
) -> Iterator[Hit]:
    places = raw_offsets(sentence.text, sentence.raw_spans, sentence.markers)
    for start, end in spans:
        yield Hit(
            article_id=sentence.article_id,
            unit_id=sentence.unit_id,
            sentence_id=sentence.id,
            lang=sentence.lang,
            kind=sentence.kind,
            left=sentence.text[:start],
            match=sentence.text[start:end],
            right=sentence.text[end:],
            start=start,
            end=end,
            raw_start=places[start] if places else None,
            raw_end=places[end - 1] + 1 if places else None,
            aligned=aligned,
        )


def _key(hit: Hit, sort: str) -> tuple[Any, ...]:
    fold = get_profile(hit.lang).fold
    contexts = {
        "left": [*reversed(fold(hit.left).split())],
        "match": fold(hit.match).split(),
        "right": fold(hit.right).split(),
    }
    return hit.lang, contexts.pop(sort), *contexts.values()
