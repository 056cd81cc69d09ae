"""spaCy's own pretrained pipelines, run beside ours: their sentences, lemmas, tags, parse and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc, Token

from kzru_nlp.pipelines.analysis import Analysis, ModelName, ModelWord
from kzru_nlp.pipelines.backend import LAYERS, Backend
from kzru_nlp.pipelines.models import SPACY, missing


class SpacyModel(Backend):
    """Runs the first of `models` that is installed; each is a package's name or a path."""

    source = "spacy"

    def __init__(self, lang: str, layers: Sequence[str] = LAYERS, models: Sequence[str] = ()) -> None:
        super().__init__(lang, layers)
        self._settings = (lang, tuple(layers), tuple(models))
        self.model = load_spacy(lang, tuple(models))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._settings

    @property
    def labels(self) -> frozenset[str]:
        """All labels of names that the model has."""
        return frozenset(self.model.pipe_labels.get("ner", ()))

    def analyse(self, docs: Sequence[Doc]) -> list[Analysis]:
        """Return what the model says about each text."""
        return [_analysis(parsed) for parsed in self.model.pipe([doc.text for doc in docs])]


@cache
def load_spacy(lang: str, models: tuple[str, ...]) -> Language:
    """Return the first of `models` that is installed, loaded once.

    Raises:
        MissingModelError: none is installed, or the one that is does not fit this spaCy; the message gives the
            command.
    """
    found = next((name for name in models if is_there(name)), None)
    if found is None:
        raise missing(lang, SPACY, f"none of its models is installed ({', '.join(models)})", models[0], {})
    try:
        return util.load_model(found)
    except (OSError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())
        why = f"{found} cannot be loaded by spaCy {version('spacy')} ({reason})"
        raise missing(lang, SPACY, why, found, {}) from None


def is_there(model: str) -> bool:
    """Return whether `model` is an installed package or a folder; nothing is imported."""
    return (Path(model) / "config.cfg").is_file() or (model.isidentifier() and find_spec(model) is not None)


def _analysis(parsed: Doc) -> Analysis:
    has_parse = parsed.has_annotation("DEP")
    words = tuple(_word(token, has_parse) for token in parsed)
    known = parsed.has_annotation("SENT_START")
    starts = tuple(token.idx for token in parsed if token.is_sent_start) if known else ()
    names = tuple(ModelName(ent.start_char, ent.end_char, ent.label_) for ent in parsed.ents)
    return Analysis(words, starts, names)


def _word(token: Token, has_parse: bool) -> ModelWord:
    return ModelWord(
        token.idx,
        token.idx + len(token),
        token.lemma_,
        token.pos_,
        token.tag_,
        str(token.morph),
        token.head.i if has_parse else None,
        token.dep_,
    )
