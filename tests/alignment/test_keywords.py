from __future__ import annotations

import pytest

from kzru_nlp.alignment.keywords import compare_keywords, find_keywords, match_keywords


def test_order_of_keywords_is_free() -> None:
    beads = match_keywords(
        ["su", "sınır", "enerji"], ["energy", "water", "border"], src_lang="tr", tgt_lang="en"
    )
    assert {(b.src, b.tgt) for b in beads} == {((0,), (1,)), ((1,), (2,)), ((2,), (0,))}


@pytest.mark.parametrize(
    "src, tgt, texts",
    [
        ("su; sınır; Kazakistan", "water; border", [("Kazakistan", "")]),
        ("su; sınır", "water; border; Kazakhstan", [("", "Kazakhstan")]),
        ("su; sınır", "border; water", []),
    ],
)
def test_keywords_lost_and_added(src: str, tgt: str, texts: list[tuple[str, str]]) -> None:
    found = compare_keywords(src, tgt, src_lang="tr", tgt_lang="en")
    assert [(d.src_text, d.tgt_text) for d in found] == texts
    for d in found:
        for text, span in ((src, d.src_span), (tgt, d.tgt_span)):
            assert span is None or text[span.start : span.end] in (d.src_text, d.tgt_text)


def test_label_is_no_keyword() -> None:
    assert [k.text for k in find_keywords("Anahtar Kelimeler: su, sınır.")] == ["su", "sınır"]


@pytest.mark.parametrize(
    "src, tgt, tgt_lang, pairs",
    [
        (["ürün", "İran"], ["Иран", "продукт"], "ru", {(0, 1), (1, 0)}),
        (["kurum", "Kırım"], ["Crimea", "institution"], "en", {(0, 1), (1, 0)}),
        (["Koş Tepe", "su"], ["вода", "Кош-Тепа"], "ru", {(0, 1), (1, 0)}),
    ],
)
def test_a_known_word_is_not_taken_for_a_name_that_sounds_like_it(
    src: list[str], tgt: list[str], tgt_lang: str, pairs: set[tuple[int, int]]
) -> None:
    beads = match_keywords(src, tgt, src_lang="tr", tgt_lang=tgt_lang)
    assert {(b.src[0], b.tgt[0]) for b in beads if b.src and b.tgt} == pairs
