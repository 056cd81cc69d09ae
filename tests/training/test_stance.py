from kzru_nlp.corpus.verify import read_corpus
from kzru_nlp.stance.classifier import read_classifier
from kzru_nlp.training.stance import train_stance
from tests.evaluate.test_stance import DOCUMENT


def corpus_of(folder):
    (folder / "fish-01.kzm").write_text(DOCUMENT, encoding="utf-8")
    (folder / "fish-02.kzm").write_text(DOCUMENT.replace("fish-01", "fish-02"), encoding="utf-8")
    (folder / "splits.tsv").write_text("id\tsplit\nfish-01\ttrain\nfish-02\ttrain\n", encoding="utf-8")
    return read_corpus(folder)[0]


def test_the_same_corpus_gives_the_same_bytes(tmp_path):
    corpus = corpus_of(tmp_path)
    one, two = tmp_path / "one", tmp_path / "two"
    first, second = train_stance(corpus, one), train_stance(corpus, two)
    for a, b in zip(first, second):
        assert a.path.read_bytes() == b.path.read_bytes()
        assert a.size < 5e6
    assert first[1].classes == {"FAVOR": 2, "AGAINST": 2}
    assert read_classifier(first[0].path).classes == ("AGAINST", "FAVOR", "NONE")


def test_annotations_from_elsewhere_are_learned_too(tmp_path):
    corpus = corpus_of(tmp_path)
    alone = train_stance(corpus, tmp_path / "one")
    more = train_stance(corpus, tmp_path / "two", more=corpus.documents)
    assert more[1].examples == 2 * alone[1].examples
