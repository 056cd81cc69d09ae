"""Every figure of named entities on some gold: systems side by side, unseen names, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.evaluate.entities import Predict, linking_accuracy, recall_of, score_entities
from kzru_nlp.evaluate.entity_errors import ErrorGroup, entity_errors, grouped
from kzru_nlp.evaluate.entity_gold import Found, GoldText, gold_of_corpus
from kzru_nlp.evaluate.entity_systems import of_blank_spacy, of_natasha, of_pipeline, of_tables
from kzru_nlp.lang import LANGUAGES, get_profile

NAMES = frozenset({"PER", "GPE", "LOC", "ORG", "FAC", "EVENT", "LAW", "NORP"})
"""Labels of names; dates and amounts are new in every text."""
Row = dict[str, Any]


def entity_rows(
    gold: Sequence[GoldText],
    corpus: Corpus,
    *,
    lang: str | None = None,
    pipeline: str | None = None,
    baselines: bool = False,
    ours: bool = True,
) -> Iterator[Row]:
    """Yield a row for each language, system and measure; `ours` says that the gold is of our corpus."""
    for code in (lang,) if lang else LANGUAGES:
        texts = [text for text in gold if text.lang == code]
        if not texts:
            continue
        predict = _remembering(of_pipeline(code, pipeline))
        systems = {pipeline or "kzru-nlp": predict}
        if baselines:
            systems.update(_baselines(code, corpus))
        for system, one in systems.items():
            scores = score_entities(system, code, texts, one)
            yield _row(code, system, "exact F1", scores.exact)
            yield _row(code, system, "partial F1", scores.partial)
            yield from (
                _row(code, system, f"exact F1, {label}", score) for label, score in scores.labels.items()
            )
        if ours:
            is_new = partial(_is_new, known=_known_names(code, gold_of_corpus(corpus, "train")), lang=code)
            unseen = recall_of(texts, predict, is_new)
            yield _row(
                code, pipeline or "kzru-nlp", "recall of names neither in training nor in tables", unseen
            )
            yield _row(code, pipeline or "kzru-nlp", "links of listed actors", _links(code, texts, pipeline))


def error_groups(
    gold: Sequence[GoldText], *, lang: str | None = None, pipeline: str | None = None, examples: int = 3
) -> Iterator[ErrorGroup]:
    """Yield the errors of a pipeline on `gold`, language by language, the commonest kind and pair of labels first."""
    for code in (lang,) if lang else LANGUAGES:
        if texts := [text for text in gold if text.lang == code]:
            yield from grouped(entity_errors(texts, of_pipeline(code, pipeline)), code, examples=examples)


def _row(lang: str, system: str, measure: str, score: Any) -> Row:
    return {"lang": lang, "system": system, "measure": measure, "n": score.n, "score": score}


def _baselines(lang: str, corpus: Corpus) -> dict[str, Predict]:
    found = {
        "tables and rules alone": of_tables(lang),
        "blank spaCy, same training": of_blank_spacy(
            lang, [text for text in gold_of_corpus(corpus, "train") if text.lang == lang]
        ),
    }
    if get_profile(lang).script == "Cyrl":
        found["natasha alone"] = of_natasha(lang)
    return found


def _remembering(predict: Predict) -> Predict:
    known: dict[str, frozenset[Found]] = {}

    def remembered(texts: Sequence[str]) -> list[frozenset[Found]]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, predict(new), strict=True))
        return [known[text] for text in texts]

    return remembered


def _known_names(lang: str, training: Sequence[GoldText]) -> frozenset[str]:
    fold = get_profile(lang).fold
    return frozenset(
        fold(text.text[s:e]) for text in training if text.lang == lang for s, e, _ in text.entities
    )


def _is_new(text: GoldText, mention: Found, *, known: frozenset[str], lang: str) -> bool:
    """Whether a name stands neither in the training texts nor in the actor table, the gazetteer or the list of world names."""
    from kzru_nlp.entities.known import find_actors, find_places, known_names
    from kzru_nlp.entities.listed import find_listed
    from kzru_nlp.entities.words import plain_words
    from kzru_nlp.knowledge.actors import load_actors

    start, end, label = mention
    name = text.text[start:end]
    if label not in NAMES or get_profile(lang).fold(name) in known:
        return False
    words, tables = plain_words(name, lang), known_names(lang, load_actors())
    whole = [
        *find_actors(name, words, tables),
        *find_places(name, words, tables),
        *find_listed(name, words, lang),
    ]
    return not any(m.start == 0 and m.end == len(name) for m in whole)


def _links(lang: str, texts: Sequence[GoldText], pipeline: str | None) -> Any:
    from kzru_nlp.pipelines.load import load

    nlp, listed = load(lang, pipeline), _listed_actors()
    with nlp.select_pipes(disable=[name for name in ("kzru_stance",) if name in nlp.pipe_names]):
        return linking_accuracy(texts, nlp, lambda name: listed.get(name.replace("_", " "), ""))


def _listed_actors() -> dict[str, str]:
    """Return the id of each actor by its canonical and English names, as the corpus writes them; shared names left out."""
    from kzru_nlp.knowledge.actors import load_actors

    found: dict[str, set[str]] = {}
    for actor in load_actors():
        for name in {actor.canonical, *actor.names.get("en", ())}:
            found.setdefault(name, set()).add(actor.id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
