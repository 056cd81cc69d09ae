"""Label Studio JSON: one task a sentence, names and evidence as labelled spans, the rest of a stance in its meta."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kzru_nlp.corpus.markup import GoldDocument, GoldSentence, GoldStance, Party
from kzru_nlp.model import InputError, Mention
from kzru_nlp.model.annotations import ENTITY_LABELS, STANCE_LABELS

Json = dict[str, Any]


def label_config() -> str:
    """Return the labelling interface: paste it into the project's settings."""
    names = "\n".join(f'    <Label value="{label}" background="#9ecae1"/>' for label in ENTITY_LABELS)
    stances = "\n".join(f'    <Label value="{label}" background="#fdae6b"/>' for label in STANCE_LABELS)
    return (
        '<View>\n  <Labels name="label" toName="text">\n'
        f"{names}\n{stances}\n"
        '  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n'
    )


def to_tasks(documents: Iterable[GoldDocument]) -> list[Json]:
    """Return the tasks of `documents`, what was found as predictions to correct."""
    return [
        {
            "data": {"text": s.text, "document": d.id, "lang": lang, "key": s.key},
            "predictions": [{"model_version": "kzru-nlp", "result": list(_results(s))}],
        }
        for d in documents
        for lang, s in d.sentences()
    ]


def _results(sentence: GoldSentence) -> Iterator[Json]:
    for number, mention in enumerate(sentence.mentions):
        meta = {"actor": [mention.actor_id]} if mention.actor_id else {}
        yield _region(f"m{number}", mention.start, mention.end, sentence.text, mention.label, meta)
    for number, stance in enumerate(sentence.stances):
        for part, (start, end) in enumerate(stance.evidence):
            yield _region(f"s{number}.{part}", start, end, sentence.text, stance.label, _meta(number, stance))


def _region(ident: str, start: int, end: int, text: str, label: str, meta: Mapping[str, Any]) -> Json:
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    return {
        "id": ident,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": value,
        "meta": dict(meta),
    }


def _meta(number: int, stance: GoldStance) -> Json:
    return {
        "number": [str(number)],
        "factuality": [stance.factuality],
        "voice": [stance.voice],
        "holder": [stance.holder.id or stance.holder.text],
        "target": [stance.target.id or stance.target.text],
        "holder_span": list(stance.holder.span or ()),
        "target_span": list(stance.target.span or ()),
        "cameo": [stance.cameo],
        "intensity": [] if stance.intensity is None else [stance.intensity],
    }


def from_tasks(tasks: Iterable[Json]) -> list[GoldDocument]:
    """Return the documents of corrected tasks: the last annotation of a task counts, else its prediction."""
    versions: dict[str, dict[str, list[GoldSentence]]] = {}
    for number, task in enumerate(tasks):
        data = task["data"]
        done = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
        source = (done or task.get("predictions") or [{"result": []}])[-1]
        sentence = _sentence(str(data.get("key", number)), data["text"], source["result"])
        own = versions.setdefault(str(data.get("document", "tasks")), {})
        own.setdefault(data["lang"], []).append(sentence)
    return [
        GoldDocument(ident, {"id": ident}, {lang: tuple(rows) for lang, rows in langs.items()})
        for ident, langs in versions.items()
    ]


def _sentence(key: str, text: str, results: Iterable[Json]) -> GoldSentence:
    mentions: list[Mention] = []
    stances: dict[str, list[Json]] = {}
    for region in results:
        if region.get("type") != "labels":
            continue
        value, meta = region["value"], region.get("meta") or {}
        label, start, end = value["labels"][0], int(value["start"]), int(value["end"])
        if label in STANCE_LABELS:
            stances.setdefault(_first(meta, "number") or f"at{start}", []).append(region)
        elif label in ENTITY_LABELS:
            mentions.append(
                Mention(start, end, label, text[start:end], 1.0, "annotator", actor_id=_first(meta, "actor"))
            )
    found = tuple(_stance(text, regions) for regions in stances.values())
    return GoldSentence(key, text, tuple(sorted(mentions, key=lambda m: m.start)), found)


def _stance(text: str, regions: list[Json]) -> GoldStance:
    meta = regions[0].get("meta") or {}
    spans = tuple((int(r["value"]["start"]), int(r["value"]["end"])) for r in regions)
    weight = _first(meta, "intensity")
    return GoldStance(
        _party(text, meta, "holder"),
        _party(text, meta, "target"),
        regions[0]["value"]["labels"][0],
        _first(meta, "factuality") or "asserted",
        _first(meta, "voice") or "narration",
        spans,
        _first(meta, "cameo"),
        float(weight) if weight else None,
    )


def _party(text: str, meta: Mapping[str, Any], side: str) -> Party:
    span = meta.get(f"{side}_span") or ()
    if len(span) != 2:
        return Party(_first(meta, side) or "NULL")
    start, end = map(int, span)
    return Party(_first(meta, side), text[start:end], "", (start, end))


def _first(meta: Mapping[str, Any], name: str) -> str:
    values = meta.get(name) or [""]
    return str(values[0])


def read_tasks(path: Path) -> list[GoldDocument]:
    """Return the documents of an export of Label Studio (JSON).

    Raises:
        InputError: it is none.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(tasks, list):
            raise TypeError("no list of tasks")
        return from_tasks(tasks)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(f"{path}: is no Label Studio export with our labels ({error!r})") from None
