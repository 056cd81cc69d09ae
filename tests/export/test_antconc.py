"""The AntConc folder, read back by scikit-learn's reader of text folders and the csv module."""

from __future__ import annotations

import csv
from pathlib import Path

from sklearn.datasets import load_files

from kzru_nlp.export.characters import xml_text
from kzru_nlp.export.spreadsheets import unguarded
from tests.export.conftest import Exported


def test_texts_hold_every_sentence_of_their_language(exported: Exported) -> None:
    exported.to("antconc")
    home = exported.folder / "antconc"
    read = load_files(home, encoding="utf-8", decode_error="strict")
    assert read.target_names == ["en", "ru", "tr"]
    names = (Path(name).relative_to(home).as_posix() for name in read.filenames)
    texts = dict(zip(names, read.data, strict=True))
    rows = exported.rows("sentences")
    assert rows
    for row in rows:
        assert " ".join(xml_text(row["text"]).split()) in texts[f"{row['lang']}/{row['article_id']}.txt"]


def test_metadata_names_every_text_once(exported: Exported) -> None:
    files = exported.to("antconc")
    with files.pop("metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["filename"] for row in rows) == sorted(files)
    articles = {row["article_id"]: row for row in exported.rows("articles")}
    for row in rows:
        assert unguarded(row["journal"]) == (articles[row["article_id"]]["journal"] or "")
        assert row["filename"].startswith(row["language"])
