"""Dates as the NHS writes them: financial years and quarters, programme months, precision, days as words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_YEAR = re.compile(r"^(?:FY\s*)?(?P<first>\d{4}|\d{2})\s*[/-]\s*(?P<second>\d{4}|\d{1,2})$", re.IGNORECASE)
_UK_DATE = re.compile(r"^(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})$")
_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def end_of_day(day: date) -> datetime:
    """The first moment after `day` in London: everything before it was known on that day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=LONDON)


def today() -> date:
    return datetime.now(LONDON).date()


def parse_date(text: str) -> date:
    """Reads 2025-03-31 or 31/3/2025, never month first. Raises ValueError with a sentence for the user."""
    text = text.strip()[:20]
    uk = _UK_DATE.match(text)
    try:
        if uk:
            return date(int(uk["year"]), int(uk["month"]), int(uk["day"]))
        if _ISO_DATE.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("Enter a real date, for example 31/3/2025 or 2025-03-31.")


def financial_year(day: date) -> str:
    """2024/25 for any day from 1 April 2024 to 31 March 2025."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def parse_financial_year(text: str) -> date:
    """First day of 2024/25, 2024-25, 24/25, 2024/5 or FY24/25. Raises ValueError."""
    match = _YEAR.match(text.strip())
    if match:
        first = int(match["first"]) if len(match["first"]) == 4 else 2000 + int(match["first"])
        second = match["second"]
        if int(second) == (first + 1) % 10 ** len(second):
            return date(first, 4, 1)
    raise ValueError(f"“{text}” is no financial year. Write it like 2024/25.")


def financial_quarter(year_starts_on: date, quarter: int) -> tuple[date, date]:
    """First and last day of quarter 1 to 4 of the financial year that starts on `year_starts_on`."""
    if not 1 <= quarter <= 4:
        raise ValueError("A quarter is a number from 1 to 4.")
    first = add_months(year_starts_on, 3 * (quarter - 1))
    return first, last_of_month(add_months(first, 2))


def add_months(day: date, months: int) -> date:
    """The first of the month that lies `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def last_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def programme_months(month_one: date, first: int, last: int) -> tuple[date, date]:
    """First and last day of programme months `first` to `last`, month 1 starting on `month_one`."""
    return add_months(month_one, first - 1), last_of_month(add_months(month_one, last - 1))


def day_words(day: date) -> str:
    """6 August 2018."""
    return f"{day.day} {day:%B %Y}"


def moment_words(moment: datetime) -> str:
    """6 August 2018 at 5:30pm, in London."""
    here = moment.astimezone(LONDON)
    return f"{day_words(here.date())} at {clock_words(moment)}"


def clock_words(moment: datetime) -> str:
    """5:30pm, in London."""
    here = moment.astimezone(LONDON)
    return f"{here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def month_words(day: date) -> str:
    """August 2018."""
    return f"{day:%B %Y}"


def with_precision(day: date | None, precision: str) -> str:
    """A date no more exact than it is: 31 March 2025, March 2025, Quarter 4 2024/25 or 2024/25."""
    if day is None or precision == "none":
        return "none stated"
    if precision == "month":
        return month_words(day)
    if precision == "quarter":
        return f"Quarter {(day.month - 4) % 12 // 3 + 1} {financial_year(day)}"
    if precision == "year":
        return financial_year(day)
    return day_words(day)


def span_words(start: date | None, end: date | None, precision: str) -> str:
    """April to September 2024, Quarter 3 2024/25, by 31 March 2027: no more exact than the precision."""
    if end is None:
        return "none stated"
    last = with_precision(end, precision)
    if start is None:
        return f"by {last}"
    first = with_precision(start, precision)
    if first == last:
        return last
    if precision == "month" and start.year == end.year:
        return f"{start:%B} to {last}"
    return f"{first} to {last}"


def age_words(days: int) -> str:
    """How long ago, in the largest unit that is not misleading: 12 days, 5 weeks, 7 months, 2 years."""
    if days < 0:
        raise ValueError("An age cannot be negative.")
    if days < 14:
        return _count(days, "day")
    if days < 60:
        return _count(days // 7, "week")
    if days < 730:
        return _count(round(days / 30.44), "month")
    return _count(round(days / 365.25), "year")


def before(age: str, *, moment: date) -> str:
    """18 months ago; on a page of the past, 18 months before the day shown."""
    return f"{age} ago" if moment == today() else f"{age} before the day shown"


def late_words(planned: date, actual: date, precision: str) -> str:
    """How late: months where either date is only known to the month or worse, else days."""
    if precision == "day":
        return _count((actual - planned).days, "day")
    return _count((actual.year - planned.year) * 12 + actual.month - planned.month, "month")


def listed(parts: Sequence[str]) -> str:
    """One, two and three."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"
