"""How well each bead of a band fits: log-likelihood ratios of length and of evidence, as arrays."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kzru_nlp.alignment.evidence import Answers, Type, match_types
from kzru_nlp.alignment.features import SentenceFeatures, describe
from kzru_nlp.alignment.weights import Weights, load_weights

Array = NDArray[np.float64]

HELD_SENTENCES = 10
SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))


@lru_cache(maxsize=20_000)
def described(sentence: str, lang: str, glossary: tuple[Path, ...] = ()) -> SentenceFeatures:
    """Return the features of a sentence, remembered: three-way alignment and audit ask again."""
    return describe(sentence, lang, glossary)


@dataclass(frozen=True)
class Comparison:
    """Two texts, ready to be compared in windows of sentences."""

    src: Sequence[SentenceFeatures]
    tgt: Sequence[SentenceFeatures]
    src_types: Mapping[Type, Answers]
    tgt_types: Mapping[Type, Answers]
    shift: float
    log_lengths: tuple[tuple[float, float], tuple[float, float]]
    weights: Weights

    def scores(self, rows: tuple[int, int], columns: tuple[int, int]) -> dict[tuple[int, int], Array]:
        """Return for each shape an array of the beads that start in `rows` x `columns` (-inf: beyond the text).

        An entry is the log-likelihood ratio of being translations against being unrelated, without the prior.
        """
        row_end, column_end = min(rows[1] + 2, len(self.src)), min(columns[1] + 2, len(self.tgt))
        src, tgt = self.src[rows[0] : row_end], self.tgt[columns[0] : column_end]
        forth = _coverage(src, tgt, self.src_types)
        back = _coverage(tgt, src, self.tgt_types)
        lengths = np.array([f.length for f in src], float), np.array([f.length for f in tgt], float)
        size = rows[1] - rows[0], columns[1] - columns[0]
        out = {}
        for shape in SHAPES:
            evidence = 0.5 * (forth(*shape) + back(shape[1], shape[0]).T)
            fit = self._length_fit(_sums(lengths[0], shape[0]), _sums(lengths[1], shape[1]), shape)
            full = np.full(size, -np.inf)
            part = (evidence + self.weights.fit * fit)[: size[0], : size[1]]
            full[: part.shape[0], : part.shape[1]] = part
            out[shape] = full
        return out

    def shared(self, src: Sequence[int], tgt: Sequence[int]) -> tuple[str, ...]:
        """Return what the two sides share, the weightiest first: "number:2022", "name:Rusya~Russia"."""
        there = {(f.kind, f.key): f for j in tgt for f in self.tgt[j].features}
        found: dict[str, float] = {}
        for f in (f for i in src for f in self.src[i].features):
            answers = self.src_types[f.kind, f.key]
            for match in answers.matches.keys() & there.keys():
                both = f.text if f.text == there[match].text else f"{f.text}~{there[match].text}"
                label = f"number:{f.key}" if f.values else f"{f.kind}:{both}"
                found[label] = max(found.get(label, 0.0), answers.gain * answers.matches[match])
        return tuple(sorted(found, key=lambda label: (-found[label], label)))

    def unanswered(self, src: Sequence[int], tgt: Sequence[int]) -> tuple[str, ...]:
        """Return the names and numbers of sentences without counterpart, as "gap:<text>"."""
        lone = [f for i in src for f in self.src[i].features] + [f for j in tgt for f in self.tgt[j].features]
        return tuple(
            dict.fromkeys(f"gap:{f.text}" for f in lone if f.kind in {"number", "numeral", "concept", "name"})
        )

    def _length_fit(self, src: Array, tgt: Array, shape: tuple[int, int]) -> Array:
        length = self.weights.length
        src, tgt = np.maximum(src, 1.0)[:, None], np.maximum(tgt, 1.0)[None, :]
        difference = np.log(tgt) - np.log(src) - self.shift
        sd = np.sqrt(length.spread + length.spread_short / (0.5 * (src + tgt)))
        fit = np.logaddexp(
            math.log(1 - length.outliers) + _log_normal(difference, sd),
            math.log(length.outliers) + _log_normal(difference, np.full_like(sd, length.outlier_sd)),
        )
        # Against chance: each side as long as so many sentences are, whatever stands on the other.
        (src_mean, src_sd), (tgt_mean, tgt_sd) = self.log_lengths
        chance = 0.5 * (
            _log_normal(np.log(tgt) - tgt_mean - math.log(shape[1]), tgt_sd / math.sqrt(shape[1]))
            + _log_normal(np.log(src) - src_mean - math.log(shape[0]), src_sd / math.sqrt(shape[0]))
        )
        result: Array = fit - chance
        return result


def compare_texts(
    src: Sequence[str],
    tgt: Sequence[str],
    src_lang: str,
    tgt_lang: str,
    *,
    glossary: tuple[Path, ...] = (),
    weights: Weights | None = None,
) -> Comparison:
    """Return the comparison of two texts, sentence by sentence."""
    weights = weights or load_weights()
    one = [described(s, src_lang, glossary) for s in src]
    other = [described(t, tgt_lang, glossary) for t in tgt]
    ratio = weights.length.ratio
    return Comparison(
        one,
        other,
        match_types(one, other, weights),
        match_types(other, one, weights),
        _length_shift(
            one, other, ratio.get(tgt_lang, 0.0) - ratio.get(src_lang, 0.0), weights.length.ratio_sentences
        ),
        (_log_lengths(one, weights.length.background_sd), _log_lengths(other, weights.length.background_sd)),
        weights,
    )


def _length_shift(
    src: Sequence[SentenceFeatures], tgt: Sequence[SentenceFeatures], general: float, held: float
) -> float:
    """Return the expected log length ratio: the language pair's, moved by what the two texts show together."""
    one, other = sum(f.length for f in src), sum(f.length for f in tgt)
    sentences = min(len(src), len(tgt))
    if not one or not other or abs(len(src) - len(tgt)) > 0.2 * sentences:
        return general
    weight = sentences / (sentences + held)
    return general + weight * float(np.clip(math.log(other / one) - general, -0.3, 0.3))


