"""Fits the two classifiers of stances on the training split of the corpus: which pairs are related, and their sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kzru_nlp.corpus.markup import GoldDocument
from kzru_nlp.corpus.passages import (
    GoldLine,
    Opinion,
    Passage,
    Who,
    passages_of,
    passages_of_documents,
    same_party,
)
from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import KzruError
from kzru_nlp.stance.classifier import PAIRS, SIGN, from_sklearn
from kzru_nlp.stance.composition import compose
from kzru_nlp.stance.pairs import candidates
from kzru_nlp.stance.polarity import features_of
from kzru_nlp.stance.reference import Discourse
from kzru_nlp.stance.signs import find_leanings
from kzru_nlp.stance.tagger import StanceTagger, read_cues
from kzru_nlp.stance.view import Party, SentenceView

STRENGTH = {PAIRS: 0.03, SIGN: 0.5}
"""Inverse strength of the L2 penalty; of 0.03 to 1, the best on the dev split and on texts of other kinds."""
FREQUENCY = {PAIRS: 3, SIGN: 2}
"""Least number of examples that a feature stands in."""
SEED = 13
Example = tuple[dict[str, float], str]


@dataclass(frozen=True, slots=True)
class Trained:
    """A classifier that was written: its path, its size in bytes, how many examples it saw and of which classes."""

    path: Path
    size: int
    examples: int
    classes: dict[str, int]


def train_stance(
    corpus: Corpus,
    home: Path,
    *,
    more: Sequence[GoldDocument] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> list[Trained]:
    """Fit both classifiers on all languages together and write them to `home`, the same bytes for the same corpus.

    `more` are documents annotated elsewhere.

    Raises:
        KzruError: the training split has no stance.
    """
    pairs: list[Example] = []
    signs: list[Example] = []
    for lang in LANGUAGES:
        passages = [*passages_of(corpus, "train", lang), *passages_of_documents(more, lang)]
        progress(f"{lang}: {len(passages)} passages")
        for passage, doc in analysed(lang, passages):
            pairs += pair_examples(passage, doc)
            signs += sign_examples(passage, doc)
    if not signs:
        raise KzruError(f"{corpus.folder}: the training split has no stance")
    progress("fitting")
    return [
        fit(pairs, home, PAIRS, balanced=False),
        fit(signs, home, SIGN, balanced=True),
    ]


def analysed(lang: str, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Any]]:
    """Yield each passage with its Doc, names as the pipeline finds them."""
    from kzru_nlp.pipelines.load import load

    nlp = load(lang)
    with nlp.select_pipes(disable=[name for name in ("kzru_stance",) if name in nlp.pipe_names]):
        yield from zip(passages, nlp.pipe(passage.text for passage in passages), strict=True)


def pair_examples(passage: Passage, doc: Any) -> Iterator[Example]:
    """Yield every candidate pair of a passage with its label, NONE for most."""
    discourse = Discourse()
    for view in StanceTagger(passage.lang).views(doc, doc._.mentions, discourse):
        if view.parties and not view.words.get("study"):
            read = compose(view, read_cues(view, discourse))
            leanings = find_leanings(view)
            if not read and not leanings:
                continue
            opinions = [o for line in lines_of(passage, view) for o in line.opinions]
            named = [who(view, party) for party in view.parties]
            for candidate in candidates(view, read, leanings):
                holder = who(view, candidate.holder) if candidate.holder else None
                target = who(view, candidate.target)
                yield candidate.features, label_of(holder, target, opinions, named)


def sign_examples(passage: Passage, doc: Any) -> Iterator[Example]:
    """Yield the gold pairs of a passage that are for or against."""
    for line in passage.lines:
        for opinion in line.opinions:
            holder, target = opinion.holder.span, opinion.target.span
            if holder and target and opinion.counted != "NONE":
                features = features_of(doc, holder, target)
                if features:
                    yield features, opinion.counted


def lines_of(passage: Passage, view: SentenceView) -> list[GoldLine]:
    """Return the gold sentences that a sentence of the pipeline touches."""
    start, end = view.span.start_char, view.span.end_char
    return [line for line in passage.lines if line.start < end and start < line.end]


def who(view: SentenceView, party: Party) -> Who:
    """Return a party as gold parties are written."""
    if party.end <= party.start:
        return Who(party.key)
    last = view.span[party.end - 1]
    return Who(party.key, (view.span[party.start].idx, last.idx + len(last)))


def label_of(holder: Who | None, target: Who, opinions: Iterable[Opinion], named: Sequence[Who]) -> str:
    """Return the gold label of a pair; without a holder, that of whoever no party of the sentence is."""
    for opinion in opinions:
        if same_party(target, opinion.target):
            if holder is not None and same_party(holder, opinion.holder):
                return opinion.counted
            if holder is None and not any(same_party(opinion.holder, one) for one in named):
                return opinion.counted
    return "NONE"


def fit(examples: Sequence[Example], home: Path, file: str, *, balanced: bool) -> Trained:
    """Fit the classifier named `file` and write it to `home`."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for features, _ in examples for name in features)
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(
        {name: value for name, value in features.items() if counts[name] >= FREQUENCY[file]}
        for features, _ in examples
    )
    labels = [label for _, label in examples]
    estimator = LogisticRegression(
        C=STRENGTH[file], max_iter=3000, random_state=SEED, class_weight="balanced" if balanced else None
    ).fit(table, labels)
    classifier = from_sklearn(estimator, list(vectorizer.get_feature_names_out()))
    out = home / file
    return Trained(out, classifier.save(out), len(labels), dict(Counter(labels)))
