"""The corpus that the project ships passes its own verification."""

from __future__ import annotations

from pathlib import Path

from kzru_nlp.corpus.agreement import common
from kzru_nlp.corpus.markup import parse
from kzru_nlp.corpus.rendering import render
from kzru_nlp.corpus.standoff import from_standoff, to_standoff
from kzru_nlp.corpus.verify import read_corpus, read_first_pass, read_second_pass, verify

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def test_no_problem_is_left() -> None:
    report = verify(CORPUS)
    assert [str(problem) for problem in report.problems] == []
    assert report.counts["documents: Russia marginal"] >= 40
    for lang in ("tr", "en", "ru"):
        assert report.counts[f"sentences: contrasts {lang}"] >= 400


def test_every_document_survives_both_round_trips() -> None:
    documents = read_corpus(CORPUS)[0].documents
    assert len(documents) > 200
    for document in documents:
        assert parse(render(document)) == document
        assert from_standoff(to_standoff(document)) == document


def test_the_passes_hold_the_same_texts_and_every_decision_names_one_of_them() -> None:
    both = {key for key, _, _ in common(read_first_pass(CORPUS), read_second_pass(CORPUS))}
    assert len(both) > 600
    for path in (CORPUS / "passes" / "decisions").glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            lang, key, layer, *_ = line.split("\t")
            assert layer in ("mention", "stance"), f"{path.name}: {line}"
            assert (path.stem, lang, key) in both, f"{path.name}: {line}"
