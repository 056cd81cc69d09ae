"""What a CRF trained on our corpus and a tagger trained on much more news decide together.

The corpus has few persons, and all its types; the news tagger (natasha) knows many persons and organisations, and
three types. On held-out abstracts the CRF alone is best, on news the tagger; together they come close to both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kzru_nlp.model import Mention

ALONE = 0.9
"""How sure the CRF must be of a name that neither the tagger nor a table has."""
AGAINST = 0.8
"""How sure it must be that a person of the tagger is something else."""
_NAMES = frozenset({"PER", "GPE", "LOC", "ORG"})
_PLACES = frozenset({"GPE", "LOC"})


def agree(decided: Iterable[Mention], tagged: Sequence[Mention], listed: Sequence[Mention]) -> list[Mention]:
    """Return what stays of the CRF's mentions (`decided`), and what the tagger adds; some may overlap.

    `listed` are mentions of tables and head nouns, which back a name too.
    """
    kept = [m for m in decided if m.source != "crf" or _stays(m, tagged, listed)]
    for mention in tagged:
        others = _overlapping(mention, kept)
        if mention.label == "PER" and all(_yields(other) for other in others):
            kept = [m for m in kept if m not in others]
            kept.append(mention)
        elif mention.label == "ORG" and all(_part_of(other, mention) for other in others):
            # The longer name wins in the decoder: what the CRF has cut stands in it.
            kept.append(mention)
    return kept


def _stays(mention: Mention, tagged: Sequence[Mention], listed: Sequence[Mention]) -> bool:
    if mention.label not in _NAMES:
        return True
    backing, tables = _overlapping(mention, tagged), _overlapping(mention, listed)
    if not backing and not tables and mention.score < ALONE:
        return False
    named = any(m.label in _PLACES for m in tables)
    inside = any(m.label == "ORG" and m.start <= mention.start and mention.end <= m.end for m in backing)
    return named or not inside or mention.label not in _PLACES


def _yields(other: Mention) -> bool:
    return other.source == "crf" and (other.label == "PER" or other.score < AGAINST)


def _part_of(other: Mention, whole: Mention) -> bool:
    """Whether `other` lies in `whole` and is shorter, or is the same name under the CRF."""
    if not (whole.start <= other.start and other.end <= whole.end):
        return False
    return other.end - other.start < whole.end - whole.start or (
        other.source == "crf" and other.label == "ORG"
    )


def _overlapping(mention: Mention, others: Iterable[Mention]) -> list[Mention]:
    return [m for m in others if m.start < mention.end and mention.start < m.end]
