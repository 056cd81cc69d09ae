"""A model's names in our labels and our bounds, laid on the Doc for the entity finder."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Span

from kzru_nlp.entities.given import GivenNames, put_given
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention
from kzru_nlp.pipelines.analysis import ModelName

DATA = Path(__file__).parent / "data"
UNSURE = 0.8
"""Confidence of a name whose model tells none (spaCy and Stanza don't)."""
_TELLS_STATES = "GPE"
_PREFIX = re.compile(r"(?:B|I|E|S|L|U)[-_]")
_PAIRS = {")": "(", "]": "[", "»": "«", "”": "“"}

Trim = Callable[[Span, str], bool]


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `data/<name>.tsv`, keyed by its header; lines that start with # are comments."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def carry_names(
    doc: Doc, names: Iterable[ModelName], *, labels: Iterable[str], source: str, lang: str
) -> None:
    """Put `names` on `doc` for the entity finder; `labels` are all that the model has, which tells its scheme."""
    fine = _TELLS_STATES in {plain_label(label) for label in labels}
    mentions = [m for name in names if (m := as_mention(doc, name, fine=fine, source=source, lang=lang))]
    put_given(doc, GivenNames(tuple(mentions), fine))


def as_mention(doc: Doc, name: ModelName, *, fine: bool, source: str, lang: str) -> Mention | None:
    """Return the name with our label on our tokens, or None where it is none of ours."""
    label = our_label(name.label, fine=fine)
    span = doc.char_span(name.start, name.end, alignment_mode="expand") if label else None
    span = trim(span, lang) if span is not None else None
    if span is None:
        return None
    score = UNSURE if name.score is None else round(min(max(name.score, 0.0), 0.999), 4)
    return Mention(span.start_char, span.end_char, label, span.text, score, source)


def plain_label(label: str) -> str:
    """Return the label without the mark of its place in a name.

    >>> plain_label("B-PER"), plain_label("I_loc"), plain_label("ORG")
    ('PER', 'LOC', 'ORG')
    """
    return _PREFIX.sub("", label.upper(), count=1)


def our_label(label: str, *, fine: bool) -> str:
    """Return our label for a model's, "" for what is no name to us; of an unknown one, itself if it is ours.

    >>> our_label("PERSON", fine=True), our_label("LOC", fine=True), our_label("LOC", fine=False)
    ('PER', 'LOC', 'PLACE')
    """
    column = "fine" if fine else "coarse"
    return next((row[column] for row in read_rows("labels") if row["label"] == plain_label(label)), "")


def trim(span: Span, lang: str) -> Span | None:
    """Return the part of `span` that our convention calls the name, or None if nothing is left.

    >>> import spacy
    >>> from kzru_nlp.text.tokenizer import make_tokenizer
    >>> nlp = spacy.blank("tr")
    >>> nlp.tokenizer = make_tokenizer(nlp)
    >>> trim(nlp("«Rusya’nın»")[:], "tr")
    Rusya
    """
    start, end = span.start, span.end
    while start < end and any(rule(span.doc[start:end], lang) for rule in AT_START):
        start += 1
    while start < end and any(rule(span.doc[start:end], lang) for rule in AT_END):
        end -= 1
    return span.doc[start:end] if start < end else None


def _no_name(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _mark_first(span: Span, lang: str) -> bool:
    """Whether a quote, dash or blank stands first; a bracket too, whether or not it closes inside."""
    return _no_name(span[0].text)


def _article_first(span: Span, lang: str) -> bool:
    text = f"{span[0].text} {span[1].text}" if len(span) > 1 else span[0].text
    return any(pattern.match(text) for pattern in _edges(lang, "start"))


def _mark_last(span: Span, lang: str) -> bool:
    """Whether punctuation stands last; a bracket or quote that opens inside the name belongs to it."""
    last = span[-1].text
    return _no_name(last) and _PAIRS.get(last, "") not in [token.text for token in span]


def _suffix_last(span: Span, lang: str) -> bool:
    """Whether inflection behind an apostrophe stands last; its token starts with the apostrophe."""
    profile, last = get_profile(lang), span[-1].text
    return profile.suffix_apostrophe and last[0] in "'’ʼ" and len(span) > 1


def _clitic_last(span: Span, lang: str) -> bool:
    return any(pattern.fullmatch(span[-1].text) for pattern in _edges(lang, "end"))


AT_START: tuple[Trim, ...] = (_mark_first, _article_first)
AT_END: tuple[Trim, ...] = (_mark_last, _suffix_last, _clitic_last)
"""Each tells whether the outermost token is outside; asked again until none does, so that their order is free."""


@cache
def _edges(lang: str, side: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_patterns(lang, side))


def _patterns(lang: str, side: str) -> Iterator[re.Pattern[str]]:
    for row in read_rows("edges"):
        if row["lang"] == lang and row["side"] == side:
            yield re.compile(row["pattern"] + (r"(?!\w)" if side == "start" else ""))
