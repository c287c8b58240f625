"""What goes in: one series of values, and the checks that refuse it in words."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.spc.profiles import SHORTEST_BASELINE

LARGEST = 1e150


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class SeriesError(ValueError):
    """A series that cannot be judged. `kind` is for programs, the text is a sentence for people.

    `index` is its place among the series that were judged together.
    """

    def __init__(self, kind: str, sentence: str, *, index: int = 0):
        super().__init__(sentence)
        self.kind = kind
        self.index = index


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row a period, in any order. A value of None or NaN is a period without a value."""

    dates: Sequence[date]
    values: Sequence[float | None]
    direction: str = Direction.NEUTRAL
    target: float | None = None
    steps: Collection[date] = ()
    """First days from which limits are calculated anew. Those that are no date of the series do nothing."""
    baseline: int | None = None
    """Limits rest on this many periods from the start of each step, missing ones counted; None is all."""


DIRECTIONS = frozenset(Direction)


def check(series: Series, *, index: int = 0) -> None:
    """Refuses what needs no look at the order of the rows. Raises SeriesError."""
    try:
        _check(series)
    except SeriesError as error:
        error.index = index
        raise


def _check(series: Series) -> None:
    if not len(series.dates):
        raise SeriesError("no_rows", "There are no rows. Give at least one date with its value.")
    if len(series.dates) != len(series.values):
        raise SeriesError(
            "lengths_differ",
            f"There are {len(series.dates)} dates but {len(series.values)} values. Give one value a date.",
        )
    if series.direction not in DIRECTIONS:
        raise SeriesError(
            "improvement_direction_unknown",
            f"“{series.direction}” is no direction. Use increase, decrease or neutral.",
        )
    if series.baseline is not None and not series.baseline >= SHORTEST_BASELINE:
        raise SeriesError(
            "fix_length_below_12",
            f"Limits cannot rest on {series.baseline} periods. Use {SHORTEST_BASELINE} or more, or all.",
        )
    if series.target is not None and not math.isfinite(series.target):
        raise SeriesError("target_not_a_number", "The target is no number. Give a number, or no target.")
