"""Inputs in, an output folder out: what is done already is left, what fails is written down, the rest is done."""

from __future__ import annotations

import hashlib
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kzru_nlp
from kzru_nlp.engine.inputs import SUFFIXES, Metadata, find_inputs
from kzru_nlp.engine.options import Options, library_versions
from kzru_nlp.engine.plan import MEGABYTES, SECONDS, Plan, failure_message, size_of
from kzru_nlp.engine.processing import Failure, Result, article_part, failure_of, process, source_of
from kzru_nlp.engine.same_version import check_version
from kzru_nlp.engine.workers import Died
from kzru_nlp.ingest.filenames import encodable
from kzru_nlp.knowledge.own import TABLES as OWN_TABLES
from kzru_nlp.knowledge.own import Own
from kzru_nlp.model import InputError
from kzru_nlp.model.showing import html_table
from kzru_nlp.store import OutFolder, hold, read_tables, write_json
from kzru_nlp.store.folder import EMPTY_PART
from kzru_nlp.store.version import migrate, version_of
from kzru_nlp.tables import TABLES, schema, to_arrow

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Manifest = dict[str, Any]
Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


@dataclass(frozen=True, slots=True)
class Event:
    """Said when an input is done: `outcome` is written, unchanged, repeated (same content as another) or failed."""

    path: str
    outcome: str
    done: int
    total: int
    failure: Failure | None = None


@dataclass(slots=True)
class Outcome:
    """What a run did, without its tables: article ids by input path, and the failures."""

    out: Path
    articles: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    @property
    def changed(self) -> bool:
        """Whether anything but `run.json` was written."""
        return bool(self.counts["written"] or self.counts["failed"] or self.counts["refreshed"])

    def put_in_order(self, inputs: list[str]) -> None:
        """Put articles and failures in the order of `inputs`: processes side by side end in any order."""
        self.articles = {path: self.articles[path] for path in inputs if path in self.articles}
        place = {path: number for number, path in enumerate(inputs)}
        self.failures.sort(key=lambda failure: place[failure.path])


@dataclass(frozen=True, slots=True)
class RunResult:
    """The tables of the given inputs as pandas frames, the failures among them, and the output folder."""

    tables: dict[str, pd.DataFrame]
    failures: pd.DataFrame
    out: Path

    def _repr_html_(self) -> str:
        rows = ((name, len(frame), TABLES[name].doc) for name, frame in self.tables.items())
        return html_table(["table", "rows", ""], rows, f"{self.out}: {len(self.failures)} failures")


def run(
    paths: Paths,
    *,
    out: str | PathLike[str],
    jobs: int = 1,
    encoding: str | None = None,
    actors: Iterable[str | PathLike[str]] = (),
    cues: Iterable[str | PathLike[str]] = (),
    glossary: Iterable[str | PathLike[str]] = (),
    metadata: str | PathLike[str] | None = None,
    resume: bool = True,
    engine: str = "local",
    scheduler: str | None = None,
    timeout: float = SECONDS,
    memory: int = MEGABYTES,
    progress: Callable[[Event], None] | None = None,
) -> RunResult:
    """Return the tables of the articles in `paths` (files, or folders that hold some), written to folder `out`.

    An input that is in `out` already and unchanged is not done again unless `resume` is False. An input that
    can't be used is a row of `failures`. `progress` is called after each input; `jobs` is a number of processes.
    `engine` is "local", or "dask" for `jobs` threads of a cluster of its own or the workers of the one whose
    scheduler is at `scheduler` (`tcp://host:8786`). With more jobs than one, or a cluster, an article may take
    `timeout` seconds and `memory` megabytes (where the system keeps such a limit); then it is a failure.

    Raises:
        EngineError: the engine can't be had here.
        InputError: `paths` hold no file to read, or the user's tables or metadata can't be used.
        OutputError: `out` can't be written, or another run holds it.
    """
    options = Options(encoding, Own.of(actors=actors, cues=cues, glossary=glossary))
    plan = Plan(engine, jobs, scheduler, timeout, memory)
    outcome = run_inputs(
        paths, out=out, plan=plan, options=options, metadata=metadata, resume=resume, progress=progress
    )
    ids = list(dict.fromkeys(outcome.articles.values()))
    parts = dict.fromkeys(TABLES, ids) | {"failures": [failure.part for failure in outcome.failures]}
    tables = read_tables(outcome.out, parts)
    return RunResult(tables, tables["failures"], outcome.out)


