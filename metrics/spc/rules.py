"""The four rules that tell a signal from usual variation, for many groups of one length at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from metrics.spc.limits import Flags, Floats, Limits
from metrics.spc.profiles import RUN


class Rule(IntEnum):
    """In order of rank: a point that fulfils several is called by the first."""

    NONE = 0
    OUTSIDE = 1
    TREND = 2
    TWO_OF_THREE = 3
    SHIFT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """One row a period, one column a group. What a missing value or limit leaves undecided is False."""

    side: NDArray[np.int8]
    """1 above the mean, -1 below, 0 on it or missing."""
    outside: Flags
    close: Flags
    """Not outside, but beyond two thirds of the way to a limit."""
    trend: Flags
    two_of_three: Flags
    shift: Flags
    cause: NDArray[np.int8]
    """The rule that names the point, negative for a low or falling one: -2 is a falling trend."""


def signals(values: Floats, limits: Limits) -> Signals:
    """A missing value fulfils no rule and breaks every run."""
    above, below = values > limits.mean, values < limits.mean
    high, low = values > limits.upper, values < limits.lower
    outside = high | low
    close = ~outside & ((values > limits.near_upper) | (values < limits.near_lower))
    trend, rising = _trend(values)
    two_of_three = close & (_two_of_three(above, close) | _two_of_three(below, close))
    shift = _in_run(above, RUN) | _in_run(below, RUN)
    for flags in (trend, two_of_three, shift):
        flags &= limits.enough
    rule = np.where(shift, np.int8(Rule.SHIFT), np.int8(Rule.NONE))
    for flags, code in ((two_of_three, Rule.TWO_OF_THREE), (trend, Rule.TREND), (outside, Rule.OUTSIDE)):
        rule[flags] = code
    goes_up = np.where(trend & ~outside, rising, above)
    return Signals(
        side=above.astype(np.int8) - below,
        outside=outside,
        close=close,
        trend=trend,
        two_of_three=two_of_three,
        shift=shift,
        cause=np.where(goes_up, rule, -rule),
    )


def _trend(values: Floats) -> tuple[Flags, Flags]:
    """Which periods belong to a trend, and which of these are called rising.

    A period followed by another of a trend goes by the step to that one, else by the step that led to it.
    So the last period of a rise that runs straight into a second rise is called falling, as in the reference.
    """
    up, down = values[1:] > values[:-1], values[1:] < values[:-1]
    steps = _in_run(up, RUN - 1) | _in_run(down, RUN - 1)
    trend, leads_up, led_up = (np.zeros(values.shape, dtype=bool) for _ in range(3))
    trend[:-1] = steps
    trend[1:] |= steps
    leads_up[:-1], led_up[1:] = up, up
    continues = np.zeros_like(trend)
    continues[:-1] = trend[1:]
    return trend, np.where(continues, leads_up, led_up)


def _two_of_three(same_side: Flags, close: Flags) -> Flags:
    """Periods in any three in a row on the same side, of which at least two are close to the limit."""
    if len(close) < 3:
        return np.zeros_like(close)
    number = close.astype(np.int8)
    windows = (
        (number[:-2] + number[1:-1] + number[2:] >= 2) & same_side[:-2] & same_side[1:-1] & same_side[2:]
    )
    return _spread(windows, 3)


def _in_run(flags: Flags, length: int) -> Flags:
    """Periods in a run of at least `length` flagged ones."""
    if len(flags) < length:
        return np.zeros_like(flags)
    windows, reach = flags, 1
    while reach < length:
        ahead = min(reach, length - reach)
        windows = windows[:-ahead] & windows[ahead:]
        reach += ahead
    return _spread(windows, length)


def _spread(windows: Flags, length: int) -> Flags:
    """Every period of each flagged window of `length` periods; a window is named by its first."""
    flags, reach = windows, 1
    while reach < length:
        ahead = min(reach, length - reach)
        wider = np.zeros((len(flags) + ahead, *flags.shape[1:]), dtype=bool)
        wider[:-ahead] = flags
        wider[ahead:] |= flags
        flags, reach = wider, reach + ahead
    return flags
