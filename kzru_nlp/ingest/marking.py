"""The text of a structured file as it is gathered, with its blocks, markers and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from kzru_nlp.model import InputError, Source, Span
from kzru_nlp.model.markup import MarkedBlock, MarkedMarker, Markup

SPACE = re.compile(r"[ \t\n\r\f\v]+")
"""White space of markup; a no-break space is a character of the text."""
BETWEEN = "\n\n"
NOTE_MARK = re.compile(
    r"[\[(]?\s*(?P<mark>\d{1,4}|[⁰¹²³⁴-⁹]{1,4}|[*∗†‡§¶‖#]{1,4}|[ivxlc]{1,7}|[a-zа-я]{1,2})\s*[\])]?\.?",
    re.IGNORECASE,
)
"""What the text of a link to a note may be."""
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹∗", "0123456789*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: the file's path and hash, and the encoding of its characters."""

    path: str
    sha256: str
    encoding: str


class Marking:
    r"""Gathers text block by block. Blocks are parted by a blank line and none holds another.

    >>> marking = Marking()
    >>> with marking.block(MarkedBlock(0, 0, "paragraph")):
    ...     marking.write("It grew\n   fast."); _ = marking.marker("[1]", "fn1"); marking.write(" Then")
    >>> marking.text, marking.markup().markers[0].outer
    ('It grew fast.[1] Then', (13, 16))
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: MarkedBlock | None = None
        self._start: int | None = None
        self._solid = 0
        self._space = False
        self._page = 0
        self._page_starts = [0]
        self._blocks: list[MarkedBlock] = []
        self._markers: list[MarkedMarker] = []
        self._raised: list[Span] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def open_block(self) -> MarkedBlock | None:
        """The block that is open, as it was opened."""
        return self._open

    @property
    def last(self) -> MarkedBlock | None:
        """The last block that was closed and holds text."""
        return self._blocks[-1] if self._blocks else None

    @property
    def started(self) -> bool:
        """Whether the open block holds a visible character."""
        return self._start is not None

    def open(self, block: MarkedBlock) -> None:
        """Begin a block like `block`, whose offsets and page are set here; an open one is closed."""
        self.close()
        self._open = block

    def close(self) -> None:
        """End the open block; one without a visible character was never there."""
        if self._open is not None and self._start is not None:
            self._blocks.append(replace(self._open, start=self._start, end=self._solid))
        self._open, self._start, self._space = None, None, False

    @contextmanager
    def block(self, block: MarkedBlock) -> Iterator[None]:
        """Hold a block open for the length of a `with` block."""
        self.open(block)
        yield
        self.close()

    def write(self, text: str, *, kept: bool = False) -> None:
        """Append `text` to the open block (one of no kind is opened); runs of white space count as one, unless `kept`."""
        if not text:
            return
        if kept:
            self._put(text)
            return
        words = SPACE.sub(" ", text)
        if words[0] == " ":
            self._space = self._start is not None
        if bare := words.strip(" "):
            self._put(bare)
            self._space = words[-1] == " "

    def line(self) -> None:
        """Begin a new line inside the open block, unless one has just begun."""
        if self._start is not None and not self._parts[-1].endswith("\n"):
            self._space = False
            self._put("\n")

    def marker(self, text: str, key: str) -> bool:
        """Append `text` as a marker of the note `key`; return whether it has the form of one (else it is text)."""
        bare = SPACE.sub(" ", text).strip(" ")
        match = NOTE_MARK.fullmatch(bare)
        if text[:1].isspace():
            self.write(" ")
        self.write(bare)
        if match:
            at = self._length - len(bare)
            mark = match["mark"].translate(SUPERSCRIPT)
            start, end = at + match.start("mark"), at + match.end("mark")
            self._markers.append(MarkedMarker(mark, start, end, (at, self._length), key))
        if text[-1:].isspace():
            self.write(" ")
        return match is not None

    def raise_from(self, start: int) -> None:
        """Note that what was written since `start` stands high."""
        if start < self._length:
            self._raised.append((start, self._length))

    @property
    def length(self) -> int:
        """Raw offset of what is written next."""
        return self._length

    def turn_page(self) -> None:
        """Begin a new page with what is written next."""
        if self._length:
            self._page += 1
            self._page_starts.append(self._length)

    def change_last(self, **values: object) -> None:
        """Change fields of the last closed block."""
        if self._blocks:
            self._blocks[-1] = replace(self._blocks[-1], **values)  # type: ignore[arg-type]

    def markup(self) -> Markup:
        """Return blocks and markers; the space before a marker goes out of the text with it."""
        text = self.text
        markers = []
        for marker in self._markers:
            a, b = marker.outer
            glued = text[b : b + 1].isalnum()
            markers.append(
                replace(marker, outer=(a - 1, b)) if text[a - 1 : a] == " " and not glued else marker
            )
        return Markup(tuple(self._blocks), tuple(markers), tuple(self._raised))

    def source(self, origin: Origin, warnings: tuple[str, ...] = ()) -> Source:
        """Return what was gathered as a `Source`.

        Raises:
            InputError: there was no text.
        """
        self.close()
        if not self._blocks:
            raise InputError(f"{origin.path}: the file has markup but no text; nothing to read", code="empty")
        pages = tuple(self._page_starts) if len(self._page_starts) > 1 else ()
        return Source(
            path=origin.path, sha256=origin.sha256, text=self.text, encoding=origin.encoding,
            page_starts=pages, layout=self.markup(), warnings=warnings,
        )  # fmt: skip

    def _put(self, text: str) -> None:
        if self._open is None:
            self._open = MarkedBlock(0, 0)
        if self._start is None:
            text = text.lstrip()
            if not text:
                return
            if self._length:
                self._append(BETWEEN)
            self._start = self._length
            self._open = replace(self._open, page=self._page)
        elif self._space:
            self._append(" ")
        self._space = False
        self._append(text)
        if bare := len(text.rstrip()):
            self._solid = self._length - len(text) + bare

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
