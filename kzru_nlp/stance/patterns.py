"""Patterns of words (their language is told in `knowledge.cues`), in one index that is walked once per sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeAlias, TypeVar

Payload = TypeVar("Payload")
GAP = 4
"""Most words that `_` stands for."""
MET = 50_000
"""Most words whose patterns an index keeps at hand."""


class Form(NamedTuple):
    """A word of the text: folded surface and folded lemma."""

    surface: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern with its alternatives, after at most `gap` other words."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    gap: int = 0

    def takes(self, form: Form) -> bool:
        """Return whether `form` is one of the alternatives."""
        surface, lemma = form
        return surface in self.exact or lemma in self.exact or surface.startswith(self.prefixes)


def compile_pattern(pattern: str) -> tuple[Element, ...]:
    """Return the elements of `pattern`.

    >>> [(sorted(e.exact), e.prefixes, e.gap) for e in compile_pattern("turn* _ against/from")]
    [([], ('turn',), 0), (['against', 'from'], (), 4)]
    """
    elements: list[Element] = []
    gap = 0
    for part in pattern.split():
        if part == "_":
            gap = GAP
            continue
        alternatives = [word for word in part.split("/") if word]
        exact = frozenset(word for word in alternatives if not word.endswith("*"))
        prefixes = tuple(word[:-1] for word in alternatives if word.endswith("*"))
        elements.append(Element(exact, prefixes, gap))
        gap = 0
    return tuple(elements)


def spellings(pattern: str) -> Iterator[str]:
    """Yield `pattern` as it is, then with its hyphens apart, as tokenizers cut them.

    >>> list(spellings("pro-russian/friendly"))
    ['pro-russian/friendly', 'pro - russian', 'friendly']
    """
    yield pattern
    if "-" not in pattern:
        return
    parts = []
    for part in pattern.split():
        words = part.split("/")
        whole = "/".join(word for word in words if "-" not in word)
        apart = [" - ".join(word.split("-")) for word in words if "-" in word]
        parts.append([*apart, *([whole] if whole else [])])
    yield from (" ".join(choice) for choice in product(*parts))


@lru_cache(maxsize=50_000)
def letters_of(pattern: str, form: str) -> int:
    """Return how many letters of `form` the pattern itself names, 0 where no word of it begins so.

    What stands within them belongs to the word: a pattern "güvensiz*" is no lack of something. Alternatives that
    list the forms of one word count up to where they part ("kınadı*/kınan*" names "kına").

    >>> letters_of("göz yum*", "yumuyor"), letters_of("kınadı*/kınan*", "kınandı")
    (3, 4)
    """
    for token in pattern.split():
        stems = [word.rstrip("*") for word in token.split("/")]
        if any(form.startswith(stem) or stem.startswith(form) for stem in stems):
            shared = [shared_letters(stem, form) for stem in stems]
            return min(length for length in shared if length >= min(_STEM, max(shared)))
    return 0


def shared_letters(first: str, second: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


_STEM = 3
"""Letters from which two alternatives count as forms of one word."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Payload]):
    """A pattern found in a sentence: what it stands for and the sentence tokens that matched."""

    payload: Payload
    tokens: tuple[int, ...]

    @property
    def start(self) -> int:
        """Index of the first token."""
        return self.tokens[0]

    @property
    def end(self) -> int:
        """Index after the last token."""
        return self.tokens[-1] + 1


_Entry: TypeAlias = tuple[int, tuple[Element, ...], Payload, frozenset[str] | None]
"""A pattern: its number, its words behind the first, what it stands for, words of which a sentence must have one."""


def needed(elements: Sequence[Element]) -> frozenset[str] | None:
    """Return the words of which one must stand in a sentence that holds `elements`; None if a prefix may do."""
    exact = [element.exact for element in elements if not element.prefixes]
    return min(exact, key=len, default=None)


class PatternIndex(Generic[Payload]):
    """Patterns by their first word, so that a word costs a few dictionary look-ups however many patterns there are.

    >>> index = PatternIndex([("ally of", "mutual"), ("condemn*", "against")])
    >>> forms = [Form(word, word) for word in ("they", "condemned", "an", "ally", "of", "ours")]
    >>> [(found.payload, found.tokens) for found in index.find(forms)]
    [('against', (1,)), ('mutual', (3, 4))]
    """

    def __init__(self, patterns: Iterable[tuple[str, Payload]]) -> None:
        self._exact: dict[str, list[_Entry[Payload]]] = {}
        self._prefix: dict[str, list[_Entry[Payload]]] = {}
        for number, (pattern, payload) in enumerate(patterns):
            for elements in map(compile_pattern, spellings(pattern)):
                entry = (number, elements[1:], payload, needed(elements[1:]))
                for form in elements[0].exact:
                    self._exact.setdefault(form, []).append(entry)
                for prefix in elements[0].prefixes:
                    self._prefix.setdefault(prefix, []).append(entry)
        self._lengths = tuple(sorted({len(prefix) for prefix in self._prefix}))
        self._met: dict[Form, list[_Entry[Payload]]] = {}

    def find(self, forms: Sequence[Form]) -> list[Found[Payload]]:
        """Return every pattern found, left to right, one match of a pattern per first word; they may overlap."""
        found: list[Found[Payload]] = []
        present = {word for form in forms for word in form}
        for at, form in enumerate(forms):
            entries = self._met.get(form)
            if entries is None:
                entries = self._beginning(form)
            seen: set[int] = set()
            for number, elements, payload, need in entries:
                if number in seen or (need is not None and need.isdisjoint(present)):
                    continue
                rest = match_rest(elements, forms, at + 1)
                if rest is not None:
                    seen.add(number)
                    found.append(Found(payload, (at, *rest)))
        return found

    def _beginning(self, form: Form) -> list[_Entry[Payload]]:
        """Return the patterns that may begin with `form`; kept, since words come back."""
        surface, lemma = form
        entries = [*self._exact.get(surface, ())]
        if lemma != surface:
            entries += self._exact.get(lemma, ())
        for length in self._lengths:
            if length > len(surface):
                break
            entries += self._prefix.get(surface[:length], ())
        if len(self._met) >= MET:
            self._met.clear()
        self._met[form] = entries
        return entries


def match_rest(elements: Sequence[Element], forms: Sequence[Form], at: int) -> tuple[int, ...] | None:
    """Return the words that match `elements` from `at`, the nearest choice in every gap; None if there are none."""
    if not elements:
        return ()
    for here in range(at, min(at + elements[0].gap + 1, len(forms))):
        if elements[0].takes(forms[here]):
            rest = match_rest(elements[1:], forms, here + 1)
            if rest is not None:
                return here, *rest
    return None
