"""The quarters that are told and the moments in each. Pure: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ipqt.dates import LONDON, add_months, financial_year, last_of_month

FIRST = date(2025, 4, 1)
LAST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter, counted from the first of 2025/26; `today` is given for the one that is open."""

    number: int
    today: date | None = None

    @property
    def starts_on(self) -> date:
        return add_months(FIRST, 3 * (self.number - 1))

    @property
    def ends_on(self) -> date:
        return last_of_month(add_months(self.starts_on, 2))

    @property
    def name(self) -> str:
        return f"Quarter {(self.number - 1) % 4 + 1} {financial_year(self.starts_on)}"

    @property
    def slug(self) -> str:
        year = financial_year(self.starts_on).replace("/", "-")
        return f"illustrative-{year}-q{(self.number - 1) % 4 + 1}"

    @property
    def is_open(self) -> bool:
        return self.today is not None

    @property
    def opened_at(self) -> datetime:
        """A closed quarter was reported in its last month, the open one from its first day."""
        return at_nine(self.starts_on if self.is_open else self.ends_on - timedelta(days=29))

    @property
    def due_on(self) -> date:
        """Of the open quarter a few days ago, so that something is overdue, but never in its first week."""
        usual = self.ends_on - timedelta(days=14)
        if self.today is None:
            return usual
        return min(usual, max(self.starts_on + timedelta(days=7), self.today - timedelta(days=4)))

    @property
    def board_on(self) -> date:
        return self.due_on + timedelta(days=28) if self.is_open else self.ends_on

    @property
    def accepted_at(self) -> datetime:
        return at_nine(self.ends_on - timedelta(days=7))

    @property
    def locked_at(self) -> datetime:
        return at_nine(self.ends_on - timedelta(days=2))

    def reported_on(self, place: int) -> date:
        """The day before it is due; in the open quarter `place` spreads the days, for there people look."""
        if self.today is None:
            return self.due_on - timedelta(days=1)
        day = self.due_on - timedelta(days=1 + 2 * (place % 3))
        return max(self.starts_on, min(day, self.today))


def at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=LONDON)


def quarters(day: date) -> list[Quarter]:
    """From the first of 2025/26 to the one of `day`, which is open, and at most to the programmes' end."""
    count = (day.year - FIRST.year) * 4 + (day.month - FIRST.month) // 3 + 1
    last = min(count, LAST_NUMBER)
    return [Quarter(number, day if number == last else None) for number in range(1, last + 1)]
