"""`kzru-nlp doctor`: is everything there that a run needs."""

from __future__ import annotations

import locale
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

import click

from kzru_nlp import __version__
from kzru_nlp.cli.output import Taught, as_json, print_rows, print_table, say, speaking

OPTIONAL = {
    "stanza": ("Stanza pipelines (parses)", "stanza"),
    "transformers": ("transformer pipelines", "transformers"),
    "distributed": ("runs on a Dask cluster", "dask"),
    "jupyterlab": ("notebooks", "notebooks"),
}
"""Module, what it is for, and the extra that installs it."""
FREE_SPACE = 500 << 20
"""Bytes below which a run over a corpus may end for want of room."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `ok`, `optional` (may be missing) or `missing`, and what to do."""

    what: str
    status: str
    found: str
    advice: str = ""


EXAMPLES = ("kzru-nlp doctor",)


@click.command("doctor", cls=Taught, examples=EXAMPLES, short_help="Check versions, models, encodings, disk.")
@as_json
@speaking
def command(json_: bool, quiet: bool, verbose: bool) -> int:
    """Check versions, models, encodings and disk; tell what is missing and how to get it. Exit code 0 or 1."""
    findings = [*_system(), *_required(), *_pipelines(), *_models(), *_optional(), *_disk()]
    faults = [finding for finding in findings if finding.status == "missing"]
    if json_:
        print_rows(asdict(finding) for finding in findings)
    elif not quiet:
        print_table(
            ["what", "status", "found", "what to do"], (asdict(finding).values() for finding in findings)
        )
        say("all that a run needs is here" if not faults else f"{len(faults)} things are missing")
    return 1 if faults else 0


def _system() -> Iterator[Finding]:
    yield Finding("kzru-nlp", "ok", __version__)
    good = sys.version_info >= (3, 11)
    advice = "" if good else "install Python 3.11 or later"
    yield Finding(
        "Python", "ok" if good else "missing", f"{platform.python_version()} {sys.platform}", advice
    )
    console = f"console {sys.stdout.encoding}, files {locale.getpreferredencoding(False)}"
    yield Finding("encodings", "ok", f"{console}; input and output are UTF-8 whatever these are")


def _required() -> Iterator[Finding]:
    for line in requires("kzru-nlp") or []:
        if "extra ==" in line:
            continue
        name = line.split(";")[0].split(">")[0].split("<")[0].split("=")[0].strip()
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "missing", "", f'pip install "{line.split(";")[0].strip()}"')


def _pipelines() -> Iterator[Finding]:
    from kzru_nlp.lang import LANGUAGES
    from kzru_nlp.pipelines.load import load

    for lang in LANGUAGES:
        try:
            names = ", ".join(load(lang).pipe_names)
            yield Finding(f"pipeline {lang}", "ok", names)
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            yield Finding(f"pipeline {lang}", "missing", reason, "pip install --force-reinstall kzru-nlp")


def _models() -> Iterator[Finding]:
    """Yield the pipelines over pretrained models: one installed model is enough for each."""
    from kzru_nlp.pipelines.load import available
    from kzru_nlp.pipelines.models import needs, shown

    for name in available():
        rows = needs(name)
        found = next((need for need in rows if need.installed), None)
        if found:
            yield Finding(f"pipeline {name}", "ok", f"{found.model} {found.installed}")
        elif rows:
            commands = " && ".join(map(shown, rows[0].commands))
            yield Finding(f"pipeline {name}", "optional", rows[0].reason, commands)


def _optional() -> Iterator[Finding]:
    for module, (use, extra) in OPTIONAL.items():
        if find_spec(module) is None:
            yield Finding(f"{module}: {use}", "optional", "not installed", f'pip install "kzru-nlp[{extra}]"')
        else:
            yield Finding(f"{module}: {use}", "ok", version(module))


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(Path.cwd()).free
    enough = free >= FREE_SPACE
    advice = "" if enough else "free some space or write elsewhere"
    yield Finding("free disk space here", "ok" if enough else "missing", f"{free / (1 << 30):.1f} GB", advice)
