"""python -m tests.bench.bench_stages [--articles 10]: processor seconds of each stage, and ratios to what a user would take instead.

Everything runs in this process, one thread, after a first article that loads what is loaded once. The stages are
those of a run; the pipelines' components are timed one by one. The peers do the same work on the same texts in the same
run: spaCy blank with sentencizer and pysbd for sentences, natasha's tagger with razdel alone for Russian names, NLTK's
Gale-Church for alignment, langdetect for each sentence, pdfplumber for PDFs. A ratio below 1 says that we are quicker.
"""

from __future__ import annotations

import argparse
import io
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kzru_nlp.engine.lean import collect_garbage_seldom, compute_in_one_thread, import_spacy_lean

collect_garbage_seldom()
compute_in_one_thread()
import_spacy_lean()

from kzru_nlp.alignment.aligner import align  # noqa: E402
from kzru_nlp.engine.rows import entity_rows, sentence_rows, stance_rows  # noqa: E402
from kzru_nlp.engine.segments import annotate, find_segments  # noqa: E402
from kzru_nlp.engine.structure import find_notes, structure_rows  # noqa: E402
from kzru_nlp.engine.versions import version_rows  # noqa: E402
from kzru_nlp.ingest.pdf import read_pdf  # noqa: E402
from kzru_nlp.lang import LANGUAGES  # noqa: E402
from kzru_nlp.lang.detect import detect  # noqa: E402
from kzru_nlp.model import Source  # noqa: E402
from kzru_nlp.pipelines.load import load  # noqa: E402
from kzru_nlp.split.splitter import split  # noqa: E402
from kzru_nlp.tables import to_arrow  # noqa: E402
from kzru_nlp.text.sentences import split_sentences  # noqa: E402
from tests.bench.articles import texts  # noqa: E402

Texts = dict[str, list[str]]


class Clock:
    """Processor seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def __call__(self, name: str, work: Callable[[], Any]) -> Any:
        """Return what `work` returns, its time added to `name`."""
        start = time.process_time()
        result = work()
        self.seconds[name] += time.process_time() - start
        return result


def article(text: str, clock: Clock, kept: Texts, sentences: Texts) -> None:
    """Take one article through every stage."""
    source = Source("a.txt", "0" * 64, text, "utf-8")
    split_ = clock("split", lambda: split(source))
    notes = clock("notes", lambda: find_notes(split_))
    rows = clock("structure", lambda: structure_rows(split_, notes))
    segments = list(find_segments(split_, lambda unit: notes[unit.id].prose))
    for lang in LANGUAGES:
        own = [segment.text for segment in segments if segment.unit.lang == lang]
        kept[lang] += own
        nlp = load(lang)
        docs = clock("tokens", lambda nlp=nlp, own=own: [nlp.make_doc(t) for t in own])
        for name, component in nlp.pipeline:
            docs = clock(name, lambda c=component, d=docs: [c(doc) for doc in d])
        sentences[lang] += [sent.text for doc in docs for sent in doc.sents]
    annotated = annotate(segments, load)
    for name, make in (("sentences", sentence_rows), ("entities", entity_rows), ("stances", stance_rows)):
        rows[name] = clock("rows", lambda make=make: list(make(split_, annotated)))
    rows.update(clock("align", lambda: version_rows(split_, annotated)))
    for name in rows:
        clock("arrow", lambda name=name: to_arrow(name, rows[name]) if name != "articles" else None)


def peers(clock: Clock, kept: Texts, sentences: Texts) -> Iterable[tuple[str, str, float, float]]:
    """Yield what is done, by whom else, our seconds and theirs."""
    import spacy
    from langdetect import DetectorFactory, LangDetectException
    from langdetect import detect as ask
    from pysbd import Segmenter

    DetectorFactory.seed = 0
    ours = _timed(lambda: [split_sentences(t, lang) for lang in LANGUAGES for t in kept[lang]])
    blank = {lang: spacy.blank(lang) for lang in LANGUAGES}
    for nlp in blank.values():
        nlp.add_pipe("sentencizer")
    theirs = _timed(lambda: [[*blank[lang](t).sents] for lang in LANGUAGES for t in kept[lang]])
    yield "sentences", "spaCy blank + sentencizer", ours, theirs
    segmenters = {lang: Segmenter(language=lang if lang != "tr" else "en", clean=False) for lang in LANGUAGES}
    theirs = _timed(lambda: [segmenters[lang].segment(t) for lang in LANGUAGES for t in kept[lang]])
    yield "sentences", "pysbd (Turkish as English)", ours, theirs
    whole = sum(clock.seconds[name] for name, _ in load("ru").pipeline) + clock.seconds["tokens"]
    blank_all = _timed(lambda: [blank[lang](t) for lang in LANGUAGES for t in kept[lang]])
    yield "whole analysis, 3 languages", "spaCy blank + sentencizer", whole, blank_all
    russian = [*kept["ru"]]
    ours = _timed(lambda: [load("ru")(t) for t in russian])
    yield "whole analysis, Russian", "natasha's tagger + razdel", ours, _timed(lambda: _natasha(russian))
    asked = [s for lang in LANGUAGES for s in sentences[lang]]
    detect.cache_clear() if hasattr(detect, "cache_clear") else None
    ours = _timed(lambda: [detect(s) for s in asked])

    def guess(text: str) -> str:
        try:
            return str(ask(text))
        except LangDetectException:
            return "und"

    yield "language of a sentence", "langdetect", ours, _timed(lambda: [guess(s) for s in asked])
    src, tgt = sentences["tr"][:60], sentences["en"][:60]
    ours = _timed(lambda: align(src, tgt, src_lang="tr", tgt_lang="en"))
    yield "alignment of 60 sentences", "NLTK Gale-Church", ours, _timed(lambda: _gale_church(src, tgt))


def pdf_peer() -> tuple[str, str, float, float]:
    """Return the seconds of reading a typeset PDF, and pdfplumber's."""
    import pdfplumber

    from tests.typeset.__main__ import DEMO, SETS
    from tests.typeset.pdf import typeset_pdf
    from tests.typeset.source import read_article

    data = typeset_pdf(read_article(DEMO[0]), SETS["all"][0]).data

    def plumb() -> None:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.extract_text()

    from kzru_nlp.ingest import pdf_worker

    read_pdf(data, path="", sha256="")
    return "text of a PDF", "pdfplumber", _timed(lambda: pdf_worker.parse(data)), _timed(plumb)


