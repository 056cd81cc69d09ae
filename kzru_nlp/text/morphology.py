"""What pymorphy3's dictionary says of a Russian word form: lemma, part of speech, cases.

Lemmas and the marks of roles come from one reading of each form, since parsing takes the time.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

_OPENCORPORA = {
    "nomn": "nom", "accs": "acc", "gent": "gen", "gen2": "gen", "datv": "dat", "ablt": "ins", "loct": "loc",
    "loc2": "loc",
}  # fmt: skip
# pymorphy3 parses some 2,400 new words a second; running text repeats most of its words.
_REMEMBERED = 100_000


class Morph(NamedTuple):
    """What the parses of a word form say; lemma, part of speech (OpenCorpora) and the rest are those of the likeliest.

    `cases` come most likely first with their shares over all parses; `future` is that of a perfective verb
    («поддержит»), `passive` says that any parse is a passive participle («осуждена», not «недоволен»).
    """

    lemma: str
    pos: str
    cases: tuple[tuple[str, float], ...]
    nominative: bool
    future: bool
    passive: bool


@cache
def morphology() -> Any:
    """Return the analyser of Russian words."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=_REMEMBERED)
def morph_of(form: str) -> Morph:
    """Return what the parses of a word form in lower case say.

    >>> morph_of("странах")[:3]
    ('страна', 'NOUN', (('loc', 1.0),))
    """
    parses = morphology().parse(form)
    cases: dict[str, float] = {}
    for parse in parses:
        case = _OPENCORPORA.get(str(parse.tag.case or ""))
        if case:
            cases[case] = cases.get(case, 0.0) + parse.score
    best = parses[0]
    return Morph(
        lemma=str(best.normal_form),
        pos=str(best.tag.POS or ""),
        cases=tuple(sorted(cases.items(), key=lambda item: -item[1])),
        nominative="nomn" in best.tag,
        future="futr" in best.tag,
        passive=any("pssv" in parse.tag for parse in parses),
    )
