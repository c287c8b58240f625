"""Values of a whole from those of its parts. Pure.

Ratios come from the sums of numerators and denominators, never from averages of ratios: a trust with ten beds
does not count like one with a hundred.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ipqt.dates import listed
from metrics.models import Indicator, ValueStatus
from metrics.models.indicators import Calculation
from metrics.selectors.points import Point

Span = tuple[date, date]
ADDED = "Added up here from its parts."


def rolled_up(parts: Mapping[str, Sequence[Point]], *, indicator: Indicator) -> list[Point]:
    """The points of the whole, oldest first, from the points of each part by its name.

    None at all where the indicator cannot be rolled up. Where a part is missing, the whole has no value for
    that period, and its status and note say why. Only what may be seen is added up.
    """
    if indicator.calculation == Calculation.OTHER or not parts:
        return []
    by_span: dict[Span, dict[str, Point]] = defaultdict(dict)
    for name, points in parts.items():
        for point in points:
            by_span[point.starts_on, point.ends_on][name] = point
    return [_whole(span, by_span[span], names=list(parts), indicator=indicator) for span in sorted(by_span)]


def _whole(span: Span, found: Mapping[str, Point], *, names: Sequence[str], indicator: Indicator) -> Point:
    is_ratio = indicator.calculation == Calculation.RATIO
    there = {name: one for name, one in found.items() if one.status != ValueStatus.NOT_APPLICABLE}
    if missing := _missing(there, names=[name for name in names if name not in found], is_ratio=is_ratio):
        return _without_value(span, *missing)
    above = [one.numerator if is_ratio else one.value for one in there.values()]
    below = math.fsum(one.denominator for one in there.values()) if is_ratio else None
    if not there or below == 0:
        return _without_value(span, ValueStatus.NOT_APPLICABLE, "There is nothing to count.")
    total = math.fsum(above)
    provisional = any(one.is_provisional for one in there.values())
    return Point(
        starts_on=span[0],
        ends_on=span[1],
        value=indicator.factor * total / below if is_ratio else total,
        numerator=total if is_ratio else None,
        denominator=below,
        status=(ValueStatus.PROVISIONAL if provisional else ValueStatus.REPORTED).value,
        rounded_to=max(one.rounded_to for one in there.values()),
        note=ADDED,
    )


def _missing(
    there: Mapping[str, Point], *, names: Sequence[str], is_ratio: bool
) -> tuple[ValueStatus, str] | None:
    """Why there is no value for the whole, with the parts that it is for; None where every part is there."""
    hidden = [name for name, one in there.items() if one.status == ValueStatus.SUPPRESSED]
    if hidden:
        return ValueStatus.SUPPRESSED, f"Suppressed for {listed(hidden)}."
    silent = [*names, *(name for name, one in there.items() if one.value is None)]
    if silent:
        return ValueStatus.NOT_REPORTED, f"Not reported for {listed(silent)}."
    bare = [name for name, one in there.items() if None in (one.numerator, one.denominator)]
    if is_ratio and bare:
        return ValueStatus.NOT_REPORTED, f"Numerator and denominator are missing for {listed(bare)}."
    return None


def _without_value(span: Span, status: ValueStatus, note: str) -> Point:
    return Point(
        starts_on=span[0],
        ends_on=span[1],
        value=None,
        numerator=None,
        denominator=None,
        status=status.value,
        note=note,
    )
