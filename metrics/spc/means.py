"""Means that are rounded once.

The reference adds in a wider type than ours and rounds at the end. `sum() / n` and `numpy.mean` round on the
way: the mean of 0.1, 0.1, 0.1 is then not 0.1, and a series that never changes would be full of signals.
The sum here is kept as two floats, so the result is the same also on machines that have no wider type.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SPLIT = 2.0**27 + 1


def column_means(block: Floats) -> Floats:
    """The mean of each column without its missing values (NaN); NaN where a column has no value."""
    known = ~np.isnan(block)
    count = known.sum(axis=0)
    total, rest = np.zeros(block.shape[1]), np.zeros(block.shape[1])
    for row in np.where(known, block, 0.0):
        total, lost = _add(total, row)
        rest += lost
    total, rest = _add(total, rest)
    mean = total / count
    high, low = _times(mean, count)
    return mean + (((total - high) - low) + rest) / count


def _add(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """The rounded sum, and what rounding took from it (Knuth's two-sum)."""
    total = one + other
    added = total - one
    return total, (one - (total - added)) + (other - added)


def _times(number: Floats, count: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Two floats that add up to the exact product; `count` is below 2 to the power of 26 (Dekker's split)."""
    wide = number * SPLIT
    high = wide - (wide - number)
    return high * count, (number - high) * count
