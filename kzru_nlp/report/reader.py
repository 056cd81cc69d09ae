"""What an article's page shows: its text with everything that was found in it, and the way back to the input."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any

from markupsafe import Markup

from kzru_nlp.model.article import FURNITURE
from kzru_nlp.report.marking import Insert, Mark, mark_text, shown, visible
from kzru_nlp.report.places import CleanedPlaces, Lines
from kzru_nlp.report.values import Row, empty, text


@dataclass(frozen=True, slots=True)
class Raw:
    """Where something stands in the input: lines if the input is at hand, else characters."""

    start: int
    end: int
    lines: tuple[int, int] | None

    @property
    def name(self) -> str:
        """Words for it, as a link or a cell shows them."""
        first, last = self.lines or (self.start, self.end)
        unit = "line" if self.lines else "characters"
        return f"{unit} {first}" if first == last else f"{unit}{'s' if self.lines else ''} {first}–{last}"


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit as the reader shows it; `markers` are the ids of the markers that lead to it, if it is a note."""

    id: str
    kind: str
    lang: str
    number: str
    level: int
    html: Markup
    plain: str
    furniture: bool
    why: str
    raw: Raw | None
    offsets: str
    markers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the input and the unit that its first character is in."""

    number: int
    html: Markup
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article's rows by table, and what every part of its page needs of them."""

    article: Row
    tables: Mapping[str, Sequence[Row]]
    lines: Lines | None
    sentences: Mapping[str, Row] = field(default_factory=dict)
    places: Mapping[str, CleanedPlaces] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Row, tables: Mapping[str, Sequence[Row]], raw_text: str | None) -> Source:
        """Return the source of one article's page from its own rows."""
        sentences = tables["sentences"]
        by_unit: dict[str, list[Row]] = defaultdict(list)
        for row in sentences:
            by_unit[str(row["unit_id"])].append(row)
        return cls(
            article,
            tables,
            Lines(raw_text) if raw_text is not None else None,
            {str(row["sentence_id"]): row for row in sentences},
            {unit: CleanedPlaces(own) for unit, own in by_unit.items()},
        )

    def local(self, ident: object) -> str:
        """Return the id of a unit or sentence within the page."""
        return text(ident).removeprefix(f"{self.article['article_id']}-")

    def raw(self, start: object, end: object) -> Raw | None:
        """Return the place of raw characters, None where the table has none."""
        if empty(start) or empty(end):
            return None
        first, last = int(text(start)), int(text(end))
        return Raw(first, last, self.lines.spanned(first, last) if self.lines else None)

    def raw_of(self, spans: Sequence[Sequence[int]]) -> Raw | None:
        """Return the place from the first to the last of `spans`."""
        return self.raw(spans[0][0], spans[-1][1]) if len(spans) else None


@dataclass(frozen=True, slots=True)
class Thing:
    """What mentions name: label, English name and ids, or the value of a date or quantity."""

    label: str
    name: str
    actor: str
    wikidata: str
    value: str
    stands_for: str


@dataclass(frozen=True, slots=True)
class ShownStance:
    """A stance as a row of the page's table; `number` counts from 1 in the article."""

    number: int
    row: Row
    evidence: str
    raw: Raw | None

    def cell(self, column: str) -> str:
        """Return a column as text."""
        return shown(text(self.row[column]))

    @property
    def rules(self) -> str:
        """The rules that decided, in their order."""
        return shown(", ".join(map(str, self.row["rules"])))


@dataclass(slots=True)
class Annotations:
    """Marks by unit; a mark's `ref` is the position in `entries` of what it marks.

    An entry of a mention is [number of its thing, confidence, finder, place]; that of a stance is its number.
    """

    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    entries: list[Any] = field(default_factory=list)
    things: dict[Thing, list[Row]] = field(default_factory=dict)
    stances: list[ShownStance] = field(default_factory=list)

    def as_json(self, lines: Lines | None) -> dict[str, Any]:
        """Return what the page's script shows of a mark, and where the raw lines start."""
        things = [list(astuple(thing)) for thing in self.things]
        return {"things": things, "entries": self.entries, "lines": lines.starts if lines else []}


def annotate(source: Source) -> Annotations:
    """Return the entities and stances of an article as marks and as what the page shows for them."""
    found = Annotations()
    numbers: dict[Thing, int] = {}
    for row in source.tables["entities"]:
        thing = _thing(row)
        found.things.setdefault(thing, []).append(row)
        number = numbers.setdefault(thing, len(numbers))
        mark = Mark(*_cleaned(row, source), f"ent {row['label']}", len(found.entries))
        found.marks[str(row["unit_id"])].append(mark)
        place = _place(source.raw(row["raw_start"], row["raw_end"]))
        found.entries.append([number, round(float(row["score"]), 2), text(row["source"]), place])
    for number, row in enumerate(source.tables["stances"], start=1):
        for span in _evidence(row, source):
            mark = Mark(*span, f"stance {row['label']}", len(found.entries), order=1)
            found.marks[str(row["unit_id"])].append(mark)
        found.entries.append(number)
        found.stances.append(_stance(row, number, source))
    return found


