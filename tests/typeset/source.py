"""A clean article as it is written in corpus/articles/*.article; corpus/README.md describes the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARKER = re.compile(r"\[\^(\d+)\]")
_SECTION = re.compile(r"^== (.+?) ==$")
_FIELD = re.compile(r"^([a-z][a-z-]*):\s?(.*)$")
_SENTENCE = re.compile(r"^(\d+(?: \d+)*) \| (.+)$")
_NOTE = re.compile(r"^\[\^(\d+)(?: ([^\]]+))?\]: (.+)$", re.DOTALL)
_HEADING = re.compile(r"^(#+)(\*?) (.+)$")
_PREFIXED = {"> ": "blockquote", "^ ": "caption", "| ": "table", "~ ": "epigraph"}


class SourceError(ValueError):
    """A source that breaks the format; the message names the file, the line or block, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an abstract; sentences of two languages that share a thread translate each other."""

    text: str
    threads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter in one language."""

    lang: str
    title: str
    head: str
    abstract: tuple[Sentence, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A difference between two versions of an abstract that was written on purpose."""

    thread: int
    src_lang: str
    tgt_lang: str
    type: str
    severity: str
    src_text: str
    tgt_text: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body; `text` carries its note markers as `[^n]`."""

    kind: str
    text: str
    level: int = 0
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note; `short` is how an author-year journal would cite it, empty where the note is prose."""

    number: int
    text: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article as its author wrote it, before any journal laid it out."""

    id: str
    meta: dict[str, str]
    fronts: dict[str, Front]
    blocks: tuple[Block, ...]
    notes: dict[int, Note]
    planted: tuple[Planted, ...]

    @property
    def body(self) -> str:
        """Language of the body."""
        return self.meta["body"]

    def words(self) -> int:
        """Return the number of words of the body, headings and block quotes, without notes."""
        return sum(len(MARKER.sub("", block.text).split()) for block in self.blocks)


def read_article(path: Path) -> CleanArticle:
    """Return the article in `path`.

    Raises:
        SourceError: the file breaks the format.
    """
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (SourceError, KeyError, ValueError) as error:
        raise SourceError(f"{path.name}: {error}") from error


def parse(text: str) -> CleanArticle:
    """Return the article that `text` describes."""
    sections = list(_sections(text))
    meta = dict(_fields(sections[0][1]))
    fronts: dict[str, Front] = {}
    planted: tuple[Planted, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: dict[int, Note] = {}
    for name, content in sections[1:]:
        if name.startswith("front "):
            front = _front(name.removeprefix("front "), content)
            fronts[front.lang] = front
        elif name == "differences":
            planted = tuple(_planted(line) for line in content.splitlines() if line.strip())
        elif name == "body":
            blocks, notes = _body(content)
        else:
            raise SourceError(f"unknown section '{name}'")
    _check_notes(blocks, notes)
    return CleanArticle(meta["id"], meta, fronts, blocks, notes, planted)


def _sections(text: str) -> Iterator[tuple[str, str]]:
    name = "header"
    lines: list[str] = []
    for line in text.splitlines():
        if found := _SECTION.match(line):
            yield name, "\n".join(lines)
            name, lines = found[1], []
        else:
            lines.append(line)
    yield name, "\n".join(lines)


def _fields(content: str) -> Iterator[tuple[str, str]]:
    for line in filter(str.strip, content.splitlines()):
        found = _FIELD.match(line)
        if not found:
            raise SourceError(f"header line without a field name: {line[:60]!r}")
        yield found[1], found[2].strip()


def _front(lang: str, content: str) -> Front:
    fields: dict[str, str] = {}
    abstract: list[Sentence] = []
    for line in filter(str.strip, content.splitlines()):
        if sentence := _SENTENCE.match(line):
            abstract.append(Sentence(sentence[2].strip(), tuple(int(n) for n in sentence[1].split())))
        elif field := _FIELD.match(line):
            fields[field[1]] = field[2].strip()
        else:
            raise SourceError(f"front {lang}: line is neither a field nor a sentence: {line[:60]!r}")
    keywords = tuple(word.strip() for word in fields["keywords"].split(";"))
    return Front(lang, fields["title"], fields["head"], tuple(abstract), keywords)


def _planted(line: str) -> Planted:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 7:
        raise SourceError(f"a difference has seven parts, not {len(parts)}: {line[:60]!r}")
    thread, langs, kind, severity, src, tgt, why = parts
    src_lang, tgt_lang = langs.split()
    return Planted(int(thread), src_lang, tgt_lang, kind, severity, src, tgt, why)


def _body(content: str) -> tuple[tuple[Block, ...], dict[int, Note]]:
    blocks: list[Block] = []
    notes: dict[int, Note] = {}
    for chunk in re.split(r"\n\s*\n", content.strip()):
        if note := _NOTE.match(chunk):
            number = int(note[1])
            if number in notes:
                raise SourceError(f"note {number} is defined twice")
            notes[number] = Note(number, _joined(note[3]), note[2] or "")
        else:
            blocks.append(_block(chunk))
    return tuple(blocks), notes


def _block(chunk: str) -> Block:
    if heading := _HEADING.match(chunk):
        return Block("section_heading", heading[3].strip(), len(heading[1]), numbered=not heading[2])
    for prefix, kind in _PREFIXED.items():
        if chunk.startswith(prefix):
            lines = [line.removeprefix(prefix.strip()).strip() for line in chunk.splitlines()]
            return Block(kind, "\n".join(lines).replace("_", " ") if kind == "table" else " ".join(lines))
    return Block("paragraph", _joined(chunk))


def _joined(chunk: str) -> str:
    return " ".join(line.strip() for line in chunk.splitlines())


def _check_notes(blocks: tuple[Block, ...], notes: dict[int, Note]) -> None:
    used = [int(n) for block in blocks for n in MARKER.findall(block.text)]
    if used != list(range(1, len(used) + 1)):
        raise SourceError(f"markers are not 1, 2, 3 … in order: {used}")
    if set(used) != set(notes):
        raise SourceError(f"markers and notes differ: {sorted(set(used) ^ set(notes))}")
