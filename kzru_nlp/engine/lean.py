"""A process of our own made lean before it imports anything large: one thread for linear algebra, spaCy without torch."""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import cast

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the libraries behind numpy read when they are loaded."""


def compute_in_one_thread() -> None:
    """Let linear algebra keep to one thread, unless the user has said how many.

    The matrices of a sentence are small: threads that wait for each other took eight times the processor time of the
    Russian tagger, and workers side by side would share the cores anyway. To be called before numpy is imported.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")


def import_spacy_without_torch() -> None:
    """Import spaCy; where torch is installed, keep thinc from importing it along: a second and 200 MB less.

    Only for processes of our own (the command line, workers): thinc then has no torch layers there. A pipeline that
    needs torch itself, as Stanza's, imports it when it loads.
    """
    if "thinc" in sys.modules or "torch" in sys.modules:
        return
    sys.modules["torch"] = cast(ModuleType, None)  # what makes `import torch` raise ImportError
    try:
        import thinc.compat  # noqa: F401
    finally:
        del sys.modules["torch"]
