"""A person's calendar: what stands in it, whose it is, and the secret in its address."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from deliverables.models import CalendarKey, Change, Duty
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="midshire", short_name="Midshire")


@pytest.fixture
def trust():
    return OrganisationFactory()


@pytest.fixture
def lead(programme, trust):
    membership = MembershipFactory(programme=programme, role="lead")
    membership.organisations.add(trust)
    return membership.user


def opened(programme, slug="q3", **facts):
    return ReportingPeriodFactory(
        **{
            "programme": programme,
            "slug": slug,
            "name": f"Period {slug}",
            "due_on": date(2026, 7, 10),
            "board_on": date(2026, 7, 24),
            "opened_at": datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
            **facts,
        }
    )


def duty_of(period, trust, ref="Y1-D1"):
    item = PlanItemFactory(programme=period.programme, ref=ref, title="A secret title")
    return Duty.objects.create(period=period, item=item, organisation=trust)


def address_of(person):
    key, _new = CalendarKey.objects.get_or_create(person=person)
    return reverse("deliverables:calendar", args=[key.key])


def read(client, person):
    """The file, unfolded; asked for without signing in."""
    response = client.get(address_of(person))
    assert response.status_code == 200
    return response.content.decode().replace("\r\n ", "")


def summaries(text):
    return [line.partition(":")[2] for line in text.split("\r\n") if line.startswith("SUMMARY:")]


def test_a_lead_sees_when_updates_are_due_and_when_the_board_meets(client, lead, programme, trust):
    period = opened(programme)
    duty_of(period, trust)
    duty_of(period, trust, ref="Y1-D2")

    text = read(client, lead)

    assert summaries(text) == ["Updates due: Period q3\\, Midshire", "Board: Period q3\\, Midshire"]
    assert "DTSTART;VALUE=DATE:20260710\r\nDTEND;VALUE=DATE:20260711\r\n" in text
    assert "DTSTART;VALUE=DATE:20260724\r\n" in text
    assert "UID:due-midshire-q3@" in text
    assert "2 updates are due from you.\\nhttp://testserver/my/updates/" in text


def test_a_lead_from_whom_nothing_is_due_sees_only_the_board(client, lead, programme):
    duty_of(opened(programme), OrganisationFactory())

    assert summaries(read(client, lead)) == ["Board: Period q3\\, Midshire"]


def test_a_board_member_sees_only_the_board(client, programme):
    opened(programme)

    assert summaries(read(client, MembershipFactory(programme=programme).user)) == [
        "Board: Period q3\\, Midshire"
    ]


def test_the_office_sees_both_and_is_led_to_its_queue(client, programme):
    opened(programme)

    text = read(client, MembershipFactory(programme=programme, role="office").user)

    assert len(summaries(text)) == 2
    assert "http://testserver/review/" in text


def test_a_person_of_two_roles_sees_each_day_once(client, lead, programme, trust):
    MembershipFactory(user=lead, programme=programme, role="office")
    duty_of(opened(programme), trust)

    assert len(summaries(read(client, lead))) == 2


def test_no_title_of_a_plan_item_leaves_with_the_calendar(client, lead, programme, trust):
    duty_of(opened(programme), trust)

    assert "secret title" not in read(client, lead)


def test_what_was_never_opened_or_has_no_day_is_left_out(client, lead, programme, trust):
    duty_of(opened(programme, "later", opened_at=None), trust)
    duty_of(opened(programme, "dateless", due_on=None, board_on=None), trust, ref="Y1-D2")

    assert summaries(read(client, lead)) == []


def test_what_is_made_up_says_so(client, lead, programme):
    opened(programme, basis="illustrative")

    assert summaries(read(client, lead)) == ["Illustrative: Board: Period q3\\, Midshire"]


def test_what_a_person_may_no_longer_see_is_gone_at_the_next_look(client, lead, programme, trust):
    duty_of(opened(programme), trust)
    assert len(summaries(read(client, lead))) == 2

    lead.memberships.all().delete()

    assert summaries(read(client, lead)) == []


def test_a_public_programme_fills_nobodys_calendar_but_its_members(client):
    opened(ProgrammeFactory(is_public=True))

    assert summaries(read(client, MembershipFactory().user)) == []


def test_the_same_days_give_the_same_bytes_and_a_moved_day_keeps_its_name(client, lead, programme, trust):
    period = opened(programme)
    duty_of(period, trust)
    first = read(client, lead)
    assert read(client, lead) == first

    period.due_on = date(2026, 7, 11)
    period.save()

    text = read(client, lead)
    assert "DTSTART;VALUE=DATE:20260711" in text
    assert [line for line in text.split("\r\n") if line.startswith("UID")] == [
        line for line in first.split("\r\n") if line.startswith("UID")
    ]


def test_the_answer_is_a_calendar_that_no_cache_keeps(client, lead):
    response = client.get(address_of(lead))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("key", ["x", "A" * 43, "a" * 5000])
def test_a_key_that_is_none_is_not_found(client, lead, key):
    assert client.get(reverse("deliverables:calendar", args=[key])).status_code == 404


def test_the_key_of_a_closed_account_opens_nothing(client, lead):
    address = address_of(lead)
    lead.is_active = False
    lead.save()

    assert client.get(address).status_code == 404


def test_the_key_does_not_reach_the_log(client, lead, caplog, capfd):
    address = address_of(lead)
    client.get(address)

    said = caplog.text + "".join(capfd.readouterr())
    assert lead.calendar_key.key not in said


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written_with_the_key(client, lead, method):
    assert getattr(client, method)(address_of(lead)).status_code == 405


@pytest.mark.parametrize("rows", [1, 8])
def test_the_calendar_costs_three_queries_whatever_the_periods(
    client, lead, programme, trust, rows, django_assert_num_queries
):
    for number in range(rows):
        duty_of(opened(programme, f"q{number}"), trust, ref=f"Y1-D{number}")
    address = address_of(lead)

    with django_assert_num_queries(3):
        client.get(address)


# The button on the account page


def press(client, number):
    return client.post(reverse("deliverables:calendar_key"), {"number": number})


def test_the_account_page_offers_an_address_and_then_shows_it(client, lead):
    client.force_login(lead)
    assert "Make a calendar address" in client.get("/account/").text

    assert press(client, 0).url == "/account/#calendar"

    html = client.get("/account/").text
    assert f"http://testserver/my/updates/calendar/{lead.calendar_key.key}.ics" in html
    assert "Replace the address" in html


def test_a_replaced_address_stops_working_at_once(client, lead):
    client.force_login(lead)
    press(client, 0)
    old = address_of(lead)

    press(client, 1)

    assert client.get(old).status_code == 404
    lead.calendar_key.refresh_from_db()
    assert client.get(address_of(lead)).status_code == 200


@pytest.mark.parametrize("number", [0, 1])
def test_a_double_click_makes_one_address(client, lead, number):
    client.force_login(lead)
    for before in range(number + 1):
        press(client, before)
    first = CalendarKey.objects.get().key

    press(client, number)

    assert CalendarKey.objects.get().key == first


def test_the_history_tells_that_an_address_was_made_and_never_the_address(client, lead):
    client.force_login(lead)
    press(client, 0)
    press(client, 1)

    assert [(c.action, c.record, c.key, c.user) for c in Change.objects.order_by("pk")] == [
        ("made", "calendar_key", lead.email, lead),
        ("replaced", "calendar_key", lead.email, lead),
    ]
    assert lead.calendar_key.key not in str(list(Change.objects.values()))


@pytest.mark.parametrize("number", ["", "-1", "two", "9" * 30])
def test_a_button_that_is_not_ours_is_refused(client, lead, number):
    client.force_login(lead)

    assert press(client, number).status_code == 400
    assert not CalendarKey.objects.exists()


def test_the_button_needs_a_person_and_a_post(client, lead):
    assert press(client, 0).url.startswith("/account/sign-in/")
    client.force_login(lead)
    assert client.get(reverse("deliverables:calendar_key")).status_code == 405
    assert not CalendarKey.objects.exists()


def test_a_key_is_long_random_and_of_one_person():
    keys = {CalendarKey.objects.create(person=UserFactory()).key for _ in range(20)}

    assert len(keys) == 20
    assert {len(key) for key in keys} == {43}
