"""A registered article keeps its words out of the project and takes them in from the user's own copy."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kzru_nlp.corpus.registered import add_text, read_registered, register
from kzru_nlp.model import Article, InputError, Source, Unit
from tests.shared import ARTICLE, GOLD, needs_shared

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "registered"


def sample(tmp_path: Path) -> tuple[Path, Article]:
    text = "Sınır kapısında bekleyen kamyonların sayısı her geçen gün biraz daha arttı."
    file = tmp_path / "yazi.txt"
    file.write_text(text, encoding="utf-8", newline="")
    import hashlib

    source = Source(str(file), hashlib.sha256(file.read_bytes()).hexdigest(), text, "utf-8")
    return file, Article(source, (Unit("u1", "paragraph", "tr", text, ((0, len(text)),)),), ())


def test_layers_hold_no_word_of_the_text(tmp_path: Path) -> None:
    _file, article = sample(tmp_path)
    entry = register(
        article, tmp_path / "reg", ident="yazi", licence="CC BY-ND 4.0", bibliography={"year": "2020"}
    )
    written = " ".join(p.read_text(encoding="utf-8") for p in entry.folder.rglob("*") if p.is_file())
    assert not set(re.findall(r"\w{6,}", article.text.lower())) & set(re.findall(r"\w{6,}", written.lower()))
    assert len(entry.run_hashes()) == 4


def test_the_users_copy_is_joined_when_its_hash_is_right(tmp_path: Path) -> None:
    file, article = sample(tmp_path)
    register(article, tmp_path / "reg", ident="yazi", licence="CC BY-ND 4.0", bibliography={})
    entry = add_text(file, tmp_path / "reg")
    assert entry.text_path.read_bytes() == file.read_bytes()


def test_a_changed_copy_is_refused_with_the_way_out(tmp_path: Path) -> None:
    file, article = sample(tmp_path)
    register(article, tmp_path / "reg", ident="yazi", licence="CC BY-ND 4.0", bibliography={})
    file.write_text("başka", encoding="utf-8")
    with pytest.raises(InputError, match="unchanged, or register it"):
        add_text(file, tmp_path / "reg")


def test_an_id_is_given_once(tmp_path: Path) -> None:
    _, article = sample(tmp_path)
    register(article, tmp_path / "reg", ident="yazi", licence="x", bibliography={})
    with pytest.raises(InputError, match="registered already"):
        register(article, tmp_path / "reg", ident="yazi", licence="x", bibliography={})


@needs_shared
def test_the_registered_article_is_the_shared_one_and_agrees_with_its_gold(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "reg")
    entry = add_text(ARTICLE, tmp_path / "reg")
    gold = json.loads((GOLD / "structure.json").read_text(encoding="utf-8"))
    layer = entry.layer("structure")
    assert [u["spans"] for u in layer["units"]] == [u["spans"] for u in gold["units"]]
    text = entry.text_path.read_bytes().decode(entry.encoding)
    assert [text[m["start"] : m["end"]] for m in layer["markers"]] == [m["number"] for m in layer["markers"]]


@needs_shared
def test_no_tracked_layer_of_ours_holds_the_articles_words() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    words = set(re.findall(r"\w{9,}", text.lower()))
    for entry in read_registered(FOLDER):
        structure = (entry.folder / "structure.json").read_text(encoding="utf-8").lower()
        assert not words & set(re.findall(r"\w{9,}", structure)) - {
            "abstract",
            "paragraph",
            "section_heading",
        }
