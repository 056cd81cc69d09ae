"""Each stage over one typeset article, for comparing two trees by pytest-benchmark.

    pip install --group bench
    python -m pytest tests/bench/benchmarks.py --benchmark-autosave        on one tree
    python -m pytest tests/bench/benchmarks.py --benchmark-compare         on the other

Not part of the test suite, which times nothing. Ratios to other programs come from `bench_stages`, whole processes from
`bench_scale`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from kzru_nlp.alignment.aligner import align
from kzru_nlp.engine.structure import find_notes, structure_rows
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import Article, Source
from kzru_nlp.pipelines.load import load
from kzru_nlp.split.splitter import split
from kzru_nlp.text.sentences import split_sentences
from tests.bench.articles import texts

Benchmark = Callable[..., Any]
COMPONENTS = ("kzru_sentences", "kzru_lemmas", "kzru_entities", "kzru_linker", "kzru_stance")


@cache
def source() -> Source:
    """Return the article that every stage is timed on."""
    return Source("a.txt", "0" * 64, next(iter(texts(1))), "utf-8")


@cache
def article() -> Article:
    """Return it split."""
    return split(source())


def paragraphs(lang: str) -> list[str]:
    """Return its units of `lang`."""
    return [unit.text for unit in article().units if unit.lang == lang]


def test_split(benchmark: Benchmark) -> None:
    assert benchmark(split, source()).units


def test_structure(benchmark: Benchmark) -> None:
    assert benchmark(lambda: structure_rows(article(), find_notes(article())))["units"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("component", COMPONENTS)
def test_component(benchmark: Benchmark, lang: str, component: str) -> None:
    nlp = load(lang)
    before = nlp.pipe_names[: nlp.pipe_names.index(component)]
    run = nlp.get_pipe(component)

    def fresh() -> tuple[tuple[list[Any]], dict[str, Any]]:
        docs = [nlp.make_doc(text) for text in paragraphs(lang)]
        for name in before:
            docs = [nlp.get_pipe(name)(doc) for doc in docs]
        return (docs,), {}

    done = benchmark.pedantic(lambda docs: [run(doc) for doc in docs], setup=fresh, rounds=5, warmup_rounds=1)
    assert len(done) == len(paragraphs(lang)) > 0


def test_align(benchmark: Benchmark) -> None:
    versions = [[s for text in paragraphs(lang) for s in sentences(text, lang)][:40] for lang in ("tr", "en")]
    assert benchmark(lambda: align(*versions, src_lang="tr", tgt_lang="en"))


def sentences(text: str, lang: str) -> list[str]:
    """Return the sentences of a unit."""
    return [text[start:end] for start, end in split_sentences(text, lang)]
