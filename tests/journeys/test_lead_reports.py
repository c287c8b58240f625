"""A lead reports: eight updates with the keyboard, drafts that survive, two texts, every screen."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from deliverables.models import ReportingPeriod, Update
from ipqt.dates import today
from tests.browser import assert_accessible, assert_fits, take_picture
from tests.deliverables.reporting_rows import cycle
from tests.factories import MembershipFactory

WIDTHS = (320, 768, 1280)
TITLES = (
    "Bed model agreed by both trusts",
    "Crisis line answered day and night",
    "Discharge huddles on every ward",
    "Peer support workers in post",
    "Ward environment plan",
    "Purposeful admission standard",
    "Race equality framework",
    "Learning from deaths review",
)


@pytest.fixture
def quarter(transactional_db, _leave_nothing_behind):
    made = cycle()
    due_on = today() + timedelta(days=10)
    ReportingPeriod.objects.update(due_on=due_on, board_on=due_on + timedelta(days=10))
    return made


@pytest.fixture(autouse=True)
def _leave_nothing_behind(page):
    """A draft on its way would write while the database is emptied for the next test."""
    yield
    page.evaluate("document.querySelectorAll('[data-update]').forEach(form => form.dataset.sent = 'yes')")
    page.wait_for_load_state("networkidle")


def sign_in(page, live_server, client, person):
    client.force_login(person)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


@pytest.fixture
def lead(page, live_server, client, quarter):
    sign_in(page, live_server, client, quarter.lead)
    return quarter


def duties(quarter, count=8):
    made = []
    for number, title in enumerate(TITLES[:count], 1):
        duty = quarter.duty(ref=f"Y1-D{number}", title=title, position=number)
        quarter.said(duty, reported_on=today() - timedelta(days=90))
        made.append(duty)
    return made


def open_form(page, live_server, duty):
    page.goto(f"{live_server.url}{duty.get_absolute_url()}")


def look_at_every_width(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")  # the menu folds itself
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)


def press_until(page, name):
    """Tabs to the link or button of this name, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        if focused == name or (hasattr(name, "match") and name.match(focused)):
            return
    raise AssertionError(f"The keyboard does not reach {name}")


@pytest.mark.both
def test_a_lead_does_eight_updates_with_the_keyboard_only(page, live_server, lead):
    duties(lead)
    page.goto(f"{live_server.url}/my/updates/")
    press_until(page, "Begin with Y1-D1")
    page.keyboard.press("Enter")

    for number, title in enumerate(TITLES, 1):
        page.wait_for_url(re.compile(r"/my/updates/\d+/$"))
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        page.get_by_label("What happened since the last report?").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type(f"Done in week {number}.")
        press_until(page, "Submit")
        page.keyboard.press("Enter")
        expect(page.locator("[data-done]")).to_be_focused()
        if number < len(TITLES):
            press_until(page, re.compile(r"^Y1-D\d"))
            page.keyboard.press("Enter")

    page.get_by_role("link", name="Back to my updates").press("Enter")
    expect(page.get_by_text("All 8 updates are done.")).to_be_visible()
    assert Update.objects.filter(period=lead.period, workflow="submitted").count() == 8


def test_the_list_and_the_form_suit_every_screen(page, live_server, lead):
    first, second, third, *_ = duties(lead)
    lead.duty(ref="Y1-D9", title="Nobody has said a word about this one", position=9)
    Update.objects.create(
        item=second.item,
        organisation=second.organisation,
        period=second.period,
        workflow="returned",
        state="in_progress",
        confidence="green",
        return_note="Which wards?",
        returned_at=timezone.now(),
        reported_on=today(),
    )
    page.goto(f"{live_server.url}/my/updates/")
    look_at_every_width(page, "my-updates")

    open_form(page, live_server, second)
    look_at_every_width(page, "update-returned")
    open_form(page, live_server, first)
    page.get_by_label("Amber").check()
    page.get_by_label("When will it be finished?").fill("15/5/2026")
    look_at_every_width(page, "update-form")
    page.goto(f"{live_server.url}{third.get_absolute_url()}no-change/")
    look_at_every_width(page, "no-change")
    page.get_by_role("button", name="Still true: submit").click()
    look_at_every_width(page, "update-submitted")


