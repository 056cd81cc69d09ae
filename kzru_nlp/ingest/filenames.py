"""Names of files as they can be printed: a name may hold a line's end, an escape sequence, or bytes of no encoding."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SURROGATE = re.compile("[\ud800-\udfff]")


def printable(name: str) -> str:
    r"""Return `name` on one line, its control characters, bidirectional controls and stray bytes as escapes.

    >>> printable("a\nb\u202e\udcff ğ.txt")
    'a\\nb\\u202e\\xff ğ.txt'
    """
    return UNPRINTABLE.sub(lambda match: _escape(match.group()), name)


def encodable(name: str) -> str:
    r"""Return `name` with the stray bytes that no encoding can write as escapes, and nothing else changed.

    >>> encodable("a\nb\udcff")
    'a\nb\\xff'
    """
    return SURROGATE.sub(lambda match: _escape(match.group()), name)


def _escape(char: str) -> str:
    """Escape one character; Python stands for a byte that it cannot decode by U+DC80 … U+DCFF (PEP 383)."""
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")
