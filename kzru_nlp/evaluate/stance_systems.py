"""The systems whose stances are compared: our pipelines, and what a user would take instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from kzru_nlp.corpus.passages import COUNTED, Opinion, Passage, Who, same_party
from kzru_nlp.evaluate.stance import Predict
from kzru_nlp.model import Stance
from kzru_nlp.stance.aggregates import LEAST
from kzru_nlp.stance.reference import Discourse
from kzru_nlp.stance.tagger import StanceTagger
from kzru_nlp.stance.view import Party, SentenceView

LABELS = {1: "FAVOR", -1: "AGAINST"}
SEED = 13


def of_pipeline(lang: str, pipeline: str | None = None, *, least: float = LEAST) -> Predict:
    """Return what a pipeline finds with a score of at least `least`."""

    def predict(passage: Passage) -> list[Opinion]:
        doc = analysed(lang, pipeline, passage.text)
        return [as_opinion(stance) for stance in doc._.stances if stance.score >= least]

    return predict


@cache
def analysed(lang: str, pipeline: str | None, text: str) -> Any:
    """Return the Doc of a text, analysed once for all systems."""
    from kzru_nlp.pipelines.load import load

    return load(lang, pipeline)(text)


def as_opinion(stance: Stance) -> Opinion:
    """Return a stance as gold tuples are written."""

    def who(key: str, name: str, span: Any) -> Who:
        return Who(key or name.casefold(), (span.start_char, span.end_char) if span is not None else None)

    return Opinion(
        who(stance.holder_id, stance.holder, stance.holder_span),
        who(stance.target_id, stance.target, stance.target_span),
        stance.label,
        stance.factuality,
        tuple((span.start_char, span.end_char) for span in stance.evidence),
    )


def of_majority(lang: str, label: str = "AGAINST") -> Predict:
    """Return the most frequent label for every directed pair of names in a sentence."""
    return every_pair(lang, lambda view, holder, target: label)


def of_lexicon(lang: str) -> Predict:
    """Return the lexicon's sign of the nearest cue for every directed pair of names, without roles and negation."""

    def nearest(view: SentenceView, holder: Party, target: Party) -> str:
        low, high = sorted((holder.start, target.start))
        cues = [cue for cue in view.cues if cue.payload.polarity]
        if not cues:
            return ""
        best = min(
            cues,
            key=lambda cue: (not low <= cue.start <= high, min(abs(cue.start - low), abs(cue.start - high))),
        )
        return LABELS[best.payload.polarity]

    return every_pair(lang, nearest)


def of_sentence_sign(lang: str) -> Predict:
    """Return the sign that most cues of the sentence have for every directed pair of names in it."""

    def majority(view: SentenceView, holder: Party, target: Party) -> str:
        total = sum(cue.payload.polarity for cue in view.cues)
        return LABELS[1 if total > 0 else -1] if total else ""

    return every_pair(lang, majority)


def of_tfidf(lang: str, train: Sequence[Passage]) -> Predict:
    """Return what TF-IDF over a sentence with the pair masked and logistic regression say, trained on `train`."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    texts, labels = [], []
    for passage in train:
        for view, holder, target in named_pairs(lang, passage):
            texts.append(masked(view, holder, target))
            labels.append(gold_label(passage, view, holder, target))
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"\S+"),
        LogisticRegression(C=3, max_iter=2000, class_weight="balanced", random_state=SEED),
    )
    if len(set(labels)) > 1:
        model.fit(texts, labels)

    def predict(view: SentenceView, holder: Party, target: Party) -> str:
        label = str(model.predict([masked(view, holder, target)])[0])
        return "" if label == "NONE" else label

    return every_pair(lang, predict)


def every_pair(lang: str, label_of: Callable[[SentenceView, Party, Party], str]) -> Predict:
    """Return a system that asks `label_of` about every directed pair of names in a sentence."""

    def predict(passage: Passage) -> list[Opinion]:
        out = []
        for view, holder, target in named_pairs(lang, passage):
            label = label_of(view, holder, target)
            if label:
                words = tuple(span_of(view, cue.start) for cue in view.cues) or (span_of(view, holder.start),)
                out.append(Opinion(who(view, holder), who(view, target), label, "asserted", words))
        return out

    return predict


def named_pairs(lang: str, passage: Passage) -> Iterator[tuple[SentenceView, Party, Party]]:
    """Yield every directed pair of different names in each sentence of a passage."""
    doc = analysed(lang, None, passage.text)
    for view in StanceTagger(lang).views(doc, doc._.mentions, Discourse()):
        named = [p for p in view.parties if p.mention is not None or p.rule == "reference:organ"]
        for holder in named:
            for target in named:
                if holder.key != target.key:
                    yield view, holder, target


def gold_label(passage: Passage, view: SentenceView, holder: Party, target: Party) -> str:
    """Return the gold label of a pair, NONE for none."""
    start, end = view.span.start_char, view.span.end_char
    for line in passage.lines:
        if line.start < end and start < line.end:
            for gold in line.opinions:
                same = same_party(who(view, holder), gold.holder) and same_party(
                    who(view, target), gold.target
                )
                if same and gold.factuality in COUNTED:
                    return gold.counted
    return "NONE"


def masked(view: SentenceView, holder: Party, target: Party) -> str:
    """Return the sentence's lemmas with the pair and other names masked."""
    out = list(view.lemmas)
    for party in view.parties:
        word = "<h>" if party is holder else "<t>" if party is target else "<x>"
        out[party.start : party.end] = [word] * (party.end - party.start)
    return " ".join(out)


def who(view: SentenceView, party: Party) -> Who:
    """Return a party as gold parties are written."""
    first, last = span_of(view, party.start), span_of(view, max(party.end - 1, party.start))
    return Who(party.key, (first[0], last[1]))


def span_of(view: SentenceView, at: int) -> tuple[int, int]:
    """Return the characters of a token."""
    token = view.span[at]
    return token.idx, token.idx + len(token)
