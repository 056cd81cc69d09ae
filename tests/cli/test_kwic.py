"""`kwic`, `frequencies`, `keyness` and `collocations` as users meet them."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.command import WITHOUT_UTF8, kzru
from tests.made import hostile_article, write_run
from tests.questions.conftest import article


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tr, en, ru = (
        "[[Rusya|GPE|Q159]]’nın IŞIĞI.",
        "The light of [[Russia|GPE|Q159]].",
        "Свет [[России|GPE|Q159]].",
    )
    other = article("other", "UZ", 2019, "Gaz gaz gaz.", "Gas gas gas.", "Газ газ газ.")
    home = tmp_path_factory.mktemp("kwic") / "out"
    return write_run(home, article("one", "KZ", 2023, tr, en, ru), other, hostile_article())


def test_a_concordance_with_what_it_is_aligned_to(out: Path) -> None:
    told = kzru("kwic", out, "ışığı", "--where", "country=KZ", "--aligned", env=WITHOUT_UTF8)
    assert told.returncode == 0
    hit, *aligned = told.stdout.splitlines()
    assert "Rusya’nın IŞIĞI." in hit
    assert [line.split(maxsplit=1) for line in aligned] == [
        ["en", "The light of Russia."],
        ["ru", "Свет России."],
    ]
    assert told.stderr.strip() == "1 hits"


def test_as_csv_and_json(out: Path) -> None:
    options = ("--actor", "Россия", "--where", "country=KZ", "--aligned")
    rows = list(csv.DictReader(StringIO(kzru("kwic", out, *options, "--csv").stdout)))
    lines = [json.loads(line) for line in kzru("kwic", out, *options, "--json").stdout.splitlines()]
    assert [row["match"] for row in rows] == [row["match"] for row in lines] == ["Rusya", "Russia", "России"]
    assert lines[0]["aligned_en"] == "The light of Russia."


def test_hostile_text_does_not_steer_the_terminal(out: Path) -> None:
    told = kzru("kwic", out, "script", "--lang", "tr")
    assert "<script>" in told.stdout
    assert not {"\x1b", "\x0b", "\u202e"} & set(told.stdout)


def test_frequencies_keyness_and_collocations(out: Path) -> None:
    made = ("--where", "country IN ('KZ', 'UZ')")
    counted = [
        json.loads(x) for x in kzru("frequencies", out, *made, "--limit", "1", "--json").stdout.splitlines()
    ]
    assert {(row["lang"], row["term"], row["count"]) for row in counted} == {("en", "gas", 3), ("ru", "газ", 3), ("tr", "gaz", 3)}  # fmt: skip
    key = kzru(
        "keyness", out, "country=UZ", "country=KZ", "--lang", "ru", "--csv", "-n", "1"
    ).stdout.splitlines()
    assert key[0].startswith("lang,term,target,reference")
    assert key[1].startswith("ru,газ,3,0,")
    near = kzru(
        "collocations", out, *made, "--actor", "Q159", "--minimum", "1", "--lang", "en", "--json"
    ).stdout
    assert [json.loads(line)["term"] for line in near.splitlines()] == ["light"]


@pytest.mark.parametrize(
    "args, said",
    [
        (("kwic", "OUT"), "nothing to look for"),
        (("kwic", "OUT", "["), "no regular expression"),
        (("kwic", "OUT", "a", "--where", "colour=red"), "colour"),
        (("keyness", "OUT", "country=TM"), "no sentence"),
        (("collocations", "OUT"), "nothing to look for"),
    ],
)
def test_faults_are_usage_and_one_line(out: Path, args: tuple[str, ...], said: str) -> None:
    told = kzru(*(out if arg == "OUT" else arg for arg in args))
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
