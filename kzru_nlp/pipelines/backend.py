"""What components over pretrained models share: they read texts, and lay what the model says on Docs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.tokens import Doc

from kzru_nlp.model import KzruError
from kzru_nlp.pipelines.analysis import Analysis
from kzru_nlp.pipelines.names import carry_names
from kzru_nlp.pipelines.tokens import carry_sentences, carry_words

LAYERS = ("sentences", "lemmas", "tags", "parse", "names")
_BATCH = 64


class Backend(ABC):
    """A component that runs a pretrained model on `doc.text`.

    The model is loaded when the pipeline is, so that a missing one is told at once, and left out of pickles: another
    process loads it again by its settings.
    """

    source = ""

    def __init__(self, lang: str, layers: Sequence[str]) -> None:
        if unknown := sorted(set(layers) - set(LAYERS)):
            raise KzruError(
                f"unknown layers {', '.join(unknown)}; there are: {', '.join(LAYERS)}", code="config"
            )
        self.lang = lang
        self.layers = tuple(layers)

    @property
    @abstractmethod
    def labels(self) -> frozenset[str]:
        """All labels of names that the model has."""

    @abstractmethod
    def analyse(self, docs: Sequence[Doc]) -> list[Analysis]:
        """Return what the model says about each text; none is empty."""

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with the layers of the model."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Yield the Docs with the layers of the model, which sees `batch_size` texts at a time."""
        waiting = iter(stream)
        while batch := list(islice(waiting, batch_size)):
            docs = [doc for doc in batch if any(not token.is_space for token in doc)]
            for doc, analysis in zip(docs, self.analyse(docs) if docs else (), strict=True):
                self._carry(doc, analysis)
            yield from batch

    def _carry(self, doc: Doc, analysis: Analysis) -> None:
        if "sentences" in self.layers and analysis.sentence_starts:
            carry_sentences(doc, analysis.sentence_starts)
        if analysis.words:
            carry_words(doc, analysis, self.layers, self.lang)
        if "names" in self.layers and self.labels:
            carry_names(doc, analysis.names, labels=self.labels, source=self.source, lang=self.lang)
