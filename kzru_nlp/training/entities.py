"""Fits the CRF taggers of named entities on the training split of the corpus."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.entities.crf import to_tags
from kzru_nlp.entities.features import sentence_features
from kzru_nlp.entities.finder import EntityFinder, sentences_of
from kzru_nlp.entities.words import words_of
from kzru_nlp.model import KzruError
from kzru_nlp.pipelines.load import load
from kzru_nlp.training.augmentation import Sentence, augmented

TRAINED = ("tr", "en", "ru")
"""Languages with a CRF; Russian's sees what natasha's tagger says, and decides with it."""
PARAMETERS = {
    "c1": 0.05,
    "c2": 0.1,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
"""L1 and L2 penalties; features seen once say nothing."""
VERSIONS = 2
"""How many versions of each sentence augmentation adds."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model that was written: its path, its size in bytes, and how many sentences it saw."""

    path: Path
    size: int
    sentences: int
    augmented: int


def sentences_of_corpus(corpus: Corpus, lang: str, split: str) -> list[Sentence]:
    """Return the sentences of a split in `lang` (titles and keywords too) with their gold mentions."""
    return [
        (sentence.text, sentence.mentions)
        for document in corpus.of_split(split)
        for sentence in document.versions.get(lang, ())
    ]


def train_entities(
    corpus: Corpus,
    lang: str,
    out: Path,
    *,
    limit: int | None = None,
    versions: int = VERSIONS,
    progress: Callable[[str], None] = lambda _: None,
) -> Trained:
    """Fit the tagger of `lang` on the training split and write it to `out`, the same bytes for the same corpus.

    `limit` takes only so many sentences, evenly spread (for learning curves); `versions` is the number of augmented
    versions of each.

    Raises:
        KzruError: the corpus has no training sentences in `lang`.
    """
    import pycrfsuite

    given = sentences_of_corpus(corpus, lang, "train")
    if limit is not None:
        given = [given[i * len(given) // limit] for i in range(min(limit, len(given)))]
    if not given:
        raise KzruError(f"{corpus.folder}: the training split has no sentence in {lang!r}")
    more = augmented(lang, given, versions)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    progress(f"{lang}: {len(given)} sentences, {len(more)} with names replaced")
    for features, tags in examples(lang, [*given, *more]):
        trainer.append(features, tags)
    progress(f"{lang}: fitting")
    size = _write(trainer, out)
    return Trained(out, size, len(given), len(more))


def examples(lang: str, sentences: Sequence[Sentence]) -> Iterable[tuple[list[list[str]], list[str]]]:
    """Yield the features and tags of each sentence; its mentions are cut to word edges."""
    finder, nlp = EntityFinder(lang, model=None), load(lang)
    with nlp.select_pipes(enable=["kzru_lemmas"]):
        for text, mentions in sentences:
            doc = nlp(text)
            for token in doc:
                token.is_sent_start = token.i == 0
            words = words_of(doc, lang)
            candidates = list(finder.candidates(text, words))
            for sentence in sentences_of(words):
                yield sentence_features(sentence, candidates, lang), to_tags(sentence, mentions)


def _write(trainer: object, out: Path) -> int:
    """Train into a temporary file beside `out`, then take its place."""
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        trainer.train(str(temporary))  # type: ignore[attr-defined]
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(out)
    finally:
        temporary.unlink(missing_ok=True)
    return out.stat().st_size
