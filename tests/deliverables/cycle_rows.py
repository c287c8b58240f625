"""Rows of a running period, for tests of the office's pages."""

from datetime import UTC, date, datetime

from deliverables.models import Duty
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
    UpdateFactory,
)

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)


def open_period_row(programme, **fields):
    """A period that the office has opened, without its duties."""
    defaults = {
        "slug": "2025-26-q4",
        "name": "Quarter 4 2025/26",
        "kind": "quarter",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 3, 31),
        "opened_at": OPENED,
    }
    return ReportingPeriodFactory(programme=programme, **{**defaults, **fields})


def duty_row(period, *, organisation=None, item=None, **item_fields):
    item = item or PlanItemFactory(programme=period.programme, **item_fields)
    return Duty.objects.create(period=period, item=item, organisation=organisation or OrganisationFactory())


def written(duty, **fields):
    """The update of a duty: submitted unless told otherwise, complete either way."""
    defaults = {
        "period": duty.period,
        "workflow": "submitted",
        "state": "in_progress",
        "confidence": "green",
        "summary": "The first ward opened in May.",
        "reported_on": date(2026, 3, 1),
        "submitted_at": datetime(2026, 3, 1, 9, tzinfo=UTC),
    }
    return UpdateFactory(item=duty.item, organisation=duty.organisation, **{**defaults, **fields})


def person_with(role, programme, organisations=()):
    membership = MembershipFactory(programme=programme, role=role)
    membership.organisations.set(organisations)
    return membership.user
