"""`kzru-nlp knowledge` and the user's own tables as a user gives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import kzru
from tests.knowledge.test_own import ACTORS, GLOSSARY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "actors.tsv").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "glossary.tsv").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def test_an_actor_is_shown_by_any_name(folder: Path) -> None:
    done = kzru("knowledge", "show", "ОДКБ", "--json", cwd=folder)
    assert json.loads(done.stdout)["canonical"] == "Collective Security Treaty Organization"
    assert kzru("knowledge", "show", "Nobody", cwd=folder).returncode == 1


def test_the_users_actor_is_shown_listed_and_found(folder: Path) -> None:
    (folder / "kzru.toml").write_text('actors = ["actors.tsv"]\n', encoding="utf-8")
    assert json.loads(kzru("knowledge", "show", "Kulüp", "--json", cwd=folder).stdout)["id"] == "my:club"
    assert "my:club\tORG\tThe Club" in kzru("knowledge", "list", "actors", cwd=folder).stdout
    found = kzru("entities", "--lang", "tr", cwd=folder, stdin="Bu karar Kulüp içinde alındı.")
    assert "my:club" in {json.loads(line)["actor_id"] for line in found.stdout.splitlines()}


def test_a_table_is_checked_and_its_fault_named(folder: Path) -> None:
    good = kzru("knowledge", "check", "actors.tsv", "glossary.tsv", cwd=folder)
    assert good.returncode == 0
    assert "glossary.tsv: 1 rows of glossary, no fault" in good.stderr
    (folder / "actors.tsv").write_text(ACTORS.replace("ORG", "CLUB"), encoding="utf-8")
    bad = kzru("knowledge", "check", "actors.tsv", cwd=folder)
    assert bad.returncode == 2
    assert "row 2, column 'type'" in bad.stderr


def test_a_faulty_kzru_toml_is_a_usage_error(folder: Path) -> None:
    (folder / "kzru.toml").write_text('cue = ["x.tsv"]\n', encoding="utf-8")
    done = kzru("knowledge", "list", "cues", cwd=folder)
    assert done.returncode == 2
    assert "kzru.toml: key 'cue' means nothing here" in done.stderr


def test_coverage_counts_by_language(folder: Path) -> None:
    row = {"lang": "en", "text": "kumis politics"}
    (folder / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    plain = kzru("knowledge", "coverage", "rows.jsonl", "--json", cwd=folder)
    assert json.loads(plain.stdout)["known"] == 1
    own = kzru("knowledge", "coverage", "rows.jsonl", "--glossary", "glossary.tsv", "--json", cwd=folder)
    assert json.loads(own.stdout)["known"] == 2
