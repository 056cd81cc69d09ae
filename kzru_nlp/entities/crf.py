"""A linear-chain CRF over words (Lafferty et al. 2001; CRFsuite), trained on the corpus by `kzru-nlp train entities`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kzru_nlp.entities.crf_file import check
from kzru_nlp.entities.features import sentence_features
from kzru_nlp.entities.words import Word
from kzru_nlp.model import KzruError, Mention

SOURCE = "crf"
OUTSIDE = "O"
SURE = 0.999
"""Highest confidence that is told: probabilities of a CRF are not calibrated at the ends."""


def to_tags(words: Sequence[Word], mentions: Sequence[Mention]) -> list[str]:
    """Return the BIO tag of each word; `mentions` don't overlap and stand on word edges."""
    tags = [OUTSIDE] * len(words)
    for mention in mentions:
        inside = [
            i for i, word in enumerate(words) if mention.start <= word.start and word.end <= mention.end
        ]
        for i in inside:
            tags[i] = f"{'B' if i == inside[0] else 'I'}-{mention.label}"
    return tags


@cache
def load_tagger(path: Path) -> Any:
    """Return the CRFsuite tagger of a model file, read once; its bytes are checked before C code follows them.

    Raises:
        KzruError: there is no such file, or it is no model.
    """
    import pycrfsuite

    class Tagger(pycrfsuite.Tagger):  # type: ignore[misc]
        data = b""
        """What the tagger reads as long as it lives."""

    tagger = Tagger()
    try:
        data = path.read_bytes()
        check(data)
        tagger.open_inmemory(data)
    except (OSError, ValueError) as error:
        raise KzruError(f"{path}: is no CRF model ({error}); `kzru-nlp train entities` makes one") from None
    tagger.data = data
    return tagger


def tag_sentence(
    model: Path, text: str, words: Sequence[Word], candidates: Sequence[Mention], lang: str
) -> Iterator[Mention]:
    """Yield the mentions of one sentence, scored with the least marginal probability of their words."""
    if not words:
        return
    tagger = load_tagger(model)
    tags = tagger.tag(sentence_features(words, candidates, lang))
    first = 0
    while first < len(words):
        if tags[first] == OUTSIDE:
            first += 1
            continue
        last = first + 1
        while last < len(words) and tags[last].startswith("I-"):
            last += 1
        label = _label(tagger, tags, first, last)
        score = min(_chance(tagger, label, i, first) for i in range(first, last))
        start, end = words[first].start, words[last - 1].end
        yield Mention(start, end, label, text[start:end], min(round(float(score), 4), SURE), SOURCE)
        first = last


def _label(tagger: Any, tags: Sequence[str], first: int, last: int) -> str:
    """Return the label of words `first:last`: where their tags disagree, the one that all of them make likeliest.

    Nothing forbids a CRF to go from the beginning of one type to the inside of another, and in names with a rare first
    word and a telling last one ("… Garı") it does.
    """
    labels = dict.fromkeys(tag[2:] for tag in tags[first:last])
    if len(labels) == 1:
        return next(iter(labels))
    return max(labels, key=lambda label: sum(_chance(tagger, label, i, first) for i in range(first, last)))


def _chance(tagger: Any, label: str, i: int, first: int) -> float:
    return float(tagger.marginal(f"{'B' if i == first else 'I'}-{label}", i))
