"""A lead's list of updates: what is due from whom, in which order, and what can be said again."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from deliverables.models import Answer, Update
from tests.deliverables.reporting_rows import cycle, sent
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
    UpdateFactory,
    UserFactory,
    WorkstreamFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_known_day():
    with time_machine.travel("2026-01-31T12:00:00Z", tick=False):
        yield


@pytest.fixture
def quarter():
    return cycle()


@pytest.fixture
def lead(client, quarter):
    client.force_login(quarter.lead)
    return client


def text(response, *, status=200) -> str:
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def listed(client) -> str:
    return text(client.get(reverse("deliverables:my_updates")))


def address(duty, name="my_update") -> str:
    return reverse(f"deliverables:{name}", args=[duty.pk])


def of_period(duty, workflow, **fields):
    return UpdateFactory(
        item=duty.item, organisation=duty.organisation, period=duty.period, workflow=workflow, **fields
    )


def test_due_returned_overdue_and_done_stand_in_that_order(lead, quarter):
    late = ReportingPeriodFactory(
        programme=quarter.programme,
        slug="q3",
        name="Quarter 3",
        due_on=date(2026, 1, 10),
        opened_at=datetime(2025, 10, 1, tzinfo=UTC),
    )
    of_period(quarter.duty(title="Handed in"), "submitted")
    quarter.duty(title="Forgotten", period=late)
    of_period(quarter.duty(title="Sent back"), "returned", return_note="Name the ward.")
    quarter.duty(title="Still to do")

    html = listed(lead)

    places = [html.index(words) for words in ("Still to do", "Sent back", "Forgotten", "Handed in")]
    assert places == sorted(places)
    assert "The office asks: Name the ward." in html
    assert "due 10 February 2026 (in 10 days)" in html
    assert "due 10 January 2026 (3 weeks ago)" in html
    assert "1 of 4 updates done." in html


def test_each_update_names_programme_trust_period_and_the_age_of_the_last_words(lead, quarter):
    duty = quarter.duty(ref="Y1-D3", title="Bed model")
    quarter.said(duty, reported_on=date(2025, 5, 31))

    html = listed(lead)

    for words in (
        "Y1-D3 Bed model",
        "Midshire",
        "Trust of midshire",
        "Quarter 4",
        "In progress",
        "8 months old",
    ):
        assert words in html
    assert address(duty, "my_update_no_change") in html


def test_a_lead_sees_their_organisations_and_workstreams_and_nothing_else(client, quarter):
    crisis = WorkstreamFactory(programme=quarter.programme, name="Crisis care")
    other = OrganisationFactory()
    quarter.duty(title="Of my trust")
    quarter.duty(title="Of my workstream", workstream=crisis, organisation=other)
    quarter.duty(title="Of another trust", organisation=other)
    cycle(slug="elsewhere").duty(title="Of another programme")
    membership = quarter.lead.memberships.get()
    membership.workstreams.add(crisis)
    client.force_login(quarter.lead)

    html = listed(client)

    assert "Of my trust" in html
    assert "Of my workstream" in html
    assert "Of another" not in html


def test_a_period_that_is_locked_or_not_open_yet_asks_for_nothing(lead, quarter):
    quarter.period.locked_at = datetime(2026, 1, 20, tzinfo=UTC)
    quarter.period.save()
    later = ReportingPeriodFactory(programme=quarter.programme, slug="q1")
    quarter.duty(title="Too late")
    quarter.duty(title="Too early", period=later)

    html = listed(lead)

    assert "Nothing is due from you now" in html
    assert "Too late" not in html
    assert "Too early" not in html


def test_who_is_no_lead_is_told_whom_to_ask(client):
    client.force_login(MembershipFactory(role="office").user)

    assert "ask the programme office to make you a lead" in listed(client)


def test_a_lead_who_has_done_everything_is_told_so(lead, quarter):
    of_period(quarter.duty(), "accepted", no_change=True)

    html = listed(lead)

    assert "All 1 update is done." in html
    assert "Accepted. No change, still true." in html


@pytest.mark.parametrize("size", [1, 12])
def test_the_list_is_two_queries_beside_the_session_whatever_its_length(
    lead, quarter, size, django_assert_num_queries
):
    for _ in range(size):
        quarter.said(quarter.duty())

    with django_assert_num_queries(4):
        listed(lead)


def test_the_menu_leads_a_lead_to_their_updates_and_nobody_else(client, quarter):
    client.force_login(quarter.lead)
    assert 'href="/my/updates/"' in text(client.get("/"))

    client.force_login(MembershipFactory(programme=quarter.programme).user)
    assert 'href="/my/updates/"' not in text(client.get("/"))


@pytest.mark.parametrize("name", ["my_update", "my_update_no_change"])
def test_another_trusts_update_is_not_found(client, quarter, name):
    duty = quarter.duty(organisation=OrganisationFactory())
    for person in (quarter.lead, MembershipFactory(programme=quarter.programme).user, UserFactory()):
        client.force_login(person)
        assert client.get(address(duty, name)).status_code == 404


@pytest.mark.parametrize(
    "name", ["my_update", "my_update_draft", "my_update_no_change", "my_update_take_back"]
)
def test_nothing_can_be_written_for_another_trust(lead, quarter, name):
    duty = quarter.duty(organisation=OrganisationFactory())

    assert lead.post(address(duty, name), {"version": 0}).status_code == 404
    assert not Update.objects.exists()


def test_the_office_may_write_any_update_of_its_programme_and_of_no_other(client, quarter):
    client.force_login(MembershipFactory(programme=quarter.programme, role="office").user)

    assert client.get(address(quarter.duty())).status_code == 200
    assert client.get(address(cycle(slug="elsewhere").duty())).status_code == 404


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_a_number_that_is_no_update_is_not_found(lead, number):
    assert lead.get(f"/my/updates/{number}/").status_code == 404


def test_words_that_are_still_true_are_submitted_with_one_button_and_shown_as_such(lead, quarter):
    duty = quarter.duty(ref="Y1-D3")
    last = quarter.said(duty, ask="More money")

    html = text(lead.get(address(duty, "my_update_no_change")))
    response = lead.post(address(duty, "my_update_no_change"), {"version": 0, "last": last.pk})

    assert "One ward opened." in html
    assert "More money" not in html.split("app-panel")[1]
    assert response.url == f"{address(duty)}?done=submitted"
    update = Update.objects.get(period=quarter.period)
    assert (update.workflow, update.no_change, update.summary, update.ask) == (
        "submitted",
        True,
        "One ward opened.",
        "",
    )
    assert "No change, still true." in text(lead.get(response.url))


def test_no_change_clicked_twice_makes_one_update(lead, quarter):
    duty = quarter.duty()
    last = quarter.said(duty)

    for _ in range(2):
        assert (
            lead.post(address(duty, "my_update_no_change"), {"version": 0, "last": last.pk}).status_code
            == 302
        )

    assert Update.objects.filter(period=quarter.period).count() == 1


def test_the_history_of_the_item_says_that_nothing_changed(lead, quarter):
    duty = quarter.duty()
    of_period(duty, "accepted", no_change=True)

    assert "No change, still true" in text(lead.get(duty.item.get_absolute_url()))


def test_words_that_lack_something_cannot_be_said_again(lead, quarter):
    duty = quarter.duty()
    last = quarter.said(duty, confidence="")

    html = text(lead.get(address(duty, "my_update_no_change")))
    refused = lead.post(address(duty, "my_update_no_change"), {"version": 0, "last": last.pk})

    assert "It cannot be repeated as it stands" in html
    assert "Choose green, amber or red" in html
    assert "Still true: submit" not in html
    assert refused.status_code == 400
    assert not Update.objects.filter(period=quarter.period).exists()


def test_newer_words_than_those_on_the_page_are_not_said_again_unread(lead, quarter):
    duty = quarter.duty()
    quarter.said(duty)

    html = text(lead.post(address(duty, "my_update_no_change"), {"version": 0, "last": 0}), status=409)

    assert "Newer words were accepted since you opened this page" in html
    assert not Update.objects.filter(period=quarter.period).exists()


def test_where_nothing_was_said_there_is_nothing_to_repeat(lead, quarter):
    duty = quarter.duty()

    assert "there is nothing to repeat" in text(lead.get(address(duty, "my_update_no_change")))
    assert lead.post(address(duty, "my_update_no_change"), {"version": 0}).status_code == 400
    assert address(duty, "my_update_no_change") not in listed(lead)


@pytest.mark.parametrize("version", ["5", "", "-1", "٣", "1_0", str(2**70), "x"])
def test_a_draft_is_not_dropped_by_a_page_that_did_not_know_of_it(lead, quarter, version):
    duty = quarter.duty()
    last = quarter.said(duty)
    of_period(duty, "draft", summary="Begun")

    html = text(lead.get(address(duty, "my_update_no_change")))
    response = lead.post(address(duty, "my_update_no_change"), {"version": version, "last": last.pk})

    assert "You have a draft with other words." in html
    assert response.status_code == 409
    assert Update.objects.get(period=quarter.period).summary == "Begun"


def test_a_returned_update_is_answered_in_the_form(lead, quarter):
    duty = quarter.duty()
    quarter.said(duty)
    of_period(duty, "returned", return_note="Name the ward.")

    html = text(lead.get(address(duty, "my_update_no_change")))

    assert "The office returned this update: Name the ward." in html
    assert "Still true: submit" not in html


def test_the_organisations_own_words_come_before_those_of_others_on_the_item(lead, quarter):
    duty = quarter.duty()
    quarter.said(duty, summary="Ours")
    UpdateFactory(
        item=duty.item, period__slug="later", reported_on=date(2025, 12, 1), summary="Of somebody else"
    )

    assert "Ours" in text(lead.get(address(duty, "my_update_no_change")))


def test_the_words_of_others_are_a_start_where_the_organisation_said_nothing(lead, quarter):
    duty = quarter.duty()
    UpdateFactory(item=duty.item, summary="Of somebody else", organisation__short_name="Before us")

    html = text(lead.get(address(duty)))

    assert "Of somebody else" in html
    assert "Before us" in html


def test_an_item_of_another_programme_cannot_be_named_as_the_one_it_goes_on_in(lead, quarter):
    duty = quarter.duty()
    foreign = PlanItemFactory(title="Not for your eyes")

    assert "Not for your eyes" not in text(lead.get(address(duty)))
    response = lead.post(address(duty), sent(state="absorbed", goes_to=foreign.pk))
    assert "Not for your eyes" not in text(response, status=400)


@pytest.mark.parametrize(("due_on", "words"), [(date(2026, 1, 31), "(today)"), (None, "Quarter 4</span>")])
def test_a_period_that_is_due_today_or_has_no_date_says_so(lead, quarter, due_on, words):
    quarter.period.due_on, quarter.period.board_on = due_on, None
    quarter.period.save()
    quarter.duty()

    assert words in listed(lead).replace(" </span>", "</span>")


def test_nothing_is_repeated_in_a_period_that_takes_no_words(lead, quarter):
    duty = quarter.duty()
    last = quarter.said(duty)
    page = address(duty, "my_update_no_change")
    lead.post(page, {"version": 0, "last": last.pk})
    assert "This update is with the programme office" in text(lead.get(page))

    for field, words in (("opened_at", "is not open yet"), ("locked_at", "is locked")):
        value = None if field == "opened_at" else datetime(2026, 1, 20, tzinfo=UTC)
        setattr(quarter.period, field, value)
        quarter.period.save()
        html = text(lead.get(page))
        assert words in html
        assert "Still true: submit" not in html


def test_the_answer_of_the_board_comes_back_to_the_lead_who_asked_and_to_no_other(lead, quarter):
    asked = of_period(quarter.duty(title="Beds"), "accepted", ask="Which site keeps the beds?")
    elsewhere = UpdateFactory(ask="May we hire?")
    for update, words in ((asked, "Both sites keep them."), (elsewhere, "You may.")):
        Answer.objects.create(update=update, text=words, answered_by=UserFactory())

    page = listed(lead)

    assert "Both sites keep them." in page
    assert "31 January 2026" in page
    assert "You may." not in page
