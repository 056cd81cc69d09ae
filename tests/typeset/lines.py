"""Breaking a stream's items into lines, words broken where a journal would break them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.typeset.stream import Item, Run, Word
from tests.typeset.style import Style

_VOWELS = "aeıioöuüâîûAEIİOÖUÜyаеёиоуыэюяАЕЁИОУЫЭЮЯ"
_SYLLABLE = re.compile(rf"(?<=[{_VOWELS}])(?=[^\W\d_{_VOWELS}][{_VOWELS}])|(?<=[{_VOWELS}][^\W\d_{_VOWELS}ьъй])(?=[^\W\d_{_VOWELS}ьъ][{_VOWELS}])")  # fmt: skip
_ENGLISH = re.compile(r"(?<=[aeiouy][bcdfklmnprstvz])(?=[bcdfgjlmnpqrstvz][aeiouy])(?<!ck)|(?=(?:tions?|ments?|ness|ships?|less|tive)\W*$)")  # fmt: skip
"""English breaks between two consonants and before a few suffixes; Turkish and Russian break by syllables."""
_URL = re.compile(r"https?://|www\.|doi\.org")
_TAIL = 3
"""A word's last line holds at least so many letters, as typesetting programs have it."""


@dataclass(slots=True)
class Line:
    """A printed line: words with single spaces, `lead` spaces before them, and the hyphen that a break put there."""

    words: list[Word] = field(default_factory=list)
    lead: float = 0
    hyphen: str = ""
    """The discretionary hyphen printed at the line's end."""
    broken: bool = False
    """Whether the last word goes on in the next line."""
    tail: str = ""
    """How it goes on."""

    @property
    def notes(self) -> list[int]:
        """Numbers of the notes whose markers stand in the line."""
        return [run.note for word in self.words for run in word if run.role in ("marker", "lost")]


def width(word: Word) -> int:
    """Return how many characters `word` takes; a marker or number counts two, whatever it will be."""
    return sum(0 if run.role == "lost" else len(run.text) if run.text else 2 for run in word)


def wrap(item: Item, style: Style, limit: int) -> list[Line]:
    """Return the lines of `item`, at most `limit` characters wide where its words allow it."""
    lines = broken(item, style, limit, Ruler())
    for line in lines:
        line.lead += item.lead + style.margin
        if item.centred:
            centre(line, style)
    if not style.marker_alone:
        return lines
    return [part for line in lines for part in _apart(line, style.marker_alone)]


def centre(line: Line, style: Style) -> None:
    """Put spaces before `line` where the style keeps the layout of centred lines."""
    if style.centre:
        used = sum(map(width, line.words)) + len(line.words) - 1
        line.lead = style.margin + max(0, (style.width - used) // 2)


def _apart(line: Line, every: int) -> list[Line]:
    """Return `line` with every n-th marker on a line of its own, as extractors do that sort by height."""
    out = [Line(lead=line.lead)]
    for word in line.words:
        marker = next((r for r in word if r.role == "marker" and r.note > 0 == r.note % every), None)
        if marker is None:
            out[-1].words.append(word)
            continue
        at = word.index(marker)
        if word[:at]:
            out[-1].words.append(word[:at])
        out += [Line([(marker,)]), Line([word[at + 1 :]] if word[at + 1 :] else [])]
    if not out[-1].words:
        out.pop()
    out[-1].hyphen, out[-1].broken, out[-1].tail = line.hyphen, line.broken, line.tail
    return out


class Ruler:
    """How wide words are, in characters."""

    space: float = 1

    def word(self, word: Word) -> float:
        """Return the width of `word`."""
        return width(word)

    def text(self, text: str, run: Run) -> float:
        """Return the width of `text` set like `run`."""
        return len(text)


def broken(item: Item, style: Style, limit: float, ruler: Ruler) -> list[Line]:
    """Return the lines of `item`, at most `limit` wide by `ruler` where its words allow it."""
    lines = [Line(lead=item.indent)]
    used = item.indent * ruler.space
    pending = list(reversed(item.words))
    while pending:
        word = pending.pop()
        line = lines[-1]
        space = ruler.space if line.words else 0
        if used + space + ruler.word(word) <= limit:
            line.words.append(word)
            used += space + ruler.word(word)
            continue
        parts = _broken(word, limit - used - space, style, item.lang, ruler)
        if parts:
            head, tail, line.hyphen = parts
            line.words.append(head)
            line.broken, line.tail = True, tail[0].text
            pending.append(tail)
        elif not line.words:
            line.words.append(word)
        else:
            pending.append(word)
        if pending:
            lines.append(Line())
            used = 0
    return lines


def _broken(word: Word, room: float, style: Style, lang: str, ruler: Ruler) -> tuple[Word, Word, str] | None:
    """Return both halves of `word` and the hyphen that is added, or None where it does not break in `room`."""
    run, rest = word[0], word[1:]
    if run.role != "text" or room < 3 * ruler.space:
        return None
    text = run.text
    url = bool(_URL.search(text))
    real = [m.end() for m in re.finditer(r"[-/.?=&](?=\w)" if url else r"(?<=\w\w)-(?=\w\w)", text)]
    best = max((at for at in real if ruler.text(text[:at], run) <= room), default=0)
    if best and (url or text[best - 1] == "-"):
        return _cut(run, rest, best, "")
    if not style.hyphen or url or "-" in text or not text.strip("“”«»\"'().,;:!?").isalpha():
        return None
    letters = len(text.rstrip("“”«»\"'().,;:!?"))
    english = lang == "en" or (lang == "ru" and text[:1].isascii())
    breaks = _ENGLISH if english else _SYLLABLE
    soft = [m.start() for m in breaks.finditer(text) if 2 <= m.start() <= letters - _TAIL]
    best = max((at for at in soft if ruler.text(text[:at] + "-", run) <= room), default=0)
    return _cut(run, rest, best, style.hyphen) if best else None


def _cut(run: Run, rest: Word, at: int, hyphen: str) -> tuple[Word, Word, str]:
    return (Run(run.text[:at], run.unit),), (Run(run.text[at:], run.unit), *rest), hyphen
