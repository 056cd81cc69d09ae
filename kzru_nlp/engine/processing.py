"""One input from file to parts in the output folder; faults of the input become a `Failure`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzru_nlp.engine.inputs import Metadata
from kzru_nlp.engine.options import Options
from kzru_nlp.ingest.filenames import encodable, printable
from kzru_nlp.model import KzruError, OutputError
from kzru_nlp.store import OutFolder
from kzru_nlp.tables import TABLES, to_arrow

if TYPE_CHECKING:
    import pyarrow as pa

    from kzru_nlp.engine.analysis import Stages


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be used: the stage, a stable code and one line for the user."""

    path: str
    stage: str
    code: str
    message: str

    @property
    def part(self) -> str:
        """Name of its part in the table of failures."""
        return part_of(self.path)


@dataclass(frozen=True, slots=True)
class Result:
    """An input whose parts are written; `seconds` by stage, `unanalysed` units by language."""

    path: str
    article_id: str
    seconds: dict[str, float]
    unanalysed: dict[str, int]
    rows: dict[str, int]

    @property
    def part(self) -> str:
        """Name of the part that an earlier failure of the input has."""
        return part_of(self.path)


def part_of(path: str) -> str:
    """Return the name of the part for the failure of the input at `path`."""
    return hashlib.sha256(source_of(path).encode()).hexdigest()[:16]


def source_of(path: str) -> str:
    """Return the absolute path of an input in a form that every encoding can write."""
    return encodable(str(Path(path).resolve()))


def process(
    task: tuple[str, Metadata], *, out: Path, options: Options, config: str, extra: tuple[str, ...]
) -> Result | Failure:
    """Read, analyse and write one input.

    Raises:
        OutputError: the output folder can't be written, which is no fault of the input.
    """
    from kzru_nlp.engine.analysis import Stages

    path, metadata = task
    stages = Stages()
    try:
        return _process(path, metadata, stages, out=out, options=options, config=config, extra=extra)
    except OutputError:
        raise
    except KzruError as error:
        return Failure(path, stages.now, error.code, _one_line(path, str(error)))
    except MemoryError:
        message = f"stage {stages.now} takes more memory than there is; --memory MB sets another limit"
        return Failure(path, stages.now, "memory", _one_line(path, message))
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        message = f"unexpected {what} in stage {stages.now}; please report it with the file"
        return Failure(path, stages.now, "unexpected", _one_line(path, message))


def article_part(row: dict[str, Any], extra: tuple[str, ...]) -> pa.Table:
    """Return the part of `articles` with this one row and the metadata columns `extra`."""
    return to_arrow("articles", [row], extra)


def _process(
    path: str,
    metadata: Metadata,
    stages: Stages,
    *,
    out: Path,
    options: Options,
    config: str,
    extra: tuple[str, ...],
) -> Result:
    from kzru_nlp.engine.analysis import analyse
    from kzru_nlp.ingest.read import read_source
    from kzru_nlp.split.splitter import split

    with stages.stage("read"):
        source = read_source(path, encoding=options.encoding)
    with stages.stage("split"):
        article = split(source)
    analysis = analyse(article, options, stages)
    rows = analysis.rows
    found = rows["articles"][0]
    row = {**found, **metadata.of(path, article.id)}
    with stages.stage("store"):
        tables = {name: to_arrow(name, rows[name]) for name in TABLES if name not in ("articles", "failures")}
        tables["articles"] = article_part(row, extra)
        manifest: dict[str, Any] = {
            "article_id": article.id,
            "sha256": source.sha256,
            "config": config,
            "source": source_of(path),
            "article": found,
            "row": row,
            "rows": {name: table.num_rows for name, table in sorted(tables.items())},
            "unanalysed": dict(analysis.unanalysed),
        }
        OutFolder(out).write_article(article.id, tables, manifest)
    return Result(path, article.id, stages.seconds, dict(analysis.unanalysed), manifest["rows"])


def failure_of(path: str, stage: str, code: str, reason: str) -> Failure:
    """Return the failure of the input at `path`, its message one line that names it."""
    return Failure(path, stage, code, _one_line(path, reason))


def _one_line(path: str, message: str) -> str:
    shown, line = printable(path), " ".join(printable(message.replace(path, printable(path))).split())
    return line if shown in line else f"{shown}: {line}"
