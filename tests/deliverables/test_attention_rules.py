"""The rules that look at returns, repeats, late waits and loose ends, with their facts read from rows."""

from datetime import UTC, date, datetime

import pytest

from deliverables.models import Programme
from deliverables.selectors.overview import at_a_glance
from tests.factories import (
    DependencyFactory,
    LinkFactory,
    NextStepFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UpdateFactory,
    UserFactory,
    WindowFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2025, 6, 30)


@pytest.fixture
def programme():
    return ProgrammeFactory(silent_after_days=100)


@pytest.fixture
def item(programme):
    return PlanItemFactory(programme=programme, ref="Y1-D1")


def reasons(item, day=TODAY, *, user=None):
    """Every reason for the item, read as the overview reads them."""
    programmes = Programme.objects.filter(pk=item.programme_id)
    [glance] = at_a_glance(programmes, user=user or UserFactory(is_superuser=True), as_at=day)
    found = [concern for group in glance.attention for concern in group.concerns if concern.item == item]
    return found[0].reasons if found else {}


def period(item, name, ends_on):
    return ReportingPeriodFactory(
        programme=item.programme,
        slug=name.lower().replace(" ", "-"),
        name=name,
        starts_on=ends_on.replace(day=1),
        ends_on=ends_on,
    )


def says(item, words, *days, organisation=None, **facts):
    """One accepted update for each day, in a period of its own."""
    organisation = organisation or OrganisationFactory()
    for day in days:
        UpdateFactory(
            item=item,
            organisation=organisation,
            period=period(item, f"{day:%B %Y}", day),
            summary=words,
            reported_on=day,
            **facts,
        )


MARCH, APRIL, MAY = date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)


# Green past its date


def test_green_work_whose_date_has_passed_is_named_with_how_long_ago(item):
    WindowFactory(item=item)
    UpdateFactory(item=item, confidence="green")

    assert reasons(item)["green_past_date"] == "Rated green, but planned by September 2024, 9 months ago."


def test_green_work_before_its_date_raises_nothing(item):
    WindowFactory(item=item, ends_on=date(2026, 3, 31))
    UpdateFactory(item=item, confidence="green")

    assert reasons(item) == {}


def test_amber_past_its_date_is_off_track_and_not_green(item):
    WindowFactory(item=item)
    UpdateFactory(item=item, confidence="amber")

    assert "green_past_date" not in reasons(item)


def test_a_green_that_came_before_the_date_passed_was_right_then(item):
    WindowFactory(item=item, ends_on=date(2025, 6, 15))
    UpdateFactory(item=item, confidence="green")

    assert reasons(item, date(2025, 6, 15)) == {}
    assert "green_past_date" in reasons(item, date(2025, 6, 16))


# Waiting on something that is late itself


def waits(item, *, expected_by=MARCH, **facts):
    UpdateFactory(item=item, state="waiting")
    dependency = DependencyFactory(
        programme=item.programme, title="The national plan", expected_by=expected_by, **facts
    )
    LinkFactory(from_item=item, kind="waits_on", to_item=None, dependency=dependency)


def test_a_wait_whose_date_has_passed_says_what_was_expected_by_when(item):
    waits(item)

    assert reasons(item)["wait_passed"] == (
        "The national plan was expected by 31 March 2025 and has not come."
    )


@pytest.mark.parametrize("expected_by", [None, TODAY, date(2025, 12, 31)])
def test_a_wait_that_is_not_late_raises_only_the_wait_itself(item, expected_by):
    waits(item, expected_by=expected_by)

    assert list(reasons(item)) == ["waiting"]


def test_a_wait_that_has_come_is_not_late(item):
    waits(item, arrived_on=date(2025, 5, 1))

    assert "wait_passed" not in reasons(item)


def test_finished_work_waits_for_nothing(item):
    waits(item)
    UpdateFactory(item=item, state="delivered", reported_on=date(2025, 6, 1))

    assert reasons(item) == {}


# Returned and untouched


def returned(item, **facts):
    return UpdateFactory(
        item=item, workflow="returned", returned_at=datetime(2025, 6, 9, 12, tzinfo=UTC), **facts
    )


def test_an_update_that_was_returned_and_left_says_when(item):
    returned(item)

    assert reasons(item)["returned"] == (
        "Returned by the office on 9 June 2025, 3 weeks ago, and not touched since."
    )


@pytest.mark.parametrize("workflow", ["draft", "submitted"])
def test_a_returned_update_that_its_lead_has_touched_again_is_not_named(item, workflow):
    update = returned(item)
    update.workflow = workflow
    update.save()

    assert "returned" not in reasons(item)


def test_a_return_counts_from_its_own_day_in_london_on(item):
    update = returned(item)
    update.returned_at = datetime(2025, 6, 9, 23, 30, tzinfo=UTC)
    update.save()

    assert "returned" not in reasons(item, date(2025, 6, 9))
    assert "10 June 2025" in reasons(item, date(2025, 6, 10))["returned"]


