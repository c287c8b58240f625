"""Rules that hold whatever writes: each is broken at the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from deliverables.models import Change
from tests import factories as f

pytestmark = pytest.mark.django_db

BROKEN = {
    "an update of the same organisation, item and period": lambda: _second_update(),
    "a confidence on work that is over": lambda: f.UpdateFactory(state="delivered", confidence="green"),
    "an actual end on work that goes on": lambda: f.UpdateFactory(actual_end=date(2025, 3, 31)),
    "an actual end before its start": lambda: f.UpdateFactory(
        state="delivered", actual_start=date(2025, 3, 1), actual_end=date(2025, 2, 1)
    ),
    "an accepted update without its moment": lambda: f.UpdateFactory(accepted_at=None),
    "a draft with a moment of acceptance": lambda: f.UpdateFactory(
        workflow="draft", accepted_at=datetime(2025, 1, 1, tzinfo=UTC)
    ),
    "a window that ends before it starts": lambda: f.WindowFactory(ends_on=date(2024, 3, 1)),
    "a date without precision": lambda: f.WindowFactory(precision="none"),
    "a precision without a date": lambda: f.WindowFactory(starts_on=None, ends_on=None),
    "one programme month without the other": lambda: f.WindowFactory(first_month=1),
    "a rebaseline without a reason": lambda: f.WindowFactory(number=2, agreed_on=date(2025, 1, 1)),
    "a baseline that was agreed later": lambda: f.WindowFactory(agreed_on=date(2025, 1, 1)),
    "two baselines": lambda: f.WindowFactory(item=f.WindowFactory().item),
    "a published fact without its source": lambda: f.PlanItemFactory(basis="published"),
    "a basis nobody knows": lambda: f.PlanItemFactory(basis="guessed"),
    "a ref with a space": lambda: f.PlanItemFactory(ref="Y1 D1"),
    "two items with one ref": lambda: f.PlanItemFactory(
        ref="Y1-D1", programme=f.PlanItemFactory(ref="Y1-D1").programme
    ),
    "a link to itself": lambda: _link_to_itself(),
    "a link to nothing": lambda: f.LinkFactory(to_item=None),
    "absorbed into something outside": lambda: f.LinkFactory(
        kind="absorbed_into", to_item=None, dependency=f.DependencyFactory()
    ),
    "a link with two ends": lambda: f.LinkFactory(kind="waits_on", dependency=f.DependencyFactory()),
    "month 1 in the middle of a month": lambda: f.ProgrammeFactory(month_one=date(2024, 4, 2)),
    "a programme that ends before it starts": lambda: f.ProgrammeFactory(ends_on=date(2024, 1, 1)),
    "a plan year number 0": lambda: f.PlanYearFactory(
        number=0, starts_on=date(2024, 4, 1), ends_on=date(2025, 3, 31)
    ),
    "a plan year that ends before it starts": lambda: f.PlanYearFactory(ends_on=date(2024, 1, 1)),
    "a period that ends before it starts": lambda: f.ReportingPeriodFactory(ends_on=date(2024, 1, 1)),
    "an empty ODS code": lambda: f.OrganisationFactory(code=""),
    "a role nobody knows": lambda: f.MembershipFactory(role="king"),
    "a next step that becomes its own item": lambda: _step_to_itself(),
    "two people with one e-mail address": lambda: f.UserFactory(
        email=f.UserFactory().email.upper(), username="x"
    ),
    "two shared statements with one ref": lambda: [
        f.StatementFactory(programme=None, ref="T-1") for _ in range(2)
    ],
}


def _second_update():
    first = f.UpdateFactory()
    f.UpdateFactory(item=first.item, organisation=first.organisation, period=first.period)


def _link_to_itself():
    item = f.PlanItemFactory()
    f.LinkFactory(from_item=item, to_item=item)


def _step_to_itself():
    item = f.PlanItemFactory()
    f.NextStepFactory(item=item, becomes=item)


@pytest.mark.parametrize("write", BROKEN.values(), ids=BROKEN)
def test_the_database_refuses(write):
    with pytest.raises(IntegrityError):
        write()


def test_a_correction_may_stand_beside_what_it_corrects():
    first = f.UpdateFactory()

    f.UpdateFactory(item=first.item, organisation=first.organisation, period=first.period, supersedes=first)


def test_an_update_is_corrected_once_only():
    first = f.UpdateFactory()
    again = {
        "item": first.item,
        "organisation": first.organisation,
        "period": first.period,
        "supersedes": first,
    }
    f.UpdateFactory(**again)

    with pytest.raises(IntegrityError):
        f.UpdateFactory(**again)


def test_a_person_with_history_cannot_be_removed():
    from django.db.models import ProtectedError

    person = f.UserFactory()
    Change.objects.create(
        user=person, actor=str(person), action="signed in", record="person", key=person.email
    )

    with pytest.raises(ProtectedError):
        person.delete()
