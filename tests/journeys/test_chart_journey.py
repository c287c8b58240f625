"""Charts in a browser: a picture first, alive at the first touch, never a step back."""

import pytest

from tests.browser import assert_accessible, assert_fits, take_picture

pytestmark = pytest.mark.urls("tests.ipqt.chart_page")

EXPLORE, LEAVE = "Explore this chart", "Back to the still picture"


@pytest.fixture
def fetched(page):
    """Addresses of the chart library that the page has asked for."""
    addresses = []
    page.on("request", lambda request: "plotly" in request.url and addresses.append(request.url))
    return addresses


def open_charts(page, live_server, *, width=1280):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/charts/")


def chart(page, name="timeline"):
    return page.locator(f"figure[aria-labelledby={name}-heading]")


def wait_until_live(page, name="timeline"):
    chart(page, name).locator(".main-svg").first.wait_for()
    chart(page, name).get_by_role("button", name=LEAVE).wait_for()


@pytest.mark.parametrize(("width", "shown", "hidden"), [(320, "narrow", "wide"), (1280, "wide", "narrow")])
def test_each_width_has_its_own_picture(page, live_server, fetched, width, shown, hidden):
    open_charts(page, live_server, width=width)

    assert page.locator(f".app-chart__{shown} svg").first.is_visible()
    assert not page.locator(f".app-chart__{hidden} svg").first.is_visible()
    assert_fits(page)
    assert_accessible(page)
    take_picture(page, "charts")
    assert fetched == []


def test_a_page_that_nobody_touches_never_loads_the_library(page, live_server, fetched):
    open_charts(page, live_server)
    page.mouse.wheel(0, 2000)
    page.get_by_text("Show the data as a table").first.click()

    assert chart(page).get_by_role("table").is_visible()
    assert fetched == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_touched_chart_comes_alive_without_moving_anything(page, live_server, fetched, width):
    open_charts(page, live_server, width=width)
    before = page.evaluate("document.documentElement.scrollHeight")

    page.locator("[data-chart-drawing]").first.click()
    wait_until_live(page)

    assert page.evaluate("document.documentElement.scrollHeight") == before
    still, live = (page.locator(f"[data-chart-{name}]").first.bounding_box() for name in ("still", "live"))
    assert still == live
    assert chart(page).get_by_role("status").inner_text().startswith("The chart is live")
    assert len(fetched) == 1
    assert_fits(page)
    assert_accessible(page)
    take_picture(page, "charts-live")


def test_a_keyboard_opens_a_chart_and_stays_where_it_was(page, live_server):
    open_charts(page, live_server)
    chart(page).get_by_role("button", name=EXPLORE).focus()

    page.keyboard.press("Enter")
    wait_until_live(page)

    assert page.evaluate("document.activeElement.textContent") == LEAVE
    page.keyboard.press("Enter")
    assert chart(page).locator(".app-chart__wide svg").is_visible()
    assert page.evaluate("document.activeElement.textContent") == EXPLORE


def test_pointing_at_a_bar_tells_its_dates(page, live_server):
    open_charts(page, live_server)
    chart(page).get_by_role("button", name=EXPLORE).click()
    wait_until_live(page)

    first = chart(page).locator(".bars .point path").first
    first.scroll_into_view_if_needed()
    bar = first.bounding_box()
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2, steps=4)

    assert "April to September 2024" in chart(page).locator(".hovertext").text_content(timeout=5000)


def test_one_library_serves_every_chart_of_the_page(page, live_server, fetched):
    open_charts(page, live_server)

    for name in ("timeline", "states"):
        chart(page, name).get_by_role("button", name=EXPLORE).click()
        wait_until_live(page, name)

    assert len(fetched) == 1


def test_a_chart_follows_the_screen_when_it_is_turned(page, live_server):
    open_charts(page, live_server, width=320)
    chart(page).get_by_role("button", name=EXPLORE).click()
    wait_until_live(page)

    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("document.querySelector('[data-chart-live] .main-svg').clientWidth > 700")

    still, live = (page.locator(f"[data-chart-{name}]").first.bounding_box() for name in ("still", "live"))
    assert still == live
    assert_fits(page)


def test_without_a_connection_the_picture_stays_and_says_so(page, live_server, console):
    open_charts(page, live_server)
    page.route("**/plotly*", lambda route: route.abort())

    chart(page).get_by_role("button", name=EXPLORE).click()
    page.get_by_text("The live chart could not be loaded.").wait_for()

    assert chart(page).locator(".app-chart__wide svg").is_visible()
    page.unroute("**/plotly*")
    chart(page).get_by_role("button", name=EXPLORE).click()
    wait_until_live(page)
    console.expect("net::ERR_FAILED")


def test_print_shows_the_still_picture(page, live_server):
    open_charts(page, live_server, width=320)
    chart(page).get_by_role("button", name=EXPLORE).click()
    wait_until_live(page)

    page.emulate_media(media="print")

    assert chart(page).locator(".app-chart__wide svg").is_visible()
    assert not chart(page).locator("[data-chart-live]").is_visible()


def test_without_javascript_the_picture_and_the_table_are_all_there(new_context, live_server):
    page = new_context(java_script_enabled=False).new_page()
    open_charts(page, live_server)

    assert chart(page).locator(".app-chart__wide svg").is_visible()
    assert not page.get_by_text(EXPLORE).first.is_visible()
    page.get_by_text("Show the data as a table").first.click()
    assert chart(page).get_by_role("table").is_visible()
