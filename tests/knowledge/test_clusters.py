from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kzru_nlp.entities.features import sentence_features
from kzru_nlp.entities.words import words_of
from kzru_nlp.knowledge import clustering
from kzru_nlp.knowledge.clusters import Clusters, load_clusters, write_clusters
from kzru_nlp.knowledge.glossary import Entry, Glossary
from kzru_nlp.model import MissingModelError
from kzru_nlp.pipelines.load import load


def test_a_word_is_sought_as_written_folded_by_lemma_and_by_stem() -> None:
    clusters = Clusters(
        {"Turkey": ("1", "2"), "turkey": ("1", "3"), "gemi": ("4", "5"), "liman-": ("6", "7")}
    )
    assert clusters.of("Turkey", "turkey", "turkey") == ("1", "2")
    assert clusters.of("TURKEY", "turkey", "turkey") == ("1", "3")
    assert clusters.of("gemide", "gemide", "gemi") == ("4", "5")
    assert clusters.of("Limanımızdaki", "limanımızdaki", "limanımızdaki") == ("6", "7")
    assert clusters.of("gemiciler", "gemiciler", "gemiciler") == ()


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_clusters({"en": {"b": ("1", "10"), "a": ("1", "10"), "c": ("1", "2")}}, tmp_path / "c.tsv")
    assert file.read_text(encoding="utf-8") == "lang\tclusters\twords\nen\t1 2\tc\nen\t1 10\ta b\n"
    monkeypatch.setattr("kzru_nlp.knowledge.clusters.FILE", file)
    load_clusters.cache_clear()
    assert load_clusters("en").of("a", "a", "a") == ("1", "10")
    load_clusters.cache_clear()


def test_like_words_share_a_group_in_the_shipped_table() -> None:
    turkish, english = load_clusters("tr"), load_clusters("en")
    assert turkish.of("kasım", "kasım", "kasım")[1] == turkish.of("aralık", "aralık", "aralık")[1]
    assert english.of("Paris", "paris", "paris") == english.of("London", "london", "london")
    assert english.of("Monday", "monday", "monday") != english.of("Smith", "smith", "smith")


def test_a_word_and_its_neighbours_see_its_group() -> None:
    doc = load("en").make_doc("in Monday")
    for token in doc:
        token.is_sent_start = token.i == 0
    words = words_of(doc, "en")
    group = load_clusters("en").of("Monday", "monday", "monday")
    first, second = sentence_features(words, [], "en")
    assert {f"group{i}={n}" for i, n in enumerate(group)} <= set(second)
    assert {f"1group{i}={n}" for i, n in enumerate(group)} <= set(first)


def test_words_get_the_groups_of_what_they_mean_in_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "FINE", 2)
    monkeypatch.setattr(clustering, "COARSE", 2)
    entries = [
        Entry("ship", "noun", {"tr": ("gemi",), "ru": ("корабль",)}),
        Entry("boat", "noun", {"tr": ("tekne",), "ru": ("лодка",)}),
        Entry("law", "noun", {"tr": ("yasa", "ana yasa"), "ru": ("закон", "нет такого слова")}),
        Entry("none", "noun", {"tr": ("hiç",), "ru": ("неведомое",)}),
    ]
    vectors = {"корабль": np.array([1.0, 0.1]), "лодка": np.array([1.0, 0.2]), "закон": np.array([-1.0, 0.0])}
    found = clustering.clusters_by_glossary(Glossary(entries), "tr", vectors, "ru")
    assert set(found) == {"gemi-", "tekne-", "yasa-"}
    assert found["gemi-"] == found["tekne-"] != found["yasa-"]


def test_rare_words_are_left_out() -> None:
    paths, chances = {"a": 7, "b": 1023, "c": 3, "d": 4}, {"a": -1.0, "b": -2.0, "c": -3.0}
    assert clustering.clusters_by_paths(paths, chances, 2) == {
        "a": ("7", "7", "7", "7"),
        "b": ("15", "63", "1023", "1023"),
    }


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "find_spec", lambda name: None)
    with pytest.raises(MissingModelError, match="pip install spacy-lookups-data"):
        clustering.make_clusters(Glossary([]))