def _log_lengths(sentences: Sequence[SentenceFeatures], general_sd: float) -> tuple[float, float]:
    """Return mean and standard deviation of the log length of sentences, held near general ones in short texts."""
    logs = np.array([math.log(f.length) for f in sentences if f.length])
    mean = (float(logs.sum()) + 5 * math.log(110)) / (len(logs) + 5)
    squares = float(((logs - mean) ** 2).sum())
    return mean, math.sqrt((squares + HELD_SENTENCES * general_sd**2) / (len(logs) + HELD_SENTENCES))


def _log_normal(x: Array, sd: Array | float) -> Array:
    result: Array = -0.5 * (x / sd) ** 2 - np.log(sd) - 0.5 * math.log(2 * math.pi)
    return result


def _sums(values: Array, size: int) -> Array:
    if len(values) < size:
        return np.zeros(0)
    # One character for the space between two sentences.
    sums: Array = np.lib.stride_tricks.sliding_window_view(values, size).sum(axis=1) + (size - 1)
    return sums


def _coverage(
    own: Sequence[SentenceFeatures], other: Sequence[SentenceFeatures], types: Mapping[Type, Answers]
) -> Callable[[int, int], Array]:
    """Return a function of (own sentences, other sentences) giving the evidence array of windows of that size."""
    number: dict[Type, int] = {}
    for sentence in own:
        for f in sentence.features:
            number.setdefault((f.kind, f.key), len(number))
    answered_by: dict[Type, list[tuple[int, float]]] = {}
    for key, column in number.items():
        for match, strength in types[key].matches.items():
            answered_by.setdefault(match, []).append((column, strength))
    holds = np.zeros((len(own), len(number)))
    for i, sentence in enumerate(own):
        for f in sentence.features:
            holds[i, number[f.kind, f.key]] = 1.0
    answers = np.zeros((len(other), len(number)))
    for j, sentence in enumerate(other):
        for f in sentence.features:
            for column, strength in answered_by.get((f.kind, f.key), ()):
                answers[j, column] = max(answers[j, column], strength)
    cost = np.array([types[key].cost for key in number])
    worth = np.array([types[key].gain for key in number]) + cost

    def windows(own_size: int, other_size: int) -> Array:
        mine, theirs = _maxima(holds, own_size), _maxima(answers, other_size)
        result: Array = (mine * worth) @ theirs.T - (mine @ cost)[:, None]
        return result

    return windows


def _maxima(rows: Array, size: int) -> Array:
    if size == 1:
        return rows
    if len(rows) < size:
        return rows[:0]
    highest: Array = np.maximum.reduce([rows[k : len(rows) - size + 1 + k] for k in range(size)])
    return highest
