"""Requests for a new date: the open one of an item, and all of a programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from deliverables.models import PlanItem, Programme, RebaselineRequest, Window
from deliverables.variance import End, moved_words
from ipqt.dates import end_of_day, span_words

RELATED = ("item__programme", "asked_by", "decided_by", "window")


@dataclass(frozen=True, slots=True)
class Request:
    """A request with the windows that stood before it."""

    request: RebaselineRequest
    windows: Sequence[Window]

    @property
    def asked(self) -> str:
        """The window that is asked for, no more exact than it is."""
        request = self.request
        return span_words(request.starts_on, request.ends_on, request.precision)

    @property
    def variance(self) -> str:
        return moved_words(self.windows, End(self.request.ends_on, self.request.precision))


def open_request(item: PlanItem, *, user, as_at: date) -> RebaselineRequest | None:
    """The request on the item that nobody had decided by the day. One query."""
    rows = RebaselineRequest.objects.visible_to(user).filter(item=item).select_related("asked_by")
    return rows.filter(asked_at__lt=end_of_day(as_at)).filter(_undecided(as_at)).first()


def requests_of(programme: Programme, *, user, as_at: date) -> tuple[list[Request], list[Request]]:
    """Open requests, the oldest first, and decided ones, the newest decision first. Two queries."""
    rows = list(_asked(programme, user=user, as_at=as_at).prefetch_related("item__windows"))
    undecided = [row for row in rows if row.decided_at is None or row.decided_at >= end_of_day(as_at)]
    decided = sorted(
        (row for row in rows if row not in undecided), key=lambda row: row.decided_at, reverse=True
    )
    return [_request(row) for row in reversed(undecided)], [_request(row) for row in decided]


def _asked(programme: Programme, *, user, as_at: date) -> QuerySet[RebaselineRequest]:
    rows = RebaselineRequest.objects.visible_to(user).filter(
        item__programme=programme, asked_at__lt=end_of_day(as_at)
    )
    return rows.select_related(*RELATED)


def _undecided(as_at: date) -> Q:
    return Q(decided_at=None) | Q(decided_at__gte=end_of_day(as_at))


def _request(row: RebaselineRequest) -> Request:
    windows = sorted(row.item.windows.all(), key=lambda window: window.number)
    if row.window:
        windows = [window for window in windows if window.number < row.window.number]
    elif row.decided_at:
        decided = row.decided_at
        windows = [window for window in windows if not window.agreed_on or window.agreed_on <= decided.date()]
    return Request(row, windows)
