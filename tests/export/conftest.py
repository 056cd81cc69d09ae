"""The two corpora that every export is tried on: the bundled sample, and one made to break formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kzru_nlp.engine.reading import read
from kzru_nlp.engine.running import run_inputs
from kzru_nlp.export.build import export
from kzru_nlp.model.bundled import bundled
from kzru_nlp.store import OutFolder
from tests.made import hostile_article, write_run


@dataclass(frozen=True)
class Exported:
    """An output folder, the decoded input of its articles by id, and a place for exports."""

    out: Path
    raw: dict[str, str]
    folder: Path
    done: dict[str, list[Path]] = field(default_factory=dict, repr=False)

    def to(self, name: str) -> dict[str, Path]:
        """Return the files of an export by their names under its folder."""
        if name not in self.done:
            self.done.update(export(self.out, [name], self.folder))
        return {file.relative_to(self.folder / name).as_posix(): file for file in self.done[name]}

    def shows(self, article_id: str, start: int, end: int, text: str) -> bool:
        """Return whether the raw input shows `text` there; a page's end or a marker may stand in its midst."""
        shown = self.raw[article_id][start:end]
        left = iter(shown)
        inside = all(char in left for char in text if not char.isspace() and char != "\ufffd")
        return inside and (shown[0], shown[-1]) == (text[0], text[-1]) and len(shown) < len(text) + 60

    def rows(self, table: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = OutFolder(self.out).read(table).to_pylist()
        return rows


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    home = tmp_path_factory.mktemp("sample")
    inputs = sorted(bundled("corpus", "articles").glob("*.txt"))
    outcome = run_inputs([str(path) for path in inputs], out=home / "out")
    assert len(outcome.articles) == len(inputs) >= 3
    raw = {article: read(path).text for path, article in outcome.articles.items()}
    return Exported(home / "out", raw, home / "export")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    home = tmp_path_factory.mktemp("hostile")
    article = hostile_article()
    return Exported(write_run(home / "out", article), {article.id: article.raw}, home / "export")


@pytest.fixture(params=["sample", "hostile"])
def exported(request: pytest.FixtureRequest) -> Exported:
    found: Exported = request.getfixturevalue(request.param)
    return found
