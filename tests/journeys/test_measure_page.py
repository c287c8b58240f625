"""The page of a measure in a browser: read on any screen, written on by the people who judge numbers."""

from datetime import date

import pytest

from deliverables.models import PlanItem, Programme, Update
from metrics.models import ItemIndicator, ProgrammeIndicator
from tests.browser import assert_accessible, assert_fits, take_picture
from tests.metrics.factories import IndicatorFactory, SeriesFactory, TargetFactory, monthly

ADDRESS = "/programmes/ssot/measures/TST-99/"
SWINGING = [20, 22, 21, 23] * 5


@pytest.fixture
def measure(published):
    """A measure with signals, a gap, a target, parts and a delivery that is to move it."""
    programme = Programme.objects.get(slug="ssot")
    indicator = IndicatorFactory(code="TST-99", name="People out of area")
    ProgrammeIndicator.objects.create(programme=programme, indicator=indicator)
    own = {"programme": programme, "indicator": indicator, "organisation": programme.icb}
    monthly(SeriesFactory(**own), [*SWINGING, None, 60])
    for category in ("18 to 64", "Not known"):
        monthly(SeriesFactory(**own, dimension="Age band", category=category), SWINGING)
    TargetFactory(programme=programme, indicator=indicator, value=10)
    delivered = Update.objects.filter(item__programme=programme, actual_end__gt=date(2024, 1, 1)).first()
    item = delivered.item if delivered else PlanItem.objects.filter(programme=programme).first()
    ItemIndicator.objects.create(item=item, indicator=indicator)
    return indicator


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_is_read_on_every_screen(page, live_server, measure, signed_in, width):
    signed_in(page.context, "office")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}{ADDRESS}")

    finding = page.locator(".app-figure__finding")
    assert "is above the upper limit of" in finding.inner_text()
    page.get_by_text("Show the data as a table").click()
    assert page.get_by_role("table").is_visible()
    assert_fits(page)
    assert_accessible(page)
    take_picture(page, "measure")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_office_calculates_limits_anew_and_takes_it_back(
    page, live_server, measure, signed_in, width, console
):
    signed_in(page.context, "office")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}{ADDRESS}")
    console.expect("400 (Bad Request)")

    page.get_by_role("link", name="recalculate the limits", exact=True).click()
    page.get_by_role("button", name="Recalculate from here").click()
    assert page.get_by_role("alert").get_by_text("Choose the period.").is_visible()
    assert_accessible(page)
    page.get_by_label("First period of the new limits").select_option("March 2024")
    page.get_by_label("Reason", exact=True).fill("The ward moved.")
    page.get_by_role("button", name="Recalculate from here").click()
    page.get_by_text("Limits are calculated anew from 1 March 2024").wait_for()
    assert_fits(page)
    assert_accessible(page)
    take_picture(page, "measure-step")

    page.get_by_role("link", name="recalculate the limits", exact=True).click()
    page.get_by_text("Remove it").click()
    page.get_by_label("Why it is removed").fill("It had not.")
    page.get_by_role("button", name="Remove").click()
    page.locator("#chart").wait_for()
    assert not page.get_by_text("The ward moved.").count()


def test_a_note_is_written_without_javascript(new_context, live_server, measure, signed_in):
    context = new_context(java_script_enabled=False)
    signed_in(context, "analyst")
    page = context.new_page()
    page.goto(f"{live_server.url}{ADDRESS}")

    page.get_by_role("link", name="Write a note on a value").click()
    page.get_by_label("Period").select_option("January 2025")
    page.get_by_label("Note").fill("One person came back from far away.")
    page.get_by_role("button", name="Keep the note").click()

    written = page.get_by_role("region", name="Notes and recalculated limits")
    assert written.get_by_text("One person came back from far away.").is_visible()
