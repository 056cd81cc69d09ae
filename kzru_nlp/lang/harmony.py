"""Turkish suffixes after an apostrophe, moved from one name to another: vowel harmony and the sounds between."""

from __future__ import annotations

import re
from collections.abc import Callable

from kzru_nlp.lang.profile import Profile

_VOWELS = "aeıioöuüâîû"
_NARROW = dict(zip(_VOWELS, "ıiıiuüuüıiu", strict=True))
"""The narrow vowel (ı i u ü) that follows each vowel."""
_WIDE = dict(zip(_VOWELS, "aeaeaeaeaea", strict=True))
"""The wide vowel (a e) that follows each vowel."""
_HARD = "çfhkpsşt"
"""After these d and c become t and ç."""
# What a suffix begins with after a vowel ("Ankara'nın", "Rusya'ya") and lacks after a consonant ("İran'ın").
_JOINTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"n?I(?=n)"), "n"),
    (re.compile(r"y?(?=lA(?!r))"), "y"),
    (re.compile(r"y?A$"), "y"),
    (re.compile(r"[yn]?I$"), "y"),
)


def suffix_frame(suffix: str) -> str:
    """Return a folded suffix with its vowels and d/t, c/ç open, its joining consonant in brackets.

    >>> suffix_frame("nın"), suffix_frame("ta"), suffix_frame("ya"), suffix_frame("daki")
    ('(n)In', 'DA', '(y)A', 'DAki')
    """
    # A compound's ending brings an n ("Örgütü'nde", "Örgütü'ne"), which other names don't have.
    bare = re.sub(r"^n(?=d[ae])|^n(?=[ae]$)", "", suffix)
    frame = "".join("A" if c in "ae" else "I" if c in "ıiuü" else c for c in bare)
    # -ki is the same after every vowel.
    frame = re.sub(r"kI$", "ki", frame)
    frame = re.sub(r"^[dt](?=[AI])", "D", frame)
    frame = re.sub(r"^[cç](?=[AI])", "C", frame)
    for pattern, joint in _JOINTS:
        if found := pattern.match(frame):
            start = found.group().lstrip("yn")
            return f"({joint}){start}{frame[found.end() :]}"
    return frame


def move_suffix(suffix: str, name: str, profile: Profile) -> str:
    """Return the folded `suffix` in the form that it has after `name`.

    Foreign names are read as they are spelled; a name without a vowel is followed by front vowels.

    >>> from kzru_nlp.lang import get_profile
    >>> [move_suffix("nın", name, get_profile("tr")) for name in ("İran", "Londra", "Üsküp", "Togo")]
    ['ın', 'nın', 'ün', 'nun']
    """
    folded = profile.fold(name)
    vowel = next((c for c in reversed(folded) if c in _VOWELS), "e")
    frame = suffix_frame(suffix)
    if joint := re.match(r"\((\w)\)", frame):
        frame = (joint.group(1) if folded[-1] in _VOWELS else "") + frame[joint.end() :]
    hard = folded[-1] in _HARD
    open_: dict[str, Callable[[], str]] = {
        "A": lambda: _WIDE[vowel],
        "I": lambda: _NARROW[vowel],
        "D": lambda: "t" if hard else "d",
        "C": lambda: "ç" if hard else "c",
    }
    out = ""
    for sign in frame:
        sound = open_[sign]() if sign in open_ else sign
        vowel = sound if sound in _VOWELS else vowel
        out += sound
    return out
