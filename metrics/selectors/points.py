"""Values of series, as anybody may see them: the one way out of the database for every page and file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from metrics.models import Observation, Series, ValueStatus

WITH_VALUE = (ValueStatus.REPORTED, ValueStatus.PROVISIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value of a series. `value`, `numerator` and `denominator` are None where they may not be seen.

    `hidden_here`: the value is there, but disclosure control hides it; its status is then suppressed.
    """

    starts_on: date
    ends_on: date
    value: float | None
    numerator: float | None
    denominator: float | None
    status: str
    rounded_to: int = 0
    revision: int = 1
    hidden_here: bool = False
    words: str = ""
    note: str = ""
    basis: str = ""

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def is_provisional(self) -> bool:
        return self.status == ValueStatus.PROVISIONAL

    @property
    def status_words(self) -> str:
        return ValueStatus(self.status).label


def points_of(series: Iterable[Series], *, as_at: date) -> dict[int, list[Point]]:
    """The points of each series by its primary key, oldest first, as known at the end of `as_at`."""
    keys = [one.pk for one in series]
    rows = Observation.objects.as_at(as_at).filter(series__in=keys).order_by("series", "starts_on")
    found: dict[int, list[Point]] = defaultdict(list)
    for row in rows:
        found[row.series_id].append(
            Point(
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                value=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                status=row.value_status,
                rounded_to=row.rounded_to,
                revision=row.revision,
                words=row.words,
                note=row.note,
                basis=row.basis,
            )
        )
    return found
