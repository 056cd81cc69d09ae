"""The systems whose entities are compared: our pipelines, and what a user would take instead."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from kzru_nlp.entities.finder import EntityFinder
from kzru_nlp.evaluate.entities import Predict
from kzru_nlp.evaluate.entity_gold import Found, GoldText

EPOCHS, BATCH, DROP = 12, 16, 0.2
"""How the blank spaCy tagger is trained: enough for its loss to settle on a few thousand sentences."""


def of_pipeline(lang: str, pipeline: str | None = None) -> Predict:
    """Return what a pipeline of ours finds."""
    from kzru_nlp.pipelines.load import load

    nlp = load(lang, pipeline)
    unused = [name for name in ("kzru_stance",) if name in nlp.pipe_names]

    def predict(texts: Sequence[str]) -> list[frozenset[Found]]:
        with nlp.select_pipes(disable=unused):
            return [
                frozenset((e.start_char, e.end_char, e.label_) for e in doc.ents) for doc in nlp.pipe(texts)
            ]

    return predict


def of_model(lang: str, model: Path) -> Predict:
    """Return what our own finder finds with the CRF of a file."""
    return _of_finder(lang, EntityFinder(lang, model=model))


def of_tables(lang: str) -> Predict:
    """Return what the gazetteer, the actor table and the rules find without a tagger."""
    return _of_finder(lang, EntityFinder(lang, statistical=False))


def _of_finder(lang: str, finder: EntityFinder) -> Predict:
    from kzru_nlp.pipelines.load import load

    nlp = load(lang)

    def predict(texts: Sequence[str]) -> list[frozenset[Found]]:
        with nlp.select_pipes(enable=["kzru_sentences", "kzru_lemmas"]):
            return [frozenset((m.start, m.end, m.label) for m in finder(doc)) for doc in nlp.pipe(texts)]

    return predict


def of_natasha(lang: str) -> Predict:
    """Return what natasha's news tagger finds alone (PER, LOC, ORG), over razdel's tokens."""
    from razdel import tokenize

    from kzru_nlp.entities.natasha import tag

    def predict(texts: Sequence[str]) -> list[frozenset[Found]]:
        out = []
        for text in texts:
            tokens = list(tokenize(text))
            (spans,) = tag([[token.text for token in tokens]]) if tokens else ([],)
            out.append(frozenset((tokens[s.first].start, tokens[s.last - 1].stop, s.label) for s in spans))
        return out

    return predict


def of_blank_spacy(lang: str, training: Sequence[GoldText], *, seed: int = 0) -> Predict:
    """Return what spaCy's own tagger finds after training on `training` from nothing."""
    import spacy
    from spacy.training import Example
    from spacy.util import filter_spans
    from thinc.api import fix_random_seed

    fix_random_seed(seed)
    rng = random.Random(seed)
    nlp = spacy.blank(lang)
    nlp.add_pipe("ner")
    examples = []
    for text in training:
        doc = nlp.make_doc(text.text)
        spans = (doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in text.entities)
        reference = doc.copy()
        reference.ents = filter_spans([span for span in spans if span is not None])
        examples.append(Example(doc, reference))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(EPOCHS):
        rng.shuffle(examples)
        for at in range(0, len(examples), BATCH):
            nlp.update(examples[at : at + BATCH], sgd=optimizer, drop=DROP)

    def predict(texts: Sequence[str]) -> list[frozenset[Found]]:
        return [frozenset((e.start_char, e.end_char, e.label_) for e in doc.ents) for doc in nlp.pipe(texts)]

    return predict
