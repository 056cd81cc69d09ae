from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.embeddings import load_encoder
from kzru_nlp.alignment.support import Pivot
from kzru_nlp.alignment.tmx import write_tmx
from kzru_nlp.model import Bead, InputError


class Twins:
    """An encoder that knows which sentences are translations by the digit in the middle of their words."""

    def encode(self, sentences: list[str], **_: bool) -> np.ndarray:
        return np.eye(8)[[int(s[1]) for s in sentences]]


def test_similarity_of_embeddings_decides_where_nothing_else_does() -> None:
    src = ["a1a", "a2a", "a3a", "a4a"]
    tgt = ["o1o", "o3o", "o4o"]
    beads = align(src, tgt, src_lang="tr", tgt_lang="en", encoder=Twins())
    assert ((1,), ()) in [(b.src, b.tgt) for b in beads]


def test_pivot_confirms_an_omission() -> None:
    src, tgt = ["Toplantı bitti.", "Herkes sustu.", "Kapı açıldı."], ["Toplantı bitti.", "Kapı açıldı."]
    one = [Bead((i,), (i,)) for i in range(3)]
    other = [Bead((0,), (0,)), Bead((1,), ()), Bead((2,), (1,))]
    pivot = Pivot.through(one, other, (3, 3, 2))
    assert pivot.nulls()[0][1] > 0 > pivot.nulls()[0][0]
    beads = align(src, tgt, src_lang="tr", tgt_lang="en", pivot=pivot)
    assert [(b.src, b.tgt) for b in beads] == [((0,), (0,)), ((1,), ()), ((2,), (1,))]


def test_missing_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load_encoder(tmp_path / "none")
    assert "\n" not in str(error.value)
    assert "sentence" in str(error.value)


def test_tmx_holds_three_languages(tmp_path: Path) -> None:
    from lxml import etree

    path = tmp_path / "memory.tmx"
    written = write_tmx(
        [({"tr": ["Bir."], "en": ["One."], "ru": ["Один."]}, 0.9), ({"tr": ["Yalnız."], "en": []}, 0.8)],
        path,
        src_lang="tr",
    )
    root = etree.parse(str(path)).getroot()
    assert written == 1
    assert [seg.text for seg in root.iter("seg")] == ["Bir.", "One.", "Один."]
