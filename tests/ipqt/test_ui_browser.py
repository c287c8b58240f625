"""Every component in a real browser, at the widths of a phone, a tablet and a desk."""

import re

import pytest
from playwright.sync_api import expect

from tests import browser

pytestmark = pytest.mark.urls("tests.ipqt.gallery")
WIDTHS = (320, 768, 1280)


def open_gallery(page, live_server, *, width: int = 1280, query: str = "") -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/gallery/{query}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_components_fit_and_axe_finds_nothing(page, live_server, width):
    open_gallery(page, live_server, width=width)

    browser.assert_fits(page)
    browser.assert_accessible(page)
    browser.take_picture(page, "components")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_refused_filter_and_a_past_moment_are_accessible_too(page, live_server, console, width):
    open_gallery(page, live_server, width=width, query="?kind=x&state=nonsense&as_at=31/3/2025")
    console.expect("status of 400")

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.get_by_text("The list is not shown")).to_be_visible()
    expect(page.locator(".app-notice--past")).to_contain_text("31 March 2025")
    browser.assert_fits(page)
    browser.assert_accessible(page)


def test_the_first_tab_leads_past_every_menu(page, live_server):
    open_gallery(page, live_server)

    page.keyboard.press("Tab")
    expect(page.locator(".nhsuk-skip-link")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_on_a_phone_the_programme_menu_unfolds(page, live_server):
    open_gallery(page, live_server, width=320)
    link = page.locator(".app-subnav").get_by_role("link", name="Coverage")
    expect(link).to_be_hidden()

    page.get_by_text("Programme menu").click()

    expect(link).to_be_visible()
    browser.assert_accessible(page)


def test_on_a_tablet_the_programme_menu_and_the_filters_stand_open(page, live_server):
    open_gallery(page, live_server, width=768)

    expect(page.locator(".app-subnav").get_by_role("link", name="Coverage")).to_be_visible()
    expect(page.get_by_label("State")).to_be_visible()


def test_the_list_is_filtered_sorted_and_paged_without_a_script(browser, live_server, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/gallery/?as_at=2025-03-31")

    page.get_by_label("State").select_option("waiting")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Title").click()
    page.get_by_role("link", name="Page 2").click()

    expect(page.get_by_role("link", name="Remove filter State: Waiting")).to_be_visible()
    expect(page.locator("[aria-sort=ascending]")).to_have_text("Title")
    expect(page.get_by_text("Showing 26 to 50 of 61")).to_be_visible()
    expect(page.get_by_text("31 March 2025").first).to_be_visible()
    context.close()


def test_on_paper_there_is_nothing_to_click(page, live_server):
    open_gallery(page, live_server, query="?as_at=2025-03-31")

    page.emulate_media(media="print")

    expect(page.locator(".nhsuk-header")).to_be_hidden()
    expect(page.locator(".app-subnav")).to_be_hidden()
    expect(page.locator(".nhsuk-pagination")).to_be_hidden()
    expect(page.locator(".app-notice--past")).to_be_visible()
    expect(page.get_by_text("Reported as not begun.")).to_be_visible()
