from __future__ import annotations

from dataclasses import replace

import pytest

from kzru_nlp.model import Article, Marker, Source, Unit
from tests.typeset.scoring import Count, Score, score

TEXT = "Title Here\nOne well-\nknown text1 of two.\n1 A note.\n"


def unit(name, kind, start, end, lang="en", number=None):
    return Unit(name, kind, lang, TEXT[start:end].replace("-\n", "-"), ((start, end),), number=number)


UNITS = (
    unit("t", "title", 0, 10),
    unit("p", "paragraph", 11, 40),
    unit("n", "footnote", 41, 50, number="1"),
)
GOLD = {
    "units": [
        {"id": u.id, "kind": u.kind, "lang": u.lang, "number": u.number, "spans": [list(s) for s in u.spans], "text": u.text}
        for u in UNITS
    ],
    "footnote_markers": [{"number": "1", "start": 31, "end": 32, "unit": "p"}],
    "line_end_hyphens": [{"unit": "p", "decision": "keep", "char": "-", "before": "well", "after": "known"}],
}  # fmt: skip


def article(units=UNITS, at=31):
    return Article(Source("x", "0", TEXT, "utf-8"), units, (Marker("1", at, at + 1, units[1], units[-1]),))


def test_a_perfect_split_scores_one():
    made = score(GOLD, article())
    assert TEXT[31] == "1"
    assert (made.core, made.markers.f1, made.coverage, made.kept) == (1.0, 1.0, 1.0, [1, 1])


def test_a_wrong_kind_language_or_number_is_wrong():
    for wrong in (
        replace(UNITS[0], kind="author"),
        replace(UNITS[0], lang="tr"),
    ):
        assert score(GOLD, article((wrong, *UNITS[1:]))).kinds["title"].right == 0
    renumbered = (*UNITS[:2], replace(UNITS[2], number="2"))
    assert score(GOLD, article(renumbered)).kinds["footnote"].right == 0


def test_a_unit_may_miss_a_tenth_of_its_characters_and_no_more():
    assert score(GOLD, article((UNITS[0], unit("p", "paragraph", 11, 39), UNITS[2]))).core == 1.0
    assert score(GOLD, article((UNITS[0], unit("p", "paragraph", 11, 30), UNITS[2]))).core < 1.0


def test_a_notes_number_may_be_in_or_out():
    known = {**GOLD, "units": [*GOLD["units"][:2], {**GOLD["units"][2], "number_span": [41, 42]}]}
    without = (*UNITS[:2], unit("n", "footnote", 43, 50, number="1"))
    assert score(known, article(without)).kinds["footnote"].right == 1


def test_an_undone_hyphen_is_counted_against_keeping():
    joined = replace(UNITS[1], text=UNITS[1].text.replace("-", ""))
    assert score(GOLD, article((UNITS[0], joined, UNITS[2]))).kept == [0, 1]


def test_a_marker_elsewhere_is_no_hit():
    assert score(GOLD, article(at=20)).markers == Count(1, 1, 0)


def test_missing_characters_cost_coverage():
    made = score(GOLD, article(UNITS[:2]))
    assert made.coverage == pytest.approx(1 - 6 / 38, abs=0.02)


def test_without_offsets_texts_are_compared():
    known = {
        "mode": "text",
        "units": [{k: v for k, v in u.items() if k != "spans"} for u in GOLD["units"]],
        "footnote_markers": [{"number": "1", "unit": "p", "before": "One well-known text"}],
        "line_end_hyphens": [],
    }
    made = score(known, article())
    assert (made.core, made.markers.right) == (1.0, 1)
    other = replace(UNITS[1], text="Quite another text of some length.")
    assert score(known, article((UNITS[0], other, UNITS[2]))).kinds["paragraph"].right == 0


def test_scores_add_up():
    total = score(GOLD, article()) + score(GOLD, article(at=20)) + Score()
    assert total.markers == Count(2, 2, 1)
    assert total.kinds["title"].gold == 2
