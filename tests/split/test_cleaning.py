from __future__ import annotations

import pytest

from kzru_nlp.split.cleaning import Vocabulary, clean


def cleaned(text: str, rest: str = "", cuts=()):
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return clean(text, spans, list(cuts), Vocabulary(text + "\n" + rest))


@pytest.mark.parametrize(
    ("raw", "rest", "want"),
    [
        ("uluslar-\narası", "uluslararası", "uluslararası"),  # the joined word is in the text
        ("Kenkiyak-\nKumkol hattı", "", "Kenkiyak-Kumkol hattı"),  # a capital follows: a compound name
        ("1991-\n2022 yılları", "", "1991-2022 yılları"),
        ("self-\nsufficient", "", "self-sufficient"),
        (
            "post\u0002\nfinancial",
            "",
            "post-financial",
        ),  # pdfium's sign, where the word has a hyphen of its own
        ("mar\u0002\nket", "", "market"),
        ("mar\u00ad\nket", "", "market"),
        ("win-\nwin policy", "a win-win game", "win-win policy"),
        ("по-\nновому", "", "по-новому"),
        ("по-\nрядок", "", "порядок"),
        ("see https://example.org/a-\nb/c.html", "", "see https://example.org/a-b/c.html"),
        ("see https://example.org/a/\nb (accessed", "", "see https://example.org/a/b (accessed"),
        ("at https://example.org/\nand more", "", "at https://example.org/ and more"),
        ("two  spaces\tand\u00a0one", "", "two spaces and one"),
        ("g\u0306u\u0308n", "", "ğün"),
        ("soft\u00adhyphen", "", "softhyphen"),
    ],
)
def test_lines_are_joined(raw, rest, want):
    assert cleaned(raw, rest)[0] == want


def test_markers_are_left_out_and_the_map_knows():
    raw = "it ended.12 Then"
    text, offsets = cleaned(raw, cuts=[(9, 11)])
    assert text == "it ended. Then"
    assert offsets.to_clean(9) is None
    assert raw[offsets.to_raw(text.index("Then")) :] == "Then"
