"""Each kind of error is found when it is planted in an otherwise clean corpus."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kzru_nlp.corpus.overlap import run_hash, runs
from kzru_nlp.corpus.registered import Registered, write_json
from kzru_nlp.corpus.splits import split_hash
from kzru_nlp.corpus.verify import Corpus, read_corpus, verify

ONE = """\
# id: a-1
# russia: central
@tr
T [Rusya|GPE Russia] ve Komşuları
K sınır; ticaret
1 [Kazakistan|GPE Kazakhstan], [Rusya|GPE Russia]'nın gümrük önerisini [2019|DATE =2019] yılında reddetti.
> Kazakhstan > Russia AGAINST asserted "reddetti" cameo=12 int=-4
2 Buna karşın sınır pazarlarında alışveriş hiç kesilmeden aynı canlılıkla sürdü.
@en
T [Russia|GPE Russia] and Its Neighbours
K border; trade
1 In [2019|DATE =2019] [Kazakhstan|GPE Kazakhstan] turned down the customs offer that [Russia|GPE Russia] had made.
> Kazakhstan > Russia AGAINST asserted "turned down" cameo=12 int=-4
@beads
tr-en 1:1 2:
@differences
tr-en 2: omission major "" | "" ; the markets are left out
"""
TWO = """\
# id: b-1
@ru
1 [Ташкент|GPE Tashkent] славится своими старыми чинарами, базарами и широкими проспектами.
"""
TSV = "id\tsplit\na-1\ttrain\nb-1\ttest\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "abstracts").mkdir()
    (tmp_path / "abstracts" / "a-1.kzm").write_text(ONE, encoding="utf-8")
    (tmp_path / "abstracts" / "b-1.kzm").write_text(TWO, encoding="utf-8")
    (tmp_path / "splits.tsv").write_text(TSV, encoding="utf-8")
    found, _ = read_corpus(tmp_path)
    frozen = split_hash(found.paths, found.splits, "test")
    (tmp_path / "splits.sha256").write_text(f"{frozen}  test\n", encoding="utf-8")
    return tmp_path


def codes(folder: Path) -> set[str]:
    return {p.code for p in verify(folder).problems}


def test_a_clean_corpus_has_no_problem_and_is_counted(corpus: Path) -> None:
    report = verify(corpus)
    assert [str(p) for p in report.problems] == []
    assert report.counts["documents: abstracts"] == 2
    assert report.counts["mentions: tr"] == 3
    assert report.counts["beads: 0:1"] == 1
    assert report.counts["differences: omission"] == 1


PLANTED = [
    ("not-nfc", "abstracts/a-1.kzm", "karşın", "kars\u0327ın"),
    ("spaces", "abstracts/a-1.kzm", "hiç kesilmeden", "hiç  kesilmeden"),
    ("mixed-script", "abstracts/b-1.kzm", "славится", "слaвится"),
    ("wrong-language", "abstracts/a-1.kzm", "@en\n", "@ru\n"),
    ("unreadable", "abstracts/a-1.kzm", "|GPE Kazakhstan]", "|GEO Kazakhstan]"),
    ("unreadable", "abstracts/a-1.kzm", '"turned down"', '"refused"'),
    ("suffix", "abstracts/a-1.kzm", "[Rusya|GPE Russia]'nın", "[Rusya'nın|GPE Russia]"),
    ("mid-word", "abstracts/a-1.kzm", "[Kazakistan|GPE Kazakhstan]", "[Kazak|GPE Kazakhstan]istan"),
    ("no-actor", "abstracts/a-1.kzm", "[Russia|GPE Russia] and", "[Russia|GPE] and"),
    ("actor-on-value", "abstracts/a-1.kzm", "[2019|DATE =2019] [", "[2019|DATE Year =2019] ["),
    ("value", "abstracts/a-1.kzm", "=2019] [", "=last] ["),
    ("no-value", "abstracts/b-1.kzm", "старыми", "[5 км|QUANTITY] старыми"),
    ("metonym", "abstracts/b-1.kzm", "[Ташкент|GPE Tashkent]", "[Ташкент|PER Tashkent ~Uzbekistan]"),
    ("unmarked", "abstracts/b-1.kzm", "чинарами", "Ташкент"),
    (
        "party",
        "abstracts/a-1.kzm",
        '> Kazakhstan > Russia AGAINST asserted "turned',
        '> China > Russia AGAINST asserted "turned',
    ),
    ("sign", "abstracts/a-1.kzm", '"turned down" cameo=12 int=-4', '"turned down" cameo=12 int=4'),
    ("intensity", "abstracts/a-1.kzm", '"turned down" cameo=12 int=-4', '"turned down" cameo=12 int=-40'),
    ("no-beads", "abstracts/a-1.kzm", "tr-en 1:1 2:\n", "\n"),
    ("beads", "abstracts/a-1.kzm", "tr-en 1:1 2:\n", "tr-en 1:1\n"),
    ("null-bead", "abstracts/a-1.kzm", "tr-en 2: omission", "tr-en 1:1 omission"),
    ("difference-key", "abstracts/a-1.kzm", "tr-en 2: omission", "tr-en 7: omission"),
    ("difference-text", "abstracts/a-1.kzm", '"" | "" ; the', '"pazarın yeri" | "" ; the'),
    ("difference-empty", "abstracts/a-1.kzm", "tr-en 2: omission", "tr-en 2: shift"),
    (
        "difference-bead",
        "abstracts/a-1.kzm",
        'tr-en 2: omission major "" | ""',
        'tr-en 2:1 omission major "Buna" | ""',
    ),
    ("id", "abstracts/b-1.kzm", "# id: b-1", "# id: b-2"),
    ("id-twice", "abstracts/b-1.kzm", "# id: b-1", "# id: a-1"),
    ("no-split", "splits.tsv", "a-1\ttrain\n", ""),
    ("no-document", "splits.tsv", "a-1\ttrain\n", "a-1\ttrain\nz-9\tdev\n"),
    ("split-name", "splits.tsv", "a-1\ttrain", "a-1\tlearn"),
    ("not-frozen", "abstracts/b-1.kzm", "старыми", "молодыми"),
]


@pytest.mark.parametrize(
    "code, file, old, new", PLANTED, ids=[f"{c}-{i}" for i, (c, *_) in enumerate(PLANTED)]
)
def test_a_planted_error_is_found(corpus: Path, code: str, file: str, old: str, new: str) -> None:
    path = corpus / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert code in codes(corpus)


def test_a_stance_written_twice_is_found(corpus: Path) -> None:
    path = corpus / "abstracts" / "a-1.kzm"
    line = '> Kazakhstan > Russia AGAINST asserted "turned down" cameo=12 int=-4\n'
    path.write_text(path.read_text(encoding="utf-8").replace(line, line * 2), encoding="utf-8")
    assert "stance-twice" in codes(corpus)


@pytest.mark.parametrize("split, code", [("test", "leakage"), ("train", "near-duplicate")])
def test_near_duplicates_are_found_and_are_leakage_across_splits(corpus: Path, split: str, code: str) -> None:
    copy = ONE.replace("# id: a-1", "# id: c-1").replace("alışveriş", "ticaret")
    (corpus / "abstracts" / "c-1.kzm").write_text(copy, encoding="utf-8")
    with (corpus / "splits.tsv").open("a", encoding="utf-8") as file:
        file.write(f"c-1\t{split}\n")
    assert code in codes(corpus)


def test_the_members_of_a_contrast_pair_may_be_alike(corpus: Path) -> None:
    pair = "# id: k-1\n@en\n% negation\nneg1a The two sides have long kept to the letter of the deal.\n"
    pair += "neg1b The two sides have not long kept to the letter of the deal.\n"
    (corpus / "abstracts" / "k-1.kzm").write_text(pair, encoding="utf-8")
    with (corpus / "splits.tsv").open("a", encoding="utf-8") as file:
        file.write("k-1\ttrain\n")
    assert codes(corpus) == set()


def test_eight_words_of_a_registered_text_are_found_by_hash(corpus: Path) -> None:
    text = "sınır pazarlarında alışveriş hiç kesilmeden aynı canlılıkla sürdü ve sürecek"
    digest = hashlib.sha256(text.encode()).hexdigest()
    home = corpus / "registered" / "x"
    home.mkdir(parents=True)
    entry = Registered("x", digest, "CC BY-NC-ND 4.0", "x.txt")
    write_json(
        home / "article.json",
        {"id": entry.id, "sha256": entry.sha256, "licence": entry.licence, "file_name": entry.file_name},
    )
    (home / "runs.txt").write_text("\n".join(run_hash(r, digest) for r in runs(text)), encoding="utf-8")
    assert "registered-overlap" in codes(corpus)


def test_a_document_of_the_passes_alone_belongs_to_no_folder(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, (), {"a": tmp_path / "abstracts" / "a.kzm"}, {"a": "test"})
    assert corpus.is_of("a", "test", "abstracts")
    assert not corpus.is_of("a", kind="contrasts")
    assert corpus.is_of("gone")
    assert not corpus.is_of("gone", kind="abstracts")
    assert not corpus.is_of("gone", split="test")
