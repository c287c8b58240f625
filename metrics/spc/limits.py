"""Mean, moving ranges and limits of many groups of one length at once: a column a group, a row a period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metrics.spc.means import column_means
from metrics.spc.profiles import LIMIT, NEAR_LIMIT, SCREEN, Profile

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """One entry a group, but for the two blocks of moving ranges. NaN is none."""

    mean: Floats
    spread: Floats
    """Mean moving range, after screening."""
    spread_unscreened: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats
    moving_range: Floats
    moving_range_used: Floats
    resting: NDArray[np.int64]
    """How many values the limits rest on."""
    enough: Flags
    """Whether the profile finds the values enough to draw limits and to judge."""


def limits(
    values: Floats, *, baseline: NDArray[np.int64], series_values: NDArray[np.int64], profile: Profile
) -> Limits:
    """`baseline`: periods that limits rest on; `series_values`: values in the whole series of each group."""
    resting = np.where(np.arange(len(values))[:, None] < baseline, values, np.nan)
    mean = column_means(resting)
    ranges = np.full_like(values, np.nan)
    np.abs(resting[1:] - resting[:-1], out=ranges[1:])
    unscreened = spread = column_means(ranges)
    used = ranges
    if profile.screens_outliers:
        used = np.where(ranges < SCREEN * unscreened, ranges, np.nan)
        spread = column_means(used)
    count = (~np.isnan(resting)).sum(axis=0)
    enough = (series_values >= profile.points_for_limits) & (count >= profile.points_for_step)
    to_limit = np.where(enough, LIMIT * spread, np.nan)
    to_near_limit = np.where(enough, NEAR_LIMIT * spread, np.nan)
    return Limits(
        mean=mean,
        spread=spread,
        spread_unscreened=unscreened,
        lower=mean - to_limit,
        upper=mean + to_limit,
        near_lower=mean - to_near_limit,
        near_upper=mean + to_near_limit,
        moving_range=ranges,
        moving_range_used=used,
        resting=count,
        enough=enough,
    )
