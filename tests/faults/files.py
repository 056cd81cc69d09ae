"""Faulty files, each with what the command must say of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.documents import docx, paragraph, run

SENTENCE = "Kervanlar kışın bu geçitten yürümez, çünkü kar yolu nisana kadar kapalı tutar. "
RUSSIAN = "Караваны зимой не ходят через этот перевал, потому что снег закрывает дорогу до апреля. "


@dataclass(frozen=True)
class Faulty:
    """A file that cannot be used, and words of the one line that says so."""

    name: str
    data: bytes
    says: tuple[str, ...]


def pdf(*texts: str, password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password) if password else None)
    for text in texts:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_pdf() -> bytes:
    """A page with a drawing and no character."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def recursive_pdf(*, pages: bool) -> bytes:
    """A PDF whose page tree (or whose form) contains itself."""
    kids = "2 0 R" if pages else "3 0 R"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count 1/Kids[{kids}]/MediaBox[0 0 300 300]>>",
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        "<</Length 5>>stream\n/F Do\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 5>>stream\n/F Do\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for i, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{i} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def zip_bomb() -> bytes:
    """A DOCX of 60 KB whose text unpacks to 60 MB."""
    return archive(
        **{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w>" + b" " * (60 << 20) + b"</w>"}
    )


def laughs(depth: int = 12) -> bytes:
    """A billion laughs: 10**depth characters, were they expanded."""
    lines = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, depth))
    return f'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY l0 "ha">{lines}]><article><body><p>&l{depth - 1};</p></body></article>'.encode()


def quadratic() -> bytes:
    """One large entity, used often."""
    return (
        b'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "'
        + b"a" * 50_000
        + b'">]><TEI><text><p>'
        + b"&a;" * 50_000
        + b"</p></text></TEI>"
    )


FAULTY = (
    Faulty("empty.txt", b"", ("empty",)),
    Faulty("blank.txt", b"\xef\xbb\xbf \r\n\t", ("empty",)),
    Faulty("nuls.txt", bytes(5000), ("empty",)),
    Faulty("binary.txt", bytes(range(256)) * 40, ("binary",)),
    Faulty("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), ("picture", "ocrmypdf")),
    Faulty("bytes.txt", (RUSSIAN * 9).encode() + b"\xff" + RUSSIAN.encode(), ("0xff", f"offset {len((RUSSIAN * 9).encode())}", "--encoding")),
    Faulty("surrogate16.txt", b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"\x00\xd8" + "a".encode("utf-16-le"), (f"offset {2 + 2 * len(SENTENCE)}",)),
    Faulty("surrogate8.txt", (SENTENCE * 9).encode() + b"\xed\xa0\x80", ("0xed", f"offset {len((SENTENCE * 9).encode())}")),
    Faulty("truncated.pdf", pdf("One page", "Two pages")[:400], ("damaged or truncated", "qpdf")),
    Faulty("encrypted.pdf", pdf("secret", password="x"), ("encrypted", "without a password")),
    Faulty("pages.pdf", recursive_pdf(pages=True), ("qpdf",)),
    Faulty("form.pdf", recursive_pdf(pages=False), ("no text", "ocrmypdf")),
    Faulty("scan.pdf", picture_pdf(), ("no text", "ocrmypdf -l tur+eng+rus")),
    Faulty("bomb.docx", zip_bomb(), ("unpacks to more than", "zip bomb")),
    Faulty("nested.docx", archive(**{f"level{i}.zip": archive(a=bytes(9999)) for i in range(9)}), ("ZIP archive",)),
    Faulty("cut.docx", docx(paragraph(run(SENTENCE)))[:-300], ("damaged or truncated",)),
    Faulty("laughs.xml", laughs(), ("entities", "not read")),
    Faulty("quadratic.xml", quadratic(), ("entities", "not read")),
    Faulty("theft.xml", b'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]><article><body><p>&x;</p></body></article>', ("entities", "not read")),
    Faulty("theft16.xml", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE article [<!ENTITY % x SYSTEM "http://192.0.2.1/x"> %x;]><article/>'.encode("utf-16"), ("entities", "not read")),
    Faulty("cut.xml", b'<?xml version="1.0"?><article><body><p>cut off', ("damaged or cut off", "line 1")),
    Faulty("deep.xml", b"<?xml version='1.0'?><TEI>" + b"<div>" * 100_000, ("deep",)),
    Faulty("deep.html", b"<!doctype html>" + b"<div>" * 100_000 + b"x", ("deep",)),
    Faulty("pom.xml", b"<?xml version='1.0'?><project/>", ("<project>", "JATS")),
)  # fmt: skip
