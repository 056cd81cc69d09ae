"""Runs from files to tables, in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import kzru_nlp as kz
from kzru_nlp.engine.running import Event, RunResult, run_inputs
from kzru_nlp.model import InputError, OutputError
from kzru_nlp.store import hold
from kzru_nlp.tables import TABLES
from tests.engine.sample import sample_text, write_samples


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_samples(tmp_path_factory.mktemp("in"), 1)[0]


@pytest.fixture(scope="module")
def result(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    bad = sample.with_name("empty.txt")
    bad.write_bytes(b"")
    return kz.run([sample, bad], out=tmp_path_factory.mktemp("out"))


def outcomes(paths: list[Path], out: Path, **options: object) -> list[str]:
    events: list[Event] = []
    run_inputs(paths, out=out, progress=events.append, **options)  # type: ignore[arg-type]
    return [event.outcome for event in events]


def test_every_table_is_there_and_the_main_ones_are_filled(result: RunResult) -> None:
    assert set(result.tables) == set(TABLES)
    for name in (
        "articles",
        "units",
        "markers",
        "citations",
        "sentences",
        "entities",
        "stances",
        "alignments",
    ):
        assert len(result.tables[name]) > 0, name
    for name, table in TABLES.items():
        assert list(result.tables[name].columns) == [column.name for column in table.columns]


def test_a_failing_input_is_a_row_and_the_others_are_done(result: RunResult) -> None:
    (row,) = result.failures.to_dict("records")
    assert (Path(row["path"]).name, row["stage"], row["code"]) == ("empty.txt", "read", "empty")
    assert "\n" not in row["message"]
    assert len(result.tables["articles"]) == 1


def test_raw_offsets_show_the_sentences_and_entities(result: RunResult, sample: Path) -> None:
    raw = kz.read(sample).text
    for row in result.tables["sentences"].itertuples():
        shown = "".join(raw[start:end] for start, end in row.raw_spans)
        assert "".join(shown.split()) == "".join(row.text.split())
    for row in result.tables["entities"].itertuples():
        shown = raw[row.raw_start : row.raw_end]
        if "\n" not in shown:  # a mention that runs over lines may have a note between them
            assert shown == row.text


def test_offsets_point_into_the_texts_that_they_belong_to(result: RunResult) -> None:
    units = result.tables["units"].set_index("unit_id")["text"]
    sentences = result.tables["sentences"].set_index("sentence_id")
    for row in sentences.itertuples():
        assert units[row.unit_id][row.start : row.end] == row.text
    for row in result.tables["entities"].itertuples():
        text = units[row.unit_id] if pd.isna(row.sentence_id) else sentences.loc[row.sentence_id, "text"]
        assert text[row.start : row.end] == row.text


def test_ids_lead_from_table_to_table(result: RunResult) -> None:
    tables = result.tables
    units, sentences = set(tables["units"]["unit_id"]), set(tables["sentences"]["sentence_id"])
    assert tables["units"]["unit_id"].is_unique
    assert tables["sentences"]["sentence_id"].is_unique
    assert set(tables["markers"]["unit_id"]) | set(tables["sentences"]["unit_id"]) <= units
    assert set(tables["stances"]["sentence_id"]) <= sentences
    beads = tables["alignments"][tables["alignments"]["kind"] == "abstract"]
    assert {name for ids in beads["src_sentence_ids"] for name in ids} <= sentences


def test_every_abstract_sentence_is_in_one_bead_of_each_pair(result: RunResult) -> None:
    tables = result.tables
    abstracts = set(tables["units"].query("kind == 'abstract' and lang == 'tr'")["unit_id"])
    sentences = tables["sentences"]
    own = sorted(sentences[sentences["unit_id"].isin(abstracts)]["sentence_id"])
    beads = tables["alignments"].query("kind == 'abstract' and src_lang == 'tr' and tgt_lang == 'en'")
    assert sorted(name for ids in beads["src_sentence_ids"] for name in ids) == own
    threads = tables["alignments3"]
    assert sorted(name for ids in threads["tr_sentence_ids"] for name in ids) == own


def test_scores_are_confidences(result: RunResult) -> None:
    for name, table in TABLES.items():
        if any(column.name == "score" for column in table.columns):
            assert result.tables[name]["score"].between(0, 1).all(), name


def test_keywords_and_captions_give_entities_without_sentences(result: RunResult) -> None:
    keywords = set(result.tables["units"].query("kind == 'keywords'")["unit_id"])
    entities = result.tables["entities"]
    found = entities[entities["unit_id"].isin(keywords)]
    assert len(found)
    assert found["sentence_id"].isna().all()
    assert not keywords & set(result.tables["sentences"]["unit_id"])


def test_run_json_tells_versions_counts_and_times(result: RunResult) -> None:
    summary = json.loads((result.out / "run.json").read_text(encoding="utf-8"))
    assert summary["counts"] == {"written": 1, "unchanged": 0, "repeated": 0, "failed": 1}
    assert summary["rows"]["entities"] == len(result.tables["entities"])
    assert {"split", "analyse", "align"} <= set(summary["stage_seconds"])
    assert summary["libraries"]["spacy"]


def test_a_planted_difference_is_reported_with_its_place(tmp_path: Path) -> None:
    raw = sample_text()
    where = raw.index("Abstract")
    old, new = next(
        (y, str(int(y) - 7)) for y in ("2016", "2023", "2017", "2022") if y in raw[where : where + 1500]
    )
    at = raw.index(old, where)
    path = tmp_path / "changed.txt"
    path.write_text(raw[:at] + new + raw[at + 4 :], encoding="utf-8", newline="\n")
    found = kz.run(path, out=tmp_path / "out").tables["differences"]
    rows = found[(found["tgt_raw_start"] <= at) & (at < found["tgt_raw_end"]) & (found["tgt_lang"] == "en")]
    assert set(rows["type"]) & {"date", "number"}


def test_what_is_done_is_left_until_it_changes(tmp_path: Path) -> None:
    paths, out = write_samples(tmp_path / "in", 2), tmp_path / "out"
    assert outcomes(paths, out) == ["written", "written"]
    assert outcomes(paths, out) == ["unchanged", "unchanged"]
    assert outcomes(paths, out, resume=False) == ["written", "written"]
    paths[0].write_text(sample_text(7), encoding="utf-8", newline="\n")
    assert sorted(outcomes(paths, out)) == ["unchanged", "written"]
    articles = pd.read_parquet(out / "articles.parquet")
    assert sorted(articles["path"]) == [str(path) for path in paths]


def test_the_same_content_twice_is_one_article(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (one, other):
        path.write_text(sample_text(), encoding="utf-8", newline="\n")
    events = outcomes([one, other], tmp_path / "out")
    assert sorted(events) == ["repeated", "written"]
    assert len(pd.read_parquet(tmp_path / "out" / "articles.parquet")) == 1


def test_a_repaired_input_is_no_failure_any_more(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "out"
    path.write_bytes(b"")
    assert outcomes([path], out) == ["failed"]
    assert len(pd.read_parquet(out / "failures.parquet")) == 1
    path.write_text(sample_text(), encoding="utf-8", newline="\n")
    assert outcomes([path], out) == ["written"]
    assert len(pd.read_parquet(out / "failures.parquet")) == 0


def test_metadata_fills_and_adds_columns_without_a_new_analysis(sample: Path, tmp_path: Path) -> None:
    out, table = tmp_path / "out", tmp_path / "m.csv"
    assert outcomes([sample], out) == ["written"]
    table.write_text(f"path,year,country\n{sample.name},1999,KZ\n", encoding="utf-8")
    assert outcomes([sample], out, metadata=table) == ["unchanged"]
    (row,) = pd.read_parquet(out / "articles.parquet").to_dict("records")
    assert (row["year"], row["country"]) == (1999, "KZ")
    other = write_samples(tmp_path / "in", 2)[1]
    assert outcomes([other], out) == ["written"]
    assert len(pd.read_parquet(out / "articles.parquet")["country"].dropna()) == 1


def test_side_by_side_gives_the_same_tables(tmp_path: Path) -> None:
    paths = write_samples(tmp_path / "in", 2)
    one, two = (kz.run(paths, out=tmp_path / f"out{jobs}", jobs=jobs).tables for jobs in (1, 2))
    for name in TABLES:
        pd.testing.assert_frame_equal(one[name], two[name])


def test_text_in_no_language_of_ours_is_kept_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "kk.txt"
    path.write_text(
        "Қазақстан мен көрші елдердің қарым-қатынасы соңғы жылдары өзгерді.\n" * 3, encoding="utf-8"
    )
    tables = kz.run(path, out=tmp_path / "out").tables
    assert tables["articles"]["status"].tolist() == ["unanalysed"]
    assert len(tables["sentences"]) == 0
    assert "Қазақстан" in tables["units"]["text"].str.cat()
    summary = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert sum(summary["unanalysed_units"].values()) >= 1


def test_a_folder_in_use_is_refused(sample: Path, tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(OutputError, match="another run"):
        kz.run(sample, out=tmp_path)


def test_no_file_at_all_is_an_input_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file to read"):
        kz.run(tmp_path, out=tmp_path / "out")


def test_a_faulty_actor_table_is_said_once_and_before_anything_is_done(sample: Path, tmp_path: Path) -> None:
    table = tmp_path / "actors.tsv"
    table.write_text("id\tname\nx\ty\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"actors\.tsv"):
        kz.run(sample, out=tmp_path / "out", actors=[table])
    assert not (tmp_path / "out").exists()
