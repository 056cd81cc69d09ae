"""Persons, places and organisations of Russian text: the tagger whose weights travel in the natasha package.

Only the weights are natasha's: importing natasha itself brings pymorphy2, which current Python breaks. slovnet
runs them over our own tokens (Kukushkin 2020: CNN over quantised navec embeddings, CRF on top).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from kzru_nlp.model import MissingModelError

_EMBEDDINGS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_WEIGHTS = "model/slovnet_ner_news_v1.tar"
_BATCH = 8
_BUILT_OTHERWISE = (ImportError, AttributeError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tokens `first:last` (exclusive) of a sentence are a PER, LOC or ORG; `score` is the mean of the tags' softmax."""

    first: int
    last: int
    label: str
    score: float


@cache
def load_tagger() -> Any:
    """Return the tagger; the first call takes about a second and 50 MB.

    Raises:
        MissingModelError: the natasha package, which brings the weights, is not installed.
    """
    spec = find_spec("natasha")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise MissingModelError("Russian names need the weights of natasha: pip install natasha")
    from slovnet import NER

    data = Path(next(iter(places))) / "data"
    return _embedded(NER.load(str(data / _WEIGHTS), batch_size=_BATCH), data / _EMBEDDINGS)


def _embedded(tagger: Any, path: Path) -> Any:
    """Return the tagger with navec's embeddings: the part that it takes, or all of them by navec's own door.

    The part is read through navec's inner modules. Where another version of navec or slovnet is built otherwise, the
    whole is right too, a quarter of a second later.
    """
    try:
        return tagger.navec(_embeddings(path))
    except _BUILT_OTHERWISE:
        from navec import Navec

        return tagger.navec(Navec.load(str(path)))


def _embeddings(path: Path) -> Any:
    """Return what the tagger takes of navec's embeddings: id, codes and indexes.

    Half the time to load them goes into a vocabulary and into products for the similarity of words, of no use here.
    """
    from navec.meta import Meta
    from navec.pq import PQ
    from navec.tar import Tar

    class Quantised(PQ):  # type: ignore[misc]
        def precompute(self) -> None:
            """Leave the products out."""

    with Tar(str(path)) as tar:
        meta = Meta.from_file(tar.load("meta.json"))
        return SimpleNamespace(meta=meta, pq=Quantised.from_file(tar.load("pq.bin")))


def tag(sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
    """Return the names of each tokenised sentence, in order.

    >>> [t.label for t in tag([["В", "Москве", "выступил", "Сергей", "Лавров", "."]])[0]]
    ['LOC', 'PER']
    """
    infer = load_tagger().infer
    out: list[list[Tagged]] = [[] for _ in sentences]
    # Sentences of like length share a batch: padding costs as much as words do.
    order = sorted((i for i, words in enumerate(sentences) if words), key=lambda i: len(sentences[i]))
    for at in range(0, len(order), _BATCH):
        chosen = order[at : at + _BATCH]
        for batch in infer.encoder([list(sentences[i]) for i in chosen]):
            for i, tags, sure in zip(chosen, *_decode(infer, batch), strict=True):
                out[i] = list(_spans(tags, sure))
    return out


def _decode(infer: Any, batch: Any) -> tuple[list[list[str]], list[Any]]:
    emissions = infer.model(batch.word_id, batch.shape_id, batch.pad_mask)
    best = infer.model.head.crf.decode(emissions, ~batch.pad_mask)
    shifted = np.exp(emissions - emissions.max(-1, keepdims=True))
    chances = shifted / shifted.sum(-1, keepdims=True)
    tags = [[infer.decoder.tags_vocab.decode(tag) for tag in row] for row in best]
    sure = [chances[i, np.arange(len(row)), row] for i, row in enumerate(best)]
    return tags, sure


def _spans(tags: Iterable[str], sure: Sequence[float]) -> Iterator[Tagged]:
    start, label = 0, ""
    padded = [*tags, "O"]
    for i, tag_ in enumerate(padded):
        mark, _, kind = tag_.partition("-")
        if label and (mark != "I" or kind != label):
            yield Tagged(start, i, label, round(float(np.mean(sure[start:i])), 4))
            label = ""
        if mark == "B" or (mark == "I" and not label):
            start, label = i, kind
