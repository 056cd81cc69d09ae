"""Text with characters that break programs or deceive readers: it is kept as it is, split, and warned about."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import kzru
from tests.faults.files import SENTENCE

STRANGE = {
    "nul": ("Kervanlar\0 kışın", "NUL characters: 1"),
    "stx": ("ka\x02ranlık", "control characters: 1"),
    "hyphen": ("Kervan-\nlar ve kara\x02\nnlık gece", None),
    "nonchar": ("kara\ufffenlık", "code points that are no characters: 1"),
    "bidi": ("Rusya \u202eaysuR\u202c", "bidirectional controls"),
    "homoglyph": ("The Rus\u0455ian and \u0420ussian sides", "look-alike Latin and Cyrillic letters: 2"),
    "replacement": ("İstan\ufffdbul", "replacement characters"),
    "combining": ("a" + "\u0301" * 5000, None),
    "astral": ("𝔎𝔞𝔷𝔞𝔨𝔥𝔰𝔱𝔞𝔫 🇰🇿 \U0010fffd", None),
    "separators": ("a\x1cb\x1dc\x85d\u2028e\u2029f", "control characters: 2"),
    "zero width": ("Rus\u200bya ve Ka\u00adzakistan", None),
}


@pytest.fixture(scope="module")
def split(tmp_path_factory):
    """The JSON of each text, and what the table view says of all."""
    folder = tmp_path_factory.mktemp("in")
    for i, (text, _) in enumerate(STRANGE.values()):
        (folder / f"{i:02}.txt").write_bytes(f"{SENTENCE}\n{text}. {SENTENCE}\n".encode())
    machine = kzru("split", "--json", folder)
    human = kzru("split", folder)
    assert (machine.returncode, human.returncode) == (0, 0), machine.stderr + human.stderr
    return [json.loads(line) for line in machine.stdout.splitlines()], human.stderr


@pytest.mark.parametrize("name", STRANGE)
def test_text_is_covered_and_the_warning_said(split, name):
    found, stderr = split
    at = list(STRANGE).index(name)
    assert found[at]["coverage"] == 1.0
    assert any(SENTENCE.split()[0] in unit["text"] for unit in found[at]["units"])
    if warning := STRANGE[name][1]:
        assert warning in stderr
    assert "Traceback" not in stderr


def test_clean_text_has_no_such_warning(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{SENTENCE}\nРоссия, USD-рубль и TV-канал; “Rusya’nın”.", encoding="utf-8")
    assert "warning: words" not in kzru("split", path).stderr


def test_utf16_halves_in_the_midst_are_told_with_their_offset(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xfe" + "ab".encode("utf-16-le") + b"\x00\xdc" + "c".encode("utf-16-le"))
    assert "surrogate) at offset 6" in kzru("split", path).stderr
