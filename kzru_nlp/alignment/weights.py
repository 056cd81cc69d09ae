"""The aligner's fitted numbers: `data/weights.json`, written by `kzru-nlp train align` and by nothing else."""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "weights.json"
Shape = tuple[int, int]


@dataclass(frozen=True)
class Length:
    """The model of lengths: log characters that a language needs, against Turkish, and how much translations vary.

    The general ratio counts for `ratio_sentences` beside the sentences of the two texts. The variance of the log length ratio is `spread + spread_short / characters`, and with probability `outliers`
    that of `outlier_sd`; `background_sd` is the standard deviation of the log length of sentences.
    """

    ratio: Mapping[str, float]
    ratio_sentences: float
    spread: float
    spread_short: float
    outliers: float
    outlier_sd: float
    background_sd: float


@dataclass(frozen=True)
class Weights:
    """Rates by class of feature, weights of evidence by kind, priors of bead shapes, and the calibration.

    `answered` is how often a translation shows what the original shows, `chance` how often an unrelated sentence
    does; `gain` and `gap` weigh the log-likelihood ratios of a kind, because features of one sentence are not
    independent. `priors` are log weights of shapes in free and in literal translations. `calibration` are points
    (posterior, share that was right), both growing.
    """

    answered: Mapping[str, float]
    chance: Mapping[str, float]
    gain: Mapping[str, float]
    gap: Mapping[str, float]
    fit: float
    length: Length
    priors: Mapping[str, Mapping[Shape, float]]
    caution: float
    calibration: tuple[tuple[float, float], ...] = ()

    def calibrated(self, posterior: float) -> float:
        """Return the share of beads with such a posterior that are right, between the points of the table."""
        points = self.calibration
        if not points:
            return posterior
        at = bisect_left(points, (posterior,))
        if at == 0:
            return points[0][1]
        if at == len(points):
            return points[-1][1]
        (x0, y0), (x1, y1) = points[at - 1], points[at]
        return y0 + (y1 - y0) * (posterior - x0) / (x1 - x0) if x1 > x0 else y1


@cache
def load_weights() -> Weights:
    """Return the weights that the package ships."""
    return read_weights(json.loads(FILE.read_text(encoding="utf-8")))


def read_weights(values: Mapping[str, Any]) -> Weights:
    """Return the weights in JSON form `values`."""
    return Weights(
        answered=values["answered"],
        chance=values["chance"],
        gain=values["gain"],
        gap=values["gap"],
        fit=values["fit"],
        length=Length(**values["length"]),
        priors={
            manner: {_shape(name): weight for name, weight in shapes.items()}
            for manner, shapes in values["priors"].items()
        },
        caution=values["caution"],
        calibration=tuple((x, y) for x, y in values["calibration"]),
    )


def as_json(weights: Weights) -> str:
    """Return `weights` as JSON text, the same for the same numbers."""
    values = {
        "answered": dict(weights.answered),
        "chance": dict(weights.chance),
        "gain": dict(weights.gain),
        "gap": dict(weights.gap),
        "fit": weights.fit,
        "length": {**vars(weights.length), "ratio": dict(weights.length.ratio)},
        "priors": {
            manner: {f"{a}:{b}": weight for (a, b), weight in shapes.items()}
            for manner, shapes in weights.priors.items()
        },
        "caution": weights.caution,
        "calibration": [list(point) for point in weights.calibration],
    }
    return json.dumps(_rounded(values), indent=1, ensure_ascii=False) + "\n"


def _shape(name: str) -> Shape:
    src, _, tgt = name.partition(":")
    return int(src), int(tgt)


def _rounded(value: Any) -> Any:
    """Four significant digits: more would be noise, and differ between machines."""
    if isinstance(value, float):
        return float(f"{value:.4g}") if math.isfinite(value) else value
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value