def _natasha(russian: list[str]) -> None:
    from razdel import sentenize, tokenize

    from kzru_nlp.entities.natasha import tag

    for text in russian:
        tag([[t.text for t in tokenize(s.text)] for s in sentenize(text)])


def _gale_church(src: list[str], tgt: list[str]) -> None:
    from nltk.translate.gale_church import align_blocks

    align_blocks([len(s) for s in src], [len(s) for s in tgt])


def _timed(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_stages", description=__doc__)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--profile", type=Path, help="write cProfile's statistics of the stages here")
    parser.add_argument("--memory", action="store_true", help="the twelve places that allocate most, too")
    args = parser.parse_args()
    made = texts(args.articles + 1)
    article(made[0], Clock(), defaultdict(list), defaultdict(list))
    clock, kept, sentences = Clock(), defaultdict(list), defaultdict(list)
    if args.memory:
        tracemalloc.start()
    if args.profile:
        import cProfile

        with cProfile.Profile() as profile:
            for text in made[1:]:
                article(text, clock, kept, sentences)
        profile.dump_stats(args.profile)
    else:
        for text in made[1:]:
            article(text, clock, kept, sentences)
    characters = sum(map(len, made[1:]))
    total = sum(clock.seconds.values())
    print(f"{args.articles} articles, {characters:,} characters, {total:.1f} processor s\n")
    print("| stage | ms an article | share | k characters/s |\n|---|--:|--:|--:|")
    for name, seconds in sorted(clock.seconds.items(), key=lambda item: -item[1]):
        speed = characters / seconds / 1000 if seconds else 0
        print(f"| {name} | {1000 * seconds / args.articles:.0f} | {seconds / total:.1%} | {speed:,.0f} |")
    if args.memory:
        for place in tracemalloc.take_snapshot().statistics("lineno")[:12]:
            print(place)
        return
    print("\n| work | instead | ours ms | theirs ms | ours / theirs |\n|---|---|--:|--:|--:|")
    for what, who, ours, theirs in (*peers(clock, kept, sentences), pdf_peer()):
        print(f"| {what} | {who} | {1000 * ours:.0f} | {1000 * theirs:.0f} | {ours / theirs:.2f} |")


if __name__ == "__main__":
    main()
