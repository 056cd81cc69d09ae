"""Names that a pretrained model found before us: how they come on a Doc, and how they meet tables and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from kzru_nlp.entities.heads import typed_by_head
from kzru_nlp.entities.words import Word
from kzru_nlp.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kzru_nlp.entities.known import KnownNames

GIVEN = "kzru_model_names"
"""Where `doc.user_data` keeps them, as plain lists, so that a Doc pickles and goes through DocBin."""
SOURCES = ("stanza", "spacy", "transformers")
PLACE, NAME = "PLACE", "NAME"
"""What models without GPE call LOC and MISC: a place of any kind, a name of no kind."""
_FIELDS = tuple(field.name for field in fields(Mention))
_ALWAYS = (*SOURCES, "rule", "actor")
_OURS = frozenset({"EVENT", "LAW"})
"""Types whose bounds are our convention: described wars ("war in Ukraine") and treaties, by their head nouns."""


@dataclass(frozen=True, slots=True)
class GivenNames:
    """The names of one text; `fine` tells whether the model has our types or only persons, places, organisations.

    A fine model decides what is a name, as our CRF does: beside it stand dates and amounts by rule and the actors
    of the table, and wars and treaties by their head nouns. To a coarse one all head nouns and the gazetteer add
    what it cannot know.
    """

    names: tuple[Mention, ...]
    fine: bool

    def tag(
        self, text: str, words: Sequence[Word], known: KnownNames, taken: frozenset[int]
    ) -> Iterator[Mention]:
        """Yield the names, those of no certain type with the one that their head noun gives; called as a tagger."""
        for name in self.names:
            label = name.label if self.fine and name.label != NAME else _label(name, words, known.lang)
            if label:
                yield replace(name, label=label)

    def choose(self, candidates: Iterable[Mention]) -> list[Mention]:
        """Return the candidates that go to the decoder.

        A person whose name is also a state's ("Jordan") stays a person: there the model read the sentence. Dates
        and amounts keep their bounds and values: a name that runs into one ends before it.
        """
        listed = [m for m in candidates if not self.fine or _beside(m)]
        expressions = [m for m in listed if m.source.startswith("rule")]
        listed = [_cut(m, expressions) if m.source in SOURCES else m for m in listed]
        persons = {(m.start, m.end) for m in listed if m.source in SOURCES and m.label == "PER"}
        return [m for m in listed if m.label == "PER" or (m.start, m.end) not in persons]


def _beside(mention: Mention) -> bool:
    return mention.source.startswith(_ALWAYS) or (mention.source == "head" and mention.label in _OURS)


def put_given(doc: Doc, given: GivenNames) -> None:
    """Put the names of a model on `doc`, for the entity finder."""
    rows = [[getattr(name, field) for field in _FIELDS] for name in given.names]
    doc.user_data[GIVEN] = [given.fine, rows]


def given_names(doc: Doc) -> GivenNames | None:
    """Return the names that a model put on `doc`; None where no model ran, so that our own taggers do."""
    if (found := doc.user_data.get(GIVEN)) is None:
        return None
    fine, rows = found
    return GivenNames(tuple(Mention(*row) for row in rows), fine)


def _cut(name: Mention, expressions: Iterable[Mention]) -> Mention:
    """Return the name without the part that lies in an expression which is not all inside it."""
    for other in expressions:
        start, end = name.start, name.end
        if start < other.start < end < other.end:
            end = start + len(name.text[: other.start - start].rstrip(" ,("))
        elif other.start < start < other.end < end:
            start = end - len(name.text[other.end - start :].lstrip(" ,)'’"))
        name = replace(name, start=start, end=end, text=name.text[start - name.start : end - name.start])
    return name


def _label(name: Mention, words: Sequence[Word], lang: str) -> str | None:
    if name.label not in (PLACE, NAME, "ORG"):
        return name.label
    head = typed_by_head(name, words, lang)
    if name.label == PLACE:
        return head if head in ("LOC", "FAC") else "GPE"
    if name.label == NAME:
        return head if head in ("LAW", "EVENT", "FAC", "ORG") else None
    return head if head in ("LAW", "EVENT") else "ORG"
