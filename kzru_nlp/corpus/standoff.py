"""The stand-off form of a document: texts, and what was marked in them as offsets, with actors resolved to ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kzru_nlp.corpus.markup import (
    GoldBead,
    GoldDifference,
    GoldDocument,
    GoldSentence,
    GoldStance,
    Party,
)
from kzru_nlp.model import Mention

Json = dict[str, Any]
Resolve = Callable[[str], str]
"""From an actor's name as the markup writes it to the id of the actor table, or the name itself."""


def to_standoff(document: GoldDocument, resolve: Resolve = str) -> Json:
    """Return `document` as plain JSON data; offsets index each sentence's `text`."""
    return {
        "id": document.id,
        "meta": dict(document.meta),
        "versions": {
            lang: [_sentence(s, resolve) for s in sentences] for lang, sentences in document.versions.items()
        },
        "beads": {
            "-".join(pair): [[list(b.src), list(b.tgt)] for b in beads]
            for pair, beads in document.beads.items()
        },
        "differences": [_difference(d) for d in document.differences],
    }


def from_standoff(data: Json) -> GoldDocument:
    """Return the document that `to_standoff` wrote."""
    return GoldDocument(
        data["id"],
        data["meta"],
        {lang: tuple(_read_sentence(s) for s in sentences) for lang, sentences in data["versions"].items()},
        {
            _pair(pair): tuple(GoldBead(tuple(src), tuple(tgt)) for src, tgt in beads)
            for pair, beads in data["beads"].items()
        },
        tuple(
            GoldDifference(
                _pair(d["pair"]),
                tuple(d["src"]),
                tuple(d["tgt"]),
                d["type"],
                d["severity"],
                d["src_text"],
                d["tgt_text"],
                d["note"],
            )
            for d in data["differences"]
        ),
    )


def _pair(text: str) -> tuple[str, str]:
    src, tgt = text.split("-")
    return src, tgt


def _sentence(sentence: GoldSentence, resolve: Resolve) -> Json:
    return {
        "key": sentence.key,
        "text": sentence.text,
        "group": sentence.group,
        "entities": [
            {
                "start": m.start,
                "end": m.end,
                "label": m.label,
                "actor": resolve(m.actor_id) if m.actor_id else "",
                "metonym_of": resolve(m.metonym_of) if m.metonym_of else None,
                "value": m.value,
            }
            for m in sentence.mentions
        ],
        "stances": [
            {
                "holder": _party(s.holder, resolve),
                "target": _party(s.target, resolve),
                "label": s.label,
                "factuality": s.factuality,
                "voice": s.voice,
                "evidence": [list(span) for span in s.evidence],
                "cameo": s.cameo,
                "intensity": s.intensity,
                "attributed_to": s.attributed_to,
            }
            for s in sentence.stances
        ],
    }


def _party(party: Party, resolve: Resolve) -> Json:
    ident = resolve(party.id) if party.id else ""
    return {
        "id": ident,
        "text": party.text,
        "group": party.group,
        "span": list(party.span) if party.span else None,
    }


def _difference(d: GoldDifference) -> Json:
    return {
        "pair": "-".join(d.pair),
        "src": list(d.src),
        "tgt": list(d.tgt),
        "type": d.type,
        "severity": d.severity,
        "src_text": d.src_text,
        "tgt_text": d.tgt_text,
        "note": d.note,
    }


def _read_sentence(data: Mapping[str, Any]) -> GoldSentence:
    text = data["text"]
    mentions = tuple(
        Mention(
            e["start"], e["end"], e["label"], text[e["start"] : e["end"]], 1.0, "gold", "", e["value"], e["actor"], "", None,
            e["metonym_of"],
        )
        for e in data["entities"]
    )  # fmt: skip
    stances = tuple(
        GoldStance(
            _read_party(s["holder"]), _read_party(s["target"]), s["label"], s["factuality"], s["voice"],
            tuple((a, b) for a, b in s["evidence"]), s["cameo"], s["intensity"], s["attributed_to"],
        )
        for s in data["stances"]
    )  # fmt: skip
    return GoldSentence(data["key"], text, mentions, stances, data["group"])


def _read_party(data: Mapping[str, Any]) -> Party:
    span = data["span"]
    return Party(data["id"], data["text"], data["group"], (span[0], span[1]) if span else None)
