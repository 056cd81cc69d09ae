"""Where sentences end: every full stop and its kin is a gap that ordered rules split or join.

The scheme is that of razdel (Kukushkin): rules are asked in turn and the first that knows decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from kzru_nlp.lang import get_profile
from kzru_nlp.lang.profile import Profile
from kzru_nlp.model import Span

SPLIT, JOIN = True, False
_CLOSERS = "\"'”’»)\\]“‘*_"
_OPENERS = "\"'“‘«([„”*_¿¡"
_DASHES = "-–—―•·*"
_ROMAN = re.compile(r"[IVXLC]+")
_WORD_BEFORE = re.compile(r"[^\s(\[«“\"„‘/–—]*$")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLCХ]+)\s*$")
_WORD_AFTER = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_EMOTICON = r"(?:[:;=]['’]?-?[()DPp\]\[]+|:[oO]\b|\^_\^|<3|=\))"


@dataclass(frozen=True)
class Gap:
    """A place where a sentence may end: `text[:end]` ends with `mark` and closing quotes, `text[next]` follows.

    `start` is where the sentence that would end here began, `at` where `mark` begins.
    """

    text: str
    profile: Profile
    start: int
    at: int
    mark: str
    closers: str
    end: int
    next: int

    @cached_property
    def before(self) -> str:
        """The word that the mark follows, without opening quotes and brackets."""
        match = _WORD_BEFORE.search(self.text, max(self.start, self.at - 40), self.at)
        return match[0] if match else ""

    @cached_property
    def folded(self) -> str:
        """`before` in lower case."""
        return self.profile.fold(self.before)

    @cached_property
    def after(self) -> str:
        """The next word, past opening quotes, brackets and dashes."""
        match = _WORD_AFTER.search(self.text, self.next, self.next + 60)
        return match[0] if match else ""

    @cached_property
    def head(self) -> str:
        """The next character that is no opening quote, bracket or dash ("" at the end)."""
        tail = self.text[self.next : self.next + 12].lstrip(_OPENERS + _DASHES + " ")
        return tail[:1]

    @cached_property
    def opener(self) -> bool:
        """Whether the next word is one that starts sentences."""
        initial = len(self.after) == 1 and self.after + "." in self.text[self.next : self.next + 4]
        return self.head.isupper() and not initial and self.profile.fold(self.after) in self.profile.openers

    @property
    def after_number(self) -> bool:
        """Whether `before` has a number in front of it, in figures or Roman ("1992 г.", "XX в.")."""
        return bool(
            _NUMBER_BEFORE.search(self.text[max(self.start, self.at - 40) : self.at - len(self.before)])
        )

    @property
    def words_so_far(self) -> int:
        """How many words the sentence would have."""
        return len(self.text[self.start : self.end].split())


Rule = Callable[[Gap], bool | None]


def blank_line(gap: Gap) -> bool | None:
    """Split at a blank line, whatever stands before it."""
    return SPLIT if gap.text.count("\n", gap.end, gap.next) > 1 else None


def soft_end(gap: Gap) -> bool | None:
    """Split at ends without a stop: the pattern that proposed them was the check (see `_soft`)."""
    return SPLIT if gap.mark == "" else None


def mark_in_brackets(gap: Gap) -> bool | None:
    """Join at "(?)", "(!)", "[...]": they comment on a word or leave words out and end nothing."""
    opened = gap.text[gap.at - 1 : gap.at] in "([" and gap.at > 0
    return JOIN if opened and gap.closers[:1] in tuple(")]") and not gap.opener else None


def list_number(gap: Gap) -> bool | None:
    """Join a number or letter that the sentence begins with, its label: "1. Giriş", "a. İlk olarak"."""
    label = gap.text[gap.start : gap.at].strip("([*- ")
    if gap.mark == "." and label and (label.isdigit() or len(label) == 1 or _ROMAN.fullmatch(label)):
        return JOIN
    return None


def lower_case_follows(gap: Gap) -> bool | None:
    """Join before a small letter; where writers drop capitals, only after what is no plain word."""
    if not gap.head.islower():
        return None
    if gap.profile.lower_case_starts and not gap.closers and not _abbreviated(gap):
        return SPLIT if gap.mark[0] in "!?" or (gap.mark == "." and len(gap.before) > 1) else JOIN
    return JOIN


def nothing_starts(gap: Gap) -> bool | None:
    """Join before a comma, slash or the like: a sentence starts with a word, a quote, a bracket or a dash."""
    return JOIN if gap.text[gap.next] in ",;:/%=<>&" else None


def before_number(gap: Gap) -> bool | None:
    """Join "No. 5", "Art. 2": elsewhere these are words."""
    number = gap.mark == "." and gap.head.isdigit() and not gap.closers
    return JOIN if number and gap.folded in gap.profile.number_abbreviations else None


def ordinal(gap: Gap) -> bool | None:
    """Join ordinals, "19. yüzyıl", "II. Dünya Savaşı"; a year, or a number before an opener, is none."""
    if gap.mark != "." or gap.closers or not gap.profile.ordinal_stop:
        return None
    digits = gap.before.isdigit()
    if not digits and not _ROMAN.fullmatch(gap.before):
        return None
    if any(gap.profile.fold(gap.after).startswith(noun) for noun in gap.profile.numbered_nouns):
        return JOIN
    return SPLIT if gap.opener or (digits and len(gap.before) > 2) else JOIN


def title(gap: Gap) -> bool | None:
    """Join "Prof.", "bkz.", "стр.", which stand before what they belong to."""
    if gap.mark == "." and not gap.closers and gap.folded in gap.profile.title_abbreviations:
        return JOIN
    return None


def dotted(gap: Gap) -> bool | None:
    """Join letters with stops, "U.S.", "a.g.e.", unless a word follows that starts sentences."""
    if (
        gap.mark != "."
        or "." not in gap.before
        or not re.fullmatch(r"(?:[^\W\d_]{1,4}\.-?)+[^\W\d_]{1,4}", gap.before)
    ):
        return None
    if gap.folded in gap.profile.abbreviations:
        return JOIN
    return (
        SPLIT
        if gap.opener
        or (gap.folded in gap.profile.closing_abbreviations and gap.words_so_far > 6 and gap.before.islower())
        else JOIN
    )


def initial(gap: Gap) -> bool | None:
    """Join initials, "A. Yılmaz", "В. В. Путин", unless a word follows that starts sentences."""
    if gap.mark == "." and len(gap.before) == 1 and gap.before.isupper() and not gap.closers:
        return SPLIT if gap.opener and gap.after != "A" else JOIN
    return None


def closing_abbreviation(gap: Gap) -> bool | None:
    """Split after "vb.", "etc.", "г." unless the sentence would be too short: "В 1991 г. Казахстан"."""
    if gap.mark == "." and gap.folded in gap.profile.closing_abbreviations:
        # Behind no number, "г." is the city that follows.
        if gap.text[gap.next] == "(" or (gap.folded in gap.profile.number_followers and not gap.after_number):
            return JOIN
        return SPLIT if gap.opener or gap.words_so_far > 6 else JOIN
    return None


def other_abbreviation(gap: Gap) -> bool | None:
    """Join abbreviations of words, and short runs of consonants, which no word is."""
    return JOIN if gap.mark == "." and not gap.closers and _abbreviated(gap) and not gap.opener else None


def _abbreviated(gap: Gap) -> bool:
    word, profile = gap.folded, gap.profile
    listed = (
        word in profile.abbreviations
        or word in profile.title_abbreviations
        or word in profile.closing_abbreviations
    )
    return listed or (
        1 < len(word) < 5 and gap.before[1:].islower() and not set(word) & _VOWELS and word.isalpha()
    )


_VOWELS = frozenset("aeıioöuüâîûyаеёиоуыэюяієїү")

RULES: tuple[Rule, ...] = (
    blank_line,
    soft_end,
    mark_in_brackets,
    # Before the case of the next letter: a label may precede a capital.
    list_number,
    nothing_starts,
    lower_case_follows,
    # From here on the next word has a capital or is a number: only abbreviations can join.
    before_number,
    ordinal,
    title,
    dotted,
    initial,
    closing_abbreviation,
    other_abbreviation,
)


def split_sentences(text: str, lang: str) -> list[Span]:
    """Return the sentences of `text` as spans without surrounding white space.

    >>> text = "Prof. Dr. A. Yılmaz geldi. II. Dünya Savaşı 1945’te bitti."
    >>> [text[start:end] for start, end in split_sentences(text, "tr")]
    ['Prof. Dr. A. Yılmaz geldi.', 'II. Dünya Savaşı 1945’te bitti.']
    """
    profile = get_profile(lang)
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    for match in _candidates(lang).finditer(text):
        if match.end() >= len(text) or match.start() < start:
            continue
        closers = match["closers"] or ""
        end = match.start() + len(match[0].rstrip())
        gap = Gap(text, profile, start, match.start(), match["mark"] or "", closers, end, match.end())
        if next((v for rule in RULES if (v := rule(gap)) is not None), SPLIT):
            spans.append((start, end))
            start = match.end()
    if start < (last := len(text.rstrip())):
        spans.append((start, last))
    return spans


@cache
def _candidates(lang: str) -> re.Pattern[str]:
    """Return the pattern of gaps: stops with all that belongs to them, blank lines, soft ends.

    To a stop belong spaced stops (". . ."), closing quotes and brackets, one of them after a blank too, glued
    note digits and an emoticon.
    """
    digits = (
        rf"(?:(?<=[^\W\d_][.!?])\d{{1,3}}|(?<=(?:19|20)\d\d\.)\d{{1,3}}|(?<=[.!?][{_CLOSERS}])\d{{1,3}})?"
    )
    tail = rf"(?:\s[\"”»)](?=\s))?(?:\s+{_EMOTICON}(?=\s))?"
    stop = rf"(?<![.!?…])(?P<mark>[.!?…]++(?:\s\.)*+)(?P<closers>[{_CLOSERS}]*+){digits}{tail}\s+"
    return re.compile(rf"{stop}|(?<=\S)\s*\n\s*\n\s*|{_soft(get_profile(lang))}")


def _soft(profile: Profile) -> str:
    """Return the pattern of ends without a stop: emoticons, headings in capitals, openers inside running text.

    "… ve sonuçlar Bu durum" is a heading or a line glued to the next; in a title, or before a name, the word
    after the opener has a capital too ("The Hague"). Three words in capitals, one of them no abbreviation, are
    a heading.
    """
    openers = sorted({w.capitalize() for w in profile.openers if len(w) > 1}, key=lambda w: (-len(w), w))
    lower, upper = "a-zа-яёçğışöü", "A-ZА-ЯЁÇĞİŞÖÜ"
    emoticon = rf"(?<=\s){_EMOTICON}\s+(?=[^\W\d_])"
    word = rf"[{upper}]{{2,30}}"
    # Bounded, and only where no word in capitals stands before: else a text in capitals takes square time.
    heading = rf"(?<![{upper}]\s)\b(?=(?:{word}\s){{0,14}}[{upper}]{{5}})(?:{word}\s){{2,14}}{word}\s+(?=[{upper}][{lower}])"
    return rf"{emoticon}|{heading}|(?<=[{lower}])\s+(?=(?:{'|'.join(openers)})\s[{lower}])"
