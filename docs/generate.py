"""Hooks of MkDocs: the reference made from the code, the repository's own documents as pages, links between them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parents[1]
INCLUDED = {
    "ARCHITECTURE.md": "project/architecture.md",
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "corpus/README.md": "corpus/datasheet.md",
    "corpus/MARKUP.md": "corpus/markup.md",
}
"""Documents of the repository that are pages of the site."""
MODULES = (
    "kzru_nlp.model.article", "kzru_nlp.model.annotations", "kzru_nlp.model.offsets", "kzru_nlp.model.lists",
    "kzru_nlp.model.errors", "kzru_nlp.knowledge.actors", "kzru_nlp.knowledge.cues", "kzru_nlp.knowledge.glossary",
    "kzru_nlp.knowledge.own", "kzru_nlp.pipelines.load", "kzru_nlp.stance.explain", "kzru_nlp.split.explain",
    "kzru_nlp.tables", "kzru_nlp.store.sql", "kzru_nlp.corpus.markup", "kzru_nlp.corpus.verify",
)  # fmt: skip
"""Modules beyond the public names that a notebook may want."""
WIDTH = 100
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)")


def generated_pages() -> dict[str, str]:
    """Return the Markdown of every generated page, by its path in the site's sources."""
    return {
        "reference/cli.md": cli_page(),
        "reference/tables.md": tables_page(),
        "reference/formats.md": formats_page(),
        "reference/python.md": python_page(),
        "reference/modules.md": modules_page(),
        **{page: (ROOT / path).read_text(encoding="utf-8") for path, page in INCLUDED.items()},
    }


def cli_page() -> str:
    """Return the help of every command."""
    from kzru_nlp.cli.command_line import COMMANDS, group

    parts = ["# Commands", "This is what `--help` prints.", *_help(group, "kzru-nlp", 2)]
    with click.Context(group, info_name="kzru-nlp") as context:
        for name in COMMANDS:
            command = group.get_command(context, name)
            assert command is not None
            parts += _help(command, f"kzru-nlp {name}", 2)
            for inner, sub in getattr(command, "commands", {}).items():
                parts += _help(sub, f"kzru-nlp {name} {inner}", 3)
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, name: str, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    yield f"{'#' * level} `{name}`"
    yield f"```text\n{command.get_help(context)}\n```"


def tables_page() -> str:
    """Return every table with its columns."""
    from kzru_nlp.tables import TABLES

    parts = [
        "# Tables",
        "A run writes these tables; `result.tables` and SQL know them by the same names. Offsets are Python `str` "
        "indices, end-exclusive: `raw_*` point into the decoded input, `start` and `end` into the row's own text. "
        "Ids are the same for the same input.",
    ]
    for table in TABLES.values():
        rows = [f"| `{c.name}` | {c.type} | {_cell(c.doc)} |" for c in table.columns]
        parts += [f"## `{table.name}`", table.doc]
        parts += ["\n".join(["| column | type | holds |", "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def formats_page() -> str:
    """Return the formats that `kzru-nlp export` writes."""
    from kzru_nlp.export.build import FORMATS

    rows = [f"| `{name}` | {_cell(each.doc)} |" for name, each in FORMATS.items()]
    head = "# Export formats\n\n`kzru-nlp export OUT --to NAME` writes these; `--list` lists them.\n\n"
    return head + "\n".join(["| name | what is written |", "|---|---|", *rows]) + "\n"


def python_page() -> str:
    """Return a page of directives for the names that `import kzru_nlp` offers."""
    import kzru_nlp

    parts = ["# Python", "`import kzru_nlp as kz` offers these names and loads each when it is first used."]
    for name in kzru_nlp.__all__:
        home = getattr(getattr(kzru_nlp, name), "__module__", None)
        if home:
            parts.append(
                f"::: {home}.{name}\n    options:\n      heading: kzru_nlp.{name}\n      toc_label: {name}"
            )
    return "\n\n".join(parts) + "\n"


def modules_page() -> str:
    """Return a page of directives for further modules, without the names that are documented as public ones."""
    import kzru_nlp

    filters = f'["!^_", "!^({"|".join(kzru_nlp.__all__)})$"]'
    parts = ["# Further modules", "Beyond the public names; these may change with a line in the changelog."]
    for name in MODULES:
        import_module(name)
        parts.append(f"::: {name}\n    options:\n      heading_level: 2\n      filters: {filters}")
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def on_config(config: Any) -> Any:
    """Put pages of `docs/` that the navigation does not name under Measurements."""
    named = set(_named(config.nav))
    pages = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
    for section in config.nav:
        if "Measurements" in section:
            section["Measurements"] = [page for page in pages if page not in named]
    return config


def _named(nav: Any) -> Iterator[str]:
    for item in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        if isinstance(item, str):
            yield item
        else:
            yield from _named(item)


def on_files(files: Any, config: Any) -> Any:
    """Add the generated pages."""
    from mkdocs.structure.files import File

    for path, markdown in generated_pages().items():
        files.append(File.generated(config, path, content=markdown))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Return the page with links that lead within the site; a file that is no page of it keeps its words only."""
    return relinked(markdown, page.file.src_uri)


def relinked(markdown: str, page: str) -> str:
    """Return `markdown` of `page` with its relative links led to pages of the site.

    >>> relinked("[the datasheet](../corpus/README.md#licence) and [a test](../tests/shared.py)", "faults.md")
    '[the datasheet](corpus/datasheet.md#licence) and a test'
    """
    origins = {site: path for path, site in INCLUDED.items()}
    origin = origins.get(page, f"docs/{page}")

    def replaced(match: re.Match[str]) -> str:
        target = match["target"]
        if re.match(r"[a-z]+:", target) or page.startswith("reference/"):
            return match[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), target))
        site = INCLUDED.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
        if site is None:
            return match["text"] if (ROOT / path).exists() else match[0]
        return f"[{match['text']}]({os.path.relpath(site, posixpath.dirname(page) or '.').replace(os.sep, '/')}{match['anchor'] or ''})"

    return LINK.sub(replaced, markdown)
