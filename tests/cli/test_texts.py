"""`entities`, `stance`, `split`, `align`, `audit`, `doctor` on small inputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import WITHOUT_UTF8, kzru
from tests.engine.sample import write_samples

TEXT = "Kazakistan 2022'de Rusya'nın saldırısını kınadı."
TR = [
    "Görüşmeler 2014 yılında başladı.",
    "Kazakistan yaptırımlara katılmadı.",
    "Rusya 40 milyon dolar ödedi.",
]
EN = ["The talks began in 2015.", "Kazakhstan did not join the sanctions.", "Russia paid 40 million dollars."]
RU = [
    "Переговоры начались в 2014 году.",
    "Казахстан не присоединился к санкциям.",
    "Россия заплатила 40 млн долларов.",
]


@pytest.fixture
def sides(tmp_path: Path) -> Path:
    for name, lines in (("tr", TR), ("en", EN), ("ru", RU)):
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_entities_of_stdin_are_json_lines_with_offsets() -> None:
    done = kzru("entities", stdin=TEXT, env=WITHOUT_UTF8)
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["actor_id"] for row in rows if row["actor_id"]] == ["Q232", "Q159"]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert {row["lang"] for row in rows} == {"tr"}


def test_a_failing_file_beside_a_good_one_is_exit_1(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    done = kzru("entities", "good.txt", "missing.txt", "--lang", "tr", cwd=tmp_path)
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
    assert {json.loads(line)["file"] for line in done.stdout.splitlines()} == {"good.txt"}


def test_stances_are_toward_russia_unless_told_otherwise() -> None:
    text = "Kazakhstan condemned Russia. Russia criticised Ukraine."
    default = [json.loads(line) for line in kzru("stance", "--lang", "en", stdin=text).stdout.splitlines()]
    assert [(row["holder_id"], row["target_id"], row["label"]) for row in default] == [
        ("Q232", "Q159", "AGAINST")
    ]
    every = [json.loads(line) for line in kzru("stance", "--target", "all", stdin=text).stdout.splitlines()]
    assert ("Q159", "Q212") in {(row["holder_id"], row["target_id"]) for row in every}
    (row,) = default
    assert [text[a:b] for a, b in row["evidence_spans"]] == row["evidence"] == ["condemned"]


def test_text_that_is_not_analysed_is_said_so() -> None:
    done = kzru("entities", stdin="Қазақстан мен көрші елдердің қарым-қатынасы соңғы жылдары өзгерді.")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "'kk'" in done.stderr


def test_bytes_that_are_no_text_are_an_input_fault() -> None:
    done = kzru("entities", stdin="\udcff", env={"PYTHONUTF8": "1"}, errors="surrogateescape")
    assert done.returncode == 3
    assert "--encoding" in done.stderr


def test_align_prints_beads_as_lines(sides: Path) -> None:
    done = kzru("align", "tr.txt", "en.txt", "--src-lang", "tr", "--tgt-lang", "en", cwd=sides)
    assert [line.rpartition(":")[0] for line in done.stdout.splitlines()] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert all(0 <= float(line.rpartition(":")[2]) <= 1 for line in done.stdout.splitlines())


def test_align_takes_a_third_version(sides: Path) -> None:
    args = ("align", "ru.txt", "tr.txt", "en.txt", "--src-lang", "ru", "--tgt-lang", "tr", "--json")
    rows = [json.loads(line) for line in kzru(*args, cwd=sides).stdout.splitlines()]
    assert [(row["ru"], row["tr"], row["en"]) for row in rows] == [([i], [i], [i]) for i in range(3)]


def test_audit_names_what_was_changed(sides: Path) -> None:
    args = ("audit", "tr.txt", "en.txt", "--src-lang", "tr", "--tgt-lang", "en")
    rows = [json.loads(line) for line in kzru(*args, "--json", cwd=sides).stdout.splitlines()]
    assert [(row["type"], row["src_text"], row["tgt_text"], row["src"]) for row in rows] == [
        (rows[0]["type"], rows[0]["src_text"], rows[0]["tgt_text"], [0])
    ]
    assert rows[0]["type"] in ("date", "number")
    assert ("2014" in rows[0]["src_text"], "2015" in rows[0]["tgt_text"]) == (True, True)
    table = kzru(*args, cwd=sides)
    assert "2015" in table.stdout
    assert "1 differences in 3 beads" in table.stderr


def test_split_shows_units_and_their_rules(tmp_path: Path) -> None:
    (path,) = write_samples(tmp_path, 1)
    done = kzru("split", path, "--why")
    assert done.returncode == 0
    assert "abstract" in done.stdout
    assert "rule" in done.stdout
    assert "label of an abstract" in done.stdout
    assert "coverage 1.0000" in done.stderr


def test_split_shows_the_kinds_asked_for(tmp_path: Path) -> None:
    (path,) = write_samples(tmp_path, 1)
    kept = json.loads(
        kzru("split", path, "--json", "--keep", "footnote,abstract", "--drop", "abstract").stdout
    )
    assert {unit["kind"] for unit in kept["units"]} == {"footnote"}
    wrong = kzru("split", path, "--drop", "footer")
    assert wrong.returncode == 2
    assert "no such kind: footer; there are title" in wrong.stderr


def test_split_as_json_has_the_fields_of_the_tables(tmp_path: Path) -> None:
    (path,) = write_samples(tmp_path, 1)
    done = kzru("split", path, tmp_path / "missing.txt", "--json")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    article = json.loads(line)
    assert article["coverage"] == 1.0
    assert {"kind", "lang", "raw_spans", "why"} <= set(article["units"][0])
    assert {"number", "raw_start", "note_unit_id"} <= set(article["markers"][0])


def test_the_doctor_finds_this_installation_healthy() -> None:
    done = kzru("doctor", "--json")
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, [f for f in findings if f["status"] == "missing"]
    assert {"pipeline tr", "pipeline en", "pipeline ru"} <= {finding["what"] for finding in findings}
    assert all(finding["advice"] for finding in findings if finding["status"] != "ok")
