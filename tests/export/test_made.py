"""The corpus made by hand is as true as one from a run: every offset shows what it says."""

from __future__ import annotations

from kzru_nlp.export.articles import grouped
from kzru_nlp.text.words import raw_offsets
from tests.export.conftest import Exported


def test_mentions_and_sentences_stand_where_their_raw_offsets_say(exported: Exported) -> None:
    mentions = exported.rows("entities")
    assert len(mentions) > 10
    for row in mentions:
        assert exported.shows(row["article_id"], row["raw_start"], row["raw_end"], row["text"])
    markers = grouped(exported.rows("markers"), "unit_id")
    for row in exported.rows("sentences"):
        own = [(marker["raw_start"], marker["raw_end"]) for marker in markers.get(row["unit_id"], ())]
        places = raw_offsets(row["text"], row["raw_spans"], own)
        assert places is not None
        raw = exported.raw[row["article_id"]]
        assert all(c == raw[at] or c == " " for c, at in zip(row["text"], places, strict=False))
