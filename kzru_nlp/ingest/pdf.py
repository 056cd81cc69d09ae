"""PDF: the text of each page and where its lines stand, parsed in a child process.

A broken PDF can crash the parser or make it allocate without end, so the parser has its own process with a
limit of time and of memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from kzru_nlp.model import InputError, Source
from kzru_nlp.model.layout import LineBox, PageLayout

SECONDS = 120
MEGABYTES = 2048

FAULTS = {
    "encrypted": "the PDF is encrypted; save it without a password and try again",
    "damaged": "the PDF is damaged or truncated; download it again, or repair it with qpdf",
    "memory": f"reading this PDF takes more than {MEGABYTES} MB; split it, or repair it with qpdf",
    "no-pages": "the PDF has no pages",
    "crash": f"the parser gave up on this PDF: it is damaged, or takes more than {MEGABYTES} MB; repair it with qpdf",
}


def read_pdf(
    data: bytes, *, path: str, sha256: str, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> Source:
    """Return the text and layout of the PDF in `data`; pages are joined by a newline and `page_starts` tells them.

    Line-end hyphens stay as the parser gives them (U+0002 or U+FFFE): whether they belong to the word is
    for the splitter to decide.

    Raises:
        InputError: encrypted, damaged, no text, or over a limit.
    """
    pages = _parse(data, path, seconds, megabytes)
    parts: list[str] = []
    starts: list[int] = []
    layout: list[PageLayout] = []
    at = 0
    for page in pages:
        starts.append(at)
        layout.append(_layout(page, at))
        parts.append(page["text"])
        at += len(page["text"]) + 1
    text = "\n".join(parts)
    if not text.strip():
        raise InputError(
            f"{path}: the PDF has no text, only pictures; run `ocrmypdf -l tur+eng+rus in.pdf out.pdf` and use out.pdf",
            code="no-text",
        )
    return Source(
        path=path, sha256=sha256, text=text, encoding="pdf", page_starts=tuple(starts), layout=tuple(layout)
    )


def _layout(page: dict[str, Any], at: int) -> PageLayout:
    lines = tuple(
        LineBox(int(a) + at, int(b) + at, box[0], box[1], box[2], box[3], box[4], bool(box[5]))
        for a, b, *box in page["lines"]
    )
    return PageLayout(
        page["width"], page["height"], lines, tuple((a + at, b + at) for a, b in page["raised"])
    )


def _parse(data: bytes, path: str, seconds: float, megabytes: int) -> list[dict[str, Any]]:
    # The child looks for modules where this process does, and never in the working folder (-P), which may be a corpus
    # with a json.py in it.
    code = f"import sys; sys.path[:] = {sys.path!r}; from kzru_nlp.ingest.pdf_worker import main; sys.exit(main())"
    command = [sys.executable, "-P", "-c", code, str(megabytes)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(
            f"{path}: reading this PDF takes more than {seconds:g} s; split it, or repair it with qpdf",
            code="timeout",
        ) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {"fault": "crash"}
    if "fault" in answer:
        raise InputError(f"{path}: {FAULTS[answer['fault']]}", code=str(answer["fault"]))
    pages: list[dict[str, Any]] = answer["pages"]
    return pages