def test_what_is_missing_is_said_at_its_field(page, live_server, lead, console):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)

    page.get_by_label("Red", exact=True).check()
    page.get_by_role("button", name="Submit").click()

    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.get_by_text("Say why, because it is not green.").first).to_be_visible()
    look_at_every_width(page, "update-errors")
    console.expect("status of 400")


def test_changes_and_days_are_marked_while_typing(page, live_server, lead):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)
    marks = page.locator("[data-mark]:visible")
    expect(marks).to_have_count(0)

    page.get_by_label("When will it be finished?").fill("10/4/2026")
    page.get_by_label("The cause in a few words").fill("Snow")

    expect(page.get_by_text("The end moves 10 days later: it was expected on 31 March 2026.")).to_be_visible()
    expect(marks).to_have_count(2)
    page.get_by_label("When will it be finished?").fill("31/03/2026")
    page.get_by_label("The cause in a few words").fill("")
    expect(marks).to_have_count(0)
    expect(page.locator("[data-moved]")).to_be_hidden()


def test_only_the_fields_of_the_state_are_shown(page, live_server, lead):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)
    expect(page.get_by_label("In which item does it go on?")).to_be_hidden()

    page.get_by_label("Absorbed").check()

    expect(page.get_by_label("In which item does it go on?")).to_be_visible()
    expect(page.get_by_label("When will it be finished?")).to_be_hidden()
    expect(page.get_by_label("Green")).to_be_hidden()


def test_a_draft_saves_itself_while_typing(page, live_server, lead):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)

    page.get_by_label("What happened since the last report?").fill("Typed and left.")
    expect(page.get_by_text("Draft saved at")).to_be_visible(timeout=10_000)
    page.get_by_label("The cause in a few words").fill("More")
    page.get_by_role("button", name="Submit").click()

    expect(page.locator("[data-done]")).to_be_visible()
    update = Update.objects.get(period=lead.period)
    assert (update.summary, update.cause, update.workflow) == ("Typed and left.", "More", "submitted")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_leaving_the_page_in_the_middle_of_a_word_keeps_it(page, live_server, lead):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)

    page.get_by_label("What happened since the last report?").fill("Half a wo")
    page.get_by_role("link", name="My updates").first.click()
    page.go_back()

    expect(page.get_by_label("What happened since the last report?")).to_have_value("Half a wo")


def test_an_expired_session_keeps_the_words_until_the_person_is_back(page, live_server, lead, client):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)
    page.context.clear_cookies(name="sessionid")

    page.get_by_label("What happened since the last report?").fill("Typed for an hour.")
    expect(page.get_by_text("you were signed out")).to_be_visible(timeout=10_000)
    page.get_by_role("link", name="Sign in again").click()
    page.wait_for_url("**/sign-in/**")
    sign_in(page, live_server, client, lead.lead)
    open_form(page, live_server, duty)

    expect(page.get_by_label("What happened since the last report?")).to_have_value("Typed for an hour.")
    expect(page.get_by_text("is back in the form")).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("[data-done]")).to_be_visible()
    assert Update.objects.get(period=lead.period).summary == "Typed for an hour."


def test_submitting_after_the_session_has_expired_loses_nothing(page, live_server, lead, client, console):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)
    page.get_by_label("What happened since the last report?").fill("Ready to go.")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Ready to go.")).to_be_visible()
    look_at_every_width(page, "update-signed-out")
    page.get_by_role("link", name="Sign in again").click()
    page.wait_for_url("**/sign-in/**")
    sign_in(page, live_server, client, lead.lead)
    open_form(page, live_server, duty)

    expect(page.get_by_label("What happened since the last report?")).to_have_value("Ready to go.")
    console.expect("status of 403")


def test_what_the_site_could_not_read_stays_in_the_tab(page, live_server, lead, console):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)
    page.get_by_label("What happened since the last report?").fill("A long text.")
    page.get_by_label("When will it be finished?").fill("31/2/2027")

    page.get_by_role("button", name="Save draft").last.click()
    expect(page.get_by_text("Enter a real date").first).to_be_visible()
    page.get_by_role("link", name="My updates").first.click()
    open_form(page, live_server, duty)

    expect(page.get_by_label("What happened since the last report?")).to_have_value("A long text.")
    expect(page.get_by_label("When will it be finished?")).to_have_value("31/2/2027")
    console.expect("status of 400")


