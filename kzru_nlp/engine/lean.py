"""spaCy without torch: a process that runs the embedded pipelines starts a second and 200 MB lighter."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast


def import_spacy_without_torch() -> None:
    """Import spaCy; where torch is installed, keep thinc from importing it along.

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
