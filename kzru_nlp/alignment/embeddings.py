"""Loading a model of sentence embeddings (LaBSE, or any of sentence-transformers) as evidence for the aligner."""

from __future__ import annotations

from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

from kzru_nlp.alignment.support import Encoder
from kzru_nlp.model import InputError

INSTALL = "pip install 'kzru-nlp[embeddings]'"


def load_encoder(model: str | PathLike[str]) -> Encoder:
    """Return the model in a folder, or the one that sentence-transformers has in its cache under that name.

    Nothing is downloaded.

    Raises:
        InputError: sentence-transformers isn't installed, or there is no such model here; the message names the command.
    """
    return _load(str(model))


@cache
def _load(model: str) -> Encoder:
    try:
        from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise InputError(f"--embeddings needs sentence-transformers: {INSTALL}", code="missing") from None
    try:
        loaded: Any = SentenceTransformer(model, device="cpu", local_files_only=True)
    except Exception as error:
        reason = " ".join(str(error).split())[:160]
        place = "that folder holds no model" if Path(model).is_dir() else "it is not on this computer"
        raise InputError(
            f"{model}: {place} ({type(error).__name__}: {reason}); get it once with "
            f"python -c \"from sentence_transformers import SentenceTransformer as S; S('{model}')\"",
            code="model",
        ) from None
    encoder: Encoder = loaded
    return encoder
