"""The markup reads into stand-off and writes back the same document."""

from __future__ import annotations

import pytest

from kzru_nlp.corpus.markup import MarkupError, parse, read_inline
from kzru_nlp.corpus.rendering import render

SAMPLE = """\
# id: ornek-1
# topic: water
@tr
T [Ural|LOC] Havzasında Su
K su; [Rusya|GPE Russia]
% negation
1 [Astana|GPE Astana ~Kazakhstan], [Rusya|GPE Russia]'nın \\[yeni\\] önerisini [3 Mayıs 2021|DATE =2021-05-03] günü geri çevirdi.
> Kazakhstan > Russia AGAINST negated "geri çevirdi" cameo=12 int=-4
> "yeni"/SOURCE > "önerisini"=Russia FAVOR asserted citation "geri" by="elçi"
@en
1 [Astana|GPE Astana ~Kazakhstan] refused.
@beads
tr-en 1:1
@differences
tr-en 1: omission major "önerisini" | "" ; the offer is gone
"""


def test_round_trip_is_exact() -> None:
    document = parse(SAMPLE)
    assert parse(render(document)) == document
    assert render(document) == SAMPLE


def test_offsets_index_the_text_without_markup() -> None:
    sentence = parse(SAMPLE).body("tr")[0]
    assert sentence.text == "Astana, Rusya'nın [yeni] önerisini 3 Mayıs 2021 günü geri çevirdi."
    assert [sentence.text[m.start : m.end] for m in sentence.mentions] == ["Astana", "Rusya", "3 Mayıs 2021"]
    first, second = sentence.stances
    assert [sentence.text[a:b] for a, b in first.evidence] == ["geri çevirdi"]
    assert first.holder.span == (0, 6)
    assert (first.intensity, second.attributed_to, second.holder.group) == (-4.0, "elçi", "SOURCE")
    assert sentence.group == "negation"


@pytest.mark.parametrize(
    "line, reason",
    [
        ("1 [Rusya|GEO Russia] geldi.", "unknown label GEO"),
        ("1 [Rusya geldi.", "never closed"),
        ("1 Rusya] geldi.", "without '\\['"),
        ('1 Rusya geldi.\n> Russia > Kazakhstan FAVOR "gitti"', "does not stand in the sentence"),
        ("1 Rusya geldi.\n> Russia > Kazakhstan FAVOR", "needs its evidence"),
        ('1 Rusya geldi.\n> Russia > Kazakhstan LIKES "geldi"', "unknown stance"),
        ('1 Rusya geldi.\n> Russia > Iran FAVOR voice=citation "geldi"', "unknown key in stance: voice"),
        ("1 Rusya geldi.\n1 Rusya gitti.", "stands twice"),
    ],
)
def test_a_fault_names_file_line_and_reason(line: str, reason: str) -> None:
    with pytest.raises(MarkupError, match=reason) as caught:
        parse(f"# id: x\n@tr\n{line}\n", name="x.kzm")
    assert "x.kzm, line" in str(caught.value)


def test_escapes_stand_for_themselves() -> None:
    text, mentions = read_inline(r"\[a\|b\] [c\|d|ORG]")
    assert text == "[a|b] c|d"
    assert [m.text for m in mentions] == ["c|d"]