def test_words_typed_after_a_save_outlive_a_reload(page, live_server, lead, console):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.locator("[data-done]")).to_be_visible()
    page.route("**/draft", lambda route: route.abort())

    page.get_by_label("The cause in a few words").fill("Typed later")
    page.reload()

    expect(page.get_by_label("The cause in a few words")).to_have_value("Typed later")
    page.unroute("**/draft")
    console.expect("ERR_FAILED")


def test_without_a_connection_the_words_wait_in_the_tab(page, live_server, lead, console):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)
    page.route("**/draft", lambda route: route.abort())

    page.get_by_label("What happened since the last report?").fill("On a train.")
    expect(page.get_by_text("there is no connection")).to_be_visible(timeout=10_000)
    page.unroute("**/draft")
    page.get_by_label("The cause in a few words").fill("Tunnel")
    expect(page.get_by_text("Draft saved at")).to_be_visible(timeout=10_000)

    assert Update.objects.get(period=lead.period).summary == "On a train."
    console.expect("ERR_FAILED")


def test_back_after_submitting_shows_what_stands(page, live_server, lead):
    duties(lead, 1)
    page.goto(f"{live_server.url}/my/updates/")
    page.get_by_role("link", name=TITLES[0]).click()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("[data-done]")).to_be_visible()

    page.go_back()

    expect(page.get_by_text("The programme office has it.")).to_be_visible()
    expect(page.locator("[data-update]")).to_have_count(0)


def test_a_row_more_comes_without_leaving_the_page(page, live_server, lead):
    (duty,) = duties(lead, 1)
    open_form(page, live_server, duty)

    page.get_by_role("button", name="Add a row").click()
    expect(page.get_by_role("group", name="Next step 3").get_by_label("Next step")).to_be_focused()
    page.keyboard.type("Recruit two people")
    page.get_by_role("button", name="Save draft").click()

    expect(page.locator("[data-done]")).to_be_visible()
    assert Update.objects.get(period=lead.period).steps.get().text == "Recruit two people"


def test_two_texts_stand_side_by_side_on_every_screen(page, live_server, lead, console):
    (duty,) = duties(lead, 1)
    other = MembershipFactory(programme=lead.programme, user__first_name="Kim", user__last_name="Second").user
    open_form(page, live_server, duty)
    Update.objects.create(
        item=duty.item,
        organisation=duty.organisation,
        period=duty.period,
        state="in_progress",
        confidence="amber",
        summary="What Kim wrote meanwhile, at some length, so that the box has to fold it.",
        saved_by=other,
        reported_on=today(),
    )

    page.get_by_label("What happened since the last report?").fill("What I wrote.")
    page.get_by_role("button", name="Submit").click()

    expect(page.get_by_text("Kim Second saved this update")).to_be_visible()
    look_at_every_width(page, "two-texts")
    for choice in page.get_by_label(re.compile("^Yours")).all():
        choice.check()
    page.get_by_label("Theirs: Delivery confidence").check()
    page.get_by_role("button", name="Save my choice").click()

    expect(page.get_by_text("Draft saved: Y1-D1.")).to_be_visible()
    update = Update.objects.get(period=lead.period)
    assert (update.summary, update.confidence) == ("What I wrote.", "amber")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    console.expect("status of 409")


def test_without_a_script_every_button_saves(new_context, live_server, client, quarter):
    (duty,) = duties(quarter, 1)
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server, client, quarter.lead)
    open_form(page, live_server, duty)

    page.get_by_label("What happened since the last report?").fill("By hand.")
    page.get_by_role("group", name="Next step 1").get_by_label("Next step").fill("Recruit two people")
    page.get_by_role("button", name="Add a row").click()
    expect(page.get_by_role("group", name="Next step 3")).to_be_visible()
    expect(page.get_by_text("with an owner and a date")).to_be_visible()
    page.get_by_role("button", name="Submit").click()

    expect(page.get_by_text("Submitted: Y1-D1.")).to_be_visible()
    assert Update.objects.get(period=quarter.period).summary == "By hand."
