"""The series of one measure: which is shown, which lie beside it, and how a breakdown divides it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metrics.models import PeriodType, Series
from metrics.models.indicators import Calculation
from metrics.selectors.points import Point
from metrics.selectors.readings import SeriesReading
from metrics.values import period_words

MOST_BESIDE = 40
"""Series that are read beside the one that is shown; a page of more would help nobody."""
RHYTHMS = {
    PeriodType.MONTH: "monthly",
    PeriodType.QUARTER: "quarterly",
    PeriodType.ROLLING_QUARTER: "rolling three months",
    PeriodType.YEAR: "yearly",
    PeriodType.ROLLING_YEAR: "rolling twelve months",
    PeriodType.POINT: "at a moment",
    PeriodType.OTHER: "",
}
UNKNOWN = re.compile(r"\b(not (known|stated|recorded|specified)|unknown|unspecified|missing|invalid)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Of the series that is shown: the same for organisations and for wards, and its parts by dimension."""

    organisations: Sequence[Series]
    wards: Sequence[Series]
    parts: dict[str, list[Series]]

    @property
    def all(self) -> list[Series]:
        return [*self.organisations, *self.wards, *(one for some in self.parts.values() for one in some)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """`completeness` comes before the comparison: parts of half the people say nothing of the others."""

    dimension: str
    readings: Sequence[SeriesReading]

    @property
    def completeness(self) -> str:
        return completeness_words(self.dimension, self.readings)


def surroundings_of(shown: Series, ranked: Sequence[Series]) -> Surroundings:
    """Among `ranked`, series of the same kind; 40 of each at most."""
    alike = [one for one in ranked if _kind(one) == _kind(shown)]
    totals = [one for one in alike if not one.dimension]
    whose = (shown.organisation_id, shown.ward_id)
    parts: dict[str, list[Series]] = defaultdict(list)
    for one in alike:
        if one.dimension and (one.organisation_id, one.ward_id) == whose:
            parts[one.dimension].append(one)
    same_part = [one for one in alike if (one.dimension, one.category) == (shown.dimension, shown.category)]
    return Surroundings(
        organisations=[one for one in same_part if one.ward_id is None][:MOST_BESIDE],
        wards=[one for one in totals if one.ward_id and one.organisation_id == shown.organisation_id][
            :MOST_BESIDE
        ],
        parts={name: some[:MOST_BESIDE] for name, some in parts.items()},
    )


def _kind(series: Series) -> tuple:
    """What series must share to stand beside each other."""
    return (series.label, series.period_type, series.standing, series.basis)


def series_words(series: Series) -> str:
    """Whose values, of which part, under which label: Byron ward, NSCHT, 18 to 64, quarterly."""
    parts = (
        series.ward.name if series.ward else "",
        series.organisation.short_name or series.organisation.name,
        f"{series.dimension}: {series.category}" if series.dimension else "",
        series.label,
        RHYTHMS[series.period_type],
    )
    return ", ".join(filter(None, parts))


def completeness_words(dimension: str, readings: Sequence[SeriesReading]) -> str:
    """The share of a breakdown's newest period whose category is known, or why that cannot be told."""
    newest = max((one.latest.starts_on for one in readings if one.latest), default=None)
    if newest is None:
        return "No category has a value."
    points = [(one.series.category, _at(one, newest)) for one in readings]
    when = next(period_words(point.starts_on, point.ends_on) for _name, point in points if point)
    amounts = [(name, _amount(one, point)) for one, (name, point) in zip(readings, points, strict=True)]
    if any(amount is None for _name, amount in amounts):
        return f"In {when} a category is hidden or missing, so it cannot be told how complete the others are."
    if not any(UNKNOWN.search(name) for name, _amount in amounts):
        return f"Nothing is reported as not known, so it cannot be told how complete {dimension.lower()} is."
    total = sum(amount for _name, amount in amounts)
    known = sum(amount for name, amount in amounts if not UNKNOWN.search(name))
    if not total:
        return f"Nobody was counted in {when}."
    return f"{dimension} is known for {known / total:.0%} in {when} ({known:,.0f} of {total:,.0f})."


def _at(reading: SeriesReading, day: date) -> Point | None:
    return next((point for point in reversed(reading.points) if point.starts_on == day), None)


def _amount(reading: SeriesReading, point: Point | None) -> float | None:
    """How much a category stands for: its count, or what its ratio is out of."""
    if point is None or point.value is None:
        return None
    calculation = reading.series.indicator.calculation
    if calculation == Calculation.COUNT:
        return point.value
    return point.denominator if calculation == Calculation.RATIO else None
