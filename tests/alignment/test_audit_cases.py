"""What the audit says of single sentences, in three languages: the rows of tests/cases/audit.tsv.

`types` is the type of the one difference there is; a row without it is a pair of faithful translations. With a third version
the rows show what it bears out.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.findings import Third
from kzru_nlp.model import AnalysedSentence, Bead

CASES = Path(__file__).parents[1] / "cases" / "audit.tsv"
ONE = [Bead((0,), (0,))]


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", restval=""))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['types'] or 'same'}: {row['src'][:40]}")
def test_difference_of_one_sentence(row: dict[str, str]) -> None:
    third = Third([AnalysedSentence(row["third"], row["third_lang"])], ONE, ONE) if row["third"] else None
    found = compare(
        [AnalysedSentence(row["src"], row["src_lang"])],
        [AnalysedSentence(row["tgt"], row["tgt_lang"])],
        ONE,
        third=third,
    )
    assert [d.type for d in found] == row["types"].split()
    for d in found:
        for span, text, side in ((d.src_span, d.src_text, "src"), (d.tgt_span, d.tgt_text, "tgt")):
            assert span is None or row[side][span.start : span.end] == text
        assert d.explanation


def test_every_type_is_shown_in_both_directions_of_a_language() -> None:
    shown = {(row["types"], row[side]) for row in rows() for side in ("src_lang", "tgt_lang")}
    for kind in ("modality", "negation", "stance", "shift", "number"):
        assert {(kind, lang) for lang in ("tr", "en", "ru")} <= shown
