"""How measures write their values and periods: one way for pages, charts, sentences and files. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ipqt.dates import day_words, financial_year, last_of_month, span_words
from metrics.spc.wording import Wording

if TYPE_CHECKING:
    from metrics.models import Indicator
    from metrics.selectors.points import Point
    from metrics.selectors.readings import SeriesReading

POUND, PERCENT = "£", "%"
BARE_UNITS = frozenset(("", "count", "number", "ratio"))
"""Units that say nothing beside the number."""
ONE_OF = {"people": "person"}


def number_words(value: float, *, unit: str, decimals: int) -> str:
    """24.5%, £1,234, 37 people, 1 person, 1.2 per 1,000 bed days, 26 of 40."""
    number = f"{value:z,.{decimals}f}"
    if unit == POUND:
        return f"-£{number[1:]}" if number.startswith("-") else f"£{number}"
    if unit == PERCENT:
        return f"{number}%"
    if unit in BARE_UNITS:
        return number
    return f"{number} {_one_of(unit) if number == '1' else unit}"


def value_words(point: Point, indicator: Indicator) -> str:
    """The value with its unit, or the words for what stands in its place: Suppressed, Not reported."""
    if point.value is None:
        return point.status_words
    return number_words(point.value, unit=indicator.unit, decimals=indicator.decimals)


def period_words(starts_on: date, ends_on: date) -> str:
    """May 2025, April to June 2025, 2024/25 or 31 May 2025: no longer than the period needs."""
    if starts_on == ends_on:
        return day_words(ends_on)
    if starts_on.day != 1 or ends_on != last_of_month(ends_on):
        return f"{day_words(starts_on)} to {day_words(ends_on)}"
    if starts_on.month == 4 and ends_on == last_of_month(date(starts_on.year + 1, 3, 1)):
        return financial_year(starts_on)
    return span_words(starts_on, ends_on, "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesWording(Wording):
    """The numbers of a series with their unit where people expect it."""

    def number(self, number: float, *, decimals: int | None = None) -> str:
        return number_words(number, unit=self.unit, decimals=self.decimals if decimals is None else decimals)


def wording_of(reading: SeriesReading) -> SeriesWording:
    """For `spc.words.describe`, so that its sentences write what the chart and the table write."""
    periods = {point.starts_on: period_words(point.starts_on, point.ends_on) for point in reading.points}
    indicator = reading.series.indicator
    return SeriesWording(decimals=indicator.decimals, unit=indicator.unit, period=periods.__getitem__)


def _one_of(unit: str) -> str:
    """The unit of a single one: 1 bed day. Rates keep theirs."""
    if unit.startswith("per "):
        return unit
    return ONE_OF.get(unit, unit.removesuffix("s"))
