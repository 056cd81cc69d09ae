"""What Docs and entities carry beyond spaCy: `doc._.mentions`, `doc._.stances`, `ent._.canonical` and its kin.

`doc.user_data` holds plain lists with character offsets; objects are made when asked for. So a Doc pickles,
goes through `DocBin(store_user_data=True)` and comes back from worker processes with everything on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans

from kzru_nlp.entities.given import given_names
from kzru_nlp.model import Mention, Stance

MENTIONS, STANCES = "kzru_mentions", "kzru_stances"
_MENTION_FIELDS = tuple(field.name for field in fields(Mention))
_STANCE_FIELDS = tuple(field.name for field in fields(Stance))
_SPAN_FIELDS = ("holder_span", "target_span")
_ON_ENTITIES = ("canonical", "wikidata", "metonym_of", "value", "score", "source", "lemma", "cluster_id")


def get_mentions(doc: Doc) -> list[Mention]:
    """Return the mentions of `doc`, left to right, in the order of `doc.ents`."""
    return [Mention(*row) for row in doc.user_data.get(MENTIONS, ())]


def set_mentions(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Put `mentions` on `doc` and its `ents`; of two on one token the longer stays."""
    spans: dict[DocSpan, Mention] = {}
    for mention in mentions:
        span = doc.char_span(
            mention.start, mention.end, mention.label, kb_id=mention.actor_id, alignment_mode="expand"
        )
        if span is not None and len(span):
            spans.setdefault(span, mention)
    ents = filter_spans(spans)
    doc.set_ents(ents)
    doc.user_data[MENTIONS] = [_row(spans[span], _MENTION_FIELDS) for span in ents]


def get_model_names(doc: Doc) -> list[Mention]:
    """Return the names that a pretrained model found, in our labels and bounds, before tables and rules met them."""
    given = given_names(doc)
    return list(given.names) if given else []


def get_stances(doc: Doc) -> list[Stance]:
    """Return the stances of `doc`; their spans are Spans of `doc`."""
    return [
        _stance(doc, dict(zip(_STANCE_FIELDS, row, strict=True))) for row in doc.user_data.get(STANCES, ())
    ]


def set_stances(doc: Doc, stances: Iterable[Stance]) -> None:
    """Put `stances` on `doc`."""
    doc.user_data[STANCES] = [_row(stance, _STANCE_FIELDS) for stance in stances]


def register() -> None:
    """Make the extensions known to spaCy (again and again without harm)."""
    Doc.set_extension("mentions", getter=get_mentions, setter=set_mentions, force=True)
    Doc.set_extension("model_names", getter=get_model_names, force=True)
    Doc.set_extension("stances", getter=get_stances, setter=set_stances, force=True)
    for name in _ON_ENTITIES:
        DocSpan.set_extension(name, getter=_mention_field(name), force=True)


def _row(item: Any, names: Sequence[str]) -> list[Any]:
    return [_plain(getattr(item, name)) for name in names]


def _plain(value: Any) -> Any:
    """Return `value` without objects: a Span as its character offsets, a tuple as a list."""
    if isinstance(value, DocSpan):
        return [value.start_char, value.end_char]
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _stance(doc: Doc, row: dict[str, Any]) -> Stance:
    for name in _SPAN_FIELDS:
        row[name] = row[name] and _span(doc, row[name])
    row["evidence"] = tuple(span for pair in row["evidence"] if (span := _span(doc, pair)) is not None)
    row["rules"] = tuple(row["rules"])
    return Stance(**row)


def _span(doc: Doc, offsets: Sequence[int]) -> DocSpan | None:
    start, end = offsets
    return doc.char_span(start, end, alignment_mode="expand")


def _mention_field(name: str) -> Callable[[DocSpan], Any]:
    index = _MENTION_FIELDS.index(name)
    absent = Mention(0, 0, "", "")

    def get(span: DocSpan) -> Any:
        rows = span.doc.user_data.get(MENTIONS, ())
        at = bisect_right(rows, span.end_char - 1, key=lambda row: row[0]) - 1
        found = at >= 0 and rows[at][1] > span.start_char
        return rows[at][index] if found else getattr(absent, name)

    return get
