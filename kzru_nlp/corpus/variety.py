"""How varied a corpus is, and how much of the test split a model cannot have seen in training."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any, TypeVar

from kzru_nlp.corpus.checks import UNNAMED
from kzru_nlp.corpus.markup import KEYWORDS, TITLE, GoldDocument, GoldSentence
from kzru_nlp.lang import get_profile
from kzru_nlp.model import InputError
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.sentences import split_sentences

Item = TypeVar("Item")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SAMPLE = 2000
"""Tokens that the type-token ratio is taken over, since it falls with length (moving average, Covington 2010)."""


@dataclass(frozen=True, slots=True)
class Variety:
    """Figures of one language; shares are of distinct names, and of sentences with a stance."""

    lang: str
    sentences: int
    tokens: int
    type_token_ratio: float
    lengths: tuple[float, ...]
    names: int
    cues: int
    test_names_unseen: float
    test_cues_unseen: float
    test_cue_words_unseen: float


def variety(
    lang: str, train: Iterable[GoldDocument], test: Iterable[GoldDocument], rest: Iterable[GoldDocument] = ()
) -> Variety:
    """Return the variety of the documents in `lang`, and what of `test` is not in `train`.

    `lengths` are the 10th, 25th, 50th, 75th and 90th percentile of words a sentence. A cue counts as unseen when its
    lemmas as a whole stand in no evidence of training; `test_cue_words_unseen` asks more: that none of its content
    lemmas does.
    """
    seen, unseen, other = (_sentences(lang, documents) for documents in (train, test, rest))
    every = [*seen, *unseen, *other]
    words = [w for s in every for w in _words(lang, s.text)]
    cue = _cue_reader(lang)
    train_cues = {c for s in seen for c in cue(s)}
    train_words = {w for c in train_cues for w in c}
    bearing = [cue(s) for s in unseen if s.stances]
    names = _names(lang, unseen)
    return Variety(
        lang,
        len(every),
        len(words),
        moving_type_token_ratio(words),
        _percentiles([len(_words(lang, s.text)) for s in every]),
        len(_names(lang, every)),
        len({c for s in every for c in cue(s)}),
        _share(names, lambda name: name not in _names(lang, seen)),
        _share(bearing, lambda cues: all(c not in train_cues for c in cues)),
        _share(bearing, lambda cues: all(not set(c) & train_words for c in cues)),
    )


@dataclass(frozen=True, slots=True)
class PlainVariety:
    """What can be counted of texts that carry no annotation; `lengths` as in Variety."""

    lang: str
    sentences: int
    tokens: int
    type_token_ratio: float
    lengths: tuple[float, ...]


def variety_of_texts(texts: Iterable[tuple[str, str]]) -> list[PlainVariety]:
    """Return the variety of texts (language, text) by language, so that others stand beside the corpus."""
    sentences: dict[str, list[list[str]]] = {}
    for lang, text in texts:
        found = sentences.setdefault(lang, [])
        found += (_words(lang, text[start:end]) for start, end in split_sentences(text, lang))
    return [
        PlainVariety(
            lang,
            len(found),
            sum(map(len, found)),
            moving_type_token_ratio([word for words in found for word in words]),
            _percentiles([len(words) for words in found]),
        )
        for lang, found in sorted(sentences.items())
    ]


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield language and text of the rows of a JSONL file: `lang` and `text`, or a pair's sentences (`src_lang`, `src` …).

    Raises:
        InputError: the file can't be read, or a row is no such object.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a UTF-8 file of JSON rows") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = list(_texts_of(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise InputError(
                f"{path}: line {number} is no row of texts ({reason}); "
                "needed: lang and text, or src_lang, src, tgt_lang, tgt"
            ) from None
        yield from found


def _texts_of(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "text" in row:
        sides = [(row["lang"], [row["text"]])]
    else:
        sides = [(row[f"{side}_lang"], row[side]) for side in ("src", "tgt")]
    for lang, texts in sides:
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise TypeError(f"{texts!r} is no text, or no list of texts")
        yield from ((get_profile(lang).code, text) for text in texts)


def moving_type_token_ratio(words: Sequence[str], window: int = SAMPLE) -> float:
    """Return the mean type-token ratio over windows of `window` tokens, half a window apart.

    M. Covington, J. McFall, "Cutting the Gordian Knot: The Moving-Average Type-Token Ratio" (2010).
    """
    if not words:
        return 0.0
    starts = range(0, max(1, len(words) - window + 1), max(1, window // 2))
    ratios = [len(set(words[i : i + window])) / len(words[i : i + window]) for i in starts]
    return sum(ratios) / len(ratios)


def _sentences(lang: str, documents: Iterable[GoldDocument]) -> list[GoldSentence]:
    return [s for d in documents for s in d.versions.get(lang, ()) if s.key not in (TITLE, KEYWORDS)]


def _words(lang: str, text: str) -> list[str]:
    return WORD.findall(get_profile(lang).fold(text))


def _names(lang: str, sentences: Iterable[GoldSentence]) -> frozenset[str]:
    fold = get_profile(lang).fold
    return frozenset(fold(m.text) for s in sentences for m in s.mentions if m.label not in UNNAMED)


def _cue_reader(lang: str) -> Callable[[GoldSentence], tuple[tuple[str, ...], ...]]:
    """Return the reader of a sentence's cues: the content lemmas of each evidence, names left out."""
    lemma, stop = get_lemmatizer(lang), get_profile(lang).function_words

    def cues(sentence: GoldSentence) -> tuple[tuple[str, ...], ...]:
        found = []
        for start, end in (span for s in sentence.stances for span in s.evidence):
            hidden = [m for m in sentence.mentions if m.start < end and start < m.end]
            text = "".join(
                " " if any(m.start <= i < m.end for m in hidden) else sentence.text[i]
                for i in range(start, end)
            )
            lemmas = tuple(lemma(w) for w in _words(lang, text) if w not in stop)
            if lemmas:
                found.append(lemmas)
        return tuple(found)

    return cues


def _percentiles(lengths: Sequence[int]) -> tuple[float, ...]:
    if len(lengths) < 2:
        return (float(sum(lengths)),) * 5
    cuts = quantiles(lengths, n=20)
    return cuts[1], cuts[4], cuts[9], cuts[14], cuts[17]


def _share(items: Iterable[Item], holds: Callable[[Item], bool]) -> float:
    answers = [holds(item) for item in items]
    return sum(answers) / len(answers) if answers else 0.0
