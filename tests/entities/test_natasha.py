import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from navec import Navec

from kzru_nlp.entities.natasha import _embeddings, load_tagger, tag
from kzru_nlp.model import MissingModelError


def test_names_come_in_the_order_of_the_sentences():
    long = ["Вчера", "в", "Тбилиси", "прибыл", "Иван", "Петров", "из", "министерства", "."]
    short = ["Она", "живёт", "в", "Минске", "."]
    found = tag([long, [], short])
    assert [[(t.first, t.last, t.label) for t in spans] for spans in found] == [
        [(2, 3, "LOC"), (4, 6, "PER")],
        [],
        [(3, 4, "LOC")],
    ]
    assert all(0 < t.score <= 1 for spans in found for t in spans)


def test_natasha_itself_is_not_imported():
    load_tagger()
    assert "natasha" not in sys.modules
    assert "pymorphy2" not in sys.modules


def test_missing_weights_say_what_to_install(monkeypatch):
    monkeypatch.setattr("kzru_nlp.entities.natasha.find_spec", lambda name: None)
    load_tagger.cache_clear()
    with pytest.raises(MissingModelError, match="pip install natasha"):
        load_tagger()
    load_tagger.cache_clear()


def test_the_embeddings_are_navecs_own():
    (path,) = (Path(next(iter(find_spec("natasha").submodule_search_locations))) / "data/emb").glob("*.tar")
    whole, ours = Navec.load(str(path)), _embeddings(path)
    assert ours.meta.id == whole.meta.id
    assert np.array_equal(ours.pq.indexes, whole.pq.indexes)
    assert np.array_equal(ours.pq.codes, whole.pq.codes)


@pytest.mark.parametrize("fault", [ImportError("navec.pq"), AttributeError("precompute"), None])
def test_a_navec_that_is_built_otherwise_is_asked_for_everything(monkeypatch, fault):
    def other(path):
        if fault:
            raise fault
        return object()  # slovnet will miss what it takes of it

    monkeypatch.setattr("kzru_nlp.entities.natasha._embeddings", other)
    load_tagger.cache_clear()
    found = tag([["В", "Москве", "выступил", "Сергей", "Лавров", "."]])
    load_tagger.cache_clear()
    assert [t.label for t in found[0]] == ["LOC", "PER"]
