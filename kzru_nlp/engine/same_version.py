"""Whether the machines of a cluster have the same program and tables as the one that sends them work."""

from __future__ import annotations

import platform
from functools import cache

from kzru_nlp.engine.options import Options
from kzru_nlp.engine.plan import EngineError


def check_version(options: Options, config: str) -> None:
    """Return if results made here are those that `config`, a fingerprint made elsewhere, stands for.

    Raises:
        EngineError: code, data, libraries or the user's tables differ here.
    """
    if _fingerprint(options) != config:
        raise EngineError(
            f"{platform.node() or 'a worker'} has another kzru-nlp, or other versions of its libraries, than this machine; "
            "install the same with constraints.txt, and restart its Dask worker",
            code="versions",
        )


@cache
def _fingerprint(options: Options) -> str:
    return options.fingerprint()
