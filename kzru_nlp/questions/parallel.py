"""The sentences that translate a sentence, by language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kzru_nlp.store.sql import query

Parallel = Mapping[str, Mapping[str, str]]
"""Sentence id to language to the text of the sentences that translate it."""
_PAIRS = """
WITH pairs AS (
  SELECT src_sentence_ids AS here, tgt_sentence_ids AS there, tgt_lang AS lang FROM alignments WHERE kind <> 'keywords'
  UNION ALL
  SELECT tgt_sentence_ids, src_sentence_ids, src_lang FROM alignments WHERE kind <> 'keywords'
), one AS (SELECT unnest(here) AS id, lang, there FROM pairs WHERE len(there) > 0),
each AS (SELECT id, lang, unnest(there) AS other, generate_subscripts(there, 1) AS place FROM one)
SELECT each.id, each.lang, string_agg(s.text, ' ' ORDER BY each.place) AS text
FROM each JOIN sentences s ON s.sentence_id = each.other GROUP BY ALL
"""


def find_parallel(out: Path) -> Parallel:
    """Return, for every sentence with a translation in the tables, the aligned text by language."""
    found: dict[str, dict[str, str]] = {}
    for row in query(out, _PAIRS).to_pylist():
        found.setdefault(row["id"], {})[row["lang"]] = row["text"]
    return found
