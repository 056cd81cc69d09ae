"""Characters that a format does not allow, replaced one for one so that offsets stay valid."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# XML 1.0, production 2: everything but these may stand in a document. Lone surrogates can't be encoded at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# CR is read back as LF from element content unless it is a reference, and lxml writes it as one.
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def xml_text(text: str) -> str:
    r"""Return `text` with what XML 1.0 forbids as U+FFFD, of the same length.

    >>> xml_text("a\x00b\x1fc") == "a\ufffdb\ufffdc"
    True
    """
    return _ILLEGAL.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return `text` with every line break, tab and forbidden character as one space or U+FFFD, of the same length."""
    return xml_text(_BREAKS.sub(" ", text))
