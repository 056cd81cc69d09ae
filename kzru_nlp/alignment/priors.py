"""How often each shape of bead is expected: in a literal, sentence by sentence translation, and in a free one.

A document is translated in one manner or the other: of the two the likelier is taken, without preference. On plain
1:1 documents that costs a sentence in 400 instead of one in 160, and nothing on the others.
"""

from __future__ import annotations

from collections.abc import Mapping

from kzru_nlp.alignment.lattice import Lattice, Shape
from kzru_nlp.alignment.weights import Weights

OMISSIONS = ((1, 0), (0, 1))
SPARING = 0.4
"""Share of the way from a manner's rate of omissions to the lowest, on a log scale. The rates come from abstracts that leave
sentences out on purpose, to have such differences; a reader who is told of an omission has to look for it in vain.
"""


def sparing(manners: Mapping[str, Mapping[Shape, float]]) -> list[dict[Shape, float]]:
    """Return the log priors of each manner with fewer omissions than it was fitted on.

    >>> priors = {"free": {(1, 0): -2.0, (0, 1): -2.0}, "literal": {(1, 0): -5.0, (0, 1): -5.0}}
    >>> [round(manner[1, 0], 1) for manner in sparing(priors)]
    [-3.2, -5.0]
    """
    lowest = {shape: min(priors[shape] for priors in manners.values()) for shape in OMISSIONS}
    return [
        {**priors, **{s: priors[s] + SPARING * (lowest[s] - priors[s]) for s in OMISSIONS}}
        for priors in manners.values()
    ]


def with_priors(lattice: Lattice, priors: Mapping[Shape, float], null_penalty: float | None) -> Lattice:
    """Return `lattice` with the log priors added; `null_penalty` (positive) replaces that of an omission."""
    null = [priors[s] if null_penalty is None else -null_penalty for s in OMISSIONS]
    return Lattice(
        lattice.low,
        lattice.high,
        lattice.weights,
        lattice.null_src + null[0],
        lattice.null_tgt + null[1],
        {shape: priors[shape] for shape in lattice.weights},
    )


def likelier(lattice: Lattice, weights: Weights, null_penalty: float | None = None) -> Lattice:
    """Return `lattice` with the priors of the manner of translating under which the texts are likelier."""
    manners = [with_priors(lattice, priors, null_penalty) for priors in sparing(weights.priors)]
    return max(manners, key=lambda manner: float(manner.forward()[-1][-1]))