def test_of_two_returns_the_one_left_longest_is_named(item):
    returned(item)
    later = returned(item, period=period(item, "Later", MAY))
    later.returned_at = datetime(2025, 6, 20, tzinfo=UTC)
    later.save()

    assert "9 June 2025" in reasons(item)["returned"]


# The same words three periods running


def test_the_same_words_in_three_periods_running_name_the_first_of_them(item):
    says(item, "Work goes on.", MARCH, APRIL, MAY)

    assert reasons(item)["same_words"] == "The same words in every period since March 2025."


def test_twice_the_same_words_raise_nothing(item):
    says(item, "Work goes on.", APRIL, MAY)

    assert reasons(item) == {}


def test_case_and_spaces_make_no_new_words(item):
    trust = OrganisationFactory()
    says(item, "Work goes on.", MARCH, organisation=trust)
    says(item, "work  goes on.", APRIL, MAY, organisation=trust)

    assert "same_words" in reasons(item)


def test_new_words_or_a_new_state_begin_the_count_anew(item):
    trust = OrganisationFactory()
    says(item, "Work goes on.", MARCH, organisation=trust, state="not_started")
    says(item, "Work goes on.", APRIL, MAY, organisation=trust)

    assert "same_words" not in reasons(item)


def test_words_of_three_organisations_are_not_one_that_repeats_itself(item):
    for day in (MARCH, APRIL, MAY):
        says(item, "Work goes on.", day)

    assert "same_words" not in reasons(item)


def test_periods_without_words_are_no_repeats(item):
    says(item, "", MARCH, APRIL, MAY)

    assert "same_words" not in reasons(item)


def test_finished_work_may_say_the_same_for_ever(item):
    says(item, "It is done.", MARCH, APRIL, MAY, state="delivered")

    assert reasons(item) == {}


def test_the_count_is_of_what_was_said_by_the_day(item):
    says(item, "Work goes on.", MARCH, APRIL, MAY)

    assert "same_words" not in reasons(item, date(2025, 5, 30))


# Forecast later than agreed


def test_a_forecast_after_the_agreed_end_gives_both_dates(item):
    WindowFactory(item=item, ends_on=date(2025, 9, 30))
    UpdateFactory(item=item, forecast_end=date(2025, 12, 31), forecast_precision="month")

    assert reasons(item)["forecast_late"] == "Now forecast for December 2025, planned by September 2025."


def test_a_forecast_within_a_moved_plan_still_stands_against_the_first_baseline(item):
    WindowFactory(item=item, ends_on=date(2025, 9, 30))
    WindowFactory(
        item=item,
        number=2,
        words="by March 2026",
        ends_on=date(2026, 3, 31),
        reason="The survey came late.",
        agreed_on=date(2025, 6, 1),
    )
    UpdateFactory(item=item, forecast_end=date(2025, 12, 31), forecast_precision="month")

    assert reasons(item)["forecast_late"] == (
        "Forecast for December 2025 as agreed since, but first planned by September 2025."
    )


def test_a_forecast_on_the_agreed_day_raises_nothing(item):
    WindowFactory(item=item, ends_on=date(2025, 9, 30))
    UpdateFactory(item=item, forecast_end=date(2025, 9, 30), forecast_precision="day")

    assert reasons(item) == {}


def test_a_forecast_for_work_without_a_date_has_nothing_to_be_later_than(item):
    UpdateFactory(item=item, forecast_end=date(2025, 12, 31), forecast_precision="month")

    assert "forecast_late" not in reasons(item)


# Next steps that nobody has picked up


def step(item, **facts):
    update = item.updates.first() or UpdateFactory(item=item, state="delivered")
    return NextStepFactory(item=item, period=update.period, **facts)


def test_old_next_steps_that_nobody_picked_up_are_counted_with_their_day(item):
    step(item)
    step(item)

    assert reasons(item, date(2025, 9, 9))["open_steps"] == (
        "2 next steps of 31 May 2025 that nobody has picked up."
    )


def test_a_young_next_step_raises_nothing_yet(item):
    step(item)

    assert reasons(item, date(2025, 9, 8)) == {}


def test_a_next_step_that_became_a_plan_item_is_picked_up(item):
    step(item, becomes=PlanItemFactory(programme=item.programme, year=None))

    assert reasons(item, date(2025, 9, 9)) == {}


def test_a_next_step_of_a_draft_is_not_said_yet(item):
    draft = UpdateFactory(item=item, workflow="draft", period=period(item, "Later", MAY))
    step(item, update=draft)

    assert "open_steps" not in reasons(item, date(2026, 6, 1))


# All of them


def test_the_facts_of_all_items_cost_the_same_number_of_queries(programme, django_assert_num_queries):
    user = UserFactory(is_superuser=True)
    for number in range(6):
        some = PlanItemFactory(programme=programme, ref=f"Y1-D9{number}")
        waits(some)
        returned(some, period=period(some, "Later", MAY))
        step(some)
    programmes = list(Programme.objects.filter(pk=programme.pk))

    with django_assert_num_queries(6):
        at_a_glance(programmes, user=user, as_at=TODAY)


def test_nothing_of_a_programme_out_of_sight_is_looked_at(item):
    waits(item)

    assert reasons(item, user=UserFactory()) == {}
