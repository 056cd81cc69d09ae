"""The command `kzru-nlp`: its group, its exit codes, and the promise that a user never sees a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kzru_nlp import __version__
from kzru_nlp.model.errors import InputError, KzruError

COMMANDS = {
    "demo": "Run everything over the bundled sample corpus, offline.",
    "split": "Show an article's units, markers, notes and furniture.",
    "run": "Run the whole pipeline: tables, report, run.json.",
    "entities": "Find names, dates and amounts in a text.",
    "stance": "Find who is for or against whom in a text.",
    "align": "Align the sentences of two or three versions.",
    "audit": "Compare a translation with its source.",
    "query": "Ask the tables of a run in SQL.",
    "kwic": "Show every hit of a word, lemma or actor in its context.",
    "frequencies": "Count words, lemmas, sequences of them.",
    "keyness": "Find key words of a sub-corpus.",
    "collocations": "Find what stands near a word, lemma or actor.",
    "explain": "Tell why a stance was found, rule by rule.",
    "export": "Write TEI, CoNLL-U, TMX, XMI and other formats.",
    "compact": "Pack a run's many small files into few.",
    "report": "Write the static report of a run again.",
    "knowledge": "Show, list, check the actors, glossary and cues.",
    "evaluate": "Score against gold, with baselines and 95 % intervals.",
    "train": "Fit the embedded models from the corpus.",
    "annotations": "Give sentences to annotators; compare what they return.",
    "corpus": "Verify the annotated corpus; register articles.",
    "models": "Show what pipelines need; install it when asked.",
    "notebooks": "Copy the notebooks to a folder of yours.",
    "doctor": "Check versions, models, encodings, disk.",
}
"""Each command lives in the module of its name, which is imported when the command is used."""
TRACEBACK = "KZRU_TRACEBACK"
"""Environment variable for developers: set, an unexpected fault shows where it arose."""
USAGE, NO_USABLE_INPUT, OUTPUT_FAULT, INTERRUPTED = 2, 3, 4, 130
OF_USAGE = frozenset({"query", "metadata", "knowledge"})
"""Faults of what a user wrote to steer the work, not of what is worked on."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None if there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kzru_nlp.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with `kzru-nlp demo`. Then: kzru-nlp run article.pdf -o out. "
    "Exit codes: 0 all done, 1 some inputs failed, 2 usage, 3 no usable input, 4 output fault, 130 interrupted.",
)
@click.version_option(__version__, prog_name="kzru-nlp", message="%(prog)s %(version)s")
def group() -> None:
    """Corpus analysis of Turkish, English and Russian scholarly articles."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    _speak_utf8()
    sys.exit(_run(args))


def _run(args: Sequence[str] | None) -> int:
    try:
        code = group.main(args, prog_name="kzru-nlp", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; what is finished is kept", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click turns a closed pipe into SystemExit, and nothing else
        _close_quietly()
        return 0
    except InputError as error:
        click.echo(f"kzru-nlp: {error}", err=True)
        return USAGE if error.code in OF_USAGE else NO_USABLE_INPUT
    except KzruError as error:
        click.echo(f"kzru-nlp: {error}", err=True)
        return error.exit_code
    except OSError as error:
        click.echo(f"kzru-nlp: the output cannot be written: {error.strerror or error}", err=True)
        return OUTPUT_FAULT
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())
        click.echo(
            f"kzru-nlp: unexpected {what}; please report it ({TRACEBACK}=1 shows where it arose)", err=True
        )
        return 1


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the console's code page is."""
    streams: tuple[Any, ...] = (sys.stdin, sys.stdout, sys.stderr)
    for stream, errors in zip(streams, ("strict", "strict", "backslashreplace"), strict=True):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _close_quietly() -> None:
    """Let stdout go where nobody reads any more, so that Python says nothing at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
