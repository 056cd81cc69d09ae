"""The cue lexicons: words that carry a stance, with sign, strength and the roles around them.

Pattern language (column `pattern`), tokens apart by a space, each for one word of the text, folded:

- `lemma`   the word's surface or its lemma is this (`support`, `поддержать`);
- `stem*`   the surface begins with this (`destekle*` takes desteklemiş, destekledi, desteklemeyen);
- `a/b`     either of these, each in any form above;
- `_`       a gap of up to 4 words between two tokens.

Tokens without a gap stand next to each other. Negation is not part of a pattern: who applies a cue looks for it
(a Turkish -mA- stands inside the word that matched).

Frame (column `frame`): `HOLDER>TARGET`, or `HOLDER<>TARGET` where both take the stance toward each other. A role
says where the name stands in the usual construction of the cue:

- `subj`     subject (in a passive the agent);
- `obj`      direct object;
- `poss`     possessor of a nominal cue: "Rusya'nın desteği", "Russia's support", "поддержка России";
- `dat`      tr -(y)A, yönelik; en to, toward, for; ru dative, к, по отношению к, перед;
- `abl`      tr -DAn; en from, of; ru от, из, genitive of fear;
- `loc`      tr -DA; en in, at; ru в + locative;
- `with`     tr ile, -(y)lA; en with; ru с + instrumental; also "between A and B" and coordinated names;
- `against`  tr karşı, aleyhine; en against, on; ru против, на, в отношении;
- `about`    tr hakkında, konusunda; en about, over; ru о, относительно.

`polarity` is +1 favor, -1 against, 0 neutral; `intensity` the weight on the Goldstein scale (-10..10) of the CAMEO
code whose root is `cameo` (01-20), as in the annotation guideline. Every cue has an `example` of ours that it matches.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kzru_nlp.knowledge.rows import DATA, Row, read_rows
from kzru_nlp.lang import LANGUAGES

COLUMNS = ("id", "lang", "pattern", "polarity", "intensity", "cameo", "frame", "example")
ROLES = ("subj", "obj", "poss", "dat", "abl", "loc", "with", "against", "about")
CAMEO_ROOTS = tuple(f"{root:02d}" for root in range(1, 21))


@dataclass(frozen=True, slots=True)
class Frame:
    """Which roles around a cue hold the stance and receive it; `mutual` when both do both."""

    holder: str
    target: str
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a cue lexicon; the module's docstring explains `pattern` and `frame`."""

    id: str
    lang: str
    pattern: str
    polarity: int
    intensity: float
    cameo: str
    frame: str
    example: str

    @property
    def roles(self) -> Frame:
        """The frame, taken apart."""
        return parse_frame(self.frame)


@cache
def parse_frame(frame: str) -> Frame:
    """Return the roles that `frame` names.

    >>> parse_frame("subj>against")
    Frame(holder='subj', target='against', mutual=False)

    Raises:
        ValueError: it is no `HOLDER>TARGET` or `A<>B` of known roles.
    """
    mutual = "<>" in frame
    holder, _, target = frame.partition("<>" if mutual else ">")
    for role in (holder, target):
        if role not in ROLES:
            raise ValueError(f"is {frame!r}; use ROLE>ROLE or ROLE<>ROLE with: {', '.join(ROLES)}")
    return Frame(holder, target, mutual)


@cache
def load_cues(lang: str, extra: tuple[Path, ...] = ()) -> tuple[Cue, ...]:
    """Return the cues of `lang` in the order of the lexicon; a row of `extra` replaces ours with the same id.

    Raises:
        InputError: a row is faulty; the message names file, row and column.
        ValueError: there is no lexicon for `lang`.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no cue lexicon for language {lang!r}; there are: {', '.join(LANGUAGES)}")
    cues: dict[str, Cue] = {}
    for path in (DATA / f"cues_{lang}.tsv", *extra):
        for cue in read_cues(path):
            if cue.lang == lang:
                cues[cue.id] = cue
    return tuple(cues.values())


def read_cues(path: Path) -> tuple[Cue, ...]:
    """Return every cue of a TSV file, whatever its language.

    Raises:
        InputError: a row is faulty, or an id stands twice; the message names file, row and column.
    """
    cues: dict[str, Cue] = {}
    for row in read_rows(path, COLUMNS):
        cue = _cue(row)
        if cue.id in cues:
            raise row.fault("id", f"{cue.id!r} stands twice; give each cue its own id")
        cues[cue.id] = cue
    return tuple(cues.values())


def _cue(row: Row) -> Cue:
    polarity = int(row.one_of("polarity", ("1", "+1", "0", "-1")))
    intensity = row.number_in("intensity", -10, 10)
    if intensity * polarity < 0 or (polarity == 0 and intensity != 0):
        raise row.fault(
            "intensity", f"is {intensity:g}, against the polarity {polarity}; give it the same sign"
        )
    try:
        parse_frame(row.required("frame"))
    except ValueError as error:
        raise row.fault("frame", str(error)) from None
    return Cue(
        id=row.required("id"),
        lang=row.one_of("lang", LANGUAGES),
        pattern=_pattern(row),
        polarity=polarity,
        intensity=intensity,
        cameo=row.one_of("cameo", CAMEO_ROOTS),
        frame=row["frame"],
        example=row["example"],
    )


def _pattern(row: Row) -> str:
    pattern = row.required("pattern")
    tokens = pattern.split()
    if "_" in (tokens[0], tokens[-1]) or "_ _" in pattern:
        raise row.fault("pattern", f"is {pattern!r}; a gap stands between two words")
    if any(not part.rstrip("*") for token in tokens for part in token.split("/")):
        raise row.fault("pattern", f"is {pattern!r}; an alternative is empty")
    return pattern
