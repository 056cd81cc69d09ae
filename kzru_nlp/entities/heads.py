"""Names told by their head noun: organisations, treaties, wars, buildings, seas (data/headnouns.tsv)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kzru_nlp.entities.names import ends_title
from kzru_nlp.entities.tables import rows_of
from kzru_nlp.entities.words import Word
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention

_HYPHENS = frozenset("-–")
_MOST_WORDS = 9
Ends = frozenset[int]
Overlap = Callable[[int, int], Mention | None]


@dataclass(frozen=True, slots=True)
class HeadNouns:
    """The patterns of one language, by side."""

    sides: dict[str, tuple[tuple[re.Pattern[str], str], ...]]
    any_of: dict[str, re.Pattern[str]]

    def label(self, side: str, folded: str) -> str | None:
        """Return the label of the head noun `folded` on this side, or None."""
        if side not in self.any_of or not self.any_of[side].fullmatch(folded):
            return None
        return next(label for pattern, label in self.sides[side] if pattern.fullmatch(folded))


@cache
def head_nouns(lang: str) -> HeadNouns:
    """Return the head nouns of `lang`."""
    sides: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    sources: dict[str, list[str]] = {}
    for row in rows_of("headnouns", lang):
        sides.setdefault(row["side"], []).append((re.compile(row["pattern"]), row["label"]))
        sources.setdefault(row["side"], []).append(row["pattern"])
    return HeadNouns(
        {side: tuple(pairs) for side, pairs in sides.items()},
        {
            side: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
            for side, patterns in sources.items()
        },
    )


def closed_by_head(
    text: str, words: Sequence[Word], lang: str, closed: Ends = frozenset()
) -> Iterator[Mention]:
    """Yield runs of capitalised words that a head noun closes: "Avrasya Ekonomik Birliği", "Black Sea".

    `closed` are the ends of names that are complete: "X and Y Ministry" is one name unless X is one.
    """
    heads = head_nouns(lang)
    for i, word in enumerate(words):
        if word.capital and (label := heads.label("last", word.folded)):
            first = _run_before(words, i, lang, closed)
            if first < i:
                yield _mention(text, words, first, i + 1, label)


def opened_by_head(text: str, words: Sequence[Word], lang: str) -> Iterator[Mention]:
    """Yield head nouns with the capitalised words that a connector ties to them: "Ministry of Foreign Affairs"."""
    heads = head_nouns(lang)
    for i, word in enumerate(words):
        if word.capital and (label := heads.label("first", word.folded)):
            last = _run_after(words, i, lang)
            if last > i + 1:
                yield _mention(text, words, _run_before(words, i, lang, frozenset()), last, label)


def described_wars(text: str, words: Sequence[Word], lang: str, names: Overlap) -> Iterator[Mention]:
    """Yield wars named by whom or where they are fought: "war in Ukraine", "ирано-иракская война".

    `names(start, end)` returns the mention of a place or people at these characters, or None.
    """
    heads = head_nouns(lang)
    for i, word in enumerate(words):
        label = heads.label("described", word.folded)
        if not label:
            continue
        first = _names_before(words, i, names)
        if first < i:
            yield _mention(text, words, first, i + 1, label)
        last = _name_after(words, i, lang, names)
        if last > i + 1:
            yield _mention(text, words, first, last, label)


def typed_by_head(mention: Mention, words: Sequence[Word], lang: str) -> str | None:
    """Return the label that a head noun inside the mention gives it, or None."""
    heads = head_nouns(lang)
    inside = (word for word in words if mention.start <= word.start and word.end <= mention.end)
    return next((label for word in inside if (label := heads.label("typed", word.folded))), None)


def _run_before(words: Sequence[Word], head: int, lang: str, closed: Ends) -> int:
    """Return where the run of capitalised words that ends at `head` begins."""
    heads = head_nouns(lang)
    first = at = head
    while at > 0 and head - at < _MOST_WORDS and not words[at].first:
        left = words[at - 1]
        if heads.label("boundary", left.folded) is not None or ends_title(words, at, lang):
            break
        if left.capital and left.text[-1] not in ".,;:":
            first = at = at - 1
        elif (
            at - 1 > 0
            and not left.first
            and (left.text in _HYPHENS or heads.label("connector", left.folded) is not None)
        ):
            if not words[at - 2].capital or (left.text in _HYPHENS and left.start != words[at - 2].end):
                break
            if left.text not in _HYPHENS and words[at - 2].end in closed:
                break
            at -= 1
        else:
            break
    return _without_function_words(words, first, head, lang)


def _without_function_words(words: Sequence[Word], first: int, head: int, lang: str) -> int:
    function_words = get_profile(lang).function_words
    while first < head and words[first].folded in function_words and not words[first].acronym:
        first += 1
    return first


def _run_after(words: Sequence[Word], head: int, lang: str) -> int:
    heads = head_nouns(lang)
    last = at = head + 1
    tied = False
    while at < len(words) and at - head < _MOST_WORDS and not words[at].first:
        if words[at].capital and tied:
            last = at + 1
        elif heads.label("connector", words[at].folded) is not None:
            tied = True
        else:
            break
        at += 1
    return last


def _names_before(words: Sequence[Word], head: int, names: Overlap) -> int:
    first = at = head
    while at > 0 and not words[at].first:
        left = words[at - 1]
        if names(left.start, left.end):
            first = at = at - 1
        elif left.text in _HYPHENS and first == at < head:
            at -= 1
        else:
            # "российско-украинская": only the second half is a word of its own.
            tied = at < head and words[at].text in _HYPHENS and left.end == words[at].start
            return at - 1 if tied and left.is_word else first
    return first


def _name_after(words: Sequence[Word], head: int, lang: str, names: Overlap) -> int:
    heads = head_nouns(lang)
    at = head + 1
    if at + 1 < len(words) and heads.label("preposition", words[at].folded) is not None:
        at += 1
        if at + 1 < len(words) and heads.label("connector", words[at].folded) is not None:
            at += 1
        if found := names(words[at].start, words[at].end):
            return next((i for i in range(at, len(words)) if words[i].end >= found.end), at) + 1
    return head + 1


def _mention(text: str, words: Sequence[Word], first: int, last: int, label: str) -> Mention:
    start, end = words[first].start, words[last - 1].end
    return Mention(start, end, label, text[start:end], 0.8, "head")
