"""Coverage counts every non-space character of the input once."""

from __future__ import annotations

from kzru_nlp.model import Article, Source, Unit


def article(text: str, *spans: tuple[int, int]) -> Article:
    units = tuple(Unit(str(i), "paragraph", "tr", text[a:b], ((a, b),)) for i, (a, b) in enumerate(spans))
    return Article(Source("x.txt", "0" * 64, text, "utf-8"), units, ())


def test_full_coverage_ignores_white_space() -> None:
    proof = article("bir iki", (0, 3), (4, 7)).coverage()
    assert (proof.characters, proof.missing, proof.repeated, proof.ratio) == (6, 0, 0, 1.0)


def test_a_gap_and_an_overlap_both_cost_coverage() -> None:
    assert article("bir iki", (0, 3)).coverage().missing == 3
    assert article("bir iki", (0, 5), (4, 7)).coverage().repeated == 1
    assert article("bir iki", (0, 5), (4, 7)).coverage().ratio < 1.0


def test_an_abstract_is_found_by_language_and_missing_ones_are_none() -> None:
    unit = Unit("u1", "abstract", "ru", "Текст", ((0, 5),))
    found = Article(Source("x.txt", "0" * 64, "Текст", "utf-8"), (unit,), ())
    assert found.abstract("ru") is unit
    assert found.abstract("tr") is None
