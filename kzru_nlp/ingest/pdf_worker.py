"""The child process that parses a PDF: bytes on standard input, one JSON object on standard output.

The text is pdfium's, with two repairs that need the positions: a note number that was raised above its note's
first line, and so glued to the end of the line before, starts its own line; a raised marker that pdfium put on
a line of its own goes back into the line it belongs to.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections import Counter
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kzru_nlp.ingest.memory_limit import limit_memory

BOLD = 600
"""Weight from which a font is bold, on the scale from 100 to 900 with 400 for regular."""
SAMPLES = 5
RAISED = 0.9
"""Characters under this share of the page's usual size that stand high on their line are raised."""


def main() -> int:
    """Parse standard input, print pages or a fault; always exit 0, since a crash is the sign of damage."""
    limit_memory(int(sys.argv[1]))
    try:
        answer = parse(sys.stdin.buffer.read())
    except MemoryError:
        answer = {"fault": "memory"}
    json.dump(answer, sys.stdout)
    return 0


def parse(data: bytes) -> dict[str, Any]:
    """Return `{"pages": [...]}` or `{"fault": code}`."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        return {"fault": "encrypted" if "password" in str(fault).lower() else "damaged"}
    if len(document) == 0:
        return {"fault": "no-pages"}
    try:
        return {"pages": [read_page(document[i]) for i in range(len(document))]}
    except pdfium.PdfiumError:
        return {"fault": "damaged"}


def read_page(page: Any) -> dict[str, Any]:
    """Return the page's text (a newline between lines), line boxes and raised spans."""
    textpage = page.get_textpage()
    chars = _chars(textpage)
    lines = _lines(chars)
    text, boxes, raised = _layout(lines, textpage)
    width, height = page.get_size()
    return {"text": text, "width": width, "height": height, "lines": boxes, "raised": raised}


Char = tuple[str, float, float, float, float, float, float, int]
"""A character, its ink's left, bottom, right and top in points, its font size (0 where pdfium made it up), the
lower edge of the box that its font gives all characters, and its place in the page's text (-1 where made up)."""
SPACE: Char = (" ", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1)


def _chars(textpage: Any) -> list[Char]:
    handle = textpage.raw
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = raw.FS_RECTF()
    out: list[Char] = []
    for i in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, i)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if raw.FPDFText_IsGenerated(handle, i) == 1:
            out.append((char, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1))
            continue
        raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top)
        # The loose box is as high as the font is large, after the scaling of its text matrix.
        raw.FPDFText_GetLooseCharBox(handle, i, loose)
        size, foot = abs(loose.top - loose.bottom), min(loose.top, loose.bottom)
        out.append((char, left.value, bottom.value, right.value, top.value, size, foot, i))
    return out


def _lines(chars: list[Char]) -> list[list[Char]]:
    """Cut the characters into printed lines, where pdfium's own breaks are right; else repair them."""
    lines: list[list[Char]] = [[]]
    last: Char | None = None
    broken = False
    for char in chars:
        if char[0] in "\r\n":
            broken = broken or char[0] == "\n"
            continue
        if not char[5]:
            if broken:
                continue
            lines[-1].append(char)
            continue
        if last is not None:
            if broken and not _goes_on(last, char):
                lines.append([])
            elif (
                broken and char[1] - last[3] > 0.15 * last[5] and lines[-1] and not lines[-1][-1][0].isspace()
            ):
                lines[-1].append(SPACE)
            elif not broken and _falls_back(last, char):
                lines.append([])
        broken = False
        lines[-1].append(char)
        if not char[0].isspace():
            last = char
    return lines


def _goes_on(last: Char, char: Char) -> bool:
    """Whether `char` stands on the line of `last`, to its right: pdfium breaks at a raised or lowered character."""
    overlap = min(last[6] + last[5], char[6] + char[5]) - max(last[6], char[6])
    beside = -0.3 * last[5] < char[1] - last[3] < 1.5 * last[5]
    return beside and overlap > 0.5 * min(last[5], char[5])


def _falls_back(last: Char, char: Char) -> bool:
    """Whether `char` begins a line though pdfium did not break: a raised note number at the left margin."""
    return char[1] < last[1] - 3 * last[5] and char[2] < last[2]


def _size(line: list[Char]) -> float:
    sizes = Counter(round(c[5], 1) for c in line if c[5] and not c[0].isspace())
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _bold(ink: list[Char], textpage: Any) -> bool:
    """Whether the line is bold from its first to its last character; a few of them tell, as asking takes time."""
    step = max(1, (len(ink) - 1) // (SAMPLES - 1))
    return all(raw.FPDFText_GetFontWeight(textpage.raw, char[7]) >= BOLD for char in [*ink[::step], ink[-1]])


def _layout(lines: list[list[Char]], textpage: Any) -> tuple[str, list[list[float]], list[list[int]]]:
    text: list[str] = []
    boxes: list[list[float]] = []
    raised: list[list[int]] = []
    at = 0
    for line in lines:
        string = "".join(c[0] for c in line)
        ink = [c for c in line if c[5] and not c[0].isspace()]
        if ink:
            boxes.append(
                [
                    at,
                    at + len(string),
                    min(c[1] for c in ink),
                    min(c[2] for c in ink),
                    max(c[3] for c in ink),
                    max(c[4] for c in ink),
                    _size(line),
                    _bold(ink, textpage),
                ]
            )
            raised += _raised(line, at, _size(line))
        text.append(string)
        at += len(string) + 1
    return "\n".join(text), boxes, raised


def _raised(line: list[Char], at: int, size: float) -> list[list[int]]:
    """Spans of small characters whose foot is well above the foot of the line's usual characters."""
    feet = sorted(c[2] for c in line if c[5] and c[5] >= RAISED * size and not c[0].isspace())
    if not feet:
        return []
    foot = feet[len(feet) // 2]
    out: list[list[int]] = []
    for i, c in enumerate(line):
        if c[5] and c[5] < RAISED * size and c[2] > foot + 0.15 * size and not c[0].isspace():
            if out and out[-1][1] == at + i:
                out[-1][1] = at + i + 1
            else:
                out.append([at + i, at + i + 1])
    return out


if __name__ == "__main__":
    sys.exit(main())
