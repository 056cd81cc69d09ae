"""Writes the report: the overview, a page an article, and the data files that the overview loads when asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kzru_nlp.report.articles import ALONE, COUNTED, Told, environment, in_order, page_path
from kzru_nlp.report.charts import library, specs
from kzru_nlp.report.figures import Corpus, Figures, packs
from kzru_nlp.report.files import write_whole
from kzru_nlp.report.marking import shown
from kzru_nlp.report.policy import asset, content_policy, data_script, inert_json
from kzru_nlp.report.rows import rows_of
from kzru_nlp.report.values import LANGUAGE_NAMES, text
from kzru_nlp.report.words import WordIndex
from kzru_nlp.store import open_folder
from kzru_nlp.store.files import output_error
from kzru_nlp.tables import TABLES

RUSSIA = "Q159"
ARTICLES_A_FILE = 200
FIGURES_A_FILE = 20
"""Articles in one data file: the list is read at once, figures when a filter or a number's evidence asks for them."""


def build_report(out: Path | str, *, target_id: str = RUSSIA, jobs: int = 1) -> Path:
    """Return the path of `report/index.html`, written from the tables in `out`; the pages of many articles by `jobs`
    processes.

    `target_id` is the actor toward whom stances are shown first; the page offers every other one. No page reaches
    the network: style and script are allowed by hash, and the overview alone loads files, from its own folder.

    Raises:
        InputError: `out` holds no tables.
        OutputError: the report can't be written.
    """
    out = Path(out)
    pages = _Report(out, target_id, jobs)
    pages.write_articles()
    pages.write_data()
    return pages.write_overview()


class _Report:
    """The report while it is written: every page and data file is written once and noted."""

    def __init__(self, out: Path, target_id: str, jobs: int) -> None:
        self.store, self.folder, self.target_id = open_folder(out), out / "report", target_id
        listed = rows_of(self.store, "articles")
        self.articles = sorted(listed, key=lambda row: (str(row["path"]), str(row["article_id"])))
        self.jobs = jobs if len(self.articles) > ALONE else 1
        ours = {column.name for column in TABLES["articles"].columns}
        self.extra = [name for name in self.store.read("articles", ()).column_names if name not in ours]
        self.corpus, self.words = Corpus(), WordIndex()
        self.counts = dict.fromkeys(COUNTED, 0)
        self.lines: list[list[Any]] = []
        self.figures_files = self.articles_files = 0
        self.written: set[Path] = set()

    def write_articles(self) -> None:
        """Write a page an article, and its figures in packs; what the corpus needs of it is added up."""
        made = in_order(
            packs(self.articles, FIGURES_A_FILE), out=self.store.path, extra=self.extra, jobs=self.jobs
        )
        for told in made:
            first = len(self.lines)
            figures = [self._add(article) for article in told]
            self._data(f"figures-{self.figures_files}", {"first": first, "rows": figures})
            self.figures_files += 1
        self.written.update(page_path(self.folder, article) for article in self.articles)

    def _add(self, told: Told) -> dict[str, Any]:
        """Add an article to the corpus; return its figures as the data file holds them."""
        self.words.add(len(self.lines), told.words)
        for name, count in told.counts.items():
            self.counts[name] += count
        self.lines.append(told.line)
        return _plain(self.corpus.add(told.figures))

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
            failures=[{k: shown(text(v)) for k, v in row.items()} for row in rows_of(self.store, "failures")],
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
        self._file(path, environment().get_template(template).render(**values))

    def _data(self, name: str, value: Any) -> None:
        self._file(self.folder / "data" / f"{name}.js", data_script(name, value))

    def _file(self, path: Path, content: str) -> None:
        write_whole(path, content)
        self.written.add(path)

    def _clean(self) -> None:
        for path in [*self.folder.glob("articles/*.html"), *self.folder.glob("data/*.js")]:
            if path not in self.written:
                try:
                    path.unlink()
                except OSError as error:
                    raise output_error(path, error) from error


def _plain(figures: Figures) -> dict[str, Any]:
    return {"e": figures.entities, "s": figures.stances, "d": figures.dates}
