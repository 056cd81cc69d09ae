"""`kzru-nlp corpus` as a user runs it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.test_verify import ONE, TWO

ROOT = Path(__file__).resolve().parents[2]


def kzru(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    code = "from kzru_nlp.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    home = tmp_path / "mine"
    (home / "abstracts").mkdir(parents=True)
    (home / "abstracts" / "a-1.kzm").write_text(ONE, encoding="utf-8")
    (home / "abstracts" / "b-1.kzm").write_text(TWO, encoding="utf-8")
    (home / "splits.tsv").write_text("id\tsplit\na-1\ttrain\nb-1\ttest\n", encoding="utf-8")
    return home


def test_verify_prints_counts_and_exits_with_the_verdict(corpus: Path, tmp_path: Path) -> None:
    good = kzru("corpus", "verify", "--corpus", corpus, "--json", cwd=tmp_path)
    assert good.returncode == 0, good.stderr
    assert json.loads(good.stdout)["counts"]["documents: abstracts"] == 2
    path = corpus / "abstracts" / "b-1.kzm"
    path.write_text(path.read_text(encoding="utf-8").replace("старыми", "стapыми"), encoding="utf-8")
    bad = kzru("corpus", "verify", "--corpus", corpus, cwd=tmp_path)
    assert bad.returncode == 1
    assert "mixed-script" in bad.stderr


def test_a_new_article_is_registered_and_joined(corpus: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "corpus" / "articles" / "uzbek-transit.txt", tmp_path / "article.txt")
    args = ("corpus", "add", "article.txt", "--corpus", corpus)
    refused = kzru(*args, cwd=tmp_path)
    assert refused.returncode == 3
    assert "no registered article" in refused.stderr
    done = kzru(
        *args, "--id", "uzbek", "--licence", "CC BY-ND 4.0", "--bibliography", "year=2024", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    listed = kzru("corpus", "list", "--corpus", corpus, "--json", cwd=tmp_path)
    assert '"uzbek"' in listed.stdout
    assert "text here" in listed.stdout
    assert (corpus / "texts" / "uzbek" / "article.txt").exists()


def test_agreement_can_be_asked_of_one_split_and_folder(corpus: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (corpus / "passes" / name).mkdir(parents=True)
        for document in ("a-1", "b-1"):
            shutil.copy(corpus / "abstracts" / f"{document}.kzm", corpus / "passes" / name)
    every = kzru("corpus", "agreement", "--corpus", corpus, "--json", cwd=tmp_path)
    one = kzru(
        "corpus",
        "agreement",
        "--split",
        "test",
        "--kind",
        "abstracts",
        "--corpus",
        corpus,
        "--json",
        cwd=tmp_path,
    )
    none = kzru("corpus", "agreement", "--kind", "contrasts", "--corpus", corpus, "--json", cwd=tmp_path)
    counts = [sum(json.loads(line)["n"] for line in run.stdout.splitlines()) for run in (every, one, none)]
    assert counts[0] > counts[1] > counts[2] == 0
