"""Where the fit of the aligner's weights starts, and what it is held near."""

from __future__ import annotations

from collections.abc import Mapping

from kzru_nlp.alignment.evidence import LONG_NAME, OWN_RATES
from kzru_nlp.alignment.lattice import Shape
from kzru_nlp.alignment.weights import Length, Weights

KINDS = ("number", "numeral", "concept", "name", "word", "term", "link", "mark")
START = 0.6
"""Weight of evidence that the fit starts from, and is held near."""
START_PRIORS: Mapping[str, Mapping[Shape, float]] = {
    "free": {(1, 1): .777, (1, 0): .05, (0, 1): .05, (1, 2): .06, (2, 1): .06, (2, 2): .0001, (1, 3): .001, (3, 1): .001},
    "literal": {
        (1, 1): .9705, (1, 0): .012, (0, 1): .012, (1, 2): .002, (2, 1): .002, (2, 2): .0001, (1, 3): .0005,
        (3, 1): .0005,
    },
}  # fmt: skip
"""Near the frequencies of Gale and Church (1993), with the omissions of abstracts; and of plain translations, which
leave a sentence out more often than they merge two."""
NAME_CHANCE = (0.05, 0.05, 0.03, 0.012, 0.005, 0.002)
"""Rate at which an unrelated sentence holds a skeleton that matches one of 0, 1, 2, 3, 4, 5+ consonants."""
START_WEIGHTS = Weights(
    answered={
        "number": 0.95, "number.small": 0.95, "numeral": 0.8, "numeral.small": 0.7, "concept": 0.8, "mark": 0.8, "link": 0.4,
        "term": 0.6, **{f"term.{pos}": 0.6 for pos in sorted(OWN_RATES)},
        **{f"name.{size}": 0.85 for size in range(LONG_NAME + 1)}, **{f"word.{size}": 0.3 for size in range(LONG_NAME + 1)},
    },
    chance={
        "number": 0.005, "number.small": 0.05, "numeral": 0.01, "numeral.small": 0.05, "concept": 0.01, "mark": 0.15,
        "link": 0.15, "term": 0.03, **{f"term.{pos}": 0.03 for pos in sorted(OWN_RATES)},
        **{f"name.{size}": rate for size, rate in enumerate(NAME_CHANCE)},
        **{f"word.{size}": 2 * rate for size, rate in enumerate(NAME_CHANCE)},
    },
    gain=dict.fromkeys(KINDS, START),
    gap=dict.fromkeys(KINDS, START),
    fit=1.0,
    length=Length(
        ratio={"tr": 0.0, "en": -0.05, "ru": 0.05}, ratio_sentences=5.0, spread=0.012, spread_short=2.4, outliers=0.03,
        outlier_sd=0.7, background_sd=0.6,
    ),
    priors={},
    caution=0.9,
)  # fmt: skip
"""Where the fit starts; rates of classes that our corpus hardly shows stay near these."""
