"""The office reads the history, and makes the address of a calendar, at every width."""

import pytest

from deliverables.audit import record_change
from tests.browser import assert_accessible, assert_fits, take_picture
from tests.factories import PASSWORD, MembershipFactory, PlanItemFactory, PlanYearFactory, ProgrammeFactory

WIDTHS = (320, 768, 1280)


def look_at_every_width(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)


@pytest.fixture
def office(transactional_db):
    programme = ProgrammeFactory(slug="midshire", short_name="Midshire")
    PlanYearFactory(programme=programme)
    PlanItemFactory(programme=programme, ref="Y1-D1", title="Bed model")
    person = MembershipFactory(programme=programme, role="office").user
    person.set_password(PASSWORD)
    person.save()
    after = {"state": "waiting", "summary": "Waits for the national plan. " * 12, "ask": "", "cause": "Plan"}
    said = {"record": "update", "key": "midshire/Y1-D1/mpft/q3", "by": person, "programme": programme}
    record_change(action="saved a draft of", after={**after, "confidence": "red"}, **said)
    record_change(action="accepted", **said)
    record_change(
        action="corrected",
        before={"state": "waiting", "forecast_end": None},
        after={"state": "in_progress", "forecast_end": "2026-03-31"},
        why="The national plan came a week later.",
        **said,
    )
    return person


def sign_in(page, address, person):
    page.goto(f"{address}/account/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_the_office_reads_who_changed_what_and_finds_one_kind_of_it(page, live_server, office):
    sign_in(page, live_server.url, office)
    page.get_by_role("link", name="who changed what").click()

    assert page.get_by_role("heading", level=1).inner_text().endswith("Who changed what")
    look_at_every_width(page, "audit")
    page.get_by_label("Kind of record").select_option("update")
    page.get_by_label("Plan item").fill("Y1-D1")
    look_at_every_width(page, "audit-filters")
    page.get_by_role("button", name="Apply filters").click()
    assert page.get_by_text("Showing all 3").is_visible()


def test_a_filter_that_makes_no_sense_is_explained(page, live_server, office, console):
    sign_in(page, live_server.url, office)
    page.goto(f"{live_server.url}/programmes/midshire/audit/?since=yesterday")

    assert page.get_by_role("alert").is_visible()
    look_at_every_width(page, "audit-refused")
    console.expect("status of 400")


def test_a_person_makes_the_address_of_their_calendar_and_replaces_it(page, live_server, office):
    sign_in(page, live_server.url, office)
    page.get_by_role("button", name="Make a calendar address").click()

    address = page.locator("pre code").inner_text()
    look_at_every_width(page, "account-calendar")
    assert page.request.get(address).headers["content-type"].startswith("text/calendar")
    page.get_by_role("button", name="Replace the address").click()
    assert page.locator("pre code").inner_text() != address
    assert page.request.get(address).status == 404
