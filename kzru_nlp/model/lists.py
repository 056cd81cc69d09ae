"""Lists of beads and differences that remember what they are about, so that a notebook can show the sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kzru_nlp.model.annotations import Bead, Bead3, Difference
from kzru_nlp.model.showing import beads_html, differences_html

Side = tuple[str, Sequence[str]]
"""A language and its sentences."""


class Beads(list[Bead]):
    """A list of beads; `sides` are the two versions that they align.

    >>> beads = Beads([Bead((0,), (0,), 0.9)], sides=(("tr", ["Evet."]), ("en", ["Yes."])))
    >>> beads == [Bead((0,), (0,), 0.9)], "Evet." in beads._repr_html_()
    (True, True)
    """

    def __init__(
        self, beads: Iterable[Bead] = (), *, sides: tuple[Side, Side] = (("source", ()), ("target", ()))
    ) -> None:
        super().__init__(beads)
        self.sides = sides

    def _repr_html_(self) -> str:
        return beads_html((((bead.src, bead.tgt), bead.score, bead.evidence) for bead in self), self.sides)


class Threads(list[Bead3]):
    """A list of beads of three versions; `sides` are the Turkish, English and Russian sentences."""

    def __init__(
        self,
        beads: Iterable[Bead3] = (),
        *,
        sides: tuple[Side, Side, Side] = (("tr", ()), ("en", ()), ("ru", ())),
    ) -> None:
        super().__init__(beads)
        self.sides = sides

    def _repr_html_(self) -> str:
        return beads_html((((bead.tr, bead.en, bead.ru), bead.score, ()) for bead in self), self.sides)


class Differences(list[Difference]):
    """A list of differences; `langs` are the languages of source and target."""

    def __init__(self, differences: Iterable[Difference] = (), *, langs: tuple[str, str] = ("", "")) -> None:
        super().__init__(differences)
        self.langs = langs

    def _repr_html_(self) -> str:
        return differences_html(self, self.langs)
