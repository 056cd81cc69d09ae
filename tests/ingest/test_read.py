from __future__ import annotations

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from kzru_nlp.ingest.pdf import read_pdf
from kzru_nlp.ingest.read import read_source
from kzru_nlp.model import InputError


def make_pdf(*pages: list[tuple[float, float, float, str]], encrypt: str | None = None) -> bytes:
    """Return a PDF whose pages hold strings at (x, y) in a size."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 600), encrypt=StandardEncryption(encrypt) if encrypt else None)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_pages_and_sizes(tmp_path):
    path = tmp_path / "named.txt"  # the content decides, not the name
    path.write_bytes(
        make_pdf([(50, 500, 12, "First page")], [(50, 500, 10, "Second page"), (50, 480, 8, "small")])
    )
    source = read_source(path)
    assert source.text == "First page\nSecond page\nsmall"
    assert [source.text[a:].split("\n")[0] for a in source.page_starts] == ["First page", "Second page"]
    sizes = [round(box.size) for page in source.layout for box in page.lines]
    assert sizes[0] > sizes[1] > sizes[2]


def test_raised_marker_stays_on_its_line(tmp_path):
    path = tmp_path / "a.pdf"
    claim = "A claim ends here."
    right = 50 + stringWidth(claim, "Helvetica", 10)
    after = right + stringWidth("7", "Helvetica", 6)
    path.write_bytes(make_pdf([(50, 500, 10, claim), (right, 504, 6, "7"), (after, 500, 10, " Then more")]))
    source = read_source(path)
    assert source.text.startswith("A claim ends here.7 Then more")
    assert [source.text[a:b] for a, b in source.layout[0].raised] == ["7"]


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (make_pdf([(50, 500, 12, "secret")], encrypt="x"), "encrypted", "without a password"),
        (make_pdf([(50, 500, 12, "cut off")])[:300], "damaged", "damaged or truncated"),
        (make_pdf([]), "no-text", "ocrmypdf"),
        (b"%PDF-1.7\n garbage", "damaged", "damaged"),
        (b"PK\x03\x04 etc", "damaged", "DOCX is damaged"),
        (b"", "empty", "empty"),
    ],
)
def test_faults(data, code, says, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=says) as caught:
        read_source(path)
    assert caught.value.code == code
    assert str(caught.value).startswith(str(path))


def test_time_limit():
    with pytest.raises(InputError, match=r"more than 0\.01 s"):
        read_pdf(make_pdf([(50, 500, 12, "x")]), path="a.pdf", sha256="0", seconds=0.01)


def test_missing_and_folder(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_source(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="folder"):
        read_source(tmp_path)
