"""Corpus analysis of Turkish, English and Russian scholarly articles.

Nothing is loaded on import: each public name brings its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kzru_nlp.alignment.aligner import align
    from kzru_nlp.alignment.three_way import align_three
    from kzru_nlp.engine.auditing import audit
    from kzru_nlp.engine.reading import read
    from kzru_nlp.engine.running import RunResult, run
    from kzru_nlp.model import Article, Bead, Bead3, Difference, InputError, KzruError, Marker, Stance, Unit
    from kzru_nlp.pipelines.load import load
    from kzru_nlp.stance.polarity import polarity

__version__ = "0.1.0"

_HOME = {
    "read": "engine.reading",
    "run": "engine.running",
    "RunResult": "engine.running",
    "audit": "engine.auditing",
    "load": "pipelines.load",
    "align": "alignment.aligner",
    "align_three": "alignment.three_way",
    "polarity": "stance.polarity",
    "Article": "model",
    "Unit": "model",
    "Marker": "model",
    "Stance": "model",
    "Bead": "model",
    "Bead3": "model",
    "Difference": "model",
    "KzruError": "model",
    "InputError": "model",
}

__all__ = [
    "Article",
    "Bead",
    "Bead3",
    "Difference",
    "InputError",
    "KzruError",
    "Marker",
    "RunResult",
    "Stance",
    "Unit",
    "__version__",
    "align",
    "align_three",
    "audit",
    "load",
    "polarity",
    "read",
    "run",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
