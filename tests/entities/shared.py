"""Docs and linked mentions without the whole pipeline."""

from functools import cache

import spacy

from kzru_nlp.entities.finder import EntityFinder
from kzru_nlp.entities.link import Linker
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.sentences import split_sentences
from kzru_nlp.text.tokenizer import make_tokenizer


@cache
def _parts(lang):
    nlp = spacy.blank(lang)
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp, EntityFinder(lang), Linker()


def make_doc(text, lang):
    doc = _parts(lang)[0](text)
    starts = {start for start, _ in split_sentences(text, lang)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
        token.lemma_ = get_lemmatizer(lang)(token.text)
    return doc


def find(text, lang):
    return _parts(lang)[1](make_doc(text, lang))


def linked(text, lang):
    return _parts(lang)[2](find(text, lang), lang, text)
