"""The documentation: its reference is what the code says, its examples run, its commands exist, it builds strictly."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

import kzru_nlp
from kzru_nlp.cli.command_line import COMMANDS, group
from kzru_nlp.knowledge.checking import check_file
from kzru_nlp.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
WRITTEN = [ROOT / "docs" / name for name in ("index.md", "tutorial.md", "knowledge.md")] + [
    path for path in PAGES if path.parent.name in ("howto", "explanation")
]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        found[name] = command
        found.update({f"{name} {inner}": sub for inner, sub in getattr(command, "commands", {}).items()})
    return found


def test_every_command_and_option_is_on_the_page_of_commands(generate: ModuleType) -> None:
    sections = dict(
        re.findall(r"^##+ `kzru-nlp ([^`]+)`\n\n```text\n(.*?)\n```$", generate.cli_page(), re.M | re.S)
    )
    assert set(sections) == set(commands())
    for name, command in commands().items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in sections[name]


def test_every_column_is_on_the_page_of_tables(generate: ModuleType) -> None:
    page = generate.tables_page()
    for table in TABLES.values():
        section = page.split(f"## `{table.name}`\n")[1].split("\n## ")[0]
        assert table.doc in section
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} | " in section


def test_every_public_name_is_on_the_page_of_python(generate: ModuleType) -> None:
    page = generate.python_page()
    for name in set(kzru_nlp.__all__) - {"__version__"}:
        assert re.search(rf"^::: kzru_nlp\.[\w.]+\.{name}$", page, re.M), name


def test_links_out_of_the_documents_lead_to_pages_or_nowhere(generate: ModuleType) -> None:
    text = "[a](../corpus/MARKUP.md#lines) [b](../tests/shared.py) [c](faults.md) [d](https://example.org)"
    assert (
        generate.relinked(text, "scale.md")
        == "[a](corpus/markup.md#lines) b [c](faults.md) [d](https://example.org)"
    )
    assert generate.relinked("[a](docs/faults.md)", "project/changelog.md") == "[a](../faults.md)"


def test_new_pages_come_into_the_navigation_by_themselves(generate: ModuleType) -> None:
    class Config:
        nav = [{"Start": "index.md"}, {"Measurements": []}]  # noqa: RUF012

    measured = generate.on_config(Config()).nav[1]["Measurements"]
    assert "faults.md" in measured
    assert "index.md" not in measured


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_examples_do_what_they_show(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(os.fspath(path), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_commands_in_examples_exist_with_their_options(path: Path) -> None:
    known = commands()
    for block in re.findall(r"^```sh\n(.*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S):
        for line in block.splitlines():
            for part in re.split(r"\s[|>&]+\s", line):
                words = shlex.split(part, comments=True)
                if words[:1] != ["kzru-nlp"]:
                    continue
                name = " ".join(words[1:3]) if " ".join(words[1:3]) in known else words[1]
                assert name in known, line
                options = {o for p in known[name].params for o in (*p.opts, *p.secondary_opts)}
                assert {w for w in words if re.match(r"--?[a-z]", w)} <= options | {"--help"}, line


def test_the_tables_that_the_page_shows_can_be_used(tmp_path: Path) -> None:
    shown = re.findall(
        r"^```tsv\n(.*?)^```$", (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8"), re.M | re.S
    )
    kinds = []
    for number, table in enumerate(shown):
        path = tmp_path / f"{number}.tsv"
        path.write_text(table, encoding="utf-8")
        kinds.append(check_file(path)[0])
    assert kinds == ["actors", "cues", "glossary"]


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_asks_no_other_server(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-3000:]
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > len(PAGES)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"""<(script|link|img|iframe)\b[^>]*\b(src|href)=["'](https?:)?//""", text), page
