from __future__ import annotations

from kzru_nlp.alignment.three_way import align_three
from tests.alignment.test_aligner import EN, RU, TR


def sides(beads):
    return [(b.tr, b.en, b.ru) for b in beads]


def test_three_plain_versions() -> None:
    assert sides(align_three(TR, EN, RU)) == [((i,), (i,), (i,)) for i in range(4)]


def test_sentence_missing_in_one_version() -> None:
    assert sides(align_three(TR, EN, [*RU[:2], RU[3]])) == [
        ((0,), (0,), (0,)),
        ((1,), (1,), (1,)),
        ((2,), (2,), ()),
        ((3,), (3,), (2,)),
    ]


def test_empty_versions() -> None:
    assert align_three([], [], []) == []
    assert sides(align_three(TR[:1], [], [])) == [((0,), (), ())]


def test_every_sentence_once_and_in_order() -> None:
    beads = align_three(TR * 3, [EN[0], *EN[2:]] * 3, RU * 3)
    for size, side in ((12, "tr"), (9, "en"), (12, "ru")):
        assert [i for bead in beads for i in getattr(bead, side)] == list(range(size))
