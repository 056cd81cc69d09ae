"""Stanza (Qi et al. 2020): sentences, lemmas, tags, parses and names of its pretrained models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kzru_nlp.pipelines.analysis import Analysis, ModelName, ModelWord
from kzru_nlp.pipelines.backend import LAYERS, Backend
from kzru_nlp.pipelines.models import STANZA, missing


class StanzaModel(Backend):
    """Runs a Stanza pipeline on the raw text; it cuts words and sentences itself."""

    source = "stanza"

    def __init__(
        self,
        lang: str,
        layers: Sequence[str] = LAYERS,
        processors: str = "",
        folder: str = "",
        package: str = "",
    ) -> None:
        super().__init__(lang, layers)
        self._settings = (lang, tuple(layers), processors, folder, package)
        self.model = load_stanza(lang, processors, folder, package)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._settings

    @property
    def labels(self) -> frozenset[str]:
        """All labels of names that the model has."""
        tagger = self.model.processors.get("ner")
        return frozenset(tagger.get_known_tags()) if tagger else frozenset()

    def analyse(self, docs: Sequence[Doc]) -> list[Analysis]:
        """Return what Stanza says about each text."""
        return [_analysis(parsed) for parsed in self.model.bulk_process([doc.text for doc in docs])]


@cache
def load_stanza(lang: str, processors: str, folder: str, package: str) -> Any:
    """Return the Stanza pipeline, loaded once for the same settings, never from the network.

    Raises:
        MissingModelError: stanza or the model is not installed; the message gives the command.
    """
    settings = {"processors": processors, "folder": folder, "package": package}
    if lacking := next((name for name in ("stanza", "torch") if find_spec(name) is None), None):
        raise missing(lang, STANZA, f"the package {lacking} is not installed", lang, settings)
    import stanza
    from stanza.pipeline.core import DownloadMethod, PipelineRequirementsException

    options: dict[str, Any] = {"processors": processors or {}, "package": package or "default"}
    if folder:
        options["dir"] = str(Path(folder).expanduser())
    try:
        return stanza.Pipeline(
            lang, download_method=DownloadMethod.NONE, use_gpu=False, logging_level="CRITICAL", **options
        )
    except (OSError, ValueError, KeyError, PipelineRequirementsException) as error:
        reason = " ".join(str(error).split()).partition("  ")[0].rstrip(".") or type(error).__name__
        raise missing(lang, STANZA, f"its model is not installed ({reason})", lang, settings) from None


def _analysis(parsed: Any) -> Analysis:
    words: list[ModelWord] = []
    starts: list[int] = []
    for sentence in parsed.sentences:
        starts.append(sentence.tokens[0].start_char)
        words.extend(_words(sentence, len(words)))
    names = tuple(ModelName(ent.start_char, ent.end_char, ent.type) for ent in parsed.ents)
    return Analysis(tuple(words), tuple(starts), names)


def _words(sentence: Any, first: int) -> Iterator[ModelWord]:
    """Yield the words of a sentence; those of a multi-word token take its characters."""
    for token in sentence.tokens:
        for word in token.words:
            head = None if word.head is None else first + (word.head or word.id) - 1
            yield ModelWord(
                token.start_char,
                token.end_char,
                word.lemma or "",
                word.upos or "",
                word.xpos or "",
                word.feats or "",
                head,
                word.deprel or "",
            )
