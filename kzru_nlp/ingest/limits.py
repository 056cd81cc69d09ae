"""How much a reader takes in: a file, what it unpacks to, and how deep its markup nests."""

from __future__ import annotations

import os

MEGABYTE = 1 << 20
FILE_MEGABYTES = 200
"""Largest file that is read; the variable KZRU_MAX_MEGABYTES overrides it."""
MARKUP_MEGABYTES = 50
"""Largest XML or HTML document, packed or not: its tree takes about twenty times as much memory."""
PACKED_MEGABYTES = 100
"""All parts of a DOCX that are read, unpacked."""
PARTS = 10_000
"""Files in a DOCX."""
DEPTH = 200
"""Levels of elements inside each other; articles have about 20."""


def file_megabytes() -> int:
    """Return the largest size of a file in megabytes.

    >>> file_megabytes()
    200
    """
    given = os.environ.get("KZRU_MAX_MEGABYTES", "")
    return int(given) if given.isdecimal() and int(given) > 0 else FILE_MEGABYTES
