"""Periods as files write them, and which lengths each type of period may have. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from ipqt.dates import add_months, financial_quarter, last_of_month, parse_date, parse_financial_year
from metrics.loading.numbers import CellRefusedError, plain

MONTH, QUARTER, ROLLING_QUARTER = "month", "quarter", "rolling_quarter"
YEAR, ROLLING_YEAR, POINT, OTHER = "year", "rolling_year", "point", "other"
WHOLE_MONTHS = {MONTH: 1, QUARTER: 3, ROLLING_QUARTER: 3, YEAR: 12, ROLLING_YEAR: 12}
# The lengths in which national files report: three and twelve months that roll on month by month.
ROLLING = {1: MONTH, 3: ROLLING_QUARTER, 12: ROLLING_YEAR}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)

NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name[:letters]: number for number, name in enumerate(NAMES, 1) for letters in (3, len(name))} | {
    "sept": 9
}
_MONTH_NAME = re.compile(r"(?P<name>[a-z]{3,9})[ -]?(?P<year>\d{4}|\d{2})\Z")
_MONTH_NUMBER = re.compile(r"(?P<year>\d{4})-?(?P<month>\d{2})\Z")
_QUARTER_FIRST = re.compile(r"(?:q|quarter )\s*(?P<quarter>[1-4])[ ,]*(?P<year>\S+)\Z")
_QUARTER_LAST = re.compile(r"(?P<year>\S+?)[ ,]*(?:q|quarter )(?P<quarter>[1-4])\Z")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}\Z")

ADVICE = {
    MONTH: "A month runs from its first to its last day, for example 1/4/2024 to 30/4/2024.",
    QUARTER: "A quarter begins on 1 April, 1 July, 1 October or 1 January and lasts three months.",
    ROLLING_QUARTER: "Rolling three months are three whole months, for example 1/5/2024 to 31/7/2024.",
    YEAR: "A year runs from 1 April to 31 March, or from 1 January to 31 December.",
    ROLLING_YEAR: "Rolling twelve months are twelve whole months, for example 1/9/2023 to 31/8/2024.",
    POINT: "A value at a moment starts and ends on the same day.",
}


class Period(NamedTuple):
    period_type: str
    starts_on: date
    ends_on: date


def misfit(period: Period) -> str:
    """Why the days are no period of this type, as a sentence; empty where they are."""
    kind, starts_on, ends_on = period
    if ends_on < starts_on:
        return "The period ends before it starts. Change one of the two dates."
    if kind == POINT:
        return "" if starts_on == ends_on else ADVICE[POINT]
    if kind == OTHER:
        return ""
    whole = months_of(starts_on, ends_on) == WHOLE_MONTHS[kind]
    begins = {QUARTER: (1, 4, 7, 10), YEAR: (1, 4)}.get(kind, range(1, 13))
    return "" if whole and starts_on.month in begins else ADVICE[kind]


def months_of(starts_on: date, ends_on: date) -> int | None:
    """How many whole months the days cover; None where they are not whole months."""
    if starts_on.day != 1 or (ends_on + timedelta(days=1)).day != 1 or ends_on < starts_on:
        return None
    return (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1


def read_day(cell: Any) -> date:
    """A date of a cell, as 2024-03-31 or 31/3/2024, never month first. Raises CellRefusedError."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if not isinstance(cell, date):
        cell = _written_day(plain(cell))
    if not FIRST_DAY <= cell <= LAST_DAY:
        raise CellRefusedError("Give a date from 2000 to 2100, for example 31/3/2025.")
    return cell


@lru_cache(maxsize=4096)
def _written_day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError:
        american = _MONTH_FIRST.match(text)
        if american and int(american[1]) <= 12 < int(american[2]) <= 31:
            message = (
                f"“{text}” has the month first. Write the day first: {american[2]}/{text.partition('/')[0]}"
            )
            raise CellRefusedError(f"{message}/{text[-4:]}.") from None
        said = f"“{text[:30]}” is no date." if text else "The date is missing."
        raise CellRefusedError(f"{said} Write it like 31/3/2025 or 2025-03-31.") from None


def read_heading(cell: Any) -> Period | None:
    """The period that a heading names: Apr 2024, 2024-04, Q1 2024/25, 2024/25; None where it names none."""
    if isinstance(cell, date):  # a datetime is a date as well: a month, as Excel keeps it
        return _month(cell.year, cell.month) if cell.day == 1 else None
    text = " ".join(plain(cell).casefold().split())
    if not text or len(text) > 30:
        return None
    try:
        found = _month_heading(text) or _quarter_heading(text) or _year_heading(text)
    except ValueError:
        return None
    return found if found and FIRST_DAY <= found.starts_on <= LAST_DAY else None


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    return Period(MONTH, first, last_of_month(first))


def _month_heading(text: str) -> Period | None:
    if match := _MONTH_NUMBER.match(text):
        return _month(int(match["year"]), int(match["month"])) if 1 <= int(match["month"]) <= 12 else None
    match = _MONTH_NAME.match(text)
    if match is None or match["name"] not in MONTHS:
        return None
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    return _month(year, MONTHS[match["name"]])


def _quarter_heading(text: str) -> Period | None:
    match = _QUARTER_FIRST.match(text) or _QUARTER_LAST.match(text)
    if match is None:
        return None
    return Period(QUARTER, *financial_quarter(parse_financial_year(match["year"]), int(match["quarter"])))


def _year_heading(text: str) -> Period | None:
    first = parse_financial_year(text)
    return Period(YEAR, first, last_of_month(add_months(first, 11)))
