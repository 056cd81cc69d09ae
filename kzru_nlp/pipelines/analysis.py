"""What a pretrained model says about a text, whoever made the model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelWord:
    """A word as the model cuts it: characters `start:end`, and what the model says of it ("" where nothing).

    `head` is the index of its head among the words of the text, its own index for a root, None without a parse.
    Words of one multi-word token share their characters.
    """

    start: int
    end: int
    lemma: str = ""
    pos: str = ""
    tag: str = ""
    morph: str = ""
    head: int | None = None
    dep: str = ""


@dataclass(frozen=True, slots=True)
class ModelName:
    """A named entity as the model bounds and labels it; `score` is None where the model tells none."""

    start: int
    end: int
    label: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The model's words, where its sentences start, and its names; offsets index the analysed text."""

    words: tuple[ModelWord, ...] = ()
    sentence_starts: tuple[int, ...] = ()
    names: tuple[ModelName, ...] = ()
