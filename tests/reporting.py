"""A programme with an open period and what is due in it, for tests of safety. Rows are made by factories."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from deliverables.cycle.words import StepWords, UpdateWords
from deliverables.models import Change, Duty, Organisation, Programme, ReportingPeriod, Update
from tests.factories import (
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UpdateFactory,
    WindowFactory,
)

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
GREEN = UpdateWords(
    state="in_progress",
    confidence="green",
    summary="Two wards opened.",
    forecast_end=date(2027, 3, 31),
    forecast_precision="day",
)
HERS = replace(GREEN, summary="Three wards opened.", steps=(StepWords("Open ward four.", "Ada"),))
HIS = replace(GREEN, summary="One ward closed.", steps=(StepWords("Ask the fire officer.", "Ben"),))


@dataclass(frozen=True, slots=True)
class OpenCycle:
    programme: Programme
    trust: Organisation
    period: ReportingPeriod


def open_cycle(**programme) -> OpenCycle:
    made = ProgrammeFactory(**programme)
    return OpenCycle(made, OrganisationFactory(), ReportingPeriodFactory(programme=made, opened_at=OPENED))


def due(cycle: OpenCycle, **item) -> Duty:
    """One more update that is due, on a new item planned to end with March 2027."""
    made = PlanItemFactory(programme=cycle.programme, **item)
    WindowFactory(item=made, ends_on=date(2027, 3, 31), words="by March 2027", precision="day")
    return Duty.objects.create(period=cycle.period, item=made, organisation=cycle.trust)


def submitted(duty: Duty, **words) -> Update:
    """An update of the duty that waits for the office, at version 1."""
    given = {"confidence": "green", "summary": "Two wards opened.", **words}
    ends = {"item": duty.item, "organisation": duty.organisation, "period": duty.period}
    return UpdateFactory(**ends, workflow="submitted", **given)


def actions(update: Update) -> list[str]:
    """What the history says was done with an update, the oldest first."""
    key = f"{update.item.programme.slug}/{update.item.ref}/{update.organisation.slug}/{update.period.slug}"
    return list(Change.objects.filter(key=key).order_by("pk").values_list("action", flat=True))
