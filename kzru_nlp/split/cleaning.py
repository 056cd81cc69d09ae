"""Cleaned text: lines joined, hyphens of the typesetter undone, markers left out, with the map to the raw input."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from kzru_nlp.lang.vocabulary import known
from kzru_nlp.model import CleanText, OffsetMap, Span

HYPHENS = "-\u2010\u2011\u00ad\u0002\ufffe"
INVISIBLE = re.compile("[\u00ad\u0002\ufffe\ufeff\u200b\u200c\u2060]")
TYPESET_HYPHENS = "\u00ad\u0002\ufffe"
"""Soft hyphens, and what pdfium writes for a hyphen at a line's end."""
URL_TAIL = re.compile(r"(?:https?://|www\.)\S*$|doi\.org/\S*$")
URL_GOES_ON = re.compile(r"[^\s]*[/.=&?_%#-][^\s]*|\d+\S*|[a-z0-9]+(?=\s*(?:[(,.;]|$))")
LAST_WORD = re.compile(r"[\w’'-]+$")
FIRST_WORD = re.compile(r"[\w’'-]+")
WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
# Searches that begin with the rare character and look back from it are several times as fast.
LINE_END = re.compile("([-\u2010\u00ad\u0002\ufffe])(?<=[^\\W\\d_].)[ \t]*(?=[\r\n])\\s*")
LETTERS = re.compile(r"[^\W\d_]+")
LAST_LETTERS = re.compile(r"[^\W\d_]+$")
PROBED = 200
LONGEST_HALF = 60
TAIL = 300
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
VOWELS = "аеёиоуыэюя"
TROUBLE = re.compile(
    "[\t-\r\x02\x1c-\x1f\x85\xa0\xad\u0300-\u036f\u1680\u2000-\u200c\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffe]"
)
"""White space other than the blank, what is invisible, and marks above letters."""
NEEDS_WORK = re.compile(
    r"\s{2,}|[^\S ]|[\u00ad\u0002\ufffe\ufeff\u200b\u200c\u2060]|[^\W\d_][\u0300-\u036f]+"
)

# First parts that English, Turkish and Russian write with a hyphen, and Russian and Turkish-spelt last parts.
BEFORE_HYPHEN = frozenset(
    [
        "post",
        "pre",
        "anti",
        "non",
        "co",
        "self",
        "ex",
        "neo",
        "pro",
        "pan",
        "trans",
        "inter",
        "intra",
        "multi",
        "semi",
        "quasi",
        "pseudo",
        "sub",
        "ultra",
        "vice",
        "well",
        "jeo",
        "sosyo",
        "кое",
        "кто",
        "экс",
        "вице",
        "северо",
        "юго",
        "западно",
        "восточно",
        "военно",
        "политико",
        "социально",
        "историко",
        "российско",
    ]
)
ALWAYS_HYPHEN = frozenset(["self", "well", "ex", "vice", "non", "кое", "экс", "вице"])
AFTER_HYPHEN = frozenset(
    [
        "то",
        "либо",
        "нибудь",
        "ка",
        "таки",
        "ли",
        "based",
        "called",
        "far",
        "led",
        "wide",
        "related",
        "run",
        "owned",
        "building",
        "making",
        "level",
        "term",
    ]
)


ADVERB = re.compile(r"(?:ому|ему|ски|цки|ьи)$")
"""Russian writes "по" with a hyphen before adverbs only (по-новому, по-русски)."""


class Vocabulary:
    """The words of one text, by which a hyphen at a line's end is judged: is the joined word in it, or the compound?"""

    def __init__(self, text: str) -> None:
        folded = unicodedata.normalize("NFC", text).casefold()
        self.words: set[str] = set()
        self.compounds: set[str] = set()
        for word in set(WORD.findall(folded)):
            (self.compounds if "-" in word else self.words).add(word)
        self.parts = {part for word in self.compounds for part in word.split("-")[:1]}
        breaks = list(LINE_END.finditer(text))
        signs = Counter(match[1] for match in breaks)
        self.marked = sum(signs[sign] for sign in TYPESET_HYPHENS) > max(3, signs["-"])
        """Whether the typesetter's hyphens have a sign of their own, so that a plain one is the word's."""
        self._broken = [word for match in breaks[: 2 * PROBED] if (word := _joined(text, match))]

    @cached_property
    def hyphenates(self) -> bool:
        """Whether the text breaks words at all: at some line's end the two halves make a known word."""
        return any(word in self.words or _known(word) for word in self._broken[:PROBED])

    def keeps_hyphen(self, left: str, right: str, sign: str) -> bool:
        """Return whether the hyphen between `left` at a line's end and `right` below belongs to the word.

        >>> Vocabulary("Kenkiyak-Kumkol hattı").keeps_hyphen("Kenkiyak", "Kumkol", "-")
        True
        >>> [Vocabulary("").keeps_hyphen(*word.split("-"), "-") for word in ("транс-порт", "киловатт-часа", "водно-энергетический")]
        [False, True, True]
        """
        left, right = unicodedata.normalize("NFC", left), unicodedata.normalize("NFC", right)
        a, b = left.casefold().split("-")[-1], right.casefold()
        if not a or not b or a[-1].isdigit() or b[0].isdigit():
            return True
        if sign == "\u00ad" or (sign == "-" and self.marked):
            return sign == "-"
        if f"{a}-{b}" in self.compounds:
            return True
        if a + b in self.words:
            return False
        if right[0].isupper() and not (left[-1].isupper() and len(left) > 1):
            return True
        if a == "по":
            return ADVERB.search(b) is not None
        if a in ALWAYS_HYPHEN or (a in {"re", "co", "pre", "de"} and b[0] == a[-1]):
            return True
        if _known(a + b):
            return False
        if b in AFTER_HYPHEN or a in BEFORE_HYPHEN or not self.hyphenates:
            return True
        if _is_compound(a, b, name=left[0].isupper(), seen=a in self.words and b in self.words):
            return True
        return "-" in left and sign not in TYPESET_HYPHENS and a in self.parts


