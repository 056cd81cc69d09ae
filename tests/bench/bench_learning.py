"""How the taggers of named entities grow with their training: exact F1 on the dev split at growing sizes.

    python -m tests.bench.bench_learning --lang tr 250 1000 4000

Sentences are taken evenly spread over the training split; 0 stands for all of them. Ten minutes on one core for all.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from kzru_nlp.cli.corpus import corpus_folder
from kzru_nlp.corpus.verify import read_corpus
from kzru_nlp.evaluate.entities import score_entities
from kzru_nlp.evaluate.entity_gold import gold_of_corpus
from kzru_nlp.evaluate.entity_systems import of_model
from kzru_nlp.training.entities import TRAINED, train_entities

SIZES = (250, 500, 1000, 2000, 4000, 0)


def main() -> None:
    """Print a row for each language and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--lang", action="append", choices=TRAINED)
    parser.add_argument("--split", default="dev", choices=("dev", "test"))
    args = parser.parse_args()
    corpus, _ = read_corpus(corpus_folder(None))
    gold = gold_of_corpus(corpus, args.split)
    with tempfile.TemporaryDirectory() as folder:
        for lang in args.lang or TRAINED:
            texts, before = [text for text in gold if text.lang == lang], 0
            for size in args.sizes or SIZES:
                model, start = Path(folder) / f"{lang}-{size}.crfsuite", time.perf_counter()
                trained = train_entities(corpus, lang, model, limit=size or None)
                if trained.sentences == before:
                    continue
                before = trained.sentences
                exact = score_entities("", lang, texts, of_model(lang, model)).exact
                seconds = time.perf_counter() - start
                print(f"{lang} {before:5} sentences  exact F1 {exact}  {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