def no_input() -> InputError:
    """Return the fault of being given nothing to read."""
    kinds = ", ".join(sorted(SUFFIXES))
    return InputError(f"no file to read in what was given; folders are searched for {kinds}", code="no-input")


def run_inputs(
    paths: Paths,
    *,
    out: str | PathLike[str],
    plan: Plan | None = None,
    options: Options | None = None,
    metadata: str | PathLike[str] | None = None,
    resume: bool = True,
    progress: Callable[[Event], None] | None = None,
) -> Outcome:
    """Do what `run` does and return what was done, without reading the tables again."""
    inputs = find_inputs(paths)
    if not inputs:
        raise no_input()
    options, table = options or Options(), Metadata.read(metadata) if metadata else Metadata()
    plan = plan or Plan()
    plan.check()
    options.own.check()
    folder = OutFolder(Path(out))
    version_of(folder.path)
    with hold(folder.path):
        run_ = _Run(folder, options, table, progress or (lambda _: None), len(inputs), plan)
        try:
            run_.do(inputs, resume=resume)
        finally:
            run_.outcome.put_in_order(inputs)
            run_.write_summary(inputs)
    return run_.outcome


class _Run:
    """One run while its lock is held."""

    def __init__(
        self,
        folder: OutFolder,
        options: Options,
        metadata: Metadata,
        progress: Callable[[Event], None],
        total: int,
        plan: Plan,
    ) -> None:
        self.folder, self.options, self.metadata = folder, options, metadata
        self.progress, self.total, self.plan = progress, total, plan
        self.outcome = Outcome(folder.path)
        self.config = options.fingerprint()
        self.started = time.time()
        self.by_source: dict[str, list[str]] = {}
        self.rows: Counter[str] = Counter()
        self.unanalysed: Counter[str] = Counter()
        self.extra: tuple[str, ...] = ()

    def do(self, inputs: list[str], *, resume: bool) -> None:
        self.folder.clean()
        for article_id, manifest in self.folder.manifests():
            self.by_source.setdefault(str(manifest["source"]), []).append(article_id)
        self.extra = self._prepare_tables()
        task = partial(
            process, out=self.folder.path, options=self.options, config=self.config, extra=self.extra
        )
        check = partial(check_version, self.options, self.config)
        # Side by side the largest first, so that no worker is alone at the end with what takes longest.
        one_by_one = self.plan.engine == "local" and self.plan.jobs == 1
        ordered = inputs if one_by_one else sorted(inputs, key=size_of, reverse=True)
        for (path, _), result in self.plan.spread(task, self._pending(ordered, resume), check, len(ordered)):
            self._record(path, self._died(path, result) if isinstance(result, Died) else result)

    def _died(self, path: str, died: Died) -> Failure:
        code, reason = failure_message(died, self.plan.limits)
        return failure_of(path, "worker", code, reason)

    def _pending(self, inputs: list[str], resume: bool) -> Iterator[tuple[str, Metadata]]:
        """Yield the inputs that must be done; tell of those that needn't."""
        seen: set[str] = set()
        for path in inputs:
            digest = _digest(path)
            article_id = (digest or "")[:16]
            manifest = self.folder.manifest(article_id) if digest and article_id not in seen else None
            if digest and article_id in seen:
                self.outcome.articles[path] = article_id
                self._tell(path, "repeated")
            elif resume and manifest and manifest["sha256"] == digest and manifest["config"] == self.config:
                self._keep(path, article_id, manifest)
            else:
                if digest:
                    self.folder.loosen(article_id)
                yield path, self.metadata.only(path, article_id)
            if digest:
                seen.add(article_id)

    def _keep(self, path: str, article_id: str, manifest: Manifest) -> None:
        """Leave an unchanged article as it is; only its path and metadata may be new."""
        row = {**manifest["article"], "path": encodable(path), **self.metadata.of(path, article_id)}
        if row != manifest["row"]:
            self.folder.loosen(article_id)
            self.folder.write_part("articles", article_id, article_part(row, self.extra))
            manifest = {**manifest, "row": row, "source": source_of(path)}
            write_json(self.folder.manifest_path(article_id), manifest)
            self.outcome.counts["refreshed"] += 1
        self.outcome.articles[path] = article_id
        self.unanalysed.update(manifest["unanalysed"])
        self.rows.update(manifest["rows"])
        self._tell(path, "unchanged")

    def _record(self, path: str, result: Result | Failure) -> None:
        if isinstance(result, Failure):
            row = {
                "path": encodable(path),
                "stage": result.stage,
                "code": result.code,
                "message": result.message,
            }
            self.folder.write_part("failures", result.part, to_arrow("failures", [row]))
            self.outcome.failures.append(result)
            self._tell(path, "failed", result)
            return
        self.folder.remove_part("failures", result.part)
        for older in self._replaced_by(path, result.article_id):
            self.folder.remove_article(older, TABLES)
        self.outcome.articles[path] = result.article_id
        self.outcome.seconds.update(result.seconds)
        self.unanalysed.update(result.unanalysed)
        self.rows.update(result.rows)
        self._tell(path, "written")

    def _replaced_by(self, path: str, article_id: str) -> list[str]:
        """Return the articles that the file at `path` held before it was changed."""
        return [other for other in self.by_source.get(source_of(path), ()) if other != article_id]

    def _tell(self, path: str, outcome: str, failure: Failure | None = None) -> None:
        self.outcome.counts[outcome] += 1
        done = sum(self.outcome.counts[name] for name in ("written", "unchanged", "repeated", "failed"))
        self.progress(Event(path, outcome, done, self.total, failure))

    def _prepare_tables(self) -> tuple[str, ...]:
        """Give every table its columns; return the metadata columns of `articles`, earlier and new."""
        earlier = self._extra_columns()
        extra = tuple(dict.fromkeys([*earlier, *self.metadata.extra]))

        def columns(name: str, old: pa.Table) -> pa.Table:
            return _with_columns(name, old, extra if name == "articles" else ())

        known = [self.folder.table_folder(name) for name in TABLES]
        migrate(self.folder.path, known, columns, everything=extra != earlier)
        for name in TABLES:
            if not self.folder.has_part(name, EMPTY_PART):
                empty = to_arrow(name, (), extra if name == "articles" else ())
                self.folder.write_part(name, EMPTY_PART, empty)
        return extra

    def _extra_columns(self) -> tuple[str, ...]:
        if not self.folder.has_part("articles", EMPTY_PART):
            return ()
        ours = {column.name for column in TABLES["articles"].columns}
        return tuple(name for name in self.folder.columns("articles", EMPTY_PART) if name not in ours)

    def write_summary(self, inputs: list[str]) -> None:
        """Write `run.json`: what was run with what, how long it took, what came out."""
        now = time.time()
        summary = {
            "kzru_nlp": kzru_nlp.__version__,
            "python": platform.python_version(),
            "platform": f"{sys.platform} {platform.machine()}",
            "libraries": library_versions(),
            "config": self.config,
            "options": {
                "encoding": self.options.encoding,
                **{kind: [*map(str, getattr(self.options.own, kind))] for kind in OWN_TABLES},
            },
            "engine": {"name": self.plan.engine, "jobs": self.plan.jobs},
            "started": datetime.fromtimestamp(self.started, UTC).isoformat(timespec="seconds"),
            "seconds": round(now - self.started, 3),
            "stage_seconds": {stage: round(s, 3) for stage, s in self.outcome.seconds.items()},
            "inputs": [
                {"path": encodable(path), "article_id": self.outcome.articles.get(path)} for path in inputs
            ],
            "counts": {
                name: self.outcome.counts[name] for name in ("written", "unchanged", "repeated", "failed")
            },
            "rows": {name: self.rows[name] for name in TABLES if name != "failures"},
            "unanalysed_units": dict(self.unanalysed),
        }
        write_json(self.folder.path / "run.json", summary)


def _digest(path: str) -> str | None:
    """Return the SHA-256 of a file's bytes, or None where reading will tell the fault."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except (OSError, ValueError):
        return None


def _with_columns(name: str, old: pa.Table, extra: Iterable[str]) -> pa.Table:
    """Return the rows of `old` with the columns that table `name` has now; a column that was not there is null."""
    import pyarrow as pa

    wanted = schema(name, extra)
    arrays = [
        old.column(field.name).cast(field.type)
        if field.name in old.column_names
        else pa.nulls(len(old), field.type)
        for field in wanted
    ]
    return pa.table(arrays, schema=wanted)
