"""How a cost grows with a size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of log cost over log size by least squares.

    >>> round(exponent([(1, 3), (10, 30), (100, 300)]), 3)
    1.0
    """
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def exponent_beyond_start(points: Sequence[tuple[float, float]]) -> float:
    """Return the exponent of what each further unit of size costs, so that the cost of starting has no part in it.

    The cost per unit between two sizes stands at their geometric middle; three points are needed at least.

    >>> round(exponent_beyond_start([(10, 12), (30, 32), (100, 102)]), 3)
    1.0
    """
    steps = [
        (math.sqrt(a * b), max(cost_b - cost_a, 1e-9) / (b - a))
        for (a, cost_a), (b, cost_b) in pairwise(points)
    ]
    return 1 + exponent(steps)