def _joined(text: str, match: re.Match[str]) -> str:
    """Return the word that the hyphen of `match` at a line's end breaks, folded, or ""; soft hyphens break for certain."""
    left = LAST_LETTERS.search(text[max(0, match.start() - LONGEST_HALF) : match.start()])
    right = LETTERS.match(text, match.end(), match.end() + LONGEST_HALF)
    if match[1] == "\u00ad" or left is None or right is None:
        return ""
    return (left.group() + right.group()).casefold()


def _known(word: str) -> frozenset[str]:
    """Return the languages whose dictionary has `word`; Cyrillic words are looked up in the Russian one."""
    found = frozenset(lang for lang, count in known([word]).items() if count)
    return found if CYRILLIC.search(word) else found - {"ru-Latn"}


def _is_compound(a: str, b: str, *, name: bool, seen: bool) -> bool:
    """Whether `a` and `b`, whose joined form no dictionary has, are words that a hyphen joins.

    Both halves are words of one language; or the first is a Russian stem with its linking vowel before a
    word ("водно-энергетический"); or both make a contraction of a few letters ("изд-во", "ин-т"). A name's
    first syllable may be a word by chance ("Don-bas"), and a Turkish suffix chain too ("ara-bulucusu"): there
    it takes longer words, or (`seen`) halves that stand in the text themselves.
    """
    shortest = 5 if name else 3
    if len(a) >= shortest and len(b) > 2 and (both := _known(a) & _known(b)) and (both != {"tr"} or seen):
        return True
    if name or not CYRILLIC.search(a):
        return False
    if len(a) > 3 and a[-1] in "ое" and len(b) > 4 and _known(b):
        return bool(_known(a)) or any(_known(a[:-1] + ending) for ending in ("ый", "ий", "ой"))
    return len(a) + len(b) <= 6 and a[-1] not in VOWELS and len(b) <= 3


def clean(raw: str, spans: Sequence[Span], cuts: Sequence[Span], words: Vocabulary) -> tuple[str, OffsetMap]:
    """Return the cleaned text of the lines of `raw` at `spans` and its map; `cuts` are the markers to leave out."""
    out = CleanText(raw)
    tail = ""
    for i, (start, end) in enumerate(spans):
        if i and not _reads_on(tail, raw[start : min(end, start + 100)]):
            out.insert(" ", spans[i - 1][1])
            tail = ""
        tail = (tail + raw[start:end])[-TAIL:]  # an address may run over several lines
        stop = end
        below = spans[i + 1] if i + 1 < len(spans) else None
        if below is not None and raw[end - 1] in HYPHENS:
            right = raw[below[0] : min(below[1], below[0] + 60)]
            if _hyphen_goes(tail, right, words):
                stop = end - 1
        soft = stop == end and below is not None and raw[end - 1] in TYPESET_HYPHENS
        _copy(out, raw, start, stop - soft, cuts)
        if soft:
            out.insert("-", end - 1, end)  # the typesetter's sign stood where the word has its own hyphen
    return out.text, out.offsets()


def _hyphen_goes(tail: str, right: str, words: Vocabulary) -> bool:
    """Return whether the hyphen that closes `tail` is the typesetter's."""
    left, sign = unicodedata.normalize("NFC", tail[:-1]), tail[-1]
    if URL_TAIL.search(left):
        return False
    word, after = LAST_WORD.search(left), FIRST_WORD.match(unicodedata.normalize("NFC", right))
    if not word or not after:
        return sign in TYPESET_HYPHENS
    return not words.keeps_hyphen(word.group(), after.group(), sign)


def _reads_on(left: str, right: str) -> bool:
    """Return whether no space belongs between two lines: a word, a range of pages or an address goes on."""
    if left[-1:] in HYPHENS and re.search(rf"\S[{HYPHENS}]$", left):
        return True
    if URL_TAIL.search(left) and left[-1:] in "/-_=&?.%#" and URL_GOES_ON.match(right):
        return True
    return left[-1:] in "–/" and left[-2:-1].isdigit() and right[:1].isdigit()


def _copy(out: CleanText, raw: str, start: int, end: int, cuts: Sequence[Span]) -> None:
    for a, b in cuts:
        if a >= end or b <= start:
            continue
        _copy_plain(out, raw, start, max(start, a))
        start = max(start, b)
    _copy_plain(out, raw, start, end)


def _copy_plain(out: CleanText, raw: str, start: int, end: int) -> None:
    """Copy `raw[start:end]` with runs of white space as one space, invisible characters out, letters composed."""
    if start >= end:
        return
    if TROUBLE.search(raw, start, end) is None and raw.find("  ", start, end) < 0:
        out.copy(start, end)
        return
    at = start
    for match in NEEDS_WORK.finditer(raw, start, end):
        out.copy(at, match.start())
        found = match.group()
        if found.isspace():
            out.insert(" ", match.start(), match.end())
        elif not INVISIBLE.fullmatch(found):
            out.insert(unicodedata.normalize("NFC", found), match.start(), match.end())
        at = match.end()
    out.copy(at, end)
