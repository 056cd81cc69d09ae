"""A linear classifier over the features of a pair, with abstention.

It is fitted with scikit-learn by `kzru-nlp train stance` and stored as plain arrays (.npz without pickle), so that a
file from a stranger can do no harm and using it needs no scikit-learn.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kzru_nlp.model import KzruError
from kzru_nlp.model.bundled import bundled

Features = Mapping[str, float]
FORMAT = "kzru-stance-1"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class StanceClassifier:
    """Weights of each class by feature name; `classes` are FAVOR, AGAINST and, where it is one, NONE."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    intercept: tuple[float, ...]

    def probabilities(self, features: Features) -> dict[str, float]:
        """Return the probability of each class.

        >>> model = StanceClassifier(("FAVOR", "AGAINST"), {"aid": (1.0, -1.0)}, (0.0, 0.0))
        >>> round(model.probabilities({"aid": 1.0})["FAVOR"], 3)
        0.881
        """
        return self.probabilities_of([features])[0]

    def probabilities_of(self, examples: Sequence[Features]) -> list[dict[str, float]]:
        """Return the probability of each class for each of `examples`, all weighed in one step."""
        numbers, table = self._table
        get = numbers.get
        rows: list[int] = []
        values: list[float] = []
        starts: list[int] = []
        for features in examples:
            # The first row of each is the intercept, so none is empty.
            starts.append(len(rows))
            rows.append(0)
            values.append(1.0)
            for name, value in features.items():
                number = get(name)
                if number is not None:
                    rows.append(number)
                    values.append(value)
        if not starts:
            return []
        scores = np.add.reduceat(table[rows] * np.array(values)[:, None], starts)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = (powers / powers.sum(axis=1, keepdims=True)).tolist()
        return [dict(zip(self.classes, share, strict=True)) for share in shares]

    @cached_property
    def _table(self) -> tuple[dict[str, int], np.ndarray[Any, Any]]:
        """The row of each feature in one table, below that of the intercept."""
        numbers = {name: number for number, name in enumerate(self.weights, 1)}
        return numbers, np.array([self.intercept, *self.weights.values()], dtype=float)

    def predict(self, features: Features, *, sure: float = 0.0) -> tuple[str, float]:
        """Return the likeliest class and its probability; "" where that stays below `sure`: the model abstains."""
        found = self.probabilities(features)
        label = max(found, key=lambda one: found[one])
        return (label if found[label] >= sure else "", found[label])

    def save(self, path: Path) -> int:
        """Write the arrays to `path`, the same bytes for the same weights; return the size."""
        names = sorted(self.weights)
        arrays = {
            "format": np.array(FORMAT),
            "classes": np.array(self.classes),
            "names": np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
            "weights": np.array([self.weights[name] for name in names], dtype=np.float16),
            "intercept": np.array(self.intercept, dtype=np.float32),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, array in arrays.items():
                stored = io.BytesIO()
                np.lib.format.write_array(stored, array, allow_pickle=False)
                # numpy's own writer stamps the time of day into the file.
                entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, stored.getvalue())
        return path.stat().st_size


def read_classifier(path: Path) -> StanceClassifier:
    """Return the classifier in the file at `path`; nothing in it is executed.

    Raises:
        KzruError: it is no classifier of this version.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            if str(data["format"]) != FORMAT:
                raise ValueError(f"format {data['format']}")
            names = data["names"].tobytes().decode("utf-8").split("\n")
            rows = data["weights"].astype(float).tolist()
            classes = tuple(str(label) for label in data["classes"])
            return StanceClassifier(
                classes,
                {name: tuple(row) for name, row in zip(names, rows, strict=True)},
                tuple(float(value) for value in data["intercept"]),
            )
    except (OSError, ValueError, KeyError) as error:
        raise KzruError(
            f"{path}: is no stance classifier of this version ({error}); kzru-nlp train stance makes one"
        ) from None


@cache
def get_classifier(path: Path) -> StanceClassifier:
    """Return the classifier at `path`, read once."""
    return read_classifier(path)


PAIRS, SIGN = "stance_pairs.npz", "stance_sign.npz"
"""Files of the two classifiers: which pairs of a sentence are related at all, and the sign of a related pair."""


@cache
def bundled_classifier(name: str) -> StanceClassifier | None:
    """Return the classifier that travels with the program, None where it has not been trained yet."""
    try:
        return read_classifier(bundled("pipelines", "trained", name))
    except FileNotFoundError:
        return None


def from_sklearn(estimator: Any, names: Sequence[str]) -> StanceClassifier:
    """Return a fitted `LogisticRegression` as a classifier; of two classes the second one's weights are mirrored.

    Features whose weights round to nothing are left out.
    """
    classes = tuple(str(label) for label in estimator.classes_)
    weights, intercept = np.asarray(estimator.coef_), np.asarray(estimator.intercept_)
    if len(classes) == 2:
        weights = np.vstack([-weights[0] / 2, weights[0] / 2])
        intercept = np.array([-intercept[0] / 2, intercept[0] / 2])
    rows = weights.T.round(4)
    kept = {
        name: tuple(map(float, row))
        for name, row in zip(names, rows, strict=True)
        if np.any(np.abs(row) > 5e-4)
    }
    return StanceClassifier(classes, kept, tuple(map(float, intercept)))
