"""What the stance rules know of a language, read from `data/grammar_<lang>.tsv`.

Columns: kind, pattern, value, example. `value` of a word kind is a role ("dat"), a side with the most tokens between
word and cue ("left 4", "right 3", "around 3", "any"), or a number. Kinds that end in `-ending` hold regular
expressions over the folded surface of one token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from kzru_nlp.stance.patterns import MET, PatternIndex

_NOT_WORDS = frozenset({"case", "governor", "role", "suffix", "nominal"})


@dataclass(frozen=True, slots=True)
class Word:
    """A grammar word found by its pattern: its kind, its value and where the cue may stand from it."""

    kind: str
    value: str

    @property
    def side(self) -> str:
        """Side of the cue on which the word stands: left, right, around or any."""
        return self.value.split(" ")[0]

    @property
    def reach(self) -> int:
        """Most tokens between word and cue."""
        return int(self.value.split(" ")[1]) if " " in self.value else 99


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar words and endings of one language."""

    lang: str
    case: str
    governor: str
    roles: Mapping[str, str]
    suffixes: Mapping[str, str]
    endings: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    adpositions: Mapping[str, str]
    words: PatternIndex[Word]
    met: dict[tuple[str, str, int], str | None] = field(default_factory=dict, compare=False)
    """Endings that were asked for, since words come back."""

    def ending(self, kind: str, form: str, after: int = 0) -> str | None:
        """Return the value of the first ending of `kind` that `form` has, "" included; None if it has none.

        An ending counts only if it begins behind the first `after` letters.
        """
        key = (kind, form, after)
        if key not in self.met:
            if len(self.met) >= MET:
                self.met.clear()
            found = (value for pattern, value in self.endings.get(kind, ()) if pattern.search(form, after))
            self.met[key] = next(found, None)
        return self.met[key]


def read_rows(lang: str) -> list[tuple[str, str, str]]:
    """Return kind, pattern and value of every row of the grammar of `lang`."""
    text = (resources.files("kzru_nlp.stance") / "data" / f"grammar_{lang}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line]
    return [(row[0], row[1], row[2]) for row in rows]


@cache
def load_grammar(lang: str) -> Grammar:
    """Return the grammar of `lang`."""
    rows = read_rows(lang)
    endings: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    words: list[tuple[str, Word]] = []
    for kind, pattern, value in rows:
        if kind.endswith("-ending") or kind == "nominal":
            endings.setdefault(kind, []).append((re.compile(pattern), value))
        elif kind not in _NOT_WORDS:
            words.append((pattern, Word(kind, value)))
    return Grammar(
        lang=lang,
        case=next(pattern for kind, pattern, _ in rows if kind == "case"),
        governor=next(pattern for kind, pattern, _ in rows if kind == "governor"),
        roles={pattern: value for kind, pattern, value in rows if kind == "role"},
        suffixes={
            form: value for kind, pattern, value in rows if kind == "suffix" for form in pattern.split("/")
        },
        endings={kind: tuple(found) for kind, found in endings.items()},
        adpositions={
            form: value
            for kind, pattern, value in rows
            if kind in ("preposition", "postposition")
            for form in pattern.split("/")
        },
        words=PatternIndex(words),
    )
