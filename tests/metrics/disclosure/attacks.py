"""Ways to rebuild what is hidden. They share no code with what they attack."""

from fractions import Fraction

import numpy as np


def reduced(rows):
    """Gaussian elimination over exact fractions: rows of coefficients and right side, by their pivots."""
    pivots = {}
    for row in rows:
        for column, pivot in pivots.items():
            if row[column]:
                row = subtract(row, pivot, row[column])
        column = next((place for place, number in enumerate(row[:-1]) if number), None)
        if column is None:
            continue
        if row[column] != 1:
            row = [Fraction(number) / row[column] for number in row]
        for other, pivot in pivots.items():
            if pivot[column]:
                pivots[other] = subtract(pivot, row, pivot[column])
        pivots[column] = row
    return pivots


def subtract(row, other, times):
    return [one - times * two if two else one for one, two in zip(row, other, strict=True)]


def bounded(pivots, size):
    """The least and most of every atom, from the reduced rows and from none being negative."""
    low, high = [Fraction(0)] * size, [None] * size
    for _round in range(size):
        before = (list(low), list(high))
        for *row, right in pivots.values():
            for place, number in enumerate(row):
                if number:
                    narrow(place, number, row, right, low, high)
        if before == (low, high):
            break
    return low, high


def narrow(place, number, row, right, low, high):
    rest_low, rest_high = Fraction(0), Fraction(0)
    for other, times in enumerate(row):
        if not times or other == place:
            continue
        one, two = (low[other], high[other]) if times > 0 else (high[other], low[other])
        rest_low = None if rest_low is None or one is None else rest_low + times * one
        rest_high = None if rest_high is None or two is None else rest_high + times * two
    ends = [None if rest is None else Fraction(right - rest) / number for rest in (rest_high, rest_low)]
    least, most = ends if number > 0 else reversed(ends)
    if least is not None:
        low[place] = max(low[place], least)
    if most is not None:
        high[place] = most if high[place] is None else min(high[place], most)


def worked_out(published, hidden, *, size):
    """Which hidden sums follow from the published ones: rows of 0 and 1 over `size` atoms, with amounts."""
    pivots = reduced([*row, amount] for row, amount in published)
    low, high = bounded(pivots, size)
    found = []
    for row, amount in hidden:
        rest = [*row, 0]
        for column, pivot in pivots.items():
            if rest[column]:
                rest = subtract(rest, pivot, rest[column])
        if not any(rest[:-1]):
            assert -rest[-1] == amount
            found.append(amount)
        elif all(
            high[place] is not None and low[place] == high[place] for place, one in enumerate(row) if one
        ):
            found.append(amount)
    return found


def every_table(atoms, most):
    """Every table of small numbers, one row a table, one column an atom."""
    grid = np.indices((most + 1,) * atoms, dtype=np.int16)
    return grid.reshape(atoms, -1).T
