"""The language versions of title, abstract and keywords side by side, with what was found to differ."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from kzru_nlp.report.marking import Mark, mark_text, shown
from kzru_nlp.report.reader import Raw, Source
from kzru_nlp.report.values import LANGUAGE_NAMES, Row, text

PAIRS = (("tr", "en"), ("tr", "ru"), ("en", "ru"))


@dataclass(frozen=True, slots=True)
class Cell:
    """The sentences of one language in a row: marked text, where they stand, and where they stand in the input."""

    html: Markup
    unit: str
    raw: Raw | None


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference in words, one sentence a language of messages, and the words it is about with their places."""

    number: int
    type: str
    severity: str
    pair: tuple[str, str]
    explanations: Mapping[str, str]
    sides: Sequence[tuple[str, str, Raw | None]]


@dataclass(frozen=True, slots=True)
class Thread:
    """A row: cells by language (None where a version has nothing), score, evidence by pair, differences."""

    number: int
    cells: Mapping[str, Cell | None]
    score: float
    evidence: Mapping[str, Sequence[str]]
    differences: Sequence[ShownDifference]

    @property
    def gaps(self) -> list[str]:
        """Names of the languages whose version has nothing here."""
        return [LANGUAGE_NAMES[lang] for lang, cell in self.cells.items() if cell is None]


@dataclass(frozen=True, slots=True)
class Versions:
    """The threads of one kind (title, abstract) and its languages, in the order of columns."""

    kind: str
    languages: Sequence[str]
    threads: Sequence[Thread]


def side_by_side(source: Source, marks: Mapping[str, Sequence[Mark]]) -> list[Versions]:
    """Return titles and abstracts as rows of sentences that translate each other; kinds with one version have none."""
    differences = list(enumerate(source.tables["differences"], start=1))
    found = []
    for kind in ("title", "abstract"):
        threads = list(_threads(source, kind))
        languages = [lang for lang in LANGUAGE_NAMES if any(len(_ids(t, lang)) for t in threads)]
        of_kind = [(n, d) for n, d in differences if text(d.get("kind")) in (kind, "")]
        if threads:
            shown_threads = list(_shown(source, kind, threads, languages, of_kind, marks))
            found.append(Versions(kind, languages, shown_threads))
    return found


def _threads(source: Source, kind: str) -> Iterator[Row]:
    """Rows like those of `alignments3`; from the pair alignments where a kind has none of its own."""
    if kind == "abstract" and len(source.tables["alignments3"]):
        yield from source.tables["alignments3"]
        return
    beads = _pairs(source, kind)
    pairs = [pair for pair in PAIRS if any((b["src_lang"], b["tgt_lang"]) == pair for b in beads)]
    # Three titles are three beads of one sentence or so: the pairs that leave from one language join in one row.
    joined: dict[tuple[str, ...], dict[Hashable, Any]] = {}
    for src, tgt in [pair for pair in pairs if pair[0] == pairs[0][0]]:
        for bead in beads:
            if (bead["src_lang"], bead["tgt_lang"]) != (src, tgt):
                continue
            key = tuple(map(str, bead["src_sentence_ids"])) or ("", tgt, str(bead["bead"]))
            row = joined.setdefault(
                key, {"score": bead["score"], f"{src}_sentence_ids": bead["src_sentence_ids"]}
            )
            row[f"{tgt}_sentence_ids"] = [*row.get(f"{tgt}_sentence_ids", ()), *bead["tgt_sentence_ids"]]
            row["score"] = min(row["score"], bead["score"])
    yield from joined.values()


def _pairs(source: Source, kind: str) -> list[Row]:
    return [bead for bead in source.tables["alignments"] if bead["kind"] == kind]


def _ids(thread: Row, lang: str) -> Sequence[str]:
    ids: Sequence[str] = thread.get(f"{lang}_sentence_ids", ())
    return [str(i) for i in ids]


