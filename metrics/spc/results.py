"""What comes out: one result a series, from which chart, icons, words and files all read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from metrics.spc.icons import Assurance, PointType, Variation, point_type
from metrics.spc.limits import Flags, Floats
from metrics.spc.profiles import Profile


class Footing(StrEnum):
    """What limits stand on, or why there are none."""

    LIMITS = "limits"
    NO_VALUES = "no values"
    TOO_FEW = "too few values"
    NO_NEIGHBOURS = "no two neighbouring values"
    NO_SPREAD = "no variation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The periods from one step to the next, which share their limits: `start` to before `stop`."""

    number: int
    """From 0, or from 1 where the series starts with a step."""
    start: int
    stop: int
    values: int
    resting: int
    """Values that the limits rest on."""
    screened: int
    """Moving ranges that were left out as outliers."""
    enough: bool
    """Whether the profile finds enough values to draw limits and to judge."""
    is_short: bool
    mean: float | None
    spread: float | None
    """Mean moving range, after screening."""
    spread_unscreened: float | None
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None

    @property
    def footing(self) -> Footing:
        if not self.values:
            return Footing.NO_VALUES
        if not self.enough:
            return Footing.TOO_FEW
        if self.upper is not None:
            return Footing.LIMITS
        return Footing.NO_NEIGHBOURS if self.spread_unscreened is None else Footing.NO_SPREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The facts about a series as of its latest period: all that icons and words need."""

    profile: Profile
    direction: str
    target: float | None
    baseline: int | None
    variation: Variation | None
    """None where the profile finds too few values to judge."""
    assurance: Assurance | None
    """None where there is no target, no better direction, or too few values to judge."""
    cause: int
    """Of the latest period: see `rules.Rule`; negative for low or falling."""
    latest: float | None
    latest_date: date
    last_known: float | None
    last_known_date: date | None
    lowest: float | None
    highest: float | None
    periods: int
    values: int
    group: Group
    """The latest, by whose limits the latest period is judged."""
    group_since: date | None
    """The step at which it starts; None where it starts with the series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One series judged, oldest period first. The arrays have one entry a period; NaN is none."""

    reading: Reading
    groups: tuple[Group, ...]
    dates: Sequence[date]
    values: Floats
    moving_range: Floats
    moving_range_used: Floats
    side: NDArray[np.int8]
    outside: Flags
    close: Flags
    trend: Flags
    two_of_three: Flags
    shift: Flags
    cause: NDArray[np.int8]

    @property
    def profile(self) -> Profile:
        return self.reading.profile

    @property
    def point_types(self) -> list[PointType]:
        return [point_type(cause=cause, direction=self.reading.direction) for cause in self.cause.tolist()]

    def each_period(self, field: str) -> list:
        """A field of the groups (mean, lower, upper, number), once for every period: the line of a chart."""
        return [getattr(group, field) for group in self.groups for _ in range(group.start, group.stop)]
