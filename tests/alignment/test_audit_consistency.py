"""Terms that a version renders in two ways: what is said of them, and of words that only vary."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.alignment.audit import compare
from kzru_nlp.alignment.findings import Third
from kzru_nlp.model import AnalysedSentence, Bead, Difference

TR = ["Yasa haziranda çıktı.", "Fırıncılar yasa yüzünden kapandı.", "Kimse yasa metnini okumadı."]
EN = [
    "The law came out in June.",
    "Bakers closed because of the law.",
    "Nobody read the text of the statute.",
]
RU = ["Закон вышел в июне.", "Пекари закрылись из-за закона.", "Никто не читал текст закона."]


def terms(
    src: list[str],
    tgt: list[str],
    third: list[str] | None = None,
    langs: tuple[str, str, str] = ("tr", "en", "ru"),
    **options: object,
) -> list[Difference]:
    one, other, further = (
        [AnalysedSentence(text, lang) for text in side or []]
        for side, lang in zip((src, tgt, third), langs, strict=True)
    )
    beads = [Bead((i,), (i,)) for i in range(len(src))]
    witness = Third(further, beads, beads) if further else None
    found = compare(one, other, beads, third=witness, **options)
    return [d for d in found if d.type == "terminology"]


def test_a_term_in_two_ways_is_told_with_both_places_and_the_usual_rendering() -> None:
    (found,) = terms(TR, EN, RU)
    assert (found.bead, found.severity) == (2, "minor")
    assert found.src_span
    assert found.tgt_span
    assert TR[2][found.src_span.start : found.src_span.end] == "yasa"
    assert EN[2][found.tgt_span.start : found.tgt_span.end] == "statute"
    assert found.explanation == "“yasa” is “statute” here, but “law” in sentence 1: one term, two renderings."


def test_two_versions_are_enough_where_one_rendering_is_usual() -> None:
    assert [d.bead for d in terms(TR, EN)] == [2]
    assert terms(TR[1:], EN[1:]) == []


def test_a_third_version_that_varies_too_says_that_the_words_mean_two_things() -> None:
    assert terms(TR, EN, [*RU[:2], "Никто не читал текст устава."]) == []


def test_two_terms_of_the_original_may_become_one() -> None:
    (found,) = terms(EN, TR, RU, langs=("en", "tr", "ru"), messages="tr")
    assert (found.src_text, found.tgt_text) == ("statute", "yasa")
    assert "1. cümlede" in found.explanation


@pytest.mark.parametrize(
    "src, tgt",
    [
        # Another form, and another word of the same root.
        (["Suç arttı.", "Suç azaldı.", "Suçun adı yok."], ["Crime rose.", "Crime fell.", "Criminals have no name."]),
        # A word of everyday language.
        (["Bina eski.", "Bina boş.", "Sonra bina satıldı."], ["The building is old.", "The building is empty.", "Then the premises were sold."]),
    ],
)  # fmt: skip
def test_no_terms(src: list[str], tgt: list[str]) -> None:
    assert terms(src, tgt) == []


def test_a_phrase_that_recurs_is_a_term_of_the_text() -> None:
    src = ["Eski bina satıldı.", "Kimse eski bina önünde durmadı.", "Eski bina boş."]
    tgt = ["The old building was sold.", "Nobody stopped at the old building.", "The old premises are empty."]
    assert [d.tgt_text for d in terms(src, tgt)] == ["premises"]


def test_synonyms_of_the_glossary_are_told_where_they_take_turns() -> None:
    ru = ["Реестр вышел.", "Пекари ждали.", "Реестр исчез.", "Пекари ушли.", "Реестр нашли."]
    tr = [
        "Sicil yayımlandı.",
        "Fırıncılar bekledi.",
        "Kütük kayboldu.",
        "Fırıncılar gitti.",
        "Sicil bulundu.",
    ]
    assert [d.tgt_text for d in terms(ru, tr, langs=("ru", "tr", "en"))] == ["Kütük"]
    once = [0, 4, 2]
    assert terms([ru[i] for i in once], [tr[i] for i in once], langs=("ru", "tr", "en")) == []


def test_terms_of_the_users_own_count(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("tr\ten\tru\nzırtlak\tglorb; wizzen\tглорб\n", encoding="utf-8")
    src = ["Zırtlak geldi.", "Bu zırtlak gitti.", "O zırtlak kaldı.", "Zırtlak sustu."]
    tgt = ["The glorb came.", "This wizzen left.", "That glorb stayed.", "The glorb fell silent."]
    assert [d.tgt_text for d in terms(src, tgt, glossary=[path])] == ["wizzen"]
    assert terms(src, tgt) == []
