"""A member of the board reads, comments and answers; the office decides on a new date."""

import uuid
from datetime import date

import pytest

from deliverables.cycle.rebaseline import ask_rebaseline
from tests.browser import assert_accessible, assert_fits, take_picture
from tests.factories import (
    PASSWORD,
    MembershipFactory,
    OrganisationFactory,
    PlanItemFactory,
    PlanYearFactory,
    ProgrammeFactory,
    UpdateFactory,
    WindowFactory,
)

WIDTHS = (320, 768, 1280)


@pytest.fixture
def item(transactional_db):
    programme = ProgrammeFactory(slug="midshire", short_name="Midshire")
    PlanYearFactory(programme=programme)
    item = PlanItemFactory(programme=programme, ref="Y1-A-C", title="A model of the beds that are needed")
    WindowFactory(item=item, words="by June 2025", starts_on=None, ends_on=date(2025, 6, 30))
    WindowFactory(
        item=item,
        number=2,
        words="by September 2025",
        starts_on=None,
        ends_on=date(2025, 9, 30),
        reason="The survey came late.",
        agreed_on=date(2025, 5, 1),
    )
    trust = OrganisationFactory(short_name="MPFT")
    ends = {
        "q1": date(2025, 6, 30),
        "q2": date(2025, 9, 30),
        "q3": date(2025, 12, 31),
        "q4": date(2026, 3, 31),
    }
    for number, (slug, end) in enumerate(ends.items()):
        UpdateFactory(
            item=item,
            organisation=trust,
            period__slug=slug,
            period__name=f"Quarter {number + 1}",
            reported_on=date(2025, 1 + 3 * number, 28),
            confidence="green" if number < 2 else "amber",
            forecast_end=end,
            forecast_precision="month",
            summary=f"Ward {number + 1} is counted.",
            reason="Two of four analysts left." if number > 1 else "",
            ask="Release the ward plans to the analysts." if number == 3 else "",
        )
    return item


def sign_in(page, live_server, item, role):
    person = MembershipFactory(programme=item.programme, role=role, user__first_name="Bea").user
    person.set_password(PASSWORD)
    person.save()
    page.goto(f"{live_server.url}/account/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return person


def look_at_every_width(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
        assert_fits(page)
        take_picture(page, name)


def test_a_member_of_the_board_comments_and_answers(page, live_server, item, console):
    sign_in(page, live_server, item, "viewer")
    page.goto(f"{live_server.url}/programmes/midshire/")
    look_at_every_width(page, "board-overview")
    page.get_by_role("link", name="Release the ward plans").click()

    look_at_every_width(page, "asks")
    page.get_by_label("Answer of the board").fill("Yes, in April.")
    page.get_by_role("button", name="Send answer").click()
    assert page.get_by_text("Nothing waits for an answer of the board.").is_visible()
    look_at_every_width(page, "asks-answered")

    page.goto(live_server.url + item.get_absolute_url())
    assert page.get_by_text("Yes, in April.").is_visible()
    page.locator("summary", has_text="Comment on this").first.click()
    page.get_by_role("button", name="Send comment").first.click()
    assert page.title().startswith("Error: ")
    look_at_every_width(page, "item-comment-error")
    page.get_by_label("Your comment").first.fill("Thank you.")
    page.get_by_role("button", name="Send comment").first.click()
    assert page.get_by_text("Thank you.").is_visible()
    for fold in page.locator("summary", has_text="changed since").all():
        fold.click()
    look_at_every_width(page, "item-board")
    console.expect("status of 400")


def test_the_office_asks_for_a_new_date_and_decides(page, live_server, item, console):
    person = sign_in(page, live_server, item, "office")
    page.goto(live_server.url + item.get_absolute_url())
    page.get_by_role("link", name="Ask for a new date").click()

    look_at_every_width(page, "new-date")
    page.get_by_role("button", name="Ask for this date").click()
    look_at_every_width(page, "new-date-error")
    page.get_by_label("New window in words").fill("by 31 March 2026")
    page.get_by_label("New end").fill("31/3/2026")
    page.get_by_label("These dates are exact to the").select_option("day")
    page.get_by_label("Reason").fill("The survey came late again.")
    page.get_by_role("button", name="Ask for this date").click()
    assert page.get_by_text("A new date is asked for:").is_visible()

    page.get_by_role("link", name="Waiting for a decision of the office").click()
    look_at_every_width(page, "new-dates")
    page.get_by_role("button", name="Approve").click()
    assert page.get_by_text("Nothing waits for a decision.").is_visible()
    other = WindowFactory(item__programme=item.programme).item
    asked = {"words": "in May", "starts_on": None, "ends_on": date(2026, 5, 31), "precision": "month"}
    ask_rebaseline(item=other, nonce=uuid.uuid4(), scope="", reason="Late.", by=person, **asked)
    page.reload()
    look_at_every_width(page, "new-dates-decided")
    console.expect("status of 400")
