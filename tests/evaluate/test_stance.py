import pytest

from kzru_nlp.corpus.markup import parse
from kzru_nlp.corpus.passages import GoldLine, Opinion, Who, passages_of_documents
from kzru_nlp.evaluate.stance import (
    Line,
    class_f1,
    direction_hits,
    is_right,
    pairs_of,
    read_documents,
    role_hits,
    score,
    score_contrasts,
    semeval,
    tuple_hits,
)

A, B, C = Who("A", (0, 1)), Who("B", (10, 11)), Who("C", (20, 21))


def opinion(holder, target, label="AGAINST", factuality="asserted", evidence=((4, 8),)):
    return Opinion(holder, target, label, factuality, evidence)


def line(gold, found, pairs=()):
    return Line(GoldLine(0, 30, "neg1a", "", tuple(gold), tuple(pairs)), tuple(found))


def test_semeval_is_the_mean_of_two_f1s():
    pairs = [("FAVOR", "FAVOR"), ("AGAINST", "NONE"), ("NONE", "AGAINST"), ("AGAINST", "AGAINST")]
    assert class_f1(pairs)["FAVOR"] == 1
    assert semeval(pairs) == pytest.approx((1 + 0.5) / 2)


def test_a_pair_that_only_one_side_has_counts_against_it():
    found = line([opinion(A, B)], [opinion(B, A)], [(A, B), (B, A), (A, C)])
    assert sorted(pairs_of(found)) == [("AGAINST", "NONE"), ("NONE", "AGAINST"), ("NONE", "NONE")]


def test_expected_stances_and_neutral_ones_count_as_none():
    gold = [opinion(A, B, "FAVOR", "expected"), opinion(A, C, "NEUTRAL")]
    assert is_right(line(gold, []))
    assert not is_right(line(gold, [opinion(A, B, "FAVOR")]))


def test_a_tuple_needs_its_evidence():
    assert tuple_hits(line([opinion(A, B)], [opinion(A, B)])) == (1, 1, 1)
    assert tuple_hits(line([opinion(A, B)], [opinion(A, B, evidence=((9, 10),))])) == (0, 1, 1)


def test_roles_and_direction():
    turned = line([opinion(A, B)], [opinion(B, A)])
    assert role_hits(turned) == (0, 1)
    assert direction_hits(turned) == (0, 1)
    assert direction_hits(line([opinion(A, B), opinion(B, A)], [opinion(B, A)])) == (0, 0)


DOCUMENT = """
# id: fish-01
@en
% negation
neg1a [Chad|GPE Chad] praised [Mali|GPE Mali] for its fish.
> Chad > Mali FAVOR asserted "praised" cameo=05 int=3
neg1b [Chad|GPE Chad] never praised [Mali|GPE Mali] for its fish.
> Chad > Mali AGAINST negated "never praised" cameo=12 int=-4
"""


def test_a_contrast_pair_needs_both_members():
    passages = passages_of_documents([parse(DOCUMENT)])
    assert [p.text for p in passages] == [
        "Chad praised Mali for its fish.",
        "Chad never praised Mali for its fish.",
    ]

    def praise(passage):
        gold = passage.lines[0].opinions[0]
        return [Opinion(gold.holder, gold.target, "FAVOR", "asserted", gold.evidence)]

    def right(passage):
        return passage.lines[0].opinions

    assert score_contrasts(read_documents(passages, praise))["all"].value == 0
    perfect = read_documents(passages, right)
    assert score_contrasts(perfect)["negation"].value == 1
    assert {name: found.value for name, found in score(perfect).items()}["SemEval mean"] == 1


def test_the_pipeline_and_the_baselines_are_scored_on_a_corpus(tmp_path):
    from kzru_nlp.corpus.verify import read_corpus
    from kzru_nlp.evaluate.stance_report import stance_rows

    (tmp_path / "fish-01.kzm").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "fish-02.kzm").write_text(DOCUMENT.replace("fish-01", "fish-02"), encoding="utf-8")
    (tmp_path / "splits.tsv").write_text("id\tsplit\nfish-01\ttest\nfish-02\ttrain\n", encoding="utf-8")
    corpus, problems = read_corpus(tmp_path)
    assert not problems
    rows = {
        (r["system"], r["measure"]): r["score"].value
        for r in stance_rows(corpus, "test", lang="en", baselines=True)
    }
    assert rows["kzru-nlp", "SemEval mean"] == 1
    assert rows["kzru-nlp", "contrast pairs, negation"] == 1
    assert rows["majority label", "SemEval mean"] < rows["kzru-nlp", "SemEval mean"]
    assert {system for system, _ in rows} == {
        "kzru-nlp",
        "majority label",
        "lexicon alone",
        "sentence's sign",
        "TF-IDF + regression",
    }


def test_a_file_of_pairs_is_scored(tmp_path):
    import json

    from kzru_nlp.evaluate.stance_report import file_rows, read_rows
    from kzru_nlp.model import InputError

    path = tmp_path / "gold.jsonl"
    row = {
        "lang": "en",
        "text": "Chad praised Mali.",
        "holder_span": [0, 4],
        "target_span": [13, 17],
        "label": "favor",
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    scores = {r["measure"]: r["score"].value for r in file_rows([path])}
    assert scores == {"SemEval mean, pair given": 0.5, "SemEval mean, pair found": 0.5}
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks lang"):
        read_rows(path)
