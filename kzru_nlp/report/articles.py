"""One article's page, and what the overview needs of the article: made from its own rows, in whatever process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from kzru_nlp.engine.workers import Died, work
from kzru_nlp.report.figures import Named, named
from kzru_nlp.report.files import write_whole
from kzru_nlp.report.marking import shown
from kzru_nlp.report.pages import article_page
from kzru_nlp.report.policy import asset, content_policy, inert_json
from kzru_nlp.report.reader import Source
from kzru_nlp.report.rows import tables_of
from kzru_nlp.report.source import decoded_input
from kzru_nlp.report.values import LANGUAGE_NAMES, Row, file_name, text, title_language, title_of
from kzru_nlp.report.words import words_of
from kzru_nlp.store import OutFolder

COUNTED = ("units", "sentences", "entities", "stances", "differences")
ALONE = 40
"""Articles up to which one process is as quick: another needs the time of some fifteen pages to start."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the overview needs of an article: its row of the list, its counts, words and figures."""

    line: list[Any]
    counts: dict[str, int]
    words: frozenset[str]
    figures: Named


def in_order(
    packs: Iterable[list[Row]], *, out: Path, extra: Sequence[str], jobs: int
) -> Iterator[list[Told]]:
    """Write the pages of the articles in each pack and yield what they tell, in the order of `packs`.

    `jobs` processes write them; `extra` are the columns of the user's own in `articles`.

    Raises:
        OutputError: a page can't be written.
    """
    write = partial(write_pages, out=out, extra=tuple(extra))
    if jobs == 1:
        yield from map(write, packs)
        return
    numbered = partial(_numbered, write=write)
    waiting: dict[int, list[Told]] = {}
    turn = 0
    for (number, pack), told in work(numbered, enumerate(packs), jobs):
        waiting[number] = write(pack) if isinstance(told, Died) else told
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1


def _numbered(task: tuple[int, list[Row]], write: Callable[[list[Row]], list[Told]]) -> list[Told]:
    return write(task[1])


def write_pages(articles: list[Row], *, out: Path, extra: tuple[str, ...]) -> list[Told]:
    """Write the page of each of `articles`; return what they tell."""
    store = OutFolder(out)
    tables = tables_of(store, [str(article["article_id"]) for article in articles])
    return [_told(store, article, own, extra) for article, own in zip(articles, tables, strict=True)]


def _told(
    store: OutFolder, article: Row, tables: Mapping[str, Sequence[Row]], extra: tuple[str, ...]
) -> Told:
    source = Source.of(article, tables, decoded_input(store, article))
    style, script, policy = _fittings()
    page = article_page(source, extra)
    content = environment().get_template("article.html.j2").render(
        style=style, script=script, policy=policy, page=page, annotations=inert_json(page.annotations)
    )  # fmt: skip
    write_whole(page_path(store.path / "report", article), content)
    counts = {name: len(tables[name]) for name in COUNTED}
    words = words_of(text(unit["text"]) for unit in tables["units"])
    return Told(_line(article, counts, extra), counts, words, named(source))


def page_path(report: Path, article: Row) -> Path:
    """Return where the page of an article lies."""
    return report / "articles" / f"{article['article_id']}.html"


@cache
def environment() -> Environment:
    """Return the templates, each compiled once for a process."""
    env = Environment(
        loader=PackageLoader("kzru_nlp.report"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(language_names=LANGUAGE_NAMES)
    return env


@cache
def _fittings() -> tuple[str, str, str]:
    style, script = asset("report.css"), asset("article.js")
    return style, script, content_policy(style, script)


def _line(article: Row, counts: Mapping[str, int], extra: Sequence[str]) -> list[Any]:
    """Return an article's row of the list: id, title and its language, all titles, file, year, and so on."""
    return [
        str(article["article_id"]),
        shown(title_of(article)),
        title_language(article),
        [shown(text(article[f"title_{lang}"])) for lang in LANGUAGE_NAMES],
        shown(file_name(article)),
        text(article["year"]),
        shown(text(article["journal"])),
        list(article["languages"]),
        text(article["status"]),
        [counts[name] for name in COUNTED],
        [shown(text(article[name])) for name in extra],
    ]
