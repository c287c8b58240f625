"""Values of series, as anybody may see them: the one way out of the database for every page and file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from metrics.disclosure import Shown
from metrics.models import Observation, Series, ValueStatus
from metrics.selectors.families import shown_values

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
    source: str = ""
    """Short name of the document."""
    citation: str = ""
    known_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def is_provisional(self) -> bool:
        return self.status == ValueStatus.PROVISIONAL

    @property
    def status_words(self) -> str:
        return ValueStatus(self.status).label


FIELDS = (
    "series",
    "starts_on",
    "ends_on",
    "value",
    "numerator",
    "denominator",
    "value_status",
    "rounded_to",
    "revision",
    "words",
    "note",
    "basis",
    "source__slug",
    "citation",
    "known_at",
)


def points_of(series: Iterable[Series], *, as_at: date) -> dict[int, list[Point]]:
    """The points of each series by its primary key, oldest first, as known at the end of `as_at`.

    Small numbers are hidden by the policy of the programme. `series` come with their indicator. One query,
    and three more where a series is guarded, whatever their number.
    """
    many = list(series)
    shown = shown_values(many, as_at=as_at)
    rows = Observation.objects.as_at(as_at).filter(series__in=[one.pk for one in many])
    found: dict[int, list[Point]] = defaultdict(list)
    for key, *values in rows.order_by("series", "starts_on").values_list(*FIELDS):
        found[key].append(_point(*values, shown=shown.get((key, values[0]))))
    return found


def _point(
    starts_on: date,
    ends_on: date,
    value: float | None,
    numerator: float | None,
    denominator: float | None,
    status: str,
    rounded_to: int,
    revision: int,
    words: str,
    note: str,
    basis: str,
    source: str | None,
    citation: str,
    known_at: datetime,
    *,
    shown: Shown | None,
) -> Point:
    """Words and note of a hidden value may tell it, so they are left out with it."""
    hidden = shown is not None and shown.is_hidden
    if shown is not None:
        value, numerator, denominator, _hidden = shown
    return Point(
        starts_on=starts_on,
        ends_on=ends_on,
        value=value,
        numerator=numerator,
        denominator=denominator,
        status=ValueStatus.SUPPRESSED.value if hidden else status,
        rounded_to=rounded_to,
        revision=revision,
        hidden_here=hidden,
        words="" if hidden else words,
        note="" if hidden else note,
        basis=basis,
        source=source or "",
        citation=citation,
        known_at=known_at,
    )
