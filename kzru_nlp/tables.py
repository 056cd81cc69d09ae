"""The tables that a run writes: every column with its type and what it holds, and how rows become tables.

The dictionaries below are the only place where a column is described; the documentation is made from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Type = Literal["string", "integer", "number", "strings", "spans"]
"""`strings` is a list of strings, `spans` a list of [start, end] pairs."""
Row = Mapping[str, Any]
Rows = dict[str, list[dict[str, Any]]]
"""The rows of one article, by table."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type and what it holds."""

    name: str
    type: Type
    doc: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what one row is, and its columns in order."""

    name: str
    doc: str
    columns: tuple[Column, ...]


_ARTICLE = Column("article_id", "string", "article, first 16 hexadecimal digits of the input's SHA-256")
_UNIT = Column("unit_id", "string", "unit that the text stands in")
_SENTENCE = Column("sentence_id", "string", "sentence that the text stands in")
_LANG = Column("lang", "string", "language (BCP 47: tr, en, ru, kk, ru-Latn, und)")
_SCORE = Column("score", "number", "confidence in [0, 1]")
_SRC_LANG = Column("src_lang", "string", "language of the source side")
_TGT_LANG = Column("tgt_lang", "string", "language of the target side")


def _table(name: str, doc: str, *columns: Column | tuple[str, Type, str]) -> Table:
    return Table(name, doc, tuple(c if isinstance(c, Column) else Column(*c) for c in columns))


_ALL = (
    _table(
        "articles",
        "One row an article; columns of the user's metadata follow these.",
        _ARTICLE,
        ("path", "string", "path of the input as it was given"),
        ("sha256", "string", "SHA-256 of the input's bytes"),
        ("encoding", "string", "encoding that the input was decoded with"),
        ("n_chars", "integer", "characters of the decoded input"),
        ("n_pages", "integer", "pages, null where neither the format nor the text tells them apart"),
        ("coverage", "number", "share of non-space characters that lie in exactly one unit"),
        ("languages", "strings", "languages of the units, the one with most characters first"),
        ("title_tr", "string", "Turkish title"),
        ("title_en", "string", "English title"),
        ("title_ru", "string", "Russian title"),
        ("year", "integer", "year of publication, from the metadata or the article's own furniture"),
        ("journal", "string", "journal, from the metadata or the article's own furniture"),
        ("doi", "string", "DOI of the article itself, without https://doi.org/"),
        ("status", "string", "ok, or unanalysed where no unit is Turkish, English or Russian"),
    ),
    _table(
        "units",
        "One row a unit of the article's structure; every non-space character is in exactly one.",
        _ARTICLE,
        ("unit_id", "string", "unit"),
        ("order", "integer", "position in the article, from 1"),
        ("kind", "string", "title, abstract, paragraph, footnote, running_head …"),
        _LANG,
        ("number", "string", "number of a heading or note as printed"),
        ("level", "integer", "depth of a section heading, from 1"),
        ("section", "string", "unit_id of the section heading above"),
        ("page", "integer", "page that the unit starts on, from 1"),
        ("text", "string", "cleaned text: lines joined, hyphens at line ends resolved"),
        ("raw_spans", "spans", "where the unit's characters stand in the decoded input"),
        ("why", "string", "rule that decided the kind"),
    ),
    _table(
        "markers",
        "One row a note marker in running text.",
        _ARTICLE,
        ("number", "string", "number as printed"),
        ("raw_start", "integer", "where the marker starts in the decoded input"),
        ("raw_end", "integer", "where it ends"),
        ("unit_id", "string", "unit that the marker stands in"),
        ("note_unit_id", "string", "unit of the note, null if the input has no such note"),
    ),
    _table(
        "citations",
        "One row a work cited in a note.",
        _ARTICLE,
        ("note_unit_id", "string", "unit of the note"),
        ("part", "integer", "position in the note, from 1"),
        ("authors", "string", "authors as printed"),
        ("title", "string", "title of the work"),
        ("container", "string", "journal, book or site that holds the work"),
        ("volume", "string", "volume"),
        ("issue", "string", "issue"),
        ("year", "integer", "year of publication"),
        ("pages", "string", "pages as printed"),
        ("url", "string", "address"),
        ("doi", "string", "DOI, without https://doi.org/"),
        ("accessed", "string", "date of access, ISO 8601 where it could be read"),
        (
            "backref_to",
            "string",
            "unit of the earlier note that names the work in full, where this one is short",
        ),
    ),
    _table(
        "sentences",
        "One row an analysed sentence.",
        _ARTICLE,
        _UNIT,
        ("sentence_id", "string", "sentence"),
        ("order", "integer", "position in the unit, from 1"),
        _LANG,
        ("text", "string", "text"),
        ("start", "integer", "where the sentence starts in the unit's text"),
        ("end", "integer", "where it ends"),
        ("raw_spans", "spans", "where its characters stand in the decoded input"),
    ),
    _table(
        "entities",
        "One row a mention of a named entity, a date or a quantity.",
        _ARTICLE,
        _UNIT,
        ("sentence_id", "string", "sentence, null in keywords and captions, which have none"),
        _LANG,
        ("text", "string", "the mention"),
        ("label", "string", "PER, GPE, LOC, ORG, NORP, EVENT, LAW, FAC, DATE, MONEY, PERCENT, QUANTITY"),
        ("start", "integer", "where it starts in the sentence's text (without sentence: in the unit's)"),
        ("end", "integer", "where it ends"),
        ("raw_start", "integer", "where it starts in the decoded input"),
        ("raw_end", "integer", "where it ends"),
        ("lemma", "string", "dictionary form"),
        ("value", "string", "normalised date (ISO 8601) or number"),
        ("actor_id", "string", "id of the actor, null if unlinked"),
        ("canonical", "string", "English name"),
        ("wikidata", "string", "Wikidata id where it was checked"),
        ("metonym_of", "string", "id of the actor that a capital or palace stands for"),
        ("cluster_id", "string", "same for mentions of one thing, linked or not"),
        _SCORE,
        ("source", "string", "finder that found it"),
    ),
    _table(
        "stances",
        "One row an opinion: who, toward whom, for or against, on what evidence.",
        _ARTICLE,
        _UNIT,
        _SENTENCE,
        _LANG,
        ("holder", "string", "who holds the stance (English name)"),
        ("holder_id", "string", "actor id, resolved: Moscow and the Kremlin are Russia, Q159"),
        ("holder_group", "string", "group of the guideline: KAZ, WEST, RUS, SOURCE, AUTHOR …"),
        ("holder_raw_start", "integer", "where the holder is named in the decoded input, null if nowhere"),
        ("holder_raw_end", "integer", "where that ends"),
        ("target", "string", "toward whom (English name)"),
        ("target_id", "string", "actor id, resolved"),
        ("target_raw_start", "integer", "where the target is named in the decoded input, null if nowhere"),
        ("target_raw_end", "integer", "where that ends"),
        ("label", "string", "FAVOR, AGAINST or NEUTRAL"),
        ("factuality", "string", "asserted, negated, expected, conditional or past"),
        ("voice", "string", "narration, direct_quote, indirect_speech or citation"),
        ("attributed_to", "string", "speaker of a quotation or report"),
        _SCORE,
        ("cameo", "string", "CAMEO root code of the event"),
        ("intensity", "number", "Goldstein weight in [-10, 10]"),
        ("evidence", "strings", "words that carry the stance"),
        ("evidence_raw_spans", "spans", "where each of them stands in the decoded input, in the same order"),
        ("rules", "strings", "rules that decided"),
    ),
    _table(
        "alignments",
        "One row a bead: sentences of two versions that translate each other; a side may be empty.",
        _ARTICLE,
        ("kind", "string", "abstract, title or keywords"),
        _SRC_LANG,
        _TGT_LANG,
        ("bead", "integer", "position in the alignment, from 0"),
        ("src_sentence_ids", "strings", "source side (keywords: unit_id and position, as in u0007-k02)"),
        ("tgt_sentence_ids", "strings", "target side"),
        _SCORE,
        ("evidence", "strings", "what speaks for the bead: shared names, numbers, terms"),
    ),
    _table(
        "alignments3",
        "One row a bead of the three abstracts.",
        _ARTICLE,
        ("bead", "integer", "position in the alignment, from 0"),
        ("tr_sentence_ids", "strings", "Turkish side"),
        ("en_sentence_ids", "strings", "English side"),
        ("ru_sentence_ids", "strings", "Russian side"),
        _SCORE,
    ),
    _table(
        "differences",
        "One row something that one version of a title or abstract omits, adds or changes.",
        _ARTICLE,
        ("kind", "string", "title or abstract: with the languages it names the alignment"),
        _SRC_LANG,
        _TGT_LANG,
        ("bead", "integer", "bead of the alignment that it stands in"),
        ("type", "string", "omission, addition, entity, number, date, negation, stance, modality …"),
        ("severity", "string", "minor or major"),
        ("src_text", "string", "words of the source side"),
        ("tgt_text", "string", "words of the target side"),
        ("src_raw_start", "integer", "where they start in the decoded input, null if the side has none"),
        ("src_raw_end", "integer", "where they end"),
        ("tgt_raw_start", "integer", "as src_raw_start, of the target side"),
        ("tgt_raw_end", "integer", "where they end"),
        ("explanation", "string", "the difference in words"),
    ),
    _table(
        "failures",
        "One row an input that could not be used.",
        ("path", "string", "path of the input as it was given"),
        ("stage", "string", "read, split, analyse, align, store or worker"),
        ("code", "string", "stable code of the fault"),
        ("message", "string", "what happened, why, and what to do"),
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""Every table by name."""


