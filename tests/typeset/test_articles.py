from __future__ import annotations

import re
import unicodedata

import pytest

from kzru_nlp.corpus.markup import read_document
from kzru_nlp.model.annotations import DIFFERENCE_TYPES
from tests.shared import ARTICLE, needs_shared
from tests.typeset.__main__ import ARTICLES
from tests.typeset.source import MARKER, read_article

PATHS = sorted(ARTICLES.glob("*.article"))
CLEAN = [read_article(path) for path in PATHS]
IDS = [article.id for article in CLEAN]


def test_bodies_in_three_languages():
    assert {article.body for article in CLEAN} == {"tr", "en", "ru"}


@pytest.mark.parametrize("article", CLEAN, ids=IDS)
def test_articles_are_whole(article):
    assert 1450 <= article.words() <= 3000
    assert len(article.notes) >= 20
    assert set(article.fronts) == {"tr", "en", "ru"}
    for front in article.fronts.values():
        assert 8 <= len(front.abstract) <= 12
        assert len(front.keywords) >= 5
    assert "every cited work" in article.meta["invented"]


@pytest.mark.parametrize("article", CLEAN, ids=IDS)
def test_threads_run_in_order_and_the_original_has_them_all(article):
    for front in article.fronts.values():
        threads = [n for sentence in front.abstract for n in sentence.threads]
        assert threads == sorted(threads)
        own = {n for sentence in article.fronts[article.body].abstract for n in sentence.threads}
        assert set(threads) <= own


@pytest.mark.parametrize("article", CLEAN, ids=IDS)
def test_threads_merge_split_and_are_left_out(article):
    originals = article.fronts[article.body].abstract
    others = [front.abstract for lang, front in article.fronts.items() if lang != article.body]
    merged = any(len(s.threads) > 1 for abstract in others for s in abstract)
    counts = [[n for s in abstract for n in s.threads] for abstract in (*others, originals)]
    split = any(len(threads) != len(set(threads)) for threads in counts)
    assert merged
    assert split


@pytest.mark.parametrize("article", CLEAN, ids=IDS)
def test_planted_differences_stand_where_they_say(article):
    assert len(article.planted) >= 5
    for planted in article.planted:
        assert planted.type in DIFFERENCE_TYPES
        assert planted.severity in ("minor", "major")
        for lang, words in ((planted.src_lang, planted.src_text), (planted.tgt_lang, planted.tgt_text)):
            front = article.fronts[lang]
            place = " ".join(s.text for s in front.abstract if planted.thread in s.threads)
            if planted.type == "keyword":
                place = "; ".join(front.keywords)
            assert words in place, planted


@needs_shared
@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_no_eight_words_are_shared_with_the_article_that_may_not_be_shipped(path):
    shared = _runs(ARTICLE.read_text(encoding="utf-8"))
    assert _runs(path.read_text(encoding="utf-8")) & shared == set()


def _runs(text, size=8):
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


@pytest.mark.parametrize("article", CLEAN, ids=IDS)
def test_the_annotated_front_has_the_articles_words_and_beads(article):
    gold = read_document(ARTICLES / f"{article.id}-front.kzm")
    for lang, front in article.fronts.items():
        title, keywords, *sentences = (sentence.text for sentence in gold.versions[lang])
        assert (title, keywords) == (front.title, "; ".join(front.keywords))
        assert sentences == [sentence.text for sentence in front.abstract]
    for (src, tgt), beads in gold.beads.items():
        for bead in beads:
            threads = [
                {n for key in keys for n in article.fronts[lang].abstract[int(key) - 1].threads}
                for lang, keys in ((src, bead.src), (tgt, bead.tgt))
            ]
            assert threads[0] & threads[1] or not all(threads), bead


@pytest.mark.parametrize("article", CLEAN, ids=IDS)
def test_the_annotated_body_has_the_articles_words(article):
    gold = read_document(ARTICLES / f"{article.id}-body.kzm")
    running = (block.text for block in article.blocks if block.kind in ("paragraph", "blockquote"))
    assert " ".join(s.text for s in gold.body(article.body)) == re.sub(
        r"\s+", " ", MARKER.sub("", " ".join(running))
    )
