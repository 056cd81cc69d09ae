"""An extension of Griffe: the `>>>` examples of docstrings become code blocks; as Markdown their brackets would be links."""

from __future__ import annotations

import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"^(?P<indent> *)>>> .*(?:\n(?! *$).+)*", re.MULTILINE)


class FencedExamples(griffe.Extension):
    """Fences examples while the docstrings are loaded."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Fence the examples of one object."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    """Return `docstring` with its examples, which end at an empty line, as code blocks."""
    return EXAMPLE.sub(lambda m: f"{m['indent']}```pycon\n{m[0]}\n{m['indent']}```", docstring)
