"""What a reader should know of a split article: what is missing, what contradicts itself, what is only a guess."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kzru_nlp.lang.detect import detect
from kzru_nlp.model import Marker, Unit
from kzru_nlp.split.byline import names_people

WORDS_OF_A_TITLE = 3


def findings(units: Sequence[Unit], markers: Sequence[Marker], notes: Sequence[Unit]) -> list[str]:
    """Return one line for each finding: the ledger of notes first, then the front matter."""
    return [*_ledger(markers, notes), *_labels(units), *_doubles(units), *_titles(units)]


def _ledger(markers: Sequence[Marker], notes: Sequence[Unit]) -> Iterator[str]:
    if missing := [m.number for m in markers if m.note is None]:
        yield f"markers without a note: {ranges(missing)}"
    used = {m.note.id for m in markers if m.note is not None}
    if unused := [n.number or "?" for n in notes if n.id not in used]:
        yield f"notes without a marker: {ranges(unused)}"
    numbers = [int(n.number) for n in notes if n.number and n.number.isdecimal()]
    gaps = [str(k) for a, b in itertools.pairwise(numbers) if b > a + 1 for k in range(a + 1, min(b, a + 60))]
    gaps = [k for k in gaps if k not in missing]
    if gaps:
        yield f"numbers left out among the notes: {ranges(gaps)}"


def _labels(units: Sequence[Unit]) -> Iterator[str]:
    for i, head in enumerate(units):
        if head.kind != "abstract_heading":
            continue
        following = (u for u in units[i + 1 : i + 4] if u.kind not in {"title", "author", "page_number"})
        after = next(following, None)
        if after is None or after.kind != "abstract":
            yield f"the label {head.text!r} has no abstract under it"
        elif after.lang != head.lang:
            yield f"the label {head.text!r} ({head.lang}) stands over an abstract in {after.lang}"


def _doubles(units: Sequence[Unit]) -> Iterator[str]:
    for kind, name in (("abstract", "abstracts"), ("title", "titles")):
        counts = Counter(unit.lang for unit in units if unit.kind == kind)
        for lang, count in counts.items():
            if count > 1 and lang != "und":
                yield f"{count} {name} in {lang}"


def _titles(units: Sequence[Unit]) -> Iterator[str]:
    for lang in _untitled(units):
        head = _head_in(units, lang)
        if head is None:
            yield f"no title in {lang}"
        else:
            yield f"no title in {lang}; a running head may give it: {head.text!r}"


def _untitled(units: Sequence[Unit]) -> list[str]:
    """Languages that have an abstract and no title."""
    titled = {unit.lang for unit in units if unit.kind == "title"}
    langs = dict.fromkeys(unit.lang for unit in units if unit.kind == "abstract")
    return [lang for lang in langs if lang not in titled and lang != "und"]


def _head_in(units: Sequence[Unit], lang: str) -> Unit | None:
    for unit in units:
        wordy = unit.kind == "running_head" and len(unit.text.split()) >= WORDS_OF_A_TITLE
        if wordy and names_people(unit.text) < 2 and detect(unit.text).lang == lang:
            return unit
    return None


def mark_recovered(units: Sequence[Unit]) -> list[Unit]:
    """Return `units`, where a running head that alone gives a title says so in its `why`."""
    out = list(units)
    for lang in _untitled(units):
        head = _head_in(units, lang)
        if head is not None:
            at = next(i for i, unit in enumerate(out) if unit.id == head.id)
            out[at] = replace(out[at], why=f"{head.why}; the only trace of the title in {lang}")
    return out


def ranges(numbers: Sequence[str]) -> str:
    """Return "82-86" for five numbers in a row.

    >>> ranges(["3", "82", "83", "84", "*"])
    '3, 82-84, *'
    """
    out: list[list[str]] = []
    for number in numbers:
        if out and number.isdigit() and out[-1][-1].isdigit() and int(number) == int(out[-1][-1]) + 1:
            out[-1].append(number)
        else:
            out.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in out)
