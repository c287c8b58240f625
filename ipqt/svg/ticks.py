"""Where an axis is marked, and with which words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from ipqt.dates import add_months
from ipqt.svg.scales import Scale
from ipqt.svg.values import days, moment

STEPS_IN_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
MOST_TICKS = 200
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """`line` is where the axis is marked, `label` where its words stand."""

    line: float
    label: float
    text: str


def ticks_of(axis: dict, scale: Scale, *, room: float) -> list[Tick]:
    """Marks from low to high; `room` is how many pixels one label wants."""
    if axis.get("tickvals") is not None:
        return _given(axis, scale)
    if scale.kind == "category":
        return [Tick(place, place, name) for name, place in scale.categories.items()]
    low, high = min(scale.low, scale.high), max(scale.low, scale.high)
    most = max(2, abs(scale.last - scale.first) / room)
    if scale.kind == "date":
        return _dates(axis, low, high, most)
    return _numbers(axis, low, high, most)


def _given(axis: dict, scale: Scale) -> list[Tick]:
    values = list(axis["tickvals"])
    texts = list(axis.get("ticktext") or [])
    ticks = []
    for index, value in enumerate(values):
        place = scale.place(value)
        if place is not None:
            ticks.append(Tick(place, place, str(texts[index] if index < len(texts) else value)))
    return ticks


def _numbers(axis: dict, low: float, high: float, most: float) -> list[Tick]:
    step = axis.get("dtick") or nice_step((high - low) / most)
    if (high - low) / step > MOST_TICKS:
        step = nice_step((high - low) / most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [Tick(n * step, n * step, number_words(n * step, step, axis)) for n in range(first, last + 1)]


def nice_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not under `least`."""
    power = 10 ** math.floor(math.log10(least))
    return next(nice * power for nice in (1, 2, 5, 10) if nice * power >= least * (1 - 1e-9))


def number_words(value: float, step: float, axis: dict) -> str:
    """1,500 or 0.25: as many decimals as the step needs, or as the axis asks."""
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    words = format(value + 0.0, axis.get("tickformat") or f",.{decimals}f")
    return f"{axis.get('tickprefix') or ''}{words}{axis.get('ticksuffix') or ''}"


def _dates(axis: dict, low: float, high: float, most: float) -> list[Tick]:
    months = _months(axis.get("dtick"), low, high, most)
    starts = list(_month_starts(axis, low, high, months)) if months else list(_day_starts(low, high, most))
    usual = "%Y" if months >= 12 else "%b\n%Y" if months else "%-d %b\n%Y"
    pattern = axis.get("tickformat") or usual
    centred = axis.get("ticklabelmode") == "period"
    ticks, year = [], ""
    for start, end in pairwise(starts):
        label = (start + end) / 2 if centred else start
        if low - 0.01 <= label <= high + 0.01:
            text, year = _date_words(moment(start), pattern, year)
            ticks.append(Tick(start, label, text))
    return ticks


def _months(dtick: object, low: float, high: float, most: float) -> int:
    """Months between marks; 0 where marks are days apart."""
    if isinstance(dtick, str) and dtick[:1] == "M" and dtick[1:].isdigit():
        wanted = int(dtick[1:]) or 1
        if (high - low) / 30 / wanted <= MOST_TICKS:
            return wanted
    if high - low < 45:
        return 0
    return next((step for step in STEPS_IN_MONTHS if (high - low) / 30.4 / step <= most), STEPS_IN_MONTHS[-1])


def _month_starts(axis: dict, low: float, high: float, months: int) -> Iterator[float]:
    """Firsts of months from before `low` to after `high`, in step with `tick0` or else with 1 April."""
    anchor = days(axis.get("tick0")) if axis.get("tick0") else None
    base = moment(anchor).date() if anchor is not None else date(2000, 4, 1)
    begin = moment(low).date()
    gap = (begin.year - base.year) * 12 + begin.month - base.month
    count, day = math.floor(gap / months) * months, low
    while day <= high:
        day = float((add_months(base, count) - _EPOCH).days)
        yield day
        count += months


def _day_starts(low: float, high: float, most: float) -> Iterator[float]:
    step = max(1, math.ceil((high - low) / most))
    day = math.ceil(low)
    while day <= high + step:
        yield day
        day += step


def _date_words(day: datetime, pattern: str, year: str) -> tuple[str, str]:
    """Words of a mark; the second line of a pattern, such as the year, only where it changes."""
    first, _, second = pattern.partition("\n")
    text, below = day.strftime(first), day.strftime(second) if second else ""
    return (f"{text}<br>{below}" if below and below != year else text), below
