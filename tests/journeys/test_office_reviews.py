"""The office at work in a browser: a queue of thirty, periods, and a whole period in one table."""

import pytest

from deliverables.models import ReportingPeriod, Update
from tests.browser import assert_accessible, assert_fits, take_picture
from tests.deliverables.cycle_rows import duty_row, open_period_row, person_with, written
from tests.factories import OrganisationFactory, PlanYearFactory, ProgrammeFactory

PASSWORD = "correct-horse-battery"
WIDTHS = (320, 768, 1280)


@pytest.fixture
def programme(transactional_db):
    programme = ProgrammeFactory(slug="midshire", short_name="Midshire", icb__name="Midshire ICB")
    PlanYearFactory(programme=programme)
    return programme


@pytest.fixture
def period(programme):
    return open_period_row(programme)


@pytest.fixture
def office(page, live_server, programme):
    """The page of somebody who has signed in as the office."""
    person = person_with("office", programme)
    person.set_password(PASSWORD)
    person.save()
    page.goto(f"{live_server.url}/account/sign-in/?next=/account/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def look_at_every_width(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)


def submitted(period, count):
    trusts = [OrganisationFactory() for _ in range(3)]
    before = open_period_row(period.programme, slug="before", name="Quarter 3 2025/26")
    for number in range(count):
        duty = duty_row(period, organisation=trusts[number % 3])
        written(duty, workflow="accepted", period=before, summary="The ward opens in May with six beds.")
        written(duty, summary="The ward opens in June with six beds.")


@pytest.mark.both
def test_thirty_updates_are_read_and_accepted_without_leaving_the_queue(office, live_server, period):
    submitted(period, 30)
    office.goto(f"{live_server.url}/review/")

    assert office.get_by_role("listitem").filter(has=office.locator("ins")).count() == 30
    office.get_by_role("button", name="Accept this one").first.click()
    office.wait_for_url("**/review/?accepted=1#update-*")
    office.get_by_text("Return with a note").first.click()
    office.get_by_label("What has to change?").first.fill("Say in which month it ends.")
    office.get_by_role("button", name="Return", exact=False).first.click()
    office.wait_for_url("**/review/?returned=1#update-*")
    office.get_by_role("link", name="Choose all 28 on this page").click()
    office.get_by_role("button", name="Accept the chosen updates").first.click()
    office.get_by_text("28 updates accepted.").wait_for()

    assert office.url.startswith(f"{live_server.url}/review/")
    assert Update.objects.filter(period=period, workflow="accepted").count() == 29
    assert Update.objects.get(workflow="returned").return_note == "Say in which month it ends."


def test_updates_are_accepted_with_the_keyboard_alone(office, live_server, period):
    submitted(period, 3)
    office.goto(f"{live_server.url}/review/")

    for left in (2, 1, 0):
        office.get_by_role("checkbox").first.focus()
        office.keyboard.press("Tab")
        assert office.evaluate("document.activeElement.innerText").startswith("Accept this one")
        office.keyboard.press("Enter")
        office.get_by_text("1 update accepted.").wait_for()
        office.wait_for_function(f"document.querySelectorAll('.app-review__entry').length == {left}")

    assert not Update.objects.filter(workflow="submitted").exists()


def test_the_queue_and_a_correction_suit_every_screen(office, live_server, period, console):
    submitted(period, 2)
    office.goto(f"{live_server.url}/review/")
    look_at_every_width(office, "review")

    office.get_by_role("button", name="Accept the chosen updates").first.click()
    office.get_by_role("alert").wait_for()
    look_at_every_width(office, "review-error")
    console.expect("status of 400")

    update = Update.objects.filter(workflow="accepted").first()
    office.goto(f"{live_server.url}/review/{update.pk}/correct/")
    look_at_every_width(office, "correct")


def test_a_period_is_opened_looked_into_and_locked(office, live_server, period):
    duty_row(period)
    office.goto(f"{live_server.url}/programmes/midshire/periods/")
    look_at_every_width(office, "periods")
    office.get_by_role("button", name="Open a new period").or_(
        office.get_by_role("link", name="Open a new period")
    ).click()
    office.get_by_role("link", name="the next financial quarter").click()
    look_at_every_width(office, "period-open")
    office.get_by_role("button", name="Open", exact=True).click()
    office.get_by_text("The period is open.").wait_for()

    office.goto(f"{live_server.url}/programmes/midshire/periods/2025-26-q4/")
    look_at_every_width(office, "period")
    office.get_by_role("link", name="Lock the period").click()
    look_at_every_width(office, "period-lock")
    office.get_by_role("button", name="Lock the period").click()
    office.get_by_text("The period is locked.").wait_for()

    office.get_by_role("link", name="Open the period again").click()
    look_at_every_width(office, "period-reopen")
    assert ReportingPeriod.objects.filter(locked_at__isnull=False).count() == 1


def test_a_period_is_edited_in_one_table(office, live_server, period, console):
    for _ in range(3):
        duty_row(period)
    office.goto(f"{live_server.url}/programmes/midshire/periods/2025-26-q4/grid/")
    look_at_every_width(office, "grid")

    states = office.get_by_label("State,")
    states.first.select_option("In progress")
    states.first.focus()
    office.keyboard.press("Alt+ArrowDown")
    assert states.nth(1).evaluate("control => control === document.activeElement")
    office.get_by_label("Submit").first.check()
    office.get_by_role("button", name="Save all rows").first.click()
    office.get_by_role("alert").wait_for()
    look_at_every_width(office, "grid-error")
    console.expect("status of 400")

    office.get_by_label("Confidence,").first.select_option("Green")
    office.get_by_label("What happened,").first.fill("The first ward opened.")
    office.get_by_role("button", name="Save all rows").first.click()
    office.get_by_text("1 row submitted.").wait_for()

    assert Update.objects.get().workflow == "submitted"
