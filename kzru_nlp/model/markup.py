"""What a structured format (DOCX, JATS, TEI, HTML) says of its own text: blocks, and markers tied to notes."""

from __future__ import annotations

from dataclasses import dataclass

from kzru_nlp.model.offsets import Span


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A stretch of text that the markup sets apart; blocks don't overlap and hold all text.

    `kind` is None where the markup doesn't tell more than "a paragraph": the rules for plain text then decide.
    `lang` is what the file declares (BCP 47). `key` is the name by which markers point to a note. `set_in` says
    that the block stands in from both margins, `strong` that all of it is bold or centred.
    """

    start: int
    end: int
    kind: str | None = None
    why: str = ""
    lang: str | None = None
    number: str | None = None
    level: int | None = None
    page: int = 0
    key: str | None = None
    set_in: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class MarkedMarker:
    """A reference to a note: raw offsets of its characters, of all that goes out of the text with it, and the note."""

    number: str
    start: int
    end: int
    outer: Span
    key: str


@dataclass(frozen=True, slots=True)
class Markup:
    """The `layout` of a structured source. `raised` are superscript figures that point nowhere by themselves."""

    blocks: tuple[MarkedBlock, ...]
    markers: tuple[MarkedMarker, ...] = ()
    raised: tuple[Span, ...] = ()
