"""Writing: whole or not at all, no stale files, faults that a user understands."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from kzru_nlp.export import build, conllu
from kzru_nlp.export.build import FORMATS, export
from kzru_nlp.model import InputError, OutputError
from tests.made import MadeArticle, hostile_article, write_run


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_run(tmp_path / "out", hostile_article())


def test_every_format_of_the_interface_is_there() -> None:
    assert {"tei", "conllu", "tmx", "xmi", "docbin", "vertical", "csv"} < set(FORMATS)
    assert set(FORMATS) >= {"antconc", "jsonl", "bibtex", "csljson"}


def test_the_same_tables_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    for name in FORMATS:
        if name == "docbin":
            continue  # spaCy sorts no attribute of a DocBin; its content is compared in test_docbin
        one, other = (export(out, [name], tmp_path / folder)[name] for folder in ("a", "b"))
        assert [file.read_bytes() for file in one] == [file.read_bytes() for file in other]


def test_a_fault_leaves_the_earlier_file_and_no_half_one(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (before, *_) = export(out, ["conllu"])["conllu"]
    content = before.read_bytes()

    def broken(corpus, lang):
        yield "# half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(conllu, "_lines", broken)
    with pytest.raises(OutputError, match="No space left"):
        export(out, ["conllu"])
    assert before.read_bytes() == content
    assert not list(before.parent.glob("*.tmp"))


def test_files_of_articles_that_are_gone_go_and_no_others(tmp_path: Path) -> None:
    home = tmp_path / "export"
    first = export(write_run(tmp_path / "a", hostile_article(), MadeArticle("other")), ["tei"], home)["tei"]
    mine = home / "tei" / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    second = export(write_run(tmp_path / "b", hostile_article()), ["tei"], home)["tei"]
    assert sorted(file.name for file in (home / "tei").glob("*.xml")) == [file.name for file in second]
    assert len(first) == 2
    assert mine.exists()


def test_a_forged_list_of_files_removes_nothing_outside(out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("keep", encoding="utf-8")
    folder = out / "export" / "jsonl"
    folder.mkdir(parents=True)
    (folder / build.WRITTEN).write_text(
        json.dumps({"files": ["../../../victim.txt", str(victim)]}), encoding="utf-8"
    )
    export(out, ["jsonl"])
    assert victim.exists()


def test_progress_is_told_after_each_article(out: Path) -> None:
    told: list[tuple[str, int, int]] = []
    export(out, ["tei", "conllu"], tell=lambda *event: told.append(event))
    assert told == [("tei", 1, 1), *((f"conllu {lang}", 1, 1) for lang in ("tr", "en", "ru"))]


def test_a_missing_library_is_named_with_what_to_do(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"dkpro-cassis.*pip install 'kzru-nlp\[export\]'"):
        export(out, ["xmi"])
    export(out, ["tei"])


def test_only_xmi_needs_a_library_beyond_the_default() -> None:
    assert [name for name, each in FORMATS.items() if each.needs] == ["xmi"]
    assert importlib.util.find_spec("cassis")


def test_an_unknown_format_is_refused(out: Path) -> None:
    with pytest.raises(InputError, match="no format 'pdf'; there are tei"):
        export(out, ["pdf"])


def test_no_tables_and_no_articles_are_input_faults(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no tables here"):
        export(tmp_path, ["csv"])
    with pytest.raises(InputError, match="nothing to export"):
        export(write_run(tmp_path / "empty"), ["csv"])


def test_articles_pass_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of all articles are never in memory together, in any format."""
    from kzru_nlp.store import OutFolder

    out = write_run(tmp_path / "out", *(MadeArticle(f"a{i}") for i in range(3)), hostile_article())
    read = OutFolder.read

    def watched(self, table, parts=None):
        assert table in ("articles", "failures") or len(list(parts)) == 1
        return read(self, table, parts)

    monkeypatch.setattr(OutFolder, "read", watched)
    export(out, FORMATS)
