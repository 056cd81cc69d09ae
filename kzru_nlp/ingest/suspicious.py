"""Characters that deceive readers or programs: they stay as they are and are told as warnings."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 3
LOOKALIKES = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅ")
"""Cyrillic letters that look like Latin ones (of those in Unicode TR 39's confusables)."""
LATIN_LOOKALIKES = frozenset("aeopcyxijsdhqwABEKMHOPCTXIJS")
MIXED = re.compile(
    r"(?<![A-Za-z\u0400-\u04ff])(?:[A-Za-z]++[\u0400-\u04ff]|[\u0400-\u04ff]++[A-Za-z])[A-Za-z\u0400-\u04ff]*+"
)
# U+0002 and U+FFFE before a line's end are hyphens, as tools over pdfium write them.
NAMED = (
    (
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "bidirectional controls, which show text in another order than it is read",
    ),
    (re.compile("\x00"), "NUL characters"),
    (re.compile("[\ud800-\udfff]"), "lone surrogates (halves of characters)"),
    (re.compile("[\x01\x03-\x08\x0e-\x1f\x7f]|\x02(?!\\r?\n)"), "control characters"),
    (re.compile("[\ufdd0-\ufdef\uffff]|\ufffe(?!\\r?\n)"), "code points that are no characters"),
    (re.compile("\ufffd"), "replacement characters, where an earlier conversion lost some"),
)


def suspicious(text: str) -> tuple[str, ...]:
    r"""Return a warning for each kind of deceiving character in `text`, with the offset of the first.

    >>> suspicious("The Krem\u043bin said"), suspicious("Bakı\u202e")
    ((), ('bidirectional controls, which show text in another order than it is read: 1, first at offset 4',))
    >>> suspicious("Rus\u0455ian gas")
    ("words that mix look-alike Latin and Cyrillic letters: 1, first at offset 0 ('Rusѕian')",)
    """
    out = []
    for pattern, what in NAMED:
        first = pattern.search(text)
        if first:
            count = sum(1 for _ in pattern.finditer(text))
            out.append(f"{what}: {count}, first at offset {first.start()}")
    return (*out, *_homoglyphs(text))


def _homoglyphs(text: str) -> tuple[str, ...]:
    """Words of one script with letters of the other that look like its own."""
    if text.isascii():
        return ()
    found = [m for m in MIXED.finditer(text) if _deceives(m.group())]
    if not found:
        return ()
    words = ", ".join(repr(m.group()[:30]) for m in found[:SAMPLE])
    where = f"first at offset {found[0].start()} ({words})"
    return (f"words that mix look-alike Latin and Cyrillic letters: {len(found)}, {where}",)


def _deceives(word: str) -> bool:
    """Whether the letters of the rarer script all look like letters of the other: "USD-rouble" words do not."""
    scripts = Counter("cyrillic" if "\u0400" <= char <= "\u04ff" else "latin" for char in word)
    rarer = min(scripts, key=lambda s: scripts[s])
    if rarer == "cyrillic":
        return all(char in LOOKALIKES for char in word if "\u0400" <= char <= "\u04ff")
    return all(char in LATIN_LOOKALIKES for char in word if not "\u0400" <= char <= "\u04ff")
