"""What is decided on a line that belongs to the page and not to the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a line and the rule that decided it; `number` is where the page number stands in a head's text."""

    kind: str
    why: str
    number: tuple[int, int] | None = None


Marks = dict[int, Verdict]
"""Verdicts by line index."""
