"""Documents for annotators: the sentences of a run with their names and stances, as the corpus writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from kzru_nlp.corpus.markup import SIDES, GoldDocument, GoldSentence, GoldStance, Party
from kzru_nlp.model import Mention, Span

GROUPS = frozenset({"AUTHOR", "NULL"})


def documents_of_run(tables: Mapping[str, pd.DataFrame], *, with_stance: bool = False) -> list[GoldDocument]:
    """Return one document per article with the sentences of its Turkish, English and Russian units.

    Sentence keys are the run's sentence ids. `with_stance` keeps only sentences in which a stance was found.
    """
    mentions = by_sentence(tables["entities"])
    stances = by_sentence(tables["stances"])
    documents = []
    for article, sentences in tables["sentences"].groupby("article_id", sort=True):
        versions: dict[str, list[GoldSentence]] = {}
        for row in records(sentences):
            found = stances.get(row["sentence_id"], [])
            if row["lang"] in SIDES and (found or not with_stance):
                versions.setdefault(row["lang"], []).append(
                    as_sentence(row, mentions.get(row["sentence_id"], []), found)
                )
        documents.append(
            GoldDocument(
                str(article), {"id": str(article)}, {lang: tuple(rows) for lang, rows in versions.items()}
            )
        )
    return documents


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def by_sentence(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each sentence."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in records(frame):
        rows.setdefault(row["sentence_id"], []).append(row)
    return rows


def as_sentence(
    row: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]], stances: Iterable[Mapping[str, Any]]
) -> GoldSentence:
    """Return a sentence of the tables with what was found in it."""
    text, raw = str(row["text"]), [(int(start), int(end)) for start, end in row["raw_spans"]]
    found = tuple(
        Mention(
            int(m["start"]), int(m["end"]), m["label"], m["text"], 1.0, "run", actor_id=filled(m["actor_id"])
        )
        for m in mentions
    )
    held = tuple(one for stance in stances if (one := as_stance(text, raw, stance)) is not None)
    return GoldSentence(str(row["sentence_id"]), text, found, held)


def as_stance(text: str, raw: Sequence[Span], row: Mapping[str, Any]) -> GoldStance | None:
    """Return a stance of the tables; None where none of its evidence can be found in the sentence."""
    evidence = tuple(span for words in row["evidence"] if (span := find(text, str(words))) is not None)
    if not evidence:
        return None
    return GoldStance(
        as_party(text, raw, row, "holder"),
        as_party(text, raw, row, "target"),
        row["label"],
        row["factuality"],
        row["voice"],
        evidence,
        filled(row["cameo"]),
        float(row["intensity"]),
        filled(row["attributed_to"]),
    )


def as_party(text: str, raw: Sequence[Span], row: Mapping[str, Any], side: str) -> Party:
    """Return holder or target of a stance, its words where the sentence has them."""
    start, end = row[f"{side}_raw_start"], row[f"{side}_raw_end"]
    name = filled(row[side])
    span = None
    if not pd.isna(start) and raw and len(raw) == 1 and raw[0][0] <= start:
        span = (int(start) - raw[0][0], int(end) - raw[0][0])
        if span[1] > len(text):
            span = None
    if span is None and name:
        span = find(text, name)
    if not name and span is None:
        return Party("AUTHOR" if side == "holder" and row.get("holder_group") == "AUTHOR" else "NULL")
    return Party(filled(row[f"{side}_id"]) or name, text[slice(*span)] if span else "", "", span)


def find(text: str, words: str) -> Span | None:
    """Return where `words` stand in `text`, None where they don't."""
    at = text.find(words)
    return (at, at + len(words)) if words and at >= 0 else None


def filled(value: Any) -> str:
    """Return a cell as text, "" for an empty one."""
    return "" if value is None or (not isinstance(value, str) and pd.isna(value)) else str(value)
