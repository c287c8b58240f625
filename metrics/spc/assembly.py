"""Cuts what was computed side by side back into one result a series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from metrics.spc.icons import assurance, variation
from metrics.spc.limits import Limits
from metrics.spc.profiles import Profile
from metrics.spc.results import Group, Reading, Result
from metrics.spc.rules import Signals
from metrics.spc.series import Series
from metrics.spc.stack import Stack

RANGES = ("moving_range", "moving_range_used")
FLAGS = ("outside", "close", "trend", "two_of_three", "shift")
COUNTS = ("values", "resting", "screened", "enough")
CODES = ("side", "cause")
LINES = ("mean", "spread", "spread_unscreened", "lower", "upper", "near_lower", "near_upper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Every field of the points (one entry a row of the stack) and of the groups (one entry a group)."""

    points: dict[str, NDArray]
    lines: dict[str, NDArray]
    counts: dict[str, NDArray]

    @classmethod
    def empty(cls, *, points: int, groups: int) -> Judged:
        types = dict.fromkeys(RANGES, float) | dict.fromkeys(FLAGS, bool) | dict.fromkeys(CODES, np.int8)
        return cls(
            points={name: np.empty(points, dtype=dtype) for name, dtype in types.items()},
            lines={name: np.empty(groups) for name in LINES},
            counts={name: np.empty(groups, dtype=np.int64) for name in COUNTS},
        )

    def keep(self, *, rows: NDArray, which: NDArray, lines: Limits, found: Signals, known: NDArray) -> None:
        """Puts a block in its place: `rows` of the stack, `which` groups."""
        for name, column in self.points.items():
            column[rows] = getattr(lines if name in RANGES else found, name)
        for name, entries in self.lines.items():
            entries[which] = getattr(lines, name)
        left_out = np.isnan(lines.moving_range_used) & ~np.isnan(lines.moving_range)
        self.counts["values"][which] = known.sum(axis=0)
        self.counts["screened"][which] = left_out.sum(axis=0)
        self.counts["resting"][which] = lines.resting
        self.counts["enough"][which] = lines.enough


def assemble(many: Sequence[Series], laid: Stack, judged: Judged, *, profile: Profile) -> list[Result]:
    groups = list(_groups(laid, judged, profile))
    first_group = np.flatnonzero(np.diff(laid.owner, prepend=-1)).tolist()
    firsts = laid.first_row[:-1]
    lowest = _without_nan(np.fmin.reduceat(laid.values, firsts))
    highest = _without_nan(np.fmax.reduceat(laid.values, firsts))
    results = []
    for index, ((start, stop), own) in enumerate(
        zip(pairwise(laid.first_row), pairwise([*first_group, len(groups)]), strict=True)
    ):
        points = {name: column[start:stop] for name, column in judged.points.items()}
        result = Result(
            reading=_reading(
                many[index],
                laid.dates[index],
                laid.values[start:stop],
                groups=groups[slice(*own)],
                cause=int(points["cause"][-1]),
                extremes=(lowest[index], highest[index]),
                profile=profile,
            ),
            groups=tuple(groups[slice(*own)]),
            dates=laid.dates[index],
            values=laid.values[start:stop],
            **points,
        )
        results.append(result)
    return results


def _groups(laid: Stack, judged: Judged, profile: Profile) -> Iterator[Group]:
    starts = (laid.start - np.array(laid.first_row)[laid.owner]).tolist()
    lines = zip(*(_without_nan(judged.lines[name]) for name in LINES), strict=True)
    counts = zip(*(judged.counts[name].tolist() for name in COUNTS), strict=True)
    for number, start, length, line, (values, resting, screened, enough) in zip(
        laid.number, starts, laid.length.tolist(), lines, counts, strict=True
    ):
        yield Group(
            number=number,
            start=start,
            stop=start + length,
            values=values,
            resting=resting,
            screened=screened,
            enough=bool(enough),
            is_short=length < profile.short_group,
            **dict(zip(LINES, line, strict=True)),
        )


def _reading(
    series: Series,
    dates: Sequence[date],
    values: NDArray[np.float64],
    *,
    groups: Sequence[Group],
    cause: int,
    extremes: tuple[float | None, float | None],
    profile: Profile,
) -> Reading:
    group, known = groups[-1], sum(each.values for each in groups)
    last = last_known = len(dates) - 1
    if known < len(dates):
        last_known = int(np.flatnonzero(~np.isnan(values))[-1]) if known else None
    latest = None if last_known is None else float(values[last_known])
    decided = {"direction": series.direction, "target": series.target, "profile": profile}
    return Reading(
        **decided,
        baseline=series.baseline,
        variation=variation(cause=cause, direction=series.direction) if group.enough else None,
        assurance=assurance(**decided, lower=group.lower, upper=group.upper) if group.enough else None,
        cause=cause,
        latest=latest if last_known == last else None,
        latest_date=dates[last],
        last_known=latest,
        last_known_date=None if last_known is None else dates[last_known],
        lowest=extremes[0],
        highest=extremes[1],
        periods=len(dates),
        values=known,
        group=group,
        group_since=dates[group.start] if group.number else None,
    )


def _without_nan(numbers: NDArray[np.float64]) -> list[float | None]:
    return [None if number != number else number for number in numbers.tolist()]
