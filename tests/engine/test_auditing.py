"""`kz.audit`: plain sentences in, differences out."""

from __future__ import annotations

import pytest

import kzru_nlp as kz
from kzru_nlp.model import InputError

TR, EN = ["Taraflar 40 milyon dolar ayırdı."], ["The parties set aside 50 million dollars."]


def test_a_third_version_in_the_language_of_another_is_refused() -> None:
    beads = kz.align(TR, EN, src_lang="tr", tgt_lang="en")
    with pytest.raises(InputError, match="'en' like one of the two"):
        kz.audit(TR, EN, beads, src_lang="tr", tgt_lang="en", third=("en", EN))


def test_a_third_version_leaves_a_number_that_differs_where_it_is() -> None:
    beads = kz.align(TR, EN, src_lang="tr", tgt_lang="en")
    russian = ["Стороны выделили 40 миллионов долларов."]
    found = kz.audit(TR, EN, beads, src_lang="tr", tgt_lang="en", third=("ru", russian))
    assert [(d.type, d.src_text, d.tgt_text) for d in found] == [("number", "40 milyon", "50 million")]