def schema(name: str, extra: Iterable[str] = ()) -> pa.Schema:
    """Return the Arrow schema of table `name`, with `extra` string columns at its end.

    >>> schema("markers").field("raw_start").type
    DataType(int64)
    """
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "strings": pa.list_(pa.string()),
        "spans": pa.list_(pa.list_(pa.int64())),
    }
    fields = [pa.field(c.name, types[c.type], metadata={"doc": c.doc}) for c in TABLES[name].columns]
    return pa.schema([*fields, *(pa.field(column, pa.string()) for column in extra)])


def to_arrow(name: str, rows: Iterable[Row], extra: Iterable[str] = ()) -> pa.Table:
    """Return `rows` as an Arrow table with the columns of `name`; what a row lacks is null.

    Raises:
        KeyError: a row has a column that the table doesn't have.
    """
    import pyarrow as pa

    wanted = schema(name, extra)
    listed = list(rows)
    unknown = {key for row in listed for key in row} - set(wanted.names)
    if unknown:
        raise KeyError(f"table {name} has no column {', '.join(sorted(unknown))}")
    return pa.Table.from_pylist([dict(row) for row in listed], schema=wanted)


def empty_frame(name: str) -> pd.DataFrame:
    """Return table `name` without rows, its columns with their types (lists as object)."""
    frame: pd.DataFrame = to_arrow(name, ()).to_pandas()
    return frame.astype({c.name: object for c in TABLES[name].columns if c.type in ("strings", "spans")})
