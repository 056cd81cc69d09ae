from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.evaluate.coverage import coverage, read_coverage_rows
from kzru_nlp.model import InputError


def figures(*rows: dict[str, object]) -> list[tuple[str, str, int, int, int | None]]:
    return [(c.what, c.lang, c.n, c.known, c.right) for c in coverage(rows)]


def test_function_words_and_numbers_are_no_content() -> None:
    assert figures({"lang": "en", "text": "The state of the 27 xyzzys."}) == [("words", "en", 2, 1, None)]


def test_both_sides_of_parallel_rows_count() -> None:
    row = {"src_lang": "tr", "tgt_lang": "ru", "src": ["Devlet."], "tgt": ["Государство.", "Зюзюка."]}
    assert figures(row) == [("words", "ru", 2, 1, None), ("words", "tr", 1, 1, None)]


def test_a_cue_must_touch_the_expression_and_have_its_sign() -> None:
    text = "Минск поддержал Москву, а Киев осудил её."
    rows = [
        {"lang": "ru", "text": text, "label": label, "evidence_spans": [span]}
        for label, span in (("favor", "6:15"), ("against", "6:15"), ("favor", "0:5"), ("none", "6:15"))
    ]
    assert figures(*rows) == [("opinions", "ru", 3, 2, 1)]


def test_capitalised_names_are_looked_up_and_dates_are_none() -> None:
    rows = [
        {"lang": "tr", "text": "Rusya", "label": "GPE"},
        {"lang": "tr", "text": "Qwxyz", "label": "PER"},
        {"sentence": "tr-01", "text": "24 Şubat", "label": "DATE"},
    ]
    assert figures(*rows) == [("names", "tr", 2, 1, None)]


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_what_is_no_rows_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=str(file)):
        read_coverage_rows(file)
