"""A lead scores the next year with the keyboard alone, without a script, on every screen."""

import pytest

from metrics.models import Assessment
from tests.visits import look

MATRIX = "/programmes/coventry-warwickshire/assessment/"
FORM = f"{MATRIX}2/SA-1/"


def press_until(page, attribute: str, wanted: str) -> None:
    """Tabs to the control of which an attribute has this value."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("name => document.activeElement.getAttribute(name)", attribute) == wanted:
            return
    raise AssertionError(f"The keyboard does not reach {wanted}")


def in_main(page) -> str:
    return page.get_by_role("main").inner_text()


@pytest.mark.both
def test_a_year_is_scored_with_the_keyboard_and_without_a_script(new_context, live_server, signed_in):
    context = new_context(java_script_enabled=False)
    signed_in(context, "office")
    page = context.new_page()
    page.goto(f"{live_server.url}{FORM}")
    assert in_main(page).count("Copied, not confirmed") == 8

    press_until(page, "name", "valuing-both-score")
    page.keyboard.press("ArrowDown")
    press_until(page, "name", "accessible-both-confirm")
    page.keyboard.press("Space")
    press_until(page, "name", "accessible-both-words")
    page.keyboard.type("Waits were counted again.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save scores").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"{live_server.url}{FORM}?saved=2")
    assert "2 scores saved. 6 scores not confirmed yet." in in_main(page)
    page.goto(f"{live_server.url}{MATRIX}")
    assert "3 Present but not consistent" in in_main(page)
    assert "5 of 10, 2 of 8 scores confirmed" in in_main(page)
    assert "Adult acute inpatient: 19 is printed, the scores add up to 23." in in_main(page)


def test_two_people_at_one_score_choose_on_every_screen(
    page, new_context, live_server, signed_in, published, console
):
    signed_in(page.context, "office")
    page.goto(f"{live_server.url}{FORM}")
    second = new_context()
    signed_in(second, "office")
    other = second.new_page()
    other.goto(f"{live_server.url}{FORM}")
    other.get_by_label("5 Fully embedded").first.check()
    other.get_by_role("button", name="Save scores").click()
    other.wait_for_url("**/?saved=1")
    look(other, "assess-saved")

    console.expect("status of 409")
    page.get_by_label("1 Limited evidence").first.check()
    page.get_by_role("button", name="Save scores").click()
    page.get_by_text("saved: 5 of 5, fully embedded").wait_for()
    look(page, "assess-two-people")
    page.get_by_label("Yours, as chosen below").check()
    page.get_by_role("button", name="Save scores").click()
    page.wait_for_url("**/?saved=1")

    stored = Assessment.objects.get(year__number=2, domain__slug="valuing")
    assert (stored.score, stored.version) == (1, 2)
    page.goto(f"{live_server.url}{MATRIX}")
    look(page, "assessment-two-years")
