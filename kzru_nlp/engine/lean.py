"""A process of our own made lean before it imports anything large: one thread for linear algebra, seldom a search for
garbage, libraries without the parts of them that no run uses.

Only for processes of our own (the command line, workers). Whatever is left out is imported as usual when it is needed
after all.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What the libraries behind numpy read when they are loaded."""
GARBAGE_AFTER = 50_000
"""New objects between two searches for garbage in circles; Python's own 700 to 2,000 suit small programs."""


def compute_in_one_thread() -> None:
    """Let linear algebra keep to one thread, unless the user has said how many.

    The matrices of a sentence are small: threads that wait for each other took eight times the processor time of the
    Russian tagger, and workers side by side would share the cores anyway. To be called before numpy is imported.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")


def collect_garbage_seldom() -> None:
    """Let Python look for garbage in circles after every `GARBAGE_AFTER` new objects.

    Half a million objects are tables that stay, and each search goes through those that are new again: a fifth of a
    cold start and a sixth of an article. What is in no circle is freed at once as always; memory stays the same.
    """
    gc.set_threshold(GARBAGE_AFTER, 20, 20)


def import_spacy_lean() -> None:
    """Import spaCy without torch, which thinc imports where it is installed: a second and 200 MB.

    thinc then has no torch layers here; a pipeline that needs torch itself, as Stanza's, imports it when it loads.
    """
    if "spacy" in sys.modules:
        return
    with _without("torch"):
        import thinc.compat  # noqa: F401
    import spacy  # noqa: F401


def import_arrow_without_pandas() -> None:
    """Import pyarrow without pandas, which it imports to make its first array: .35 s.

    A table becomes a pandas frame as usual. Arrays made straight from pandas series are to wait for such a frame: before
    it, pyarrow takes a series for any other sequence, and its NaN for a number. pyarrow's own allocator sets a gigabyte aside at the first
    array, which a worker's limit of memory counts as taken; the system's doesn't, and is as quick for tables of an article.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    import pyarrow as pa

    with _without("pandas"):
        pa.array([""])


class _Refusal(MetaPathFinder):
    """Refuses to import some packages."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise ImportError for one of the packages; leave others to other finders."""
        if fullname in self._names:
            raise ModuleNotFoundError(f"{fullname} is left out here", name=fullname)
        return None


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Let imports of the packages `names` fail inside the `with` block, unless they are imported already."""
    finder = _Refusal(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
