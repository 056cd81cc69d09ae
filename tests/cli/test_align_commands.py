"""`kzru-nlp train align`, `evaluate align` and `audit` as a user runs them, on a corpus of two documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import kzru

ABSTRACT = """# id: {id}
# topic: {id}
@tr
1 Fırın 1998 yılında [İzmir|GPE Izmir]'de açıldı.
2 Belediye fırına kırk ton un verdi.
3 Kimse ekmeğin fiyatını sormadı.
4 Fırıncı 12 Mayıs günü kapıyı kapattı.
@en
1 The bakery opened in [Izmir|GPE Izmir] in 1998.
2 The town gave the bakery forty tons of flour.
3 The baker closed the door on {day} May.
@ru
1 Пекарня открылась в [Измире|GPE Izmir] в 1998 году.
2 Город дал пекарне сорок тонн муки.
3 Никто не спросил о цене хлеба.
4 Двенадцатого мая пекарь закрыл дверь.
@beads
tr-en 1:1 2:2 3: 4:3
tr-ru 1:1 2:2 3:3 4:4
en-ru 1:1 2:2 :3 3:4
@differences
tr-en 3: omission major "Kimse ekmeğin fiyatını sormadı" | "" ; nobody's question is gone
tr-en 4:3 date major "12" | "13" ; another day
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    home = tmp_path / "corpus"
    (home / "abstracts").mkdir(parents=True)
    splits = {"bread-1": "train", "bread-2": "train", "bread-3": "dev", "bread-4": "test"}
    for name in splits:
        (home / "abstracts" / f"{name}.kzm").write_text(
            ABSTRACT.format(id=name, day=13), encoding="utf-8", newline="\n"
        )
    rows = "".join(f"{name}\t{split}\n" for name, split in splits.items())
    (home / "splits.tsv").write_text(f"id\tsplit\n{rows}", encoding="utf-8")
    return home


def test_training_gives_the_same_bytes_whatever_the_hash_seed(corpus: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for seed, path in enumerate(files, start=1):
        done = kzru("train", "align", "--corpus", corpus, "-o", path, env={"PYTHONHASHSEED": str(seed)})
        assert done.returncode == 0, done.stderr
        assert "6 pairs of versions, 18 texts" in done.stderr
    assert files[0].read_bytes() == files[1].read_bytes()
    weights = json.loads(files[0].read_text(encoding="utf-8"))
    assert weights["answered"]["number"] > weights["chance"]["number"]
    assert weights["priors"]["literal"]["1:0"] < weights["priors"]["free"]["1:0"] < 0


def test_beads_of_a_corpus_are_scored_by_pair(corpus: Path) -> None:
    done = kzru("evaluate", "align", "--corpus", corpus, "--no-baseline", "--json")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    scores = {(row["pair"], row["measure"]): row["score"] for row in rows}
    assert {pair for pair, _ in scores} == {"tr-en", "tr-ru", "en-ru", "all"}
    assert scores["all", "strict F1"] == scores["tr-en", "null F1"] == 1.0


def test_gold_of_ones_own_is_scored_against_what_it_says(tmp_path: Path) -> None:
    gold = {"doc": "a", "src_lang": "tr", "tgt_lang": "en", "src": ["Fırın 1998'de açıldı.", "Un 40 ton."]}
    gold |= {"tgt": ["The bakery opened in 1998.", "Flour: 40 tons."], "gold": [[[0, 1], [0, 1]]]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold) + "\n", encoding="utf-8")
    done = kzru("evaluate", "align", path, "--no-baseline", "--json")
    scores = {row["measure"]: row["score"] for row in map(json.loads, done.stdout.splitlines())}
    assert (scores["strict F1"], scores["lax P"]) == (0.0, 1.0)


def test_differences_are_scored_by_type(corpus: Path) -> None:
    done = kzru("evaluate", "align", "--differences", "--corpus", corpus, "--json")
    assert done.returncode == 0, done.stderr
    scores = {
        (row["type"], row["measure"]): (row["n"], row["score"])
        for row in map(json.loads, done.stdout.splitlines())
    }
    assert scores["omission", "R"] == (1, 1.0)
    assert scores["date", "R"] == (1, 1.0)
    refused = kzru("evaluate", "align", "--differences", corpus / "splits.tsv")
    assert refused.returncode == 2


@pytest.fixture
def versions(tmp_path: Path) -> list[Path]:
    texts = {
        "tr": "Sendika zammı kınadı.",
        "en": "The union regretted the fare rise.",
        "ru": "Профсоюз осудил повышение цен.",
    }
    for lang, text in texts.items():
        (tmp_path / f"{lang}.txt").write_text(text + "\n", encoding="utf-8")
    return [tmp_path / f"{lang}.txt" for lang in texts]


def test_audit_with_a_third_version_and_a_plain_view_in_a_pipe(versions: list[Path]) -> None:
    langs = ("--src-lang", "tr", "--tgt-lang", "en")
    done = kzru("audit", *versions, *langs, "--json")
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["type"], row["src_text"], row["tgt_text"]) == ("stance", "kınadı", "regretted")
    shown = kzru("audit", *versions[:2], *langs, "--view", "--messages", "tr")
    assert "yumuşatılmış" in shown.stdout
    assert "\x1b[" not in shown.stdout
    coloured = kzru("audit", *versions[:2], *langs, "--view", env={"FORCE_COLOR": "1"})
    assert "\x1b[33mregretted" in coloured.stdout
