"""Tokens a second of the whole pipeline on one core, beside spaCy's blank tokenizer in the same run.

    python -m tests.bench.bench_pipeline [--lang tr] [--pipeline tr_stanza] [--profile]

The texts are the bundled abstracts. "New" text is the first pass over them, with tables and models loaded by one of
them; "known" text the best of three further passes, when the memories of words (lemmas, stems, shapes) are full. A long
run over a corpus lies between the two.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import time
from collections.abc import Callable, Sequence
from typing import Any

import spacy

from kzru_nlp.corpus.verify import read_corpus
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model.bundled import bundled
from kzru_nlp.pipelines.load import load

ROUNDS = 3
TEXTS = 80


def main() -> None:
    """Print a row for each language, and a row for each component."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    parser.add_argument("--pipeline")
    parser.add_argument(
        "--profile", action="store_true", help="the 25 functions that take most time of their own"
    )
    asked = parser.parse_args()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    for lang in asked.lang or LANGUAGES:
        texts = texts_of(lang)
        measure(lang, asked.pipeline, texts)
        if asked.profile:
            profile(lang, asked.pipeline, texts)


def texts_of(lang: str) -> list[str]:
    """Return abstracts of the bundled corpus in `lang`, one text each."""
    corpus, _ = read_corpus(bundled("corpus"))
    versions = (document.versions.get(lang, ()) for document in corpus.documents)
    return [" ".join(sentence.text for sentence in version) for version in versions if version][:TEXTS]


def measure(lang: str, pipeline: str | None, texts: Sequence[str]) -> None:
    """Print tokens a second of the pipeline, of its components, and of the blank tokenizer."""
    nlp, blank = load(lang, pipeline), spacy.blank(lang)
    nlp(texts[0])
    start = time.process_time()
    tokens = sum(len(nlp(text)) for text in texts[1:])
    new = tokens / (time.process_time() - start)
    ours = tokens / best(lambda: [nlp(text) for text in texts[1:]])
    plain = sum(len(blank(text)) for text in texts) / best(lambda: [blank(text) for text in texts])
    print(
        f"{lang}: {tokens} tokens; a second: new text {new:,.0f}, known text {ours:,.0f}, "
        f"spaCy's blank tokenizer {plain:,.0f} (ratio 1 : {plain / ours:.0f})"
    )
    spent: dict[str, float] = dict.fromkeys(("tokenizer", *nlp.pipe_names), 0.0)
    for text in texts:
        doc = _timed(spent, "tokenizer", lambda text=text: nlp.make_doc(text))
        for name, component in nlp.pipeline:
            doc = _timed(spent, name, lambda component=component, doc=doc: component(doc))
    whole = sum(spent.values())
    print("    " + ", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in spent.items()))


def best(work: Callable[[], Any]) -> float:
    """Return the seconds of the quickest round; processor time, so that neighbours on the machine don't count."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _timed(spent: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    start = time.process_time()
    done = work()
    spent[name] += time.process_time() - start
    return done


def profile(lang: str, pipeline: str | None, texts: Sequence[str]) -> None:
    """Print the functions that take most time of their own."""
    nlp = load(lang, pipeline)
    watch = cProfile.Profile()
    watch.runcall(lambda: [nlp(text) for text in texts])
    pstats.Stats(watch).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
