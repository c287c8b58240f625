"""Turns the run of a story into values, the same ones on every machine. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from deliverables.illustrative.quarters import Quarter, at_nine
from ipqt.dates import add_months, last_of_month
from metrics.illustrative.stories import Run

FARTHEST = 2.2
"""Chance moves a value by at most so many times its usual distance: only the story makes signals."""
KNOWN_ON_DAY = 20
WINTER = (12, 1, 2)
PROVISIONAL = 2
"""So many of the newest months are provisional."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The value of one month; `count` is None where nothing was reported, `below` None for counts."""

    month: date
    count: int | None
    below: int | None = None

    @property
    def ends_on(self) -> date:
        return last_of_month(self.month)

    def value(self, factor: float) -> float | None:
        if self.count is None or self.below is None:
            return self.count
        return factor * self.count / self.below


def known_at(month: date) -> datetime:
    """The 20th of the next month, but never before anything else that is made up."""
    return max(at_nine(add_months(month, 1).replace(day=KNOWN_ON_DAY)), Quarter(1).opened_at)


def months_known(first: date, *, day: date) -> list[date]:
    """The months from the first on that were reported by the day before."""
    months = []
    month = first
    while known_at(month).date() < day:
        months.append(month)
        month = add_months(month, 1)
    return months


def values_of(run: Run, *, name: str, factor: float, day: date) -> list[Made]:
    """Month by month. `name` seeds chance, and each month for itself: a new month changes no old one."""
    months = enumerate(months_known(run.first, day=day))
    return [_made(run, number, month, name=name, factor=factor) for number, month in months]


def _made(run: Run, number: int, month: date, *, name: str, factor: float) -> Made:
    chance = Random(f"{name} {month}")  # noqa: S311 (made-up values, no secrets)
    level = run.level + run.drift * number + (run.winter if month.month in WINTER else 0)
    level += sum(change.by for change in run.changes if change.month <= month)
    level = max(0, level + run.noise * _distance(chance))
    below = round(run.below * (1 + 0.02 * _distance(chance))) if run.below else None
    if month in run.gaps:
        return Made(month=month, count=None, below=None)
    count = round(level * below / factor) if below else round(level)
    return Made(month=month, count=count, below=below)


def _distance(chance: Random) -> float:
    return max(-FARTHEST, min(FARTHEST, chance.gauss(0, 1)))


def sum_of(series: Sequence[Sequence[Made]]) -> list[Made]:
    """Month by month, as far as all reach; a month that one did not report has no sum."""
    return [_sum(months) for months in zip(*series, strict=False)]


def _sum(months: Sequence[Made]) -> Made:
    if any(made.count is None for made in months):
        return Made(month=months[0].month, count=None)
    below = None if months[0].below is None else sum(made.below for made in months)
    return Made(month=months[0].month, count=sum(made.count for made in months), below=below)


def part_of(total: Sequence[Made], shares: dict[str, float], *, name: str) -> dict[str, list[Made]]:
    """The total split among categories, so that in every month they add up to it."""
    parts: dict[str, list[Made]] = {category: [] for category in shares}
    for made in total:
        counts = _split(made, list(shares.values()), chance=Random(f"{name} {made.month}"))  # noqa: S311
        for category, count in zip(shares, counts, strict=True):
            parts[category].append(Made(month=made.month, count=count, below=made.below))
    return parts


def _split(made: Made, shares: Sequence[float], *, chance: Random) -> list[int | None]:
    """Each one of the count falls into a category by its share."""
    if made.count is None:
        return [None] * len(shares)
    fallen = chance.choices(range(len(shares)), weights=shares, k=made.count)
    return [fallen.count(place) for place in range(len(shares))]
