"""What goes wrong with named entities: errors by kind and pair of labels, with the commonest and their contexts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kzru_nlp.evaluate.entities import Predict, comparable
from kzru_nlp.evaluate.entity_gold import Found, GoldText

KINDS = ("label", "boundary", "label and boundary", "missed", "spurious")
"""Same span, other label; same label, other span; neither, but they touch; nothing found; nothing there."""
CONTEXT = 32
"""Characters of text to each side of an example."""


@dataclass(frozen=True, slots=True)
class EntityError:
    """One error: `gold` is what stands there, `found` what was said of it; one of them is None if missed or spurious."""

    kind: str
    text: GoldText
    gold: Found | None
    found: Found | None

    @property
    def labels(self) -> tuple[str, str]:
        """The label of the gold and of what was found, "" where there is none."""
        return (self.gold[2] if self.gold else "", self.found[2] if self.found else "")

    @property
    def names(self) -> str:
        """What the gold has and what was found instead, for people: "Ural Works -> Ural"."""
        gold, found = (self.text.text[m[0] : m[1]] if m else "" for m in (self.gold, self.found))
        return f"{gold} -> {found}" if gold and found and gold != found else gold or found

    @property
    def context(self) -> str:
        """The name in brackets among its neighbours."""
        start, end, _ = self.gold or self.found or (0, 0, "")
        text = self.text.text
        left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return " ".join(f"{left}[{text[start:end]}]{right}".split())


def entity_errors(gold: Sequence[GoldText], predict: Predict) -> list[EntityError]:
    """Return the errors of `predict` on `gold`, text by text, left to right.

    A wrong mention is told once: what was found meets the gold that it shares most characters with. What touches gold
    that another mention already met is spurious.
    """
    texts = list(gold)
    found = comparable(texts, predict([text.text for text in texts]))
    return [error for text, mentions in zip(texts, found, strict=True) for error in _of_text(text, mentions)]


def _of_text(text: GoldText, found: frozenset[Found]) -> Iterator[EntityError]:
    missing, wrong = sorted(text.entities - found), sorted(found - text.entities)
    touching = [(-shared, g, f) for g in missing for f in wrong if (shared := _shared(g, f)) > 0]
    met: dict[Found, Found] = {}
    for _, g, f in sorted(touching):
        if g not in met and f not in met.values():
            met[g] = f
    for g in missing:
        if g in met:
            yield EntityError(_kind(g, met[g]), text, g, met[g])
        else:
            yield EntityError("missed", text, g, None)
    for f in wrong:
        if f not in met.values():
            yield EntityError("spurious", text, None, f)


def _shared(one: Found, other: Found) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _kind(gold: Found, found: Found) -> str:
    if gold[:2] == found[:2]:
        return "label"
    return "boundary" if gold[2] == found[2] else "label and boundary"


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """The errors of one kind and pair of labels: how many, and examples, the commonest names first."""

    lang: str
    kind: str
    gold: str
    found: str
    n: int
    examples: tuple[tuple[str, str], ...]
    """Names and context of each."""


def grouped(errors: Sequence[EntityError], lang: str, *, examples: int = 3) -> list[ErrorGroup]:
    """Return the errors by kind and labels, the commonest group first, with so many `examples` of each."""
    groups: dict[tuple[str, str, str], list[EntityError]] = defaultdict(list)
    for error in errors:
        groups[error.kind, *error.labels].append(error)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), KINDS.index(item[0][0]), item[0]))
    return [ErrorGroup(lang, *key, len(same), _commonest(same, examples)) for key, same in ranked]


def _commonest(errors: Sequence[EntityError], most: int) -> tuple[tuple[str, str], ...]:
    counts = Counter(error.names for error in errors)
    first = {error.names: error.context for error in reversed(errors)}
    return tuple((name if n == 1 else f"{name} ({n})", first[name]) for name, n in counts.most_common(most))
