"""An article in a style: the text that an extractor would give, and gold with raw offsets for it."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.typeset.lines import Line
from tests.typeset.pages import Page, labels, paginate, printed
from tests.typeset.source import CleanArticle
from tests.typeset.stream import Run, Stream, stream
from tests.typeset.style import Style


@dataclass(slots=True)
class Typeset:
    """Raw text and its gold, in the form that the split measure reads."""

    article: CleanArticle
    style: Style
    text: str
    gold: dict[str, Any]

    def write(self, folder: Path, name: str) -> None:
        """Write `name`.txt and `name`.gold.json."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_bytes(self.text.encode(self.style.encoding))
        gold = json.dumps(self.gold | {"source": f"{name}.txt"}, ensure_ascii=False, indent=1)
        (folder / f"{name}.gold.json").write_bytes(gold.encode("utf-8") + b"\n")


def typeset(article: CleanArticle, style: Style) -> Typeset:
    """Return `article` laid out in `style`.

    Raises:
        UnicodeEncodeError: the style's encoding lacks a character of the article.
    """
    out = stream(article, style)
    pages = paginate(out, article, style)
    press = _Press(out, style, labels(pages, style))
    for page in pages:
        press.page(page)
    press.text.encode(style.encoding)
    return Typeset(article, style, press.text, press.gold())


@dataclass(slots=True)
class _Press:
    """Writes runs one after the other and remembers where they came to stand."""

    out: Stream
    style: Style
    labels: dict[int, str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[str, list[list[int]]] = field(default_factory=dict)
    roles: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    markers: list[dict[str, Any]] = field(default_factory=list)
    hyphens: list[dict[str, Any]] = field(default_factory=list)
    ink: int = 0
    """Raw offset after the last character that is no space."""

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def page(self, page: Page) -> None:
        if self.length and page.column == 0:
            self._put(self.style.page_break.replace("\n", self.style.newline))
        for line in page.rows:
            if line is not None:
                self._line(line, page.number)
                if self.style.loose:
                    self._put(self.style.newline)
            self._put(self.style.newline)

    def _line(self, line: Line, page: int) -> None:
        self._put(" " * int(line.lead))
        for i, word in enumerate(line.words):
            if i:
                self._put(" ")
            for run in word:
                self._run(run, page)
        if line.broken:
            self._hyphen(line)
        elif self.style.trailing_space:
            self._put(" ")

    def _run(self, run: Run, page: int) -> None:
        self.pages.setdefault(run.unit, page)
        if run.role == "lost":
            return
        if run.role in ("marker", "number"):
            template = self.style.marker if run.role == "marker" else self.style.note_label
            if run.note < 0:
                template = "{sign}"
            before, number, after = printed(template, self.labels[run.note])
            outer = self.length
            self._ink(before, run.unit)
            start = self.length
            self._ink(number, run.unit)
            end = self.length
            self._ink(after, run.unit)
            if run.role == "marker":
                entry: dict[str, Any] = {
                    "number": self.labels[run.note],
                    "start": start,
                    "end": end,
                    "unit": run.unit,
                }
                if before or after:
                    entry["outer"] = [outer, self.length]
                self.markers.append(entry)
            else:
                self.roles.setdefault(run.unit, {})["number_span"] = [outer, self.length]
            return
        start = self.length
        self._ink(run.text, run.unit)
        if run.role == "label":
            span = self.roles.setdefault(run.unit, {}).setdefault("label_span", [start, start])
            span[1] = self.length

    def _hyphen(self, line: Line) -> None:
        run = line.words[-1][-1]
        if line.hyphen:
            self._ink(line.hyphen, run.unit)
        elif not run.text.endswith("-"):
            return
        decision = "undo" if line.hyphen else "keep"
        before = run.text if line.hyphen else run.text[:-1]
        entry: dict[str, Any] = {
            "offset": self.length - 1,
            "unit": run.unit,
            "decision": decision,
            "char": line.hyphen or "-",
        }
        self.hyphens.append(entry | {"before": before, "after": line.tail})

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _ink(self, text: str, unit: str) -> None:
        text = unicodedata.normalize(self.style.form, text)
        if not text:
            return
        spans = self.spans.setdefault(unit, [])
        if spans and spans[-1][1] == self.ink:
            spans[-1][1] = self.length + len(text)
        else:
            spans.append([self.length, self.length + len(text)])
        self._put(text)
        self.ink = self.length

    def gold(self) -> dict[str, Any]:
        units = []
        for unit in sorted(self.spans, key=lambda name: self.spans[name][0]):
            known = self.out.units[unit]
            number = known.number
            if known.kind == "footnote":
                number = self.labels[int(unit.removeprefix("note_"))]
            entry: dict[str, Any] = {
                "id": unit,
                "kind": known.kind,
                "lang": known.lang,
                "number": number,
                "level": known.level,
            }
            entry |= {"section": known.section, "page": self.pages[unit], "spans": self.spans[unit]}
            units.append(entry | self.roles.get(unit, {}) | {"text": known.text})
        return {
            "source": "",
            "encoding": self.style.encoding,
            "style": self.style.name,
            "units": units,
            "footnote_markers": self.markers,
            "line_end_hyphens": self.hyphens,
        }
