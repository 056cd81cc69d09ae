from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.corpus.verify import read_corpus
from kzru_nlp.entities.crf import _label, load_tagger, to_tags
from kzru_nlp.entities.finder import EntityFinder
from kzru_nlp.entities.words import words_of
from kzru_nlp.model import KzruError, Mention
from kzru_nlp.model.bundled import bundled
from kzru_nlp.pipelines.load import load
from kzru_nlp.training.entities import TRAINED, train_entities

PLACES = ("Vaduz", "Lodz", "Brno", "Turku", "Gera", "Split", "Ghent", "Porto")
LINES = "".join(
    f"{i} The mayor of [{place}|GPE {place}] spoke to [{name} Qorvath|PER {name}_Qorvath] about the harbour.\n"
    for i, (place, name) in enumerate(
        zip(PLACES * 4, ("Anna", "Piet", "Olga", "Marek") * 8, strict=True), start=1
    )
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "en-x.kzm").write_text(
        f"# id: en-x\n# topic: towns\n@en\n{LINES}", encoding="utf-8"
    )
    (tmp_path / "splits.tsv").write_text("id\tsplit\nen-x\ttrain\n", encoding="utf-8")
    return tmp_path


def test_a_tagger_is_trained_to_the_same_bytes_and_finds_new_names(corpus: Path, tmp_path: Path) -> None:
    read, problems = read_corpus(corpus)
    assert problems == []
    one, two = tmp_path / "one.crfsuite", tmp_path / "two.crfsuite"
    assert train_entities(read, "en", one).sentences == 32
    train_entities(read, "en", two)
    assert one.read_bytes() == two.read_bytes()
    doc = load("en")("The mayor of Zzyzx spoke to Quorl Qorvath about the harbour.")
    found = EntityFinder("en", model=one)(doc)
    assert [(m.text, m.label) for m in found] == [("Zzyzx", "GPE"), ("Quorl Qorvath", "PER")]
    assert all(m.source.startswith("crf") and 0 < m.score < 1 for m in found)


def test_a_limit_takes_sentences_from_all_over(corpus: Path, tmp_path: Path) -> None:
    read, _ = read_corpus(corpus)
    said: list[str] = []
    done = train_entities(read, "en", tmp_path / "few.crfsuite", limit=20, versions=0, progress=said.append)
    assert (done.sentences, done.augmented) == (20, 0)
    assert said[0].startswith("en: 20 sentences")


def test_where_tags_disagree_all_words_decide() -> None:
    chances = {"B-ORG": 0.5, "B-FAC": 0.4, "I-ORG": 0.1, "I-FAC": 0.8}

    class Tagger:
        def marginal(self, tag: str, i: int) -> float:
            return chances[tag]

    assert _label(Tagger(), ["B-ORG", "I-FAC"], 0, 2) == "FAC"
    assert _label(Tagger(), ["B-ORG", "I-ORG"], 0, 2) == "ORG"


def test_a_corpus_without_the_language_is_refused(corpus: Path, tmp_path: Path) -> None:
    read, _ = read_corpus(corpus)
    with pytest.raises(KzruError, match="no sentence in 'tr'"):
        train_entities(read, "tr", tmp_path / "tr.crfsuite")
    assert not (tmp_path / "tr.crfsuite").exists()


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.crfsuite").write_text("nothing", encoding="utf-8")
    with pytest.raises(KzruError, match="is no CRF model"):
        load_tagger(tmp_path / "x.crfsuite")


def test_tags_are_bio() -> None:
    doc = load("en").make_doc("New York and Oslo")
    for token in doc:
        token.is_sent_start = token.i == 0
    mentions = [Mention(0, 8, "GPE", "New York", 1, ""), Mention(13, 17, "GPE", "Oslo", 1, "")]
    assert to_tags(words_of(doc, "en"), mentions) == ["B-GPE", "I-GPE", "O", "B-GPE"]


@pytest.mark.parametrize("lang", TRAINED)
def test_shipped_models_are_small(lang: str) -> None:
    assert 100_000 < bundled("pipelines", "trained", f"entities_{lang}.crfsuite").stat().st_size < 5_000_000
