"""A lead, an open period and what is due in it, for the tests of the reporting cycle."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.urls import reverse

from deliverables.models import Duty, Update
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UpdateFactory,
    WindowFactory,
)

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)

GREEN = {
    "state": "in_progress",
    "confidence": "green",
    "summary": "Two wards opened.",
    "forecast_end": date(2026, 3, 31),
    "forecast_precision": "day",
}


@dataclass
class Cycle:
    programme: Any
    trust: Any
    period: Any
    lead: Any

    def duty(self, *, organisation=None, period=None, ends_on=date(2026, 3, 31), **item) -> Duty:
        """An item planned to end on `ends_on`, due from the lead's trust."""
        item = PlanItemFactory(programme=self.programme, **item)
        if ends_on:
            WindowFactory(item=item, ends_on=ends_on, words="by March", precision="day")
        return Duty.objects.create(
            period=period or self.period, item=item, organisation=organisation or self.trust
        )

    def said(self, duty: Duty, **words) -> Update:
        """Words accepted in an earlier period."""
        earlier = ReportingPeriodFactory(programme=self.programme)
        values = {**GREEN, "summary": "One ward opened.", **words}
        return UpdateFactory(item=duty.item, organisation=duty.organisation, period=earlier, **values)


def cycle(*, slug: str = "midshire") -> Cycle:
    programme = ProgrammeFactory(slug=slug, short_name=slug.capitalize())
    trust = OrganisationFactory(short_name=f"Trust of {slug}")
    period = ReportingPeriodFactory(
        programme=programme,
        slug="q4",
        name="Quarter 4",
        kind="quarter",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
        due_on=date(2026, 2, 10),
        board_on=date(2026, 2, 20),
        opened_at=OPENED,
    )
    membership = MembershipFactory(programme=programme, role="lead")
    membership.organisations.add(trust)
    return Cycle(programme, trust, period, membership.user)


def sent(version: int = 0, *, steps=(), **words) -> dict[str, str]:
    """A form as a browser sends it, complete and green where nothing else is said."""
    values = {
        "state": "in_progress",
        "confidence": "green",
        "summary": "Two wards opened.",
        "forecast_end": "31/3/2026",
        "forecast_precision": "day",
        "actual_precision": "none",
        "version": version,
        "steps-TOTAL_FORMS": len(steps),
        "steps-INITIAL_FORMS": 0,
    }
    for number, (text, owner, due_on) in enumerate(steps):
        values |= {
            f"steps-{number}-text": text,
            f"steps-{number}-owner": owner,
            f"steps-{number}-due_on": due_on,
        }
    return {name: value for name, value in {**values, **words}.items() if value is not None}


def text(response, *, status=200) -> str:
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def address(duty) -> str:
    return reverse("deliverables:my_update", args=[duty.pk])


def send(client, duty, version=0, *, action="save", **words):
    return client.post(address(duty), {**sent(version, **words), "action": action})


def stored(duty) -> Update:
    return Update.objects.get(item=duty.item, period=duty.period)
