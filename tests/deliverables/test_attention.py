"""Each rule of what needs attention, with its reason in words."""

from datetime import date

import pytest

from deliverables.attention import RULES, SHOWN, Facts, Wait, concerns
from deliverables.models import PlanItem
from deliverables.status import status_of
from tests.factories import PlanItemFactory, UpdateFactory, WindowFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
REVIEW = date(2025, 5, 31)


def reasons(item, day=TODAY, **more):
    found = PlanItem.objects.as_at(day).select_related("programme", "year").get(pk=item.pk)
    facts = Facts(item=found, status=status_of(found, as_at=day), **more)
    groups = concerns([facts])
    return groups[0].concerns[0].reasons if groups else {}


def test_live_work_past_its_date_is_overdue():
    item = WindowFactory().item
    UpdateFactory(item=item)

    assert reasons(item, REVIEW)["overdue"] == (
        "Planned by September 2024, 8 months ago, and reported as in progress."
    )


def test_finished_work_raises_nothing_however_late():
    item = WindowFactory().item
    UpdateFactory(item=item, state="delivered", actual_end=date(2025, 3, 31), actual_precision="month")

    assert reasons(item) == {}


@pytest.mark.parametrize("colour", ["red", "amber"])
def test_red_and_amber_raise_attention_with_their_definition(colour):
    update = UpdateFactory(confidence=colour)

    assert reasons(update.item, REVIEW)["off_track"].startswith(f"Rated {colour}: ")


def test_the_reason_that_the_lead_gave_says_more_than_the_definition():
    update = UpdateFactory(confidence="amber", reason="Two wards share one nurse. " * 20)

    reason = reasons(update.item, REVIEW)["off_track"]

    assert reason.startswith("Rated amber: Two wards share one nurse. Two wards")
    assert len(reason) < 270


def test_green_past_its_date_is_said_once():
    item = WindowFactory().item
    UpdateFactory(item=item, confidence="green")

    assert list(reasons(item, REVIEW)) == ["green_past_date"]


def test_green_raises_none():
    assert "off_track" not in reasons(UpdateFactory(confidence="green").item, REVIEW)


def test_waiting_names_what_it_waits_on():
    update = UpdateFactory(state="waiting")

    assert (
        reasons(update.item, REVIEW, waits=[Wait("The national plan")])["waiting"]
        == "Waits on The national plan."
    )


def test_waiting_on_nothing_named_says_so():
    assert "not recorded" in reasons(UpdateFactory(state="waiting").item, REVIEW)["waiting"]


def test_a_forecast_after_the_plan_is_told_before_the_date_passes():
    item = WindowFactory(ends_on=date(2027, 3, 31)).item
    UpdateFactory(item=item, forecast_end=date(2027, 6, 30), forecast_precision="month")

    assert reasons(item)["forecast_late"] == "Now forecast for June 2027, planned by March 2027."


def test_live_work_without_new_words_is_silent_after_the_days_the_programme_sets():
    update = UpdateFactory()

    assert "silent" not in reasons(update.item, date(2025, 9, 8))
    assert reasons(update.item, date(2025, 9, 9))["silent"] == (
        "The newest words are from 31 May 2025, 3 months ago."
    )
    assert "silent" not in reasons(update.item, date(2025, 9, 9), silent_after_days=365)


def test_a_passed_date_that_nobody_reported_on_is_named():
    assert (
        reasons(WindowFactory().item)["passed_unreported"]
        == "Planned by September 2024; nobody has reported."
    )


def test_an_item_without_a_date_is_named_once_its_year_is_over():
    item = PlanItemFactory()

    assert "passed_unreported" not in reasons(item, date(2025, 3, 31))
    assert reasons(item, date(2025, 4, 1))["passed_unreported"] == (
        "Year 1 ended on 31 March 2025; nobody has reported."
    )


def test_an_item_of_no_year_and_no_date_raises_nothing():
    assert reasons(PlanItemFactory(year=None)) == {}


def test_an_item_stands_once_under_its_most_pressing_rule_with_every_reason():
    item = WindowFactory().item
    UpdateFactory(item=item, state="waiting", confidence="red")
    found = PlanItem.objects.as_at(TODAY).select_related("programme", "year").get(pk=item.pk)

    [group] = concerns([Facts(item=found, status=status_of(found, as_at=TODAY))])

    assert group.rule.code == "off_track"
    assert list(group.concerns[0].reasons) == ["off_track", "overdue", "waiting", "silent"]
    assert group.concerns[0].reason.startswith("Rated red: ")


def test_a_long_group_is_folded_after_the_first_few():
    items = [WindowFactory().item for _ in range(SHOWN + 2)]
    found = (
        PlanItem.objects.as_at(TODAY).select_related("programme", "year").filter(pk__in=[i.pk for i in items])
    )

    [group] = concerns([Facts(item=item, status=status_of(item, as_at=TODAY)) for item in found])

    assert (len(group.first), len(group.rest)) == (SHOWN, 2)


def test_a_reason_that_all_share_is_said_once():
    items = [WindowFactory().item, WindowFactory().item, WindowFactory(ends_on=date(2024, 8, 31)).item]
    found = PlanItem.objects.as_at(TODAY).select_related("programme", "year").order_by("pk")
    facts = [Facts(item=item, status=status_of(item, as_at=TODAY)) for item in found]

    assert len(items) == len(facts)
    assert concerns(facts[:2])[0].shared_reason == "Planned by September 2024; nobody has reported."
    assert concerns(facts)[0].shared_reason == ""


def test_every_rule_has_its_own_code_and_heading():
    assert len({rule.code for rule in RULES}) == len({rule.heading for rule in RULES}) == len(RULES)
