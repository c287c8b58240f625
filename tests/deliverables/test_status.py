"""Status is derived from the newest accepted words at a moment, by one queryset."""

from datetime import UTC, date, datetime

import pytest

from deliverables.models import PlanItem
from deliverables.status import STATES, TIMINGS, status_of
from tests.factories import (
    LinkFactory,
    OrganisationFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
    UpdateFactory,
    WindowFactory,
)

pytestmark = pytest.mark.django_db

REVIEW = date(2025, 5, 31)
TODAY = date(2026, 11, 21)


def status_at(item, day):
    found = PlanItem.objects.as_at(day).select_related("year").get(pk=item.pk)
    return status_of(found, as_at=day)


def test_an_item_nobody_reported_on_says_so():
    status = status_at(PlanItemFactory(), TODAY)

    assert status.state == "not_reported"
    assert status.age == ""


def test_the_past_is_told_as_it_was_known():
    update = UpdateFactory(state="delivered", actual_end=date(2025, 3, 31), actual_precision="month")

    assert status_at(update.item, date(2025, 5, 30)).state == "not_reported"
    assert status_at(update.item, REVIEW).state == "delivered"


def test_words_accepted_after_midnight_in_london_belong_to_the_next_day():
    update = UpdateFactory(accepted_at=datetime(2025, 5, 31, 23, 30, tzinfo=UTC))

    assert status_at(update.item, REVIEW).state == "not_reported"
    assert status_at(update.item, date(2025, 6, 1)).state == "in_progress"


@pytest.mark.parametrize("workflow", ["draft", "submitted", "returned"])
def test_words_that_are_not_accepted_change_nothing(workflow):
    update = UpdateFactory(workflow=workflow, state="delivered")

    assert status_at(update.item, TODAY).state == "not_reported"


def test_the_newest_accepted_words_win():
    old = UpdateFactory(state="in_progress")
    later = ReportingPeriodFactory(
        programme=old.item.programme, slug="q1", starts_on=date(2025, 4, 1), ends_on=date(2025, 6, 30)
    )
    UpdateFactory(item=old.item, period=later, state="delivered", reported_on=date(2025, 7, 1))

    assert status_at(old.item, REVIEW).state == "in_progress"
    assert status_at(old.item, TODAY).state == "delivered"


def test_a_correction_takes_the_place_of_the_words_it_corrects():
    wrong = UpdateFactory(state="delivered")
    UpdateFactory(
        item=wrong.item,
        organisation=wrong.organisation,
        period=wrong.period,
        supersedes=wrong,
        state="in_progress",
        reported_on=wrong.reported_on,
        accepted_at=datetime(2025, 6, 10, 9, tzinfo=UTC),
    )

    assert status_at(wrong.item, date(2025, 6, 9)).state == "delivered"
    assert status_at(wrong.item, TODAY).state == "in_progress"


def test_words_that_date_from_earlier_do_not_hide_newer_words_of_another_organisation():
    new = UpdateFactory(state="delivered")
    UpdateFactory(
        item=new.item,
        period=new.period,
        organisation=OrganisationFactory(),
        state="in_progress",
        reported_on=date(2025, 1, 31),
        accepted_at=datetime(2025, 6, 10, 9, tzinfo=UTC),
    )

    assert status_at(new.item, TODAY).state == "delivered"


def test_lateness_comes_from_dates_never_from_a_field():
    item = WindowFactory().item
    UpdateFactory(
        item=item,
        state="delivered",
        actual_start=date(2024, 11, 1),
        actual_end=date(2025, 3, 31),
        actual_precision="month",
    )

    status = status_at(item, TODAY)

    assert status.timing == "delivered_late"
    assert status.late == "6 months"
    assert status.planned == "April to September 2024"
    assert status.actual == "November 2024 to March 2025"


def test_a_deliverable_without_a_window_borrows_that_of_the_activity_that_produces_it():
    deliverable = PlanItemFactory(ref="Y1-D1")
    activity = PlanItemFactory(
        programme=deliverable.programme, year=deliverable.year, ref="Y1-A-A", kind="activity"
    )
    WindowFactory(item=activity)
    LinkFactory(from_item=activity, to_item=deliverable)

    status = status_at(deliverable, TODAY)

    assert status.planned == "April to September 2024"
    assert not status.planned_own
    assert status_at(activity, TODAY).planned_own


def test_a_window_that_states_no_date_is_not_filled_in_from_an_activity():
    deliverable = PlanItemFactory(ref="Y1-D1")
    activity = PlanItemFactory(
        programme=deliverable.programme, year=deliverable.year, ref="Y1-A-A", kind="activity"
    )
    WindowFactory(item=activity)
    WindowFactory(item=deliverable, words="none stated", starts_on=None, ends_on=None, precision="none")
    LinkFactory(from_item=activity, to_item=deliverable)

    assert status_at(deliverable, TODAY).planned == "none stated"


def test_a_rebaseline_counts_from_the_day_it_was_agreed():
    item = WindowFactory().item
    WindowFactory(
        item=item,
        number=2,
        words="by March 2025",
        ends_on=date(2025, 3, 31),
        agreed_on=date(2024, 10, 15),
        reason="The election delayed the survey.",
    )

    assert status_at(item, date(2024, 10, 14)).planned == "April to September 2024"
    assert status_at(item, date(2024, 10, 15)).planned == "April 2024 to March 2025"
    assert PlanItem.objects.as_at(TODAY).get(pk=item.pk).baseline_end == date(2024, 9, 30)


@pytest.mark.parametrize(
    ("day", "timing"),
    [(date(2024, 3, 1), "upcoming"), (date(2024, 6, 1), "due_now"), (date(2024, 10, 1), "passed_unreported")],
)
def test_an_unreported_item_stands_against_its_dates(day, timing):
    assert status_at(WindowFactory().item, day).timing == timing


@pytest.mark.parametrize("state", ["not_started", "in_progress", "waiting"])
def test_live_work_past_its_date_is_overdue(state):
    item = WindowFactory().item
    UpdateFactory(item=item, state=state)

    status = status_at(item, REVIEW)

    assert status.timing == "overdue"
    assert status.late == "8 months"


def test_live_work_forecast_after_its_date_is_told_before_the_date_passes():
    item = WindowFactory(ends_on=date(2027, 3, 31)).item
    UpdateFactory(item=item, forecast_end=date(2027, 6, 30), forecast_precision="month")

    assert status_at(item, TODAY).timing == "forecast_late"


@pytest.mark.parametrize("state", ["absorbed", "carried_forward", "stopped"])
def test_work_that_ended_elsewhere_is_never_overdue(state):
    item = WindowFactory().item
    UpdateFactory(item=item, state=state)

    assert status_at(item, TODAY).timing == "closed"


def test_every_state_and_timing_has_words():
    from deliverables.models import State

    assert set(STATES) == {"not_reported", *State.values}
    assert all(words.meaning.endswith(".") for words in STATES.values())
    assert len(set(TIMINGS.values())) == len(TIMINGS)


def test_colours_differ_so_that_no_two_states_look_alike():
    assert len({words.colour for words in STATES.values()}) == len(STATES)
