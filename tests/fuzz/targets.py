"""What is fuzzed: each target takes bytes, and raises where a promise of the readers or the splitter is broken."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kzru_nlp.ingest.docx import read_docx
from kzru_nlp.ingest.html import read_html
from kzru_nlp.ingest.marking import Origin
from kzru_nlp.ingest.pdf_worker import parse
from kzru_nlp.ingest.read import source_of
from kzru_nlp.model import Article, InputError, Source
from kzru_nlp.split.citations import parse_notes
from kzru_nlp.split.splitter import split
from tests.ingest.documents import FORMATS, articles, docx

FOUND = Path(__file__).parent / "found"
ORIGIN = Origin("a", "0", "x")


def check(article: Article) -> None:
    """Raise AssertionError where a promise about any article is broken."""
    text = article.text
    coverage = article.coverage()
    assert coverage.missing == coverage.repeated == 0, coverage
    notes = {unit.id for unit in article.units if unit.kind == "footnote"}
    for unit in article.units:
        assert unit.spans == tuple(sorted(unit.spans)), unit.id
        assert unit.offsets.clean_length == len(unit.text), unit.id
        for piece in unit.offsets.pieces:
            assert 0 <= piece.raw_start <= piece.raw_end <= len(text), unit.id
            if piece.copied:
                assert unit.text[piece.clean_start : piece.clean_end] == text[piece.raw_start : piece.raw_end]
    for marker in article.markers:
        assert 0 <= marker.start < marker.end <= len(text)
        assert any(a <= marker.start and marker.end <= b for a, b in marker.unit.spans)
        assert marker.note is None or marker.note.id in notes
    parse_notes(article.of_kind("footnote"))


def read(make: Callable[[], Source]) -> None:
    """Split what `make` reads; a refusal must be one line."""
    try:
        source = make()
    except InputError as refused:
        if "\n" in str(refused):
            raise AssertionError(str(refused)) from refused
        return
    check(split(source))


def split_text(data: bytes) -> None:
    """Plain text that is UTF-8 already: the splitter without the encodings."""
    text = data.decode("utf-8", "ignore")
    if text.strip():
        check(split(Source(path="a", sha256="0", text=text, encoding="utf-8")))


def read_any(data: bytes) -> None:
    """Any bytes, as the command reads them (PDFs aside: their target spares the child process)."""
    if b"%PDF-" not in data[:1024]:
        read(lambda: source_of(data, "a"))


def read_xml(data: bytes) -> None:
    """JATS and TEI."""
    read(lambda: source_of(b"<?xml version='1.0'?>" + data.removeprefix(b"<?xml version='1.0'?>"), "a"))


def read_page(data: bytes) -> None:
    """HTML."""
    read(lambda: read_html(data, ORIGIN))


def read_word(data: bytes) -> None:
    """The body of a DOCX; its archive is made anew for each input, so that mutations reach the reader."""
    body, _, notes = data.decode("utf-8", "ignore").partition("\x1e")
    read(lambda: read_docx(docx(body, {"2": re.sub(r"[<&]", "", notes)}), ORIGIN))


def read_archive(data: bytes) -> None:
    """The archive of a DOCX."""
    read(lambda: read_docx(data, ORIGIN))


def read_pdf(data: bytes) -> None:
    """The parser of PDFs, in this process."""
    parse(data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": split_text, "any": read_any, "xml": read_xml, "html": read_page, "docx": read_word, "zip": read_archive, "pdf": read_pdf,
}  # fmt: skip


def seeds(name: str) -> Iterator[bytes]:
    """Yield good inputs for a target to start from."""
    texts = [
        path.read_bytes()
        for path in sorted((Path(__file__).resolve().parents[2] / "corpus" / "articles").glob("*.txt"))
    ]
    cases = [
        path.read_bytes()
        for path in sorted((Path(__file__).resolve().parents[1] / "cases" / "split").glob("*.txt"))
    ]
    made = {fmt: [make(article) for article in articles()[:3]] for fmt, make in FORMATS.items()}
    if name in {"text", "any"}:
        yield from (text[:6000] for text in texts[:3])
        yield from cases
    if name == "any":
        yield from (text.decode().encode("utf-16")[:4000] for text in texts[:1])
    if name in {"xml", "any"}:
        yield from made["jats"] + made["tei"]
    if name in {"html", "any"}:
        yield from made["html"]
    if name in {"zip", "any"}:
        yield from made["docx"]
    if name == "docx":
        for data in made["docx"]:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                body = archive.read("word/document.xml").decode()
            yield body.partition("<w:body>")[2].partition("</w:body>")[0].encode()[:20_000]
    if name == "pdf":
        from tests.faults.files import pdf, recursive_pdf

        yield from (pdf("One page, and a note.1"), recursive_pdf(pages=True), recursive_pdf(pages=False))
