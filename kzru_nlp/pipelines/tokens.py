"""Carries a model's words over to our tokens: sentences, lemmas, parts of speech and the parse.

The model cuts words its own way ("Rusya’nın" is one word to it and two tokens to us; "Kazakistan’daki" two words to
it). A token takes what the model says of the word that starts it; of several words in one token, of the word whose
head lies outside it. Further tokens of one word hang on its first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

from kzru_nlp.lang import get_profile
from kzru_nlp.pipelines.analysis import Analysis, ModelWord

INSIDE_WORD = "dep"
"""Relation of tokens that the model knows nothing of: blanks, further parts of a word."""


def carry_sentences(doc: Doc, starts: Sequence[int]) -> None:
    """Start sentences of `doc` where the model does; a start inside a token moves behind it."""
    offsets = [token.idx for token in doc]
    chosen = {0, *(bisect_left(offsets, start) for start in starts)}
    for token in doc:
        token.is_sent_start = token.i in chosen


def carry_words(doc: Doc, analysis: Analysis, layers: Collection[str], lang: str) -> None:
    """Set the layers "lemmas", "tags" and "parse" of `doc`, as far as they are asked for and the model has them.

    Lemmas become lower case, as ours are.
    """
    fold = get_profile(lang).fold
    own = [_top(words, analysis.words) for words in words_of_tokens(doc, analysis.words)]
    for token, at in zip(doc, own, strict=True):
        if at is None:
            continue
        word = analysis.words[at]
        # A lemma is of the whole word: it says nothing of a part.
        if (
            "lemmas" in layers
            and word.lemma
            and (word.start, word.end) == (token.idx, token.idx + len(token))
        ):
            token.lemma_ = fold(word.lemma)
        if "tags" in layers:
            _set_tags(token, word)
    if "parse" in layers and any(word.head is not None for word in analysis.words):
        _set_parse(doc, analysis.words, own)


def words_of_tokens(doc: Doc, words: Sequence[ModelWord]) -> list[list[int]]:
    """Return for each token the indices of the model's words that start in it.

    >>> from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Rusya", "’nın", "tutumu"], spaces=[False, True, False])
    >>> words_of_tokens(doc, [ModelWord(0, 9), ModelWord(10, 16)])
    [[0], [], [1]]
    """
    offsets = [token.idx for token in doc]
    out: list[list[int]] = [[] for _ in doc]
    for i, word in enumerate(words):
        at = bisect_right(offsets, word.start) - 1
        if at >= 0:
            out[at].append(i)
    return out


def _top(inside: Sequence[int], words: Sequence[ModelWord]) -> int | None:
    if not inside:
        return None
    outward = (
        i for i in inside if words[i].head is not None and (words[i].head == i or words[i].head not in inside)
    )
    return next(outward, inside[0])


def _set_tags(token: Any, word: ModelWord) -> None:
    if word.pos:
        token.pos_ = word.pos
    if word.tag:
        token.tag_ = word.tag
    if word.morph:
        token.set_morph(word.morph)


def _set_parse(doc: Doc, words: Sequence[ModelWord], own: Sequence[int | None]) -> None:
    """Set heads and relations; every sentence of `doc` gets one root, whatever the model's words were cut into."""
    place: dict[int, int] = {}
    for i, inside in enumerate(words_of_tokens(doc, words)):
        place.update(dict.fromkeys(inside, i))
    heads, deps = list(range(len(doc))), [INSIDE_WORD] * len(doc)
    for i, at in enumerate(own):
        if at is None:
            heads[i] = i - 1 if i else i
        elif (head := words[at].head) is not None:
            heads[i] = place.get(head, i)
            deps[i] = words[at].dep
    for sentence in doc.sents:
        _root(heads, deps, range(sentence.start, sentence.end), own)
    rows: Any = np.zeros((len(doc), 2), dtype="uint64")
    rows[:, 0] = (np.array(heads, dtype="int64") - np.arange(len(doc))).astype("uint64")
    rows[:, 1] = [doc.vocab.strings.add(dep) for dep in deps]
    doc.from_array(["HEAD", "DEP"], rows)


def _root(heads: list[int], deps: list[str], sentence: range, own: Sequence[int | None]) -> None:
    """Make a tree of the sentence: what leads out of it, round in a circle or to a second root hangs on its root."""
    known = [i for i in sentence if own[i] is not None] or list(sentence)
    root = next((i for i in known if heads[i] == i), None)
    if root is None:
        root = next((i for i in known if heads[i] not in sentence), known[0])
    heads[root], deps[root] = root, "ROOT"
    for i in sentence:
        if i != root and (heads[i] == i or heads[i] not in sentence):
            heads[i] = root
            deps[i] = INSIDE_WORD if deps[i] in ("root", "ROOT") else deps[i]
    rooted = {root}
    for i in sentence:
        path: list[int] = []
        while i not in rooted and i not in path:
            path.append(i)
            i = heads[i]
        if i not in rooted:
            heads[i] = root
        rooted.update(path)
