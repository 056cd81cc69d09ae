from __future__ import annotations

import io
import zipfile

import pytest

from kzru_nlp.ingest.read import source_of
from kzru_nlp.model import InputError
from kzru_nlp.split.splitter import split
from tests.ingest.documents import docx, paragraph, run

TEXT = "Kervanlar kışın bu geçitten yürümez, çünkü kar yolu nisana kadar kapalı tutar."


def article(*args, **kwargs):
    return split(source_of(docx(*args, **kwargs), "a.docx"))


def texts(found, kind):
    return [unit.text for unit in found.of_kind(kind)]


def reference(kind: str, name: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{name}"{more}/></w:r>'


def test_footnotes_and_endnotes_count_apart():
    body = paragraph(run(TEXT) + reference("footnote", 5) + run(" Sonra.") + reference("endnote", 9))
    found = article(body, {"5": "Alt not."}, endnotes={"9": "Son not."})
    assert [(m.number, m.note.text) for m in found.markers] == [("1", "1 Alt not."), ("i", "i Son not.")]
    assert texts(found, "paragraph") == [f"{TEXT} Sonra."]


def test_number_format_of_the_document():
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    body = paragraph(run(TEXT) + reference("endnote", 9))
    assert article(body, endnotes={"9": "Son not."}, settings=settings).markers[0].number == "1"


def test_sign_set_by_the_author_does_not_count():
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    body = paragraph(run(TEXT) + star) + paragraph(run(TEXT + " Daha.") + reference("footnote", 3))
    found = article(body, {"2": "Teşekkür.", "3": "Kaynak."})
    assert [(m.number, m.note.text) for m in found.markers] == [("*", "* Teşekkür."), ("1", "1 Kaynak.")]


def test_tracked_and_hidden_text():
    body = paragraph(
        run("Yol ")
        + f"<w:del><w:r><w:delText>kapalı</w:delText></w:r></w:del><w:ins>{run('açık')}</w:ins>"
        + run(" gizli", "<w:vanish/>")
        + run(" ve uzundur.")
    )
    assert article(body).text == "Yol açık ve uzundur."


def test_fields_give_their_result():
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inner}'
        for kind, inner in (
            ("begin", "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"),
            ("separate", run("bağlantı")),
            ("end", ""),
        )
    )
    assert article(paragraph(run("Bir ") + field + run(" var."))).text == "Bir bağlantı var."


def test_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('Kutudaki yazı.'))}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    assert article(paragraph(run(TEXT) + both)).text == f"{TEXT}\n\nKutudaki yazı."


def test_styles():
    body = (
        paragraph(run("Dağ Yolları ve Siyaset"), "KonuBal")
        + paragraph(run("Giriş"), "Balk1")
        + paragraph(run(TEXT))
        + paragraph(run("Kimse bu yolu bizim kadar beklemedi."), "Alnt")
        + paragraph(run("Tablo 1. Yollar"), "ResimYazs")
        + paragraph(run("Kaynakça"), "Balk1")
        + paragraph(run("Uydurma, A. (2019). Yolların tarihi. Örnek Yayınevi."))
    )
    found = article(body, head="Dağ Yolları")
    kinds = [unit.kind for unit in found.units]
    assert kinds == ["running_head", "title", "section_heading", "paragraph", "blockquote", "caption", "section_heading", "reference"]  # fmt: skip
    assert {u.lang for u in found.of_kind("title", "paragraph", "blockquote")} == {"tr"}


def test_table_cells_and_layout_tables():
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("Ülke", "Yıl"))
    small = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    layout = f"<w:tbl><w:tr><w:tc>{paragraph(run('Öz'))}{paragraph(run(TEXT * 9))}</w:tc></w:tr></w:tbl>"
    found = article(layout + small)
    assert texts(found, "abstract_heading") == ["Öz"]
    assert [found.text[a:b] for u in found.of_kind("table") for a, b in u.spans] == ["Ülke\tYıl"]


def test_pages_that_word_noted():
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    found = article(
        paragraph(run(TEXT)) + paragraph(turn + run("İkinci sayfa burada başlar, uzun bir cümleyle."))
    )
    assert [u.page for u in found.of_kind("paragraph")] == [1, 2]


def test_numbers_typed_by_hand():
    """Superscript figures and a list under "Notlar" are notes without Word's own machinery."""
    raised = '<w:vertAlign w:val="superscript"/>'
    body = (
        paragraph(run(TEXT) + run("1", raised))
        + paragraph(run("Yaz gelince pazarlar kurulur ve fiyatlar düşer.") + run("2", raised))
        + paragraph(run("Notlar"), "Balk1")
        + paragraph(run("1. Uydurma, Yollar, 3."))
        + paragraph(run("2. Uydurma, Pazarlar, 7."))
    )
    found = article(body)
    assert [(m.number, m.note and m.note.number) for m in found.markers] == [("1", "1"), ("2", "2")]
    assert texts(found, "paragraph")[0] == TEXT


def test_no_name_in_the_archive_is_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = article(paragraph(run(TEXT)), extra={"../../evil.xml": b"<x/>", "/etc/evil": b"x"})
    assert found.text == TEXT
    assert not list(tmp_path.rglob("*"))


def rebuilt(change) -> bytes:
    """A DOCX whose parts `change` (name, data) -> data."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(paragraph(run(TEXT))))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;">]>'


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (lambda: rebuilt(lambda n, d: d.replace(b"<w:body>", b"<w:body>" + b" " * (51 << 20)) if n == "word/document.xml" else d), "zip-bomb", "unpacks to more than 50 MB"),
        (lambda: rebuilt(lambda n, d: BOMB + d.split(b"?>", 1)[1] if n == "word/document.xml" else d), "entities", "declares entities"),
        (lambda: docx(paragraph(run(TEXT)))[:-400], "damaged", "damaged or truncated"),
        (lambda: rebuilt(lambda n, d: d[: len(d) // 2] if n == "word/document.xml" else d), "damaged", "word/document.xml"),
        (lambda: docx("<w:p/>" * 3), "empty", "no text"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "encrypted", "without a password"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(512), "binary", "old Word"),
    ],
)  # fmt: skip
def test_faults(data, code, says):
    with pytest.raises(InputError, match=says) as caught:
        source_of(data(), "a.docx")
    assert caught.value.code == code
    assert str(caught.value).startswith("a.docx: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [("xl/workbook.xml", "Excel"), ("content.xml", "OpenDocument"), ("a.txt", "ZIP archive")],
)
def test_other_archives(name, says):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(InputError, match=says):
        source_of(out.getvalue(), "a.docx")


def test_python_docx_writes_what_we_read():
    """A file made by another program, with its own styles."""
    made = pytest.importorskip("docx").Document()
    made.add_heading("A Railway Nobody Ordered", 0)
    made.add_heading("Introduction", 1)
    made.add_paragraph("The line was surveyed twice and built once, by a ministry that no longer exists.")
    made.add_paragraph(
        "Nobody asked the shepherds, and the shepherds did not ask for a station.", style="Intense Quote"
    )
    out = io.BytesIO()
    made.save(out)
    found = split(source_of(out.getvalue(), "a.docx"))
    assert [u.kind for u in found.units] == ["title", "section_heading", "paragraph", "blockquote"]