def _thing(row: Row) -> Thing:
    return Thing(
        label=text(row["label"]),
        name=shown(text(row["canonical"]) or text(row["text"])),
        actor=text(row["actor_id"]),
        wikidata=text(row["wikidata"]),
        value=text(row["value"]),
        stands_for=text(row["metonym_of"]),
    )


def _cleaned(row: Row, source: Source) -> tuple[int, int]:
    """Where a mention stands in its unit's text: the table counts from the start of its sentence, if it has one."""
    sentence = source.sentences.get(text(row["sentence_id"]))
    shift = int(sentence["start"]) if sentence else 0
    return int(row["start"]) + shift, int(row["end"]) + shift


def _evidence(row: Row, source: Source) -> Iterator[tuple[int, int]]:
    places = source.places.get(str(row["unit_id"]))
    for span in row["evidence_raw_spans"] if places else ():
        if places and (cleaned := places.span(*map(int, span))):
            yield cleaned


def _stance(row: Row, number: int, source: Source) -> ShownStance:
    spans = row["evidence_raw_spans"]
    sentence = source.sentences.get(text(row["sentence_id"]))
    raw = source.raw(*spans[0]) if len(spans) else source.raw_of(sentence["raw_spans"]) if sentence else None
    return ShownStance(number, row, shown(" … ".join(map(str, row["evidence"]))), raw)


def _place(raw: Raw | None) -> Any:
    """First line, last line, first and last character; in words where no lines are at hand."""
    if raw is None:
        return ""
    return [*raw.lines, raw.start, raw.end] if raw.lines else raw.name


def shown_units(source: Source, marks: Mapping[str, Sequence[Mark]]) -> list[ShownUnit]:
    """Return the units in order, their text marked and the notes' markers standing in it."""
    inserts, back, _ = _markers(source)
    found = []
    for row in source.tables["units"]:
        unit = str(row["unit_id"])
        spans = row["raw_spans"]
        found.append(
            ShownUnit(
                id=source.local(unit),
                kind=text(row["kind"]),
                lang=text(row["lang"]) or "und",
                number=text(row["number"]),
                level=int(text(row["level"]) or 1),
                html=mark_text(text(row["text"]), marks.get(unit, ()), inserts.get(unit, ())),
                plain=shown(text(row["text"])),
                furniture=row["kind"] in FURNITURE,
                why=text(row["why"]),
                raw=source.raw_of(spans),
                offsets=", ".join(f"{int(a)}–{int(b)}" for a, b in spans),
                markers=back.get(unit, ()),
            )
        )
    return found


def missing_notes(source: Source) -> list[tuple[str, Raw | None]]:
    """Return number and place of the markers whose note the input doesn't have."""
    return _markers(source)[2]


def _markers(
    source: Source,
) -> tuple[Mapping[str, list[Insert]], Mapping[str, list[str]], list[tuple[str, Raw | None]]]:
    """Markers as links by unit, the ids of the links by note, and the markers without a note."""
    inserts: dict[str, list[Insert]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    missing: list[tuple[str, Raw | None]] = []
    for order, row in enumerate(source.tables["markers"], start=1):
        unit, number = str(row["unit_id"]), text(row["number"])
        places = source.places.get(unit)
        at = places.at(int(row["raw_start"])) if places else None
        ident, note = f"m{order}", row["note_unit_id"]
        if empty(note):
            missing.append((number, source.raw(row["raw_start"], row["raw_end"])))
            html = Markup('<sup class="marker" id="{}"><span title="no note in the file">{}</span></sup>')
            shown_marker = html.format(ident, visible(number))
        else:
            back[str(note)].append(ident)
            html = Markup('<sup class="marker"><a id="{}" href="#{}" aria-label="note {}">{}</a></sup>')
            shown_marker = html.format(ident, source.local(note), visible(number), visible(number))
        inserts[unit].append(Insert(at if at is not None else 10**9, shown_marker))
    return inserts, back, missing


def raw_lines(source: Source, units: Iterable[ShownUnit]) -> Iterator[RawLine]:
    """Yield the lines of the input, each with the unit that it begins in; none where the input isn't at hand."""
    if source.lines is None:
        return
    owner = _owners(source, units)
    for number, (start, line) in enumerate(
        zip(source.lines.starts, source.lines.lines, strict=True), start=1
    ):
        lead = len(line) - len(line.lstrip())
        unit, kind = owner(start + lead) if line.strip() else ("", "")
        yield RawLine(number, visible(line), unit, kind)


def _owners(source: Source, units: Iterable[ShownUnit]) -> Any:
    from bisect import bisect_right

    kinds = {unit.id: unit.kind for unit in units}
    spans = sorted(
        (int(start), int(end), source.local(row["unit_id"]))
        for row in source.tables["units"]
        for start, end in row["raw_spans"]
    )
    starts = [span[0] for span in spans]

    def owner(offset: int) -> tuple[str, str]:
        i = bisect_right(starts, offset) - 1
        inside = i >= 0 and spans[i][1] > offset
        return (spans[i][2], kinds[spans[i][2]]) if inside else ("", "")

    return owner
