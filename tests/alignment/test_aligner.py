from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.audit import compare
from kzru_nlp.model import AnalysedSentence, Bead
from tests.shared import ARTICLE, GOLD, needs_shared

TR = [
    "Liman 1998 yılında Aktau'da açıldı.",
    "İlk on yılda yalnızca tahıl taşındı.",
    "Özbekistan ise 2007'de Hazar hattına 40 milyon dolar ayırdı.",
    "Bu karar bölgede uzun süre tartışıldı.",
]
EN = [
    "The port was opened in Aktau in 1998.",
    "In its first ten years it carried nothing but grain.",
    "Uzbekistan set aside 40 million dollars for the Caspian line in 2007.",
    "This decision was discussed in the region for a long time.",
]
RU = [
    "Порт был открыт в Актау в 1998 году.",
    "Первые десять лет через него шло только зерно.",
    "Узбекистан выделил в 2007 году 40 млн долларов на каспийскую линию.",
    "Это решение долго обсуждали в регионе.",
]


def pairs(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.src, bead.tgt) for bead in beads]


@pytest.mark.parametrize(
    "src, src_lang, tgt, tgt_lang", [(TR, "tr", EN, "en"), (TR, "tr", RU, "ru"), (EN, "en", RU, "ru")]
)
def test_plain_translation_is_one_to_one(
    src: list[str], src_lang: str, tgt: list[str], tgt_lang: str
) -> None:
    assert pairs(align(src, tgt, src_lang=src_lang, tgt_lang=tgt_lang)) == [((i,), (i,)) for i in range(4)]


def test_sentence_left_out_is_found() -> None:
    beads = align(TR, [*EN[:2], EN[3]], src_lang="tr", tgt_lang="en")
    assert ((2,), ()) in pairs(beads)


def test_two_sentences_may_become_one() -> None:
    beads = align(TR, [EN[0], f"{EN[1][:-1]}, and {EN[2]}", EN[3]], src_lang="tr", tgt_lang="en")
    assert ((1, 2), (1,)) in pairs(beads)


def test_beads_name_their_evidence() -> None:
    bead = align(TR, EN, src_lang="tr", tgt_lang="en")[2]
    assert "number:2007" in bead.evidence
    assert any("Uzbekistan" in label for label in bead.evidence)


def test_null_penalty_decides_how_readily_sentences_are_left_alone() -> None:
    def lone(penalty: float) -> int:
        beads = align(TR, EN[1:], src_lang="tr", tgt_lang="en", null_penalty=penalty)
        return sum(not bead.tgt or not bead.src for bead in beads)

    assert lone(0.1) >= 1
    assert lone(30.0) == 0


@pytest.mark.parametrize(
    "src, tgt",
    [
        ([], []),
        (["Var."], []),
        ([], ["There is."]),
        (["", " "], [""]),
        (["", "Aktau 1998."], ["Aktau 1998.", ""]),
    ],
)
def test_empty_sides_and_sentences(src: list[str], tgt: list[str]) -> None:
    beads = align(src, tgt, src_lang="tr", tgt_lang="en")
    assert sorted(i for b in beads for i in b.src) == list(range(len(src)))
    assert sorted(j for b in beads for j in b.tgt) == list(range(len(tgt)))
    assert all(not b.src or not b.tgt for b in beads if any(not src[i].strip() for i in b.src))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*TR, "", "!!!", "a" * 3000]), max_size=12),
    st.lists(st.sampled_from([*RU, "", "7 " * 50]), max_size=12),
)
def test_every_sentence_is_in_one_bead_and_in_order(src: list[str], tgt: list[str]) -> None:
    beads = align(src, tgt, src_lang="tr", tgt_lang="ru")
    assert [i for b in beads for i in b.src] == list(range(len(src)))
    assert [j for b in beads for j in b.tgt] == list(range(len(tgt)))
    assert all(0.0 <= b.score <= 1.0 for b in beads)


def test_very_uneven_sides() -> None:
    beads = align(TR, EN * 125, src_lang="tr", tgt_lang="en")
    assert [j for b in beads for j in b.tgt] == list(range(500))


def test_long_texts_are_aligned_inside_a_band() -> None:
    rng = random.Random(5)
    src = [
        f"{rng.randrange(10**6)} ton tahıl {rng.choice(['Aktau', 'Bakü', 'Samsun'])} limanına ulaştı."
        for _ in range(900)
    ]
    left = set(rng.sample(range(900), 60))
    kept = [i for i in range(900) if i not in left]
    tgt = [
        f"{src[i].split()[0]} tons of grain reached the port of {src[i].split()[3].replace('Bakü', 'Baku')}."
        for i in kept
    ]
    beads = align(src, tgt, src_lang="tr", tgt_lang="en")
    right = sum(b.src == (kept[b.tgt[0]],) for b in beads if len(b.tgt) == 1)
    assert right >= 0.98 * len(kept)


@needs_shared
@pytest.mark.parametrize("pair", ["tr-en", "tr-ru", "en-ru"])
def test_beads_of_the_article_abstracts(pair: str) -> None:
    text = ARTICLE.read_bytes().decode("utf-8")
    rows = json.loads((GOLD / "sentences.json").read_text(encoding="utf-8"))
    gold = json.loads((GOLD / "alignment.json").read_text(encoding="utf-8"))["beads"][pair]
    src, tgt = ([r for r in rows if r["lang"] == lang] for lang in pair.split("-"))
    sides = [[" ".join(text[a:b] for a, b in r["spans"]) for r in side] for side in (src, tgt)]
    beads = align(*sides, src_lang=pair[:2], tgt_lang=pair[3:])
    found = [([src[i]["id"] for i in b.src], [tgt[j]["id"] for j in b.tgt]) for b in beads]
    assert found == [(s, t) for s, t in gold]


def test_a_sentence_that_moved_far_is_found_and_said() -> None:
    src = ["Toplantı 2014'te başladı.", "Özbekistan o yıl 40 milyon dolar verdi."]
    src += ["Kazakistan itiraz etti.", "Kimse konuşmadı."]
    tgt = ["The meeting began in 2014.", "Kazakhstan objected.", "Nobody spoke."]
    tgt += ["Uzbekistan gave 40 million dollars that year."]
    beads = align(src, tgt, src_lang="tr", tgt_lang="en")
    assert [(b.src, b.tgt) for b in beads] == [((0,), (0,)), ((1,), (3,)), ((2,), (1,)), ((3,), (2,))]
    sides = [[AnalysedSentence(s, lang) for s in texts] for texts, lang in ((src, "tr"), (tgt, "en"))]
    (found,) = compare(sides[0], sides[1], beads)
    assert (found.type, found.bead) == ("order", 1)


def test_a_sentence_left_out_and_another_one_added_are_no_move() -> None:
    src = ["Fırın kapandı.", "Kömür 1998'de geldi.", "Un bitti."]
    tgt = ["The bakery closed.", "Flour ran out.", "Sugar came in 1971."]
    beads = align(src, tgt, src_lang="tr", tgt_lang="en")
    assert all(not (b.src == (1,) and b.tgt == (2,)) for b in beads)
