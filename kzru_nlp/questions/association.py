"""Measures of association and difference between frequencies, by the formulas that corpus linguistics uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Numbers = Any
"""Numbers or arrays of one shape."""


def log_likelihood(a: Numbers, b: Numbers, total_a: Numbers, total_b: Numbers) -> npt.NDArray[np.float64]:
    """Return G2 of a term that occurs `a` times in `total_a` words and `b` times in `total_b`.

    All four cells of the table count (Dunning 1993), through scipy's power divergence; Rayson and Garside's form
    leaves the two cells of the other words out and is a little smaller.

    >>> round(float(log_likelihood(100, 50, 10_000, 10_000)), 3)
    17.116
    """
    from scipy.stats import power_divergence

    a, b, total_a, total_b = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (a, b, total_a, total_b))
    )
    observed = np.stack([a, b, total_a - a, total_b - b])
    everything, term = total_a + total_b, a + b
    expected = np.stack(
        [
            total_a * term / everything,
            total_b * term / everything,
            total_a * (everything - term) / everything,
            total_b * (everything - term) / everything,
        ]
    )
    # A cell that is empty in both is no evidence; scipy would divide nothing by nothing.
    empty = expected == 0
    observed, expected = np.where(empty, 1.0, observed), np.where(empty, 1.0, expected)
    found = power_divergence(observed, expected, lambda_="log-likelihood", axis=0)
    return np.asarray(np.maximum(found.statistic, 0.0))


def p_value(g2: Numbers) -> npt.NDArray[np.float64]:
    """Return the probability of so large a G2 by chance (chi-squared, one degree of freedom)."""
    from scipy.stats import chi2

    return np.asarray(chi2.sf(g2, df=1))


def log_ratio(a: Numbers, b: Numbers, total_a: Numbers, total_b: Numbers) -> npt.NDArray[np.float64]:
    """Return the binary logarithm of the ratio of relative frequencies (Hardie 2014): 1 is twice as frequent.

    A count of none stands as a half, as Hardie does it.

    >>> float(log_ratio(40, 10, 1000, 1000))
    2.0
    """
    a, b = (np.where(np.asarray(x) == 0, 0.5, x) for x in (a, b))
    return np.asarray(np.log2((a / total_a) / (b / total_b)))


def mutual_information(
    joint: Numbers, node: Numbers, collocate: Numbers, total: Numbers
) -> npt.NDArray[np.float64]:
    """Return MI: the binary logarithm of how much oftener two words meet than by chance (Church and Hanks 1990)."""
    return np.asarray(
        np.log2(np.asarray(joint, dtype=float) * total / (np.asarray(node, dtype=float) * collocate))
    )


def log_dice(joint: Numbers, node: Numbers, collocate: Numbers) -> npt.NDArray[np.float64]:
    """Return logDice (Rychlý 2008): at most 14, independent of the corpus's size.

    >>> float(log_dice(10, 10, 10))
    14.0
    """
    return np.asarray(
        14 + np.log2(2 * np.asarray(joint, dtype=float) / (np.asarray(node, dtype=float) + collocate))
    )
