from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.knowledge.checking import check_file
from kzru_nlp.knowledge.own import Own, read_own
from kzru_nlp.model import InputError

ACTORS = "id\ttype\tcanonical\tlang\tkind\tname\nmy:club\tORG\tThe Club\ttr\tname\tKulüp\n"
CUES = (
    "id\tlang\tpattern\tpolarity\tintensity\tcameo\tframe\texample\n"
    "my.1\ten\tput store by\t1\t3.5\t05\tsubj>obj\tOslo put store by Riga.\n"
)
GLOSSARY = "tr\ten\tru\nkımız\tkumis\tкумыс\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_folder_without_a_file_has_nothing_of_its_own(tmp_path: Path) -> None:
    assert read_own(tmp_path) == Own()


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    table = written(tmp_path, "mine.tsv", GLOSSARY)
    written(tmp_path, "kzru.toml", 'glossary = ["mine.tsv"]\n')
    own = read_own(tmp_path)
    assert own.glossary == (table,)
    own.check()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("actors = [", "cannot be read"),
        ('actor = ["a.tsv"]', "key 'actor' means nothing here; use: actors, cues, glossary, metadata"),
        ('actors = "a.tsv"', "give paths as strings"),
        ("actors = [1]", "give paths as strings"),
        ('cues = ["none.tsv"]', "names 'none.tsv', which is no file"),
    ],
)
def test_a_faulty_file_is_named_with_its_key(tmp_path: Path, text: str, reason: str) -> None:
    path = written(tmp_path, "kzru.toml", text)
    with pytest.raises(InputError) as caught:
        read_own(tmp_path)
    assert str(caught.value).startswith(str(path))
    assert reason in str(caught.value)


def test_what_is_given_lies_over_what_the_file_names() -> None:
    both = Own.of(cues=["given.tsv"]).over(Own.of(cues=["file.tsv"], actors=["a.tsv"]))
    assert [path.name for path in both.cues] == ["file.tsv", "given.tsv"]
    assert [path.name for path in both.actors] == ["a.tsv"]


@pytest.mark.parametrize(("kind", "text"), [("actors", ACTORS), ("cues", CUES), ("glossary", GLOSSARY)])
def test_a_table_is_known_by_its_header(tmp_path: Path, kind: str, text: str) -> None:
    assert check_file(written(tmp_path, "t.tsv", text)) == (kind, 1)


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is the header of no table"):
        check_file(written(tmp_path, "t.tsv", "a\tb\n1\t2\n"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (ACTORS.replace("ORG", "CLUB"), "row 2, column 'type'"),
        (CUES.replace("subj>obj", "subj-obj"), "row 2, column 'frame'"),
        (CUES.replace("3.5", "35"), "row 2, column 'intensity'"),
    ],
)
def test_a_fault_is_named_by_row_and_column(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(InputError, match=place):
        check_file(written(tmp_path, "t.tsv", text))
