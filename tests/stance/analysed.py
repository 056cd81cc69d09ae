"""Docs for the tests of stance: names in brackets are the mentions, `[form|name]` gives the name of a form."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kzru_nlp.knowledge.actors import load_actors
from kzru_nlp.knowledge.cues import Cue, read_cues
from kzru_nlp.model import Mention
from kzru_nlp.stance.tagger import StanceTagger
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.sentences import split_sentences

CASES = Path(__file__).parent.parent / "cases"
NAME = re.compile(r"\[([^\]|]+)(?:\|([^\]]+))?\]")


@cache
def blank(lang: str) -> Language:
    return spacy.blank(lang)


def tokenize(text: str, lang: str) -> Doc:
    """Words, punctuation and what follows an apostrophe, each a token."""
    found = list(re.finditer(r"(?<=\w)['’]\w*|\w+(?:-\w+)*|[^\w\s]", text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    spaces = [match.end() < end for match, end in zip(found, ends)]
    return Doc(blank(lang).vocab, [match.group() for match in found], spaces)


@cache
def own_cues(lang: str) -> tuple[Cue, ...]:
    return tuple(cue for cue in read_cues(CASES / "stance_cues.tsv") if cue.lang == lang)


def read_marked(marked: str, lang: str) -> tuple[Doc, list[Mention]]:
    """The Doc of a text with marked names, and its mentions."""
    text, mentions, last = "", [], 0
    for match in NAME.finditer(marked):
        text += marked[last : match.start()]
        form, name = match.group(1), match.group(2) or match.group(1)
        found = load_actors().named(name, lang)
        actor = found[0] if found else None
        mentions.append(
            Mention(
                len(text),
                len(text) + len(form),
                actor.type if actor else "PER",
                form,
                lemma=name,
                actor_id=actor.id if actor else "",
                canonical=actor.canonical if actor else name,
            )
        )
        text += form
        last = match.end()
    text += marked[last:]
    doc = tokenize(text, lang)
    starts = {start for start, _ in split_sentences(text, lang)}
    lemmatize = get_lemmatizer(lang)
    for token in doc:
        token.is_sent_start = token.idx in starts or token.i == 0
        token.lemma_ = lemmatize(token.text)
    return doc, mentions


def tag(marked: str, lang: str):
    doc, mentions = read_marked(marked, lang)
    return StanceTagger(lang, cues=own_cues(lang)).tag(doc, mentions)
