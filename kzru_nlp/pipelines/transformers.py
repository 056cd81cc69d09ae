"""Token classifiers of the transformers library: their names, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from kzru_nlp.model import KzruError
from kzru_nlp.pipelines.analysis import Analysis, ModelName
from kzru_nlp.pipelines.backend import Backend
from kzru_nlp.pipelines.models import TRANSFORMERS, missing
from kzru_nlp.pipelines.names import plain_label

_OUTSIDE = "O"
_OVERLAP = 48
"""Pieces that two windows of a sentence share, where it is longer than the model reads."""
_BATCH = 16


class TransformersModel(Backend):
    """Labels the tokens of sentences that another component found."""

    source = "transformers"

    def __init__(self, lang: str, model: str) -> None:
        super().__init__(lang, ("names",))
        self._settings = (lang, model)
        self.tokenizer, self.model = load_transformer(lang, model)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._settings

    @property
    def labels(self) -> frozenset[str]:
        """All labels of names that the model has."""
        return frozenset(self.model.config.id2label.values())

    def analyse(self, docs: Sequence[Doc]) -> list[Analysis]:
        """Return the names of each text."""
        sentences = [
            (i, sentence) for i, doc in enumerate(docs) for sentence in doc.sents if sentence.text.strip()
        ]
        names: list[list[ModelName]] = [[] for _ in docs]
        # Sentences of like length share a batch: padding costs as much as words do.
        sentences.sort(key=lambda pair: len(pair[1].text))
        for at in range(0, len(sentences), _BATCH):
            batch = sentences[at : at + _BATCH]
            for (i, sentence), tagged in zip(batch, self._tag([s for _, s in batch]), strict=True):
                names[i].extend(_names(sentence, tagged))
        return [Analysis(names=tuple(sorted(found, key=lambda name: name.start))) for found in names]

    def _tag(self, sentences: Sequence[Span]) -> list[list[tuple[str, float]]]:
        """Return label and probability of each token: those of its first piece, where that stands farthest inside."""
        import torch

        encoded = self.tokenizer(
            [sentence.text for sentence in sentences],
            return_offsets_mapping=True,
            return_overflowing_tokens=True,
            return_special_tokens_mask=True,
            truncation=True,
            max_length=_longest(self.tokenizer, self.model),
            stride=min(_OVERLAP, _longest(self.tokenizer, self.model) // 4),
            padding=True,
            return_tensors="pt",
        )
        offsets, owner, special = (
            encoded.pop(key)
            for key in ("offset_mapping", "overflow_to_sample_mapping", "special_tokens_mask")
        )
        with torch.inference_mode():
            best = self.model(**encoded).logits.softmax(-1).max(-1)
        out: list[list[tuple[str, float]]] = [[(_OUTSIDE, 1.0)] * len(sentence) for sentence in sentences]
        depth = [[-1] * len(sentence) for sentence in sentences]
        labels = self.model.config.id2label
        for row, sample in enumerate(owner.tolist()):
            pieces = [i for i, mark in enumerate(special[row].tolist()) if not mark]
            for token, piece in _first_pieces(sentences[sample], pieces, offsets[row].tolist()):
                inside = min(piece - pieces[0], pieces[-1] - piece)
                if inside > depth[sample][token]:
                    depth[sample][token] = inside
                    out[sample][token] = labels[int(best.indices[row, piece])], float(best.values[row, piece])
        return out


@cache
def load_transformer(lang: str, model: str) -> tuple[Any, Any]:
    """Return tokenizer and model of a folder or of the local cache, loaded once, never from the network.

    Raises:
        MissingModelError: transformers, torch or the model is not installed; the message gives the command.
    """
    for package in ("transformers", "torch"):
        if find_spec(package) is None:
            raise missing(lang, TRANSFORMERS, f"the package {package} is not installed", model, {})
    from transformers import AutoModelForTokenClassification, AutoTokenizer
    from transformers.utils import logging

    bars: Any = logging  # its functions carry no types
    shown = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True, use_fast=True)
        loaded = AutoModelForTokenClassification.from_pretrained(model, local_files_only=True)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split()).partition(". ")[0].rstrip(".")
        why = (
            f"cannot be loaded ({reason})"
            if Path(model).is_dir()
            else "is neither a folder nor in the local cache"
        )
        raise missing(lang, TRANSFORMERS, f"{model} {why}", model, {}) from None
    finally:
        if shown:
            bars.enable_progress_bar()
    if not tokenizer.is_fast:
        raise KzruError(
            f"{model}: its tokenizer tells no character offsets; use a model with a tokenizer.json"
        )
    return tokenizer, loaded.eval()


def _longest(tokenizer: Any, model: Any) -> int:
    """Return how many pieces the model reads at once; tokenizers without a limit tell an absurd number."""
    return int(min(tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", 512), 512))


def _first_pieces(
    sentence: Span, pieces: Sequence[int], offsets: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield each token of the sentence that has pieces, with the first of them."""
    place = iter(pieces)
    piece = next(place, None)
    for i, token in enumerate(sentence):
        start = token.idx - sentence.start_char
        while piece is not None and offsets[piece][1] <= start:
            piece = next(place, None)
        if piece is None:
            return
        if offsets[piece][0] < start + len(token):
            yield i, piece


def _names(sentence: Span, tagged: Sequence[tuple[str, float]]) -> Iterator[ModelName]:
    """Yield runs of one label; a B or S starts a new one, in schemes without them every change of label."""
    first = 0
    while first < len(tagged):
        label = tagged[first][0]
        if label == _OUTSIDE:
            first += 1
            continue
        last = first + 1
        while (
            last < len(tagged)
            and tagged[last][0] != _OUTSIDE
            and plain_label(tagged[last][0]) == plain_label(label)
            and tagged[last][0][:2] not in ("B-", "S-", "U-")
        ):
            last += 1
        score = min(chance for _, chance in tagged[first:last])
        run = sentence[first:last]
        yield ModelName(run.start_char, run.end_char, plain_label(label), score)
        first = last
