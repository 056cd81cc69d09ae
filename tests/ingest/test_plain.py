from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.ingest.plain import decode
from kzru_nlp.model import InputError

TURKISH = "Ülkenin dış politikası değişti; görüşmeler İstanbul’da sürdü ve ağır ağır ilerledi. Şimdi çözüm aranıyor."
RUSSIAN = "Внешняя политика изменилась, и переговоры продолжались ещё долго. Стороны искали решение."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1254"]
)
def test_turkish(encoding):
    assert decode(TURKISH.encode(encoding)).text == TURKISH


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp866", "iso-8859-5", "mac-cyrillic"]
)
def test_russian(encoding):
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


def test_turkish_beats_icelandic():
    """The same bytes are ğışİŞ in cp1254 and ðýþÝÞ in cp1252."""
    found = decode("Kışın ağır şartları".encode("cp1254"))
    assert (found.text, found.encoding) == ("Kışın ağır şartları", "cp1254")
    assert 0.5 < found.confidence <= 1.0


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_western(encoding):
    text = "The café's naïve guest saw Übermut and façades."
    assert decode(text.encode(encoding)).text == text


def test_encoding_overrides():
    assert decode("ı".encode("cp1254"), encoding="cp1252").text == "ý"


def test_newlines_stay():
    assert decode(b"a\r\nb\rc\x0cd\n").text == "a\r\nb\rc\x0cd\n"


@pytest.mark.parametrize(
    ("data", "encoding", "code", "says"),
    [
        (b"", None, "empty", "empty"),
        (b" \r\n\t", None, "empty", "empty"),
        (bytes(range(256)) * 4, None, "binary", "binary"),
        (
            ("дорога в степи " * 20).encode() + b"\xff" + "и порт".encode(),
            None,
            "invalid-bytes",
            "offset 540",
        ),
        ("ı".encode("cp1254"), "utf-8", "invalid-bytes", "offset 0"),
        (b"abc", "no-such", "encoding", "unknown encoding"),
        (b"abc", "hex", "encoding", "unknown encoding"),
    ],
)
def test_faults(data, encoding, code, says):
    with pytest.raises(InputError, match=says) as caught:
        decode(data, path="a.txt", encoding=encoding)
    assert caught.value.code == code
    assert str(caught.value).startswith("a.txt: ")
    assert "\n" not in str(caught.value)


@given(st.text(min_size=1).filter(lambda t: t.strip("\x00 \t\r\n\x0b\x0c") and all(ord(c) >= 32 for c in t)))
def test_utf8_is_untouched(text):
    data = text.encode("utf-8", "surrogatepass")
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xfe\xff\xef\xbb\xbf"):
        return
    assert decode(data).text == text.removeprefix("\ufeff")
