"""What happened around a measure: revised values, changed targets, deliveries that are to move it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from deliverables.models import PlanItem
from deliverables.status import Status, status_of
from ipqt.dates import LONDON, end_of_day
from metrics.models import ItemIndicator, Observation, ProgrammeIndicator, Target
from metrics.selectors.points import Point, points_of
from metrics.selectors.readings import SeriesReading
from metrics.spc_chart import Event

DAYS_OF_REVISIONS = 3
"""Days whose revisions are told; before them, the page of the day before tells the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A value that took another's place; both as they may be seen, `old` at the end of the day before."""

    old: Point | None
    new: Point
    known_at: datetime

    @property
    def day_before(self) -> date:
        return self.known_at.astimezone(LONDON).date() - timedelta(days=1)


def revisions_of(reading: SeriesReading) -> list[Revision]:
    """Newest first, of the last three days on which values were revised. One query, and those of `points_of`
    for each of the days: old values pass disclosure control as they did then."""
    rows = Observation.objects.as_at(reading.as_at).filter(series=reading.series, revision__gt=1)
    stamps = dict(rows.order_by("-known_at", "-starts_on").values_list("starts_on", "known_at"))
    days = sorted({stamp.astimezone(LONDON).date() for stamp in stamps.values()})[-DAYS_OF_REVISIONS:]
    before = {day: _points_before(reading, day) for day in days}
    points = {point.starts_on: point for point in reading.points}
    return [
        Revision(old=before[day].get(starts_on), new=points[starts_on], known_at=stamp)
        for starts_on, stamp in stamps.items()
        if (day := stamp.astimezone(LONDON).date()) in before and starts_on in points
    ]


def _points_before(reading: SeriesReading, day: date) -> dict[date, Point]:
    points = points_of([reading.series], as_at=day - timedelta(days=1))
    return {point.starts_on: point for point in points.get(reading.series.pk, ())}


def target_history(taken_up: ProgrammeIndicator, *, as_at: date) -> list[Target]:
    """Every target agreed by `as_at`, withdrawn ones as well, in the order of their kinds. One query."""
    rows = Target.objects.filter(
        programme=taken_up.programme_id,
        indicator=taken_up.indicator_id,
        agreed_at__lt=end_of_day(as_at),
    )
    return list(rows.select_related("organisation", "source").order_by("kind", "starts_on", "pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """A plan item that is to move the measure, and what is known of it at the moment."""

    item: PlanItem
    link: ItemIndicator
    status: Status

    @property
    def event(self) -> Event | None:
        """Where the item stands on the chart; None where no day is known, or its work went elsewhere."""
        item = self.item
        if item.state == "delivered" and item.actual_end:
            return self._event(item.actual_end, delivered=True, when=self.status.actual)
        if item.planned_end and item.timing not in ("closed", "delivered", "delivered_late"):
            return self._event(item.planned_end, delivered=False, when=self.status.planned)
        return None

    def _event(self, day: date, *, delivered: bool, when: str) -> Event:
        words = f"{self.item}: {'delivered' if delivered else 'due'} {when}"
        return Event(day=day, ref=self.item.ref, words=words, delivered=delivered)


def movers_of(taken_up: ProgrammeIndicator, *, user, as_at: date) -> list[Mover]:
    """In plan order. Two queries."""
    links = {
        link.item_id: link
        for link in ItemIndicator.objects.visible_to(user).filter(
            item__programme=taken_up.programme_id, indicator=taken_up.indicator_id
        )
    }
    rows = PlanItem.objects.visible_to(user).as_at(as_at).filter(pk__in=links)
    items = rows.select_related("programme", "year").order_by("year__number", "kind", "position", "pk")
    return [Mover(item=item, link=links[item.pk], status=status_of(item, as_at=as_at)) for item in items]


def events_of(movers: Sequence[Mover]) -> list[Event]:
    return [mover.event for mover in movers if mover.event]
