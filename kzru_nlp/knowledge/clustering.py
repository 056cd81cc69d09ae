"""Makes `clusters.tsv` from vectors and groups that travel in packages.

Turkish has neither in any package. Its words get their meaning over the glossary: a sense is the mean of the vectors of
its Russian terms (navec, inside the natasha package, MIT), a Turkish word the mean of its senses, weighted by how early it
stands in each row; k-means groups them. English words have Brown clusters (Brown et al. 1992) in spacy-lookups-data
(MIT); the first bits of their paths are coarser groups. Russian has none here: natasha's tagger reads the vectors
themselves.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from kzru_nlp.knowledge.clusters import SHORTEST_STEM, STEM, Group
from kzru_nlp.knowledge.glossary import Glossary, term_words
from kzru_nlp.model import MissingModelError

COARSE, FINE = 64, 512
"""How many groups k-means makes of the senses of the glossary."""
BITS = (4, 6, 10)
"""How many of a path's first bits make a coarser group."""
FREQUENT = 30_000
"""English words that are kept, the most frequent; twice as many bring nothing more."""
_VECTORS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_LOOKUPS = "data/en_lexeme_{}.json.gz"
Vector = Any
Words = dict[str, Group]


def clusters_by_glossary(glossary: Glossary, lang: str, vectors: Mapping[str, Vector], via: str) -> Words:
    """Return the groups of the words of `lang` by the vectors of the terms in `via` that mean the same."""
    from sklearn.cluster import KMeans

    senses = {
        entry.id: np.mean(known, axis=0)
        for entry in glossary
        if (
            known := [
                v for term in entry.terms.get(via, ()) if (v := _of_term(term, via, vectors)) is not None
            ]
        )
    }
    centre = np.mean(list(senses.values()), axis=0)
    words = _word_vectors(glossary, lang, senses)
    fine = KMeans(FINE, random_state=0, n_init=1).fit(_unit(np.array(list(senses.values())), centre))
    sizes = np.bincount(fine.labels_, minlength=FINE)
    coarse = KMeans(COARSE, random_state=0, n_init=4).fit(fine.cluster_centers_, sample_weight=sizes)
    found = fine.predict(_unit(np.array(list(words.values())), centre))
    return {
        word if len(word) < SHORTEST_STEM else word + STEM: (str(coarse.labels_[group]), str(group))
        for word, group in zip(words, found.tolist(), strict=True)
    }


def _of_term(term: str, lang: str, vectors: Mapping[str, Vector]) -> Vector | None:
    known = [vectors[word] for word in term_words(term, lang) if word in vectors]
    return np.mean(known, axis=0) if known else None


def _word_vectors(glossary: Glossary, lang: str, senses: Mapping[str, Vector]) -> dict[str, Vector]:
    """Return the vector of each term of one word, as it is and by its lemma."""
    seen: dict[str, list[tuple[Vector, float]]] = {}
    for entry in glossary:
        if entry.id not in senses:
            continue
        for rank, term in enumerate(entry.terms.get(lang, ())):
            words = tuple(term_words(term, lang))
            for key in dict.fromkeys((glossary.lemmas(lang, term, words), words)):
                if len(key) == 1:
                    seen.setdefault(key[0], []).append((senses[entry.id], 1 / (1 + rank)))
    return {
        word: np.average([v for v, _ in found], axis=0, weights=[w for _, w in found])
        for word, found in sorted(seen.items())
    }


def _unit(vectors: Vector, centre: Vector) -> Vector:
    """Return the directions of `vectors` from `centre`: what all words share says nothing of any."""
    moved = vectors.astype(np.float64) - centre
    return moved / (np.linalg.norm(moved, axis=-1, keepdims=True) + 1e-9)


def clusters_by_paths(paths: Mapping[str, int], chances: Mapping[str, float], most: int = FREQUENT) -> Words:
    """Return the groups of the `most` frequent words by their paths, whose lowest bit comes first.

    >>> clusters_by_paths({"Oslo": 0b1010100110}, {"Oslo": -12.0})
    {'Oslo': ('6', '38', '678', '678')}
    """
    frequent = sorted((word for word in paths if word in chances), key=lambda word: (-chances[word], word))
    return {
        word: (*(str(paths[word] & ((1 << bits) - 1)) for bits in BITS), str(paths[word]))
        for word in frequent[:most]
        if not word.endswith(STEM) and len(word.split()) == 1
    }


def make_clusters(glossary: Glossary) -> dict[str, Words]:
    """Return the groups of Turkish and English words; takes half a minute.

    Raises:
        MissingModelError: natasha or spacy-lookups-data is not installed.
    """
    from navec import Navec

    lookups = _folder("spacy_lookups_data", "spacy-lookups-data")
    paths, chances = (_read(lookups / _LOOKUPS.format(kind)) for kind in ("cluster", "prob"))
    vectors = Navec.load(str(_folder("natasha", "natasha") / _VECTORS))
    return {
        "tr": clusters_by_glossary(glossary, "tr", vectors, "ru"),
        "en": clusters_by_paths(paths, chances),
    }


def _folder(package: str, name: str) -> Path:
    spec = find_spec(package)
    places: Iterable[str] = (spec.submodule_search_locations if spec else None) or ()
    for place in places:
        return Path(place)
    raise MissingModelError(f"clusters of words are made from {name}: pip install {name}")


def _read(path: Path) -> dict[str, Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return dict(json.load(file))
