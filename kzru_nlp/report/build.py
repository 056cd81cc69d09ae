"""Writes the report: the overview, a page an article, and the data files that the overview loads when asked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from kzru_nlp.model.annotations import LIKELY
from kzru_nlp.report.charts import library, specs
from kzru_nlp.report.figures import Corpus, Figures, packs
from kzru_nlp.report.marking import shown
from kzru_nlp.report.pages import article_page
from kzru_nlp.report.policy import asset, content_policy, data_script, inert_json
from kzru_nlp.report.reader import Source
from kzru_nlp.report.source import decoded_input
from kzru_nlp.report.values import LANGUAGE_NAMES, Row, file_name, text, title_language, title_of
from kzru_nlp.report.words import WordIndex
from kzru_nlp.store import open_folder
from kzru_nlp.store.files import TEMPORARY, output_error
from kzru_nlp.tables import TABLES

RUSSIA = "Q159"
ARTICLES_A_FILE = 200
FIGURES_A_FILE = 20
"""Articles in one data file: the list is read at once, figures when a filter or a number's evidence asks for them."""
COUNTED = ("units", "sentences", "entities", "stances", "differences")


def build_report(out: Path | str, *, target_id: str = RUSSIA) -> Path:
    """Return the path of `report/index.html`, written from the tables in `out`.

    `target_id` is the actor toward whom stances are shown first; the page offers every other one. No page reaches
    the network: style and script are allowed by hash, and the overview alone loads files, from its own folder.

    Raises:
        InputError: `out` holds no tables.
        OutputError: the report can't be written.
    """
    out = Path(out)
    pages = _Report(out, target_id)
    pages.write_articles()
    pages.write_data()
    return pages.write_overview()


class _Report:
    """The report while it is written: every page and data file is written once and noted."""

    def __init__(self, out: Path, target_id: str) -> None:
        self.store, self.folder, self.target_id = open_folder(out), out / "report", target_id
        listed = self._rows("articles")
        self.articles = sorted(listed, key=lambda row: (str(row["path"]), str(row["article_id"])))
        ours = {column.name for column in TABLES["articles"].columns}
        self.extra = [name for name in self.store.read("articles", ()).column_names if name not in ours]
        self.corpus, self.words = Corpus(), WordIndex()
        self.counts = dict.fromkeys(COUNTED, 0)
        self.lines: list[list[Any]] = []
        self.figures_files = self.articles_files = 0
        self.written: set[Path] = set()
        self.env = _environment()

    def write_articles(self) -> None:
        """Write a page an article, and its figures in packs; what the corpus needs of it is added up."""
        for pack in packs(enumerate(self.articles), FIGURES_A_FILE):
            tables = self._tables([str(article["article_id"]) for _, article in pack])
            figures = [
                self._article(number, article, own)
                for (number, article), own in zip(pack, tables, strict=True)
            ]
            self._data(f"figures-{self.figures_files}", {"first": pack[0][0], "rows": figures})
            self.figures_files += 1

    def _tables(self, ids: list[str]) -> list[dict[str, list[Row]]]:
        """Return the own rows of each article; read together, for many articles may lie in one file."""
        found: list[dict[str, list[Row]]] = [{name: [] for name in TABLES} for _ in ids]
        own = dict(zip(ids, found, strict=True))
        for name in TABLES:
            for row in self._rows(name, ids):
                if name == "stances" and row["score"] < LIKELY:
                    continue
                if (ident := row.get("article_id")) in own:
                    own[str(ident)][name].append(row)
        return found

    def _rows(self, table: str, parts: Iterable[str] | None = None) -> list[dict[Hashable, Any]]:
        """Return the rows of a table, or of some of its parts; lists are empty and never null."""
        read = self.store.read(table, parts)
        lists = [field.name for field in read.schema if str(field.type).startswith("list")]
        return [row | {name: row[name] or [] for name in lists} for row in read.to_pylist()]

    def _article(self, number: int, article: Row, tables: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
        ident = str(article["article_id"])
        source = Source.of(article, tables, decoded_input(self.store, article))
        page = article_page(source, self.extra)
        style, script = asset("report.css"), asset("article.js")
        self._page(
            "article.html.j2",
            self.folder / "articles" / f"{ident}.html",
            style=style,
            script=script,
            policy=content_policy(style, script),
            page=page,
            annotations=inert_json(page.annotations),
        )
        self.words.add(number, (text(unit["text"]) for unit in tables["units"]))
        counts = {name: len(tables[name]) for name in COUNTED}
        for name, count in counts.items():
            self.counts[name] += count
        self.lines.append(_line(article, counts, self.extra))
        return _plain(self.corpus.add(source))

    def write_data(self) -> None:
        """Write the list of articles, the sums, the search index, the plots and the library that draws them."""
        for number, pack in enumerate(packs(self.lines, ARTICLES_A_FILE)):
            self._data(f"articles-{number}", pack)
            self.articles_files = number + 1
        self._data("totals", self.corpus.totals())
        names = []
        for name, words in self.words.files():
            self._data(name, words)
            names.append(name)
        self._data("words", names)
        self._data("charts", specs())
        self._file(self.folder / "assets" / "vega.js", library())

    def write_overview(self) -> Path:
        """Write the plain list and the overview, last, and remove what an earlier report left; return the overview."""
        style, script = asset("report.css"), asset("overview.js")
        lines = [line[:3] for line in self.lines]
        self._page(
            "list.html.j2",
            self.folder / "list.html",
            style=style,
            script="",
            policy=content_policy(style, ""),
            lines=lines,
        )
        index = self.folder / "index.html"
        self._page(
            "index.html.j2",
            index,
            style=style,
            script=script,
            policy=content_policy(style, script, files=True),
            boot=inert_json(self._boot()),
            counts=self.counts,
            n_articles=len(self.articles),
            failures=[{k: shown(text(v)) for k, v in row.items()} for row in self._rows("failures")],
        )
        self._clean()
        return index

    def _boot(self) -> dict[str, Any]:
        return {
            "articles": len(self.articles),
            "articleFiles": self.articles_files,
            "figureFiles": self.figures_files,
            "figuresAFile": FIGURES_A_FILE,
            "extra": self.extra,
            "target": self.target_id,
            "languages": LANGUAGE_NAMES,
        }

    def _page(self, template: str, path: Path, **values: Any) -> None:
        self._file(path, self.env.get_template(template).render(**values))

    def _data(self, name: str, value: Any) -> None:
        self._file(self.folder / "data" / f"{name}.js", data_script(name, value))

    def _file(self, path: Path, content: str) -> None:
        """Write a file whole or not at all; it isn't synced to disk, for the tables can make it again."""
        temporary = path.with_name(f"{path.name}{TEMPORARY}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content.encode("utf-8"))
            temporary.replace(path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise output_error(path, error) from error
        self.written.add(path)

    def _clean(self) -> None:
        for path in [*self.folder.glob("articles/*.html"), *self.folder.glob("data/*.js")]:
            if path not in self.written:
                try:
                    path.unlink()
                except OSError as error:
                    raise output_error(path, error) from error


def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("kzru_nlp.report"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(language_names=LANGUAGE_NAMES)
    return env


def _plain(figures: Figures) -> dict[str, Any]:
    return {"e": figures.entities, "s": figures.stances, "d": figures.dates}


def _line(article: Row, counts: Mapping[str, int], extra: list[str]) -> list[Any]:
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
