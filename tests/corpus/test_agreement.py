"""Agreement figures against hand-made cases and an independent implementation of alpha."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.corpus.agreement import agreement, krippendorff_alpha, mention_f1, stance_alpha, tuple_f1
from kzru_nlp.corpus.markup import parse

HEAD = "# id: d\n@tr\n"
A = HEAD + '1 [Rusya|GPE Russia] [Kazakistan|GPE Kazakhstan]\'ı övdü.\n> Russia > Kazakhstan FAVOR "övdü"\n'
B = HEAD + '1 [Rusya|GPE Russia] [Kazakistan|GPE Kazakhstan]\'ı övdü.\n> Russia > Kazakhstan AGAINST "övdü"\n'
C = HEAD + "1 [Rusya|GPE Russia] Kazakistan'ı övdü.\n"


def pairs(x: str, y: str):
    return [(parse(x).versions["tr"][0], parse(y).versions["tr"][0])]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40))
def test_alpha_is_that_of_nltk(labels: list[tuple[str, str]]) -> None:
    agreement_module = pytest.importorskip("nltk.metrics.agreement")
    if len({x for pair in labels for x in pair}) < 2:
        assert krippendorff_alpha(labels) == 1.0
        return
    rows = [row for i, (a, b) in enumerate(labels) for row in (("1", i, a), ("2", i, b))]
    assert krippendorff_alpha(labels) == pytest.approx(agreement_module.AnnotationTask(data=rows).alpha())


def test_measures_see_labels_and_spans() -> None:
    assert mention_f1(pairs(A, A)) == 1.0
    assert mention_f1(pairs(A, C)) == pytest.approx(2 / 3)
    assert tuple_f1(pairs(A, A)) == 1.0
    assert tuple_f1(pairs(A, B)) == 0.0
    assert stance_alpha(pairs(A, B)) < 0.5


def test_passes_over_different_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="different texts"):
        agreement([parse(A)], [parse(A.replace("övdü.", "yerdi.").replace('"övdü"', '"yerdi"'))])


def test_figures_come_by_language_with_intervals() -> None:
    figures = agreement([parse(A)], [parse(B)], samples=20)
    assert set(figures) == {
        ("tr", m) for m in ("mention span+label F1", "stance label alpha", "stance tuple F1")
    }
    assert figures["tr", "mention span+label F1"].value == 1.0


def test_documents_with_mentions_only_say_nothing_of_stances() -> None:
    plain = A.replace("# id: d\n", "# id: e\n# kind: dense\n")
    without = plain.replace('> Russia > Kazakhstan FAVOR "övdü"\n', "")
    figures = agreement([parse(A), parse(without)], [parse(A), parse(plain)], samples=20)
    assert figures["tr", "stance tuple F1"].value == 1.0
    assert figures["tr", "stance tuple F1"].n == 1
    assert figures["tr", "mention span+label F1"].n == 2
    assert set(agreement([parse(without)], [parse(plain)], samples=20)) == {("tr", "mention span+label F1")}
