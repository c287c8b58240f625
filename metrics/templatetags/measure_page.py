"""Values, periods and small lines on the page of a measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django import template

from metrics.models.indicators import Calculation
from metrics.sparkline import shared_reach, sparkline
from metrics.spc_chart.points import lost_words
from metrics.values import number_words, period_words, value_words

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from metrics.models import Indicator, Target
    from metrics.selectors.points import Point
    from metrics.selectors.readings import SeriesReading

register = template.Library()


@register.filter
def period(point: Point) -> str:
    return period_words(point.starts_on, point.ends_on)


@register.simple_tag
def value(point: Point | None, indicator: Indicator) -> str:
    """The value in words, or what stands in its place; none for a period that was not known of."""
    if point is None:
        return "Nothing"
    return value_words(point, indicator) if point.is_known else lost_words(point)


@register.simple_tag
def target_value(target: Target, indicator: Indicator) -> str:
    return number_words(target.value, unit=indicator.unit, decimals=indicator.decimals)


@register.filter
def reach(readings: Sequence[SeriesReading]) -> list[float]:
    """What lines side by side share as their scale; nothing for counts, which no scale compares."""
    counts = readings[0].series.indicator.calculation == Calculation.COUNT
    return [] if counts else shared_reach(readings)


@register.simple_tag
def small_line(reading: SeriesReading, scale: Sequence[float]) -> SafeString:
    return sparkline(reading, reach=scale)


@register.simple_tag
def period_from(points: Sequence[Point], day: date) -> str:
    """The first period that begins on a day or after, as the form names it; empty where there is none."""
    return next((point.starts_on.isoformat() for point in points[1:] if point.starts_on >= day), "")
