"""What `make bench` runs: the time of the SPC engine beside a plain loop over points that does the same."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from statistics import fmean

from django.core.management.base import BaseCommand, CommandError

from ipqt.dates import add_months
from metrics.spc.engine import analyse_all
from metrics.spc.icons import assurance, variation
from metrics.spc.profiles import LIMIT, NEAR_LIMIT, NHSR, RUN, SCREEN, Profile
from metrics.spc.results import Group, Reading
from metrics.spc.rules import Rule
from metrics.spc.series import Series
from metrics.spc.words import describe

SERIES, POINTS, SEED = 1000, 36, 1


class Command(BaseCommand):
    help = "Time limits, rules, icons and words of many series, beside a plain loop in the same run."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--series", type=int, default=SERIES)
        parser.add_argument("--points", type=int, default=POINTS)
        parser.add_argument("--at-most", type=float, help="CPU seconds of the engine; more is an error")

    def handle(self, *args, **options):
        if options["series"] < 1 or options["points"] < 1:
            raise CommandError("Give at least 1 series and 1 point.")
        many = samples(series=options["series"], points=options["points"])
        engine, readings = timed(lambda: said(result.reading for result in analyse_all(many)), times=5)
        loop, expected = timed(lambda: said(plain_reading(each)[0] for each in many), times=1)
        if readings != expected:
            raise CommandError("The engine and the plain loop disagree: run the tests of the engine.")
        self.stdout.write(
            f"{options['series']:,} series of {options['points']:,} points: limits, rules, icons and words\n"
            f"Engine      {engine:.4f} s CPU (median of 5 runs)\n"
            f"Plain loop  {loop:.4f} s CPU\n"
            f"Ratio       {loop / engine:.1f}\n"
        )
        if options["at_most"] is not None and engine > options["at_most"]:
            raise CommandError(f"The engine took {engine:.4f} s, more than {options['at_most']} s.")


def samples(*, series: int, points: int) -> list[Series]:
    """Whole numbers about a mean, a few of them missing; the same on every run."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    dates = [add_months(date(2021, 4, 1), month) for month in range(points)]
    return [
        Series(
            dates=dates,
            values=[None if chance.random() < 0.02 else round(chance.gauss(50, 8)) for _ in dates],
            direction=chance.choice(("increase", "decrease", "neutral")),
            target=chance.choice((None, 30, 50, 75)),
        )
        for _ in range(series)
    ]


def said(readings: Iterable[Reading]) -> list[tuple[Reading, str]]:
    return [(reading, describe(reading).text) for reading in readings]


def timed(work: Callable[[], list], *, times: int) -> tuple[float, list]:
    """The median of the CPU seconds, and what came out."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        outcome = work()
        seconds.append(time.process_time() - start)
    return sorted(seconds)[len(seconds) // 2], outcome


def plain_reading(
    series: Series, *, profile: Profile = NHSR, mean: Callable[[list[float]], float] = fmean
) -> tuple[Reading, list[int]]:
    """The reading of one series and the cause of each point, by loops over single numbers."""
    dates, values = zip(*sorted(zip(series.dates, series.values, strict=True)), strict=True)
    starts = [row for row in range(len(dates)) if row == 0 or dates[row] in series.steps]
    number, causes, known = (
        int(dates[0] in series.steps),
        [],
        [value for value in values if value is not None],
    )
    for start, stop in zip(starts, [*starts[1:], len(dates)], strict=True):
        own, baseline = values[start:stop], series.baseline or len(dates)
        group = plain_group(own, baseline, number, start, len(known), profile, mean)
        causes += [plain_cause(own, row, group) for row in range(len(own))]
        number += 1
    last_known = max((row for row in range(len(dates)) if values[row] is not None), default=None)
    decided = {"direction": series.direction, "target": series.target, "profile": profile}
    reading = Reading(
        **decided,
        baseline=series.baseline,
        variation=variation(cause=causes[-1], direction=series.direction) if group.enough else None,
        assurance=assurance(**decided, lower=group.lower, upper=group.upper) if group.enough else None,
        cause=causes[-1],
        latest=values[-1],
        latest_date=dates[-1],
        last_known=None if last_known is None else values[last_known],
        last_known_date=None if last_known is None else dates[last_known],
        lowest=min(known, default=None),
        highest=max(known, default=None),
        periods=len(dates),
        values=len(known),
        group=group,
        group_since=dates[group.start] if group.number else None,
    )
    return reading, causes


def plain_group(own, baseline, number, start, series_values, profile, mean) -> Group:
    resting = own[:baseline]
    numbers = [value for value in resting if value is not None]
    ranges = []
    for before, after in pairwise(resting):
        if before is not None and after is not None:
            ranges.append(abs(after - before))
    centre, unscreened = mean(numbers) if numbers else None, mean(ranges) if ranges else None
    used = ranges
    if profile.screens_outliers:
        used = [size for size in ranges if size < SCREEN * unscreened]
    spread = mean(used) if used else None
    enough = series_values >= profile.points_for_limits and len(numbers) >= profile.points_for_step
    limited = enough and spread is not None
    return Group(
        number=number,
        start=start,
        stop=start + len(own),
        values=sum(value is not None for value in own),
        resting=len(numbers),
        screened=len(ranges) - len(used),
        enough=enough,
        is_short=len(own) < profile.short_group,
        mean=centre,
        spread=spread,
        spread_unscreened=unscreened,
        lower=centre - LIMIT * spread if limited else None,
        upper=centre + LIMIT * spread if limited else None,
        near_lower=centre - NEAR_LIMIT * spread if limited else None,
        near_upper=centre + NEAR_LIMIT * spread if limited else None,
    )


def plain_cause(own, row: int, group: Group) -> int:
    """The first rule that holds for one point, negative for a low or falling one."""
    if own[row] is None or not group.enough:
        return 0
    side = plain_side(own[row], group)
    if group.upper is not None and not group.lower <= own[row] <= group.upper:
        return Rule.OUTSIDE * side
    if plain_trend(own, row):
        ahead = row + 1 < len(own) and plain_trend(own, row + 1)
        rises = own[row + 1] > own[row] if ahead else own[row] > own[row - 1]
        return Rule.TREND if rises else -Rule.TREND
    if plain_close(own[row], group):
        for first in range(max(row - 2, 0), min(row, len(own) - 3) + 1):
            three = own[first : first + 3]
            same = [value is not None and plain_side(value, group) == side for value in three]
            if all(same) and sum(plain_close(value, group) for value in three) >= 2:
                return Rule.TWO_OF_THREE * side
    for first in range(max(row - RUN + 1, 0), min(row, len(own) - RUN) + 1):
        seven = own[first : first + RUN]
        if side and all(value is not None and plain_side(value, group) == side for value in seven):
            return Rule.SHIFT * side
    return 0


def plain_trend(own, row: int) -> bool:
    for first in range(max(row - RUN + 1, 0), min(row, len(own) - RUN) + 1):
        seven = own[first : first + RUN]
        if None in seven:
            continue
        steps = [after - before for before, after in pairwise(seven)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            return True
    return False


def plain_side(value: float, group: Group) -> int:
    return (value > group.mean) - (value < group.mean)


def plain_close(value: float, group: Group) -> bool:
    if group.upper is None or not group.lower <= value <= group.upper:
        return False
    return not group.near_lower <= value <= group.near_upper
