"""Opening, locking and reopening a period, and what is due from whom in it."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from deliverables.cycle.errors import PeriodLockedError, WorkflowError
from deliverables.cycle.periods import create_duties, items_due, lock_period, open_period, reopen_period
from deliverables.cycle.reporting import save_draft
from deliverables.cycle.words import UpdateWords
from deliverables.models import Change, Duty, ReportingPeriod, Update
from tests.deliverables.cycle_rows import duty_row, open_period_row, person_with
from tests.factories import (
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    UpdateFactory,
)
from tests.races import at_once

pytestmark = pytest.mark.django_db

PERIODS = "/programmes/midshire/periods/"
FACTS = {
    "slug": "2026-27-q1",
    "name": "Quarter 1 2026/27",
    "kind": "quarter",
    "starts_on": date(2026, 4, 1),
    "ends_on": date(2026, 6, 30),
    "due_on": date(2026, 7, 10),
    "board_on": date(2026, 7, 30),
}
TYPED = FACTS | {
    "starts_on": "1/4/2026",
    "ends_on": "30/6/2026",
    "due_on": "10/7/2026",
    "board_on": "30/7/2026",
}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 5, 10, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire", icb__name="Midshire ICB")


@pytest.fixture
def person(programme):
    return person_with("office", programme)


@pytest.fixture
def office(client, person):
    client.force_login(person)
    return client


def read(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return " ".join(response.content.decode().split())


def get(client, address=PERIODS, *, status=200, **query):
    return read(client.get(address, query), status)


def test_opening_a_period_creates_what_is_due_from_whom(programme, person):
    lead, member = OrganisationFactory(), OrganisationFactory()
    led = PlanItemFactory(programme=programme, lead_organisation=lead)
    shared = PlanItemFactory(programme=programme)
    shared.organisations.set([member, lead])
    nobodys = PlanItemFactory(programme=programme)

    period = open_period(programme=programme, by=person, **FACTS)

    assert set(Duty.objects.values_list("item", "organisation")) == {
        (led.pk, lead.pk),
        (shared.pk, member.pk),
        (shared.pk, lead.pk),
        (nobodys.pk, programme.icb_id),
    }
    assert period.is_open
    row = Change.objects.get()
    assert (row.action, row.key, row.user) == ("opened", "midshire/2026-27-q1", person)
    assert row.after["updates_due"] == 4


def test_nothing_is_due_on_closed_items_or_in_years_to_come(programme, person):
    closed = PlanItemFactory(programme=programme)
    UpdateFactory(item=closed, state="delivered")
    PlanItemFactory(programme=programme, year=PlanYearFactory(programme=programme, number=4))
    yearless = PlanItemFactory(programme=programme, year=None)

    period = open_period(programme=programme, by=person, **FACTS)

    assert items_due(period) == [yearless]


def test_what_is_due_is_added_once(programme, person):
    PlanItemFactory(programme=programme)
    period = open_period(programme=programme, by=person, **FACTS)
    PlanItemFactory(programme=programme)

    assert (create_duties(period), create_duties(period)) == (1, 0)


def test_a_second_period_of_the_same_address_is_refused_and_leaves_nothing(programme, person):
    PlanItemFactory(programme=programme)
    open_period(programme=programme, by=person, **FACTS)

    with pytest.raises(WorkflowError, match="has a period with the address “2026-27-q1” already"):
        open_period(programme=programme, by=person, **FACTS)

    assert ReportingPeriod.objects.count() == Duty.objects.count() == Change.objects.count() == 1


def test_a_period_that_ends_before_it_starts_is_refused(programme, person):
    with pytest.raises(ValidationError, match="The period ends before it starts"):
        open_period(programme=programme, by=person, **FACTS | {"ends_on": date(2026, 3, 1)})

    assert not ReportingPeriod.objects.exists()


def test_locking_refuses_later_writes_in_a_sentence(programme, person):
    period = open_period_row(programme)
    duty = duty_row(period)

    lock_period(period_id=period.pk, by=person)

    with pytest.raises(PeriodLockedError, match="is locked, so nothing was saved"):
        save_draft(duty_id=duty.pk, words=UpdateWords(summary="Late"), expected_version=0, by=person)
    with pytest.raises(WorkflowError, match="is locked already"):
        lock_period(period_id=period.pk, by=person)
    assert Change.objects.get().action == "locked"


def test_a_reopened_period_takes_words_again_and_says_why(programme, person):
    period = open_period_row(programme, locked_at=datetime(2026, 5, 1, tzinfo=UTC))
    duty = duty_row(period)

    with pytest.raises(WorkflowError, match="Say why"):
        reopen_period(period_id=period.pk, why=" ", by=person)
    reopen_period(period_id=period.pk, why="One trust was ill.", by=person)

    save_draft(duty_id=duty.pk, words=UpdateWords(summary="Late"), expected_version=0, by=person)
    assert Update.objects.exists()
    assert Change.objects.filter(action="opened again").get().why == "One trust was ill."
    with pytest.raises(WorkflowError, match="is not locked"):
        reopen_period(period_id=period.pk, why="Again.", by=person)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_same_period_at_once_open_one(programme, person):
    def opening():
        return open_period(programme=programme, by=person, **FACTS)

    results = at_once(opening, opening)

    assert sorted(type(result.exception()).__name__ for result in results) == ["NoneType", "WorkflowError"]
    assert ReportingPeriod.objects.count() == 1
