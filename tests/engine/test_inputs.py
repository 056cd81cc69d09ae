from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.engine.inputs import Metadata, find_inputs
from kzru_nlp.model import InputError


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_walked_for_articles_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.PDF", "sub/c.txt", "notes.md", ".hidden/d.txt", ".e.txt"):
        written(tmp_path / name, "x")
    found = [Path(path).relative_to(tmp_path).as_posix() for path in find_inputs([tmp_path])]
    assert found == ["a.PDF", "b.txt", "sub/c.txt"]


def test_a_named_file_is_taken_whatever_its_suffix_and_once(tmp_path: Path) -> None:
    path = written(tmp_path / "article.dat", "x")
    assert find_inputs([path, str(path)]) == [str(path)]
    assert find_inputs(str(path)) == [str(path)]


def test_a_missing_path_stays_so_that_its_fault_is_told() -> None:
    assert find_inputs(["nowhere.txt"]) == ["nowhere.txt"]


@pytest.mark.parametrize("key", ["corpus/a.txt", "a.txt", "a", "0123"])
def test_metadata_is_found_by_path_name_stem_or_id(tmp_path: Path, key: str) -> None:
    table = Metadata.read(written(tmp_path / "m.csv", f"path,year,country\n{key},2019,KZ\n"))
    assert table.of("corpus/a.txt", "0123") == {"year": 2019, "country": "KZ"}
    assert table.extra == ("country",)
    assert table.of("corpus/b.txt", "9") == {}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_metadata_may_be_delimited_in_three_ways_and_quoted(tmp_path: Path, delimiter: str) -> None:
    text = f'\ufefffile{delimiter}note\na.txt{delimiter}"two\n{delimiter}lines"\n'
    table = Metadata.read(written(tmp_path / "m.csv", text))
    assert table.of("a.txt", "") == {"note": f"two\n{delimiter}lines"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,year\na,2019\n", "no column says"),
        ("path,sha256\na,1\n", "one of our own"),
        ("path,year\na,unknown\n", "not a number"),
        ("", "no column says"),
    ],
)
def test_a_faulty_metadata_table_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        Metadata.read(written(tmp_path / "m.csv", text))
