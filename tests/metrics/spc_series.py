"""Series for the tests of the SPC engine, with limits that can be checked by head."""

from datetime import date

from ipqt.dates import add_months
from metrics.spc.engine import analyse
from metrics.spc.profiles import NHSR
from metrics.spc.results import Result
from metrics.spc.series import Series

STEADY = (10, 12) * 6
"""Mean 11, every moving range 2: limits 5.68 and 16.32, near limits 7.4533 and 14.5467."""


def month(number: int) -> date:
    return add_months(date(2022, 4, 1), number)


def series_of(values, **options) -> Series:
    """Monthly from April 2022."""
    return Series(dates=[month(number) for number in range(len(values))], values=list(values), **options)


def judged(values, *, profile=NHSR, **options) -> Result:
    return analyse(series_of(values, **options), profile=profile)


def after_steady(*values, profile=NHSR, **options) -> Result:
    """`values` judged by the limits of the steady year before them."""
    return judged((*STEADY, *values), baseline=len(STEADY), profile=profile, **options)


def flagged(flags) -> list[int]:
    """The places of the flagged points after the steady year."""
    return [row - len(STEADY) for row in flags.nonzero()[0].tolist()]