def _shown(
    source: Source,
    kind: str,
    threads: Sequence[Row],
    languages: Sequence[str],
    differences: Sequence[tuple[int, Row]],
    marks: Mapping[str, Sequence[Mark]],
) -> Iterator[Thread]:
    """Threads with each difference in the first row that it touches."""
    beads = {
        (b["src_lang"], b["tgt_lang"], int(b["bead"])): (
            {*map(str, b["src_sentence_ids"]), *map(str, b["tgt_sentence_ids"])},
            [shown(str(e)) for e in b["evidence"]],
        )
        for b in _pairs(source, kind)
    }
    left = dict(differences)
    for number, thread in enumerate(threads, start=1):
        ids = {i for lang in languages for i in _ids(thread, lang)}
        here = [n for n, d in left.items() if beads.get(_bead(d), (set(), []))[0] & ids]
        own = [(n, left.pop(n)) for n in here]
        evidence = {
            f"{a}–{b}": words for (a, b, _), (inside, words) in beads.items() if inside & ids and words
        }
        cells = {lang: _cell(source, _ids(thread, lang), marks, own) for lang in languages}
        yield Thread(
            number, cells, float(thread["score"]), evidence, [_difference(source, n, d) for n, d in own]
        )


def _bead(difference: Row) -> tuple[str, str, int]:
    return (text(difference["src_lang"]), text(difference["tgt_lang"]), int(difference["bead"]))


def _difference(source: Source, number: int, row: Row) -> ShownDifference:
    named = {lang: text(row.get(f"explanation_{lang}")) for lang in ("en", "tr", "ru")}
    explanations = {lang: shown(words) for lang, words in named.items() if words}
    sides = [
        (lang, shown(text(row[f"{side}_text"])), source.raw(row[f"{side}_raw_start"], row[f"{side}_raw_end"]))
        for side, lang in (("src", text(row["src_lang"])), ("tgt", text(row["tgt_lang"])))
    ]
    return ShownDifference(
        number=number,
        type=text(row["type"]),
        severity=text(row["severity"]),
        pair=(text(row["src_lang"]), text(row["tgt_lang"])),
        explanations=explanations or {"": shown(text(row["explanation"]))},
        sides=[side for side in sides if side[1]],
    )


def _cell(
    source: Source,
    ids: Sequence[str],
    marks: Mapping[str, Sequence[Mark]],
    differences: Sequence[tuple[int, Row]],
) -> Cell | None:
    sentences = [source.sentences[i] for i in ids if i in source.sentences]
    if not sentences:
        return None
    parts = [_marked(source, row, marks, differences) for row in sentences]
    raw = source.raw(sentences[0]["raw_spans"][0][0], sentences[-1]["raw_spans"][-1][1])
    return Cell(Markup(" ").join(parts), source.local(sentences[0]["unit_id"]), raw)


def _marked(
    source: Source, row: Row, marks: Mapping[str, Sequence[Mark]], differences: Sequence[tuple[int, Row]]
) -> Markup:
    """A sentence with its entities, its stances and the words that a difference is about."""
    unit, start, end = str(row["unit_id"]), int(row["start"]), int(row["end"])
    inside = [
        replace(m, start=m.start - start, end=m.end - start)
        for m in marks.get(unit, ())
        if start <= m.start and m.end <= end
    ]
    places = source.places[unit]
    for number, difference in differences:
        for side in ("src", "tgt"):
            raw = source.raw(difference[f"{side}_raw_start"], difference[f"{side}_raw_end"])
            cleaned = (
                places.span(raw.start, raw.end)
                if raw and text(difference[f"{side}_lang"]) == row["lang"]
                else None
            )
            if cleaned and cleaned[0] < end and cleaned[1] > start:
                at = max(cleaned[0], start) - start, min(cleaned[1], end) - start
                inside.append(Mark(*at, f"diff {difference['severity']}", -number, order=2))
    return mark_text(text(row["text"]), inside)
