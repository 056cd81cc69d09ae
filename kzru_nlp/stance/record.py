"""Stances as plain data, so that a Doc that carries them can be stored and rebuilt."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from spacy.tokens import Doc, Span

from kzru_nlp.model import Stance

_SPANS = ("holder_span", "target_span")


def to_record(stance: Stance) -> dict[str, Any]:
    """Return the fields of `stance` with spans as [start, end] characters of the Doc."""
    record: dict[str, Any] = {item.name: getattr(stance, item.name) for item in fields(stance)}
    for name in _SPANS:
        span = record[name]
        record[name] = None if span is None else [span.start_char, span.end_char]
    record["evidence"] = [[span.start_char, span.end_char] for span in stance.evidence]
    record["rules"] = list(stance.rules)
    return record


def from_record(doc: Doc, record: dict[str, Any]) -> Stance:
    """Return the stance that `record` describes, its spans in `doc`."""
    values = dict(record)
    for name in _SPANS:
        values[name] = None if record[name] is None else chars(doc, *record[name])
    values["evidence"] = tuple(chars(doc, start, end) for start, end in record["evidence"])
    values["rules"] = tuple(record["rules"])
    return Stance(**values)


def chars(doc: Doc, start: int, end: int) -> Span:
    """Return the tokens of `doc` that the characters touch."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {start}:{end} lie outside the text of {len(doc.text)}")
    return span
