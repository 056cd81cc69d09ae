"""The formats, and how they are written: each into a folder of its name, every file whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from kzru_nlp.export.articles import Corpus, Tell
from kzru_nlp.model import InputError
from kzru_nlp.store import write_json
from kzru_nlp.store.files import output_error, read_json

WRITTEN = "export.json"
"""Names the files that an export wrote into its folder, so that the next one removes those and no others."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it, what it is, and the optional library that it needs."""

    module: str
    doc: str
    needs: str | None = None


FORMATS: Mapping[str, Format] = {
    "tei": Format("tei", "TEI P5, a file an article: divs, notes, names, translations, stances"),
    "conllu": Format("conllu", "CoNLL-U, a file a language: lemmas, names and raw offsets in MISC"),
    "tmx": Format("tmx", "TMX 1.4: titles, abstracts, keywords in two and three languages"),
    "xmi": Format("xmi", "UIMA CAS XMI with DKPro types, a file an article", needs="cassis"),
    "docbin": Format("docbin", "spaCy DocBin, a file an article and language"),
    "vertical": Format("vertical", "vertical files with their registry, for (No)Sketch Engine"),
    "antconc": Format("antconc", "plain texts by language with a metadata CSV, for AntConc"),
    "csv": Format("csv_tables", "every table as CSV that spreadsheets open as data"),
    "jsonl": Format("jsonl", "every table as JSON lines"),
    "bibtex": Format("bibtex", "the cited works as BibTeX"),
    "csljson": Format("csljson", "the cited works as CSL-JSON"),
}
"""Every format by name."""
_PACKAGES = {"cassis": "dkpro-cassis"}


def export(
    out: Path | str,
    formats: Iterable[str],
    folder: Path | str | None = None,
    *,
    tell: Tell = lambda what, done, total: None,
) -> dict[str, list[Path]]:
    """Return the files written for each of `formats`, under `folder` (by default `export` in `out`).

    Files that an earlier export of the same format left there and that are not written again are removed.

    Raises:
        InputError: no such format, a library is missing, or `out` holds no articles.
        OutputError: `folder` can't be written.
    """
    out, wanted = Path(out), list(dict.fromkeys(formats))
    check_formats(wanted)
    home = Path(folder) if folder is not None else out / "export"
    corpus = Corpus(out, tell)
    return {name: _write(name, corpus, home / name) for name in wanted}


def check_formats(names: Iterable[str]) -> None:
    """Raise InputError for a format that doesn't exist or whose library is missing."""
    for name in names:
        if name not in FORMATS:
            raise InputError(f"no format {name!r}; there are {', '.join(FORMATS)}", code="query")
        needs = FORMATS[name].needs
        if needs and find_spec(needs) is None:
            package = _PACKAGES[needs]
            raise InputError(
                f"--to {name} needs {package}, which is not installed; pip install 'kzru-nlp[export]'",
                code="query",
            )


def _write(name: str, corpus: Corpus, folder: Path) -> list[Path]:
    write: Callable[[Corpus, Path], list[Path]] = import_module(
        f"kzru_nlp.export.{FORMATS[name].module}"
    ).write
    before = read_json(folder / WRITTEN) or {}
    files = write(corpus, folder)
    written = sorted(file.relative_to(folder).as_posix() for file in files)
    write_json(folder / WRITTEN, {"files": written})
    _remove(folder, {str(file) for file in before.get("files", ())} - set(written))
    return files


def _remove(folder: Path, names: Iterable[str]) -> None:
    home = folder.resolve()
    for name in names:
        file = folder / name
        if not file.resolve().is_relative_to(home):
            continue  # a list that somebody else wrote leads nowhere
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise output_error(file, error) from error
