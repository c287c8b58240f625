"""Many series laid end to end and cut into groups, so that groups of one length are computed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

from metrics.spc.series import LARGEST, Series, SeriesError, check


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    dates: list[Sequence[date]]
    """Of each series, oldest first."""
    values: NDArray[np.float64]
    """Of all series, in the order of `dates`; NaN where missing."""
    first_row: list[int]
    """Where each series starts, and where the last one ends."""
    owner: NDArray[np.int64]
    """The series of each group. Groups of one series follow each other, oldest first."""
    start: NDArray[np.int64]
    length: NDArray[np.int64]
    number: list[int]
    """From 0 in each series, or from 1 where its first row is a step."""
    baseline: NDArray[np.int64]


def stack(many: Sequence[Series]) -> Stack:
    """Takes one series or more. Raises SeriesError for one that cannot be judged."""
    for index, series in enumerate(many):
        check(series, index=index)
    first_row = list(accumulate((len(series.dates) for series in many), initial=0))
    values = np.array(list(chain.from_iterable(series.values for series in many)), dtype=np.float64)
    dates = [series.dates for series in many]
    _sort(dates, values, first_row)
    _refuse_infinite(values, first_row)
    groups = [group for index, series in enumerate(many) for group in _groups(index, series, dates[index])]
    owner, offset, length, number, baseline = zip(*groups, strict=True)
    owners = np.array(owner, dtype=np.int64)
    return Stack(
        dates=dates,
        values=values,
        first_row=first_row,
        owner=owners,
        start=np.array(first_row)[owners] + np.array(offset, dtype=np.int64),
        length=np.array(length, dtype=np.int64),
        number=list(number),
        baseline=np.array(baseline, dtype=np.int64),
    )


def _sort(dates: list[Sequence[date]], values: NDArray[np.float64], first_row: list[int]) -> None:
    """Puts each series in order, in place; most are. Raises SeriesError for a date that comes twice."""
    days = np.fromiter(map(date.toordinal, chain.from_iterable(dates)), dtype=np.int64, count=len(values))
    first_of_pair = np.flatnonzero(days[1:] <= days[:-1])
    owners = np.searchsorted(first_row, first_of_pair, side="right") - 1
    inside = first_of_pair + 1 < np.array(first_row)[owners + 1]
    for index in dict.fromkeys(owners[inside].tolist()):
        rows = slice(first_row[index], first_row[index + 1])
        order = np.argsort(days[rows], kind="stable")
        dates[index] = [dates[index][row] for row in order]
        values[rows] = values[rows][order]
        days[rows] = days[rows][order]
        twice = np.flatnonzero(days[rows][1:] == days[rows][:-1])
        if len(twice):
            day = dates[index][twice[0]]
            raise SeriesError("duplicate_dates", f"{day} comes twice. Give each date once.", index=index)


def _refuse_infinite(values: NDArray[np.float64], first_row: list[int]) -> None:
    rows = np.flatnonzero(np.abs(values) > LARGEST)
    if len(rows):
        raise SeriesError(
            "value_not_a_number",
            "A value is infinite or far too large. Give numbers, or no value.",
            index=int(np.searchsorted(first_row, rows[0], side="right")) - 1,
        )


def _groups(index: int, series: Series, dates: Sequence[date]) -> list[tuple[int, int, int, int, int]]:
    """Series, offset, length, number and baseline of each of its groups."""
    rows = len(dates)
    if not series.steps:
        return [(index, 0, rows, 0, _baseline(series, rows))]
    steps = frozenset(series.steps)
    starts = [row for row, day in enumerate(dates) if row and day in steps]
    number = 1 if dates[0] in steps else 0
    bounds = [0, *starts, rows]
    return [
        (index, start, stop - start, number + at, _baseline(series, stop - start))
        for at, (start, stop) in enumerate(pairwise(bounds))
    ]


def _baseline(series: Series, rows: int) -> int:
    return rows if series.baseline is None else min(int(series.baseline), rows)
