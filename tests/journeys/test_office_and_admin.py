"""The programme office, the administrator, somebody who is not signed in, and somebody without a mouse."""

import pytest

from deliverables.models import Programme
from tests.browser import take_picture

ADMIN_PAGES = (
    "",
    "ipqt/user/",
    "deliverables/programme/",
    "deliverables/organisation/",
    "deliverables/membership/",
    "deliverables/planitem/",
    "deliverables/source/",
)


def test_the_office_reads_all_three_programmes(page, live_server, sign_in):
    sign_in("office")

    assert page.get_by_role("main").get_by_role("heading", level=2).count() == 3
    take_picture(page, "office-1-portfolio")
    page.goto(f"{live_server.url}/programmes/ssot/coverage/")
    assert "NSCHT" in page.get_by_role("main").inner_text()
    take_picture(page, "office-2-coverage")


@pytest.mark.parametrize("account", ["office", "lead", "analyst", "board"])
def test_the_administration_pages_are_not_there_for_others(page, live_server, sign_in, console, account):
    sign_in(account)

    assert page.goto(f"{live_server.url}/admin/").status == 404
    console.expect("status of 404")


def test_an_administrator_opens_the_reference_data(page, live_server, sign_in):
    sign_in("admin")

    for address in ADMIN_PAGES:
        response = page.goto(f"{live_server.url}/admin/{address}")
        assert response.status == 200, address
        assert page.get_by_role("heading", level=1).is_visible()
    page.goto(f"{live_server.url}/admin/deliverables/programme/")
    page.get_by_role("link", name="Derby and Derbyshire").first.click()
    assert page.get_by_label("Short name").input_value() == "Derby and Derbyshire"
    take_picture(page, "admin-1-programme")


def test_who_is_not_signed_in_reads_a_public_programme_and_no_other(page, live_server, published, console):
    Programme.objects.filter(slug="ssot").update(is_public=True)

    page.goto(f"{live_server.url}/programmes/ssot/")
    assert page.get_by_role("heading", level=1, name="Plan on a page").is_visible()
    take_picture(page, "public-1-overview")
    page.get_by_role("main").get_by_role("link", name="Y1-D1 ").first.click()
    assert "delayed by the General Election" in page.get_by_role("main").inner_text()

    page.goto(f"{live_server.url}/programmes/derby-derbyshire/")
    assert "Derby" not in page.get_by_role("main").inner_text()
    console.expect("status of 404")


def tab_to(page, name: str) -> None:
    """Presses Tab until a link, button or field of this name has the focus, and sees that it shows."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if name in (focus.text_content() or "") or focus.get_attribute("name") == name:
            assert focus.evaluate("each => each.getBoundingClientRect().width > 0")
            return
    pytest.fail(f"The focus never reached {name}")


def test_a_keyboard_alone_reaches_the_menus_and_the_filters(page, live_server, sign_in):
    sign_in("board")
    tab_to(page, "Skip to main content")
    tab_to(page, "Staffordshire and Stoke-on-Trent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/programmes/ssot/")

    tab_to(page, "Skip to main content")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "maincontent"

    page.reload()
    tab_to(page, "Plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/programmes/ssot/plan/")
    tab_to(page, "kind")
    page.keyboard.press("i")
    tab_to(page, "Apply filters")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=initiative**")
    assert "Showing all 19" in page.get_by_role("main").inner_text()
    take_picture(page, "keyboard-1-filtered")


def test_a_keyboard_alone_opens_the_menus_of_a_phone(page, live_server, sign_in):
    page.set_viewport_size({"width": 320, "height": 700})
    sign_in("board", "/programmes/ssot/plan/")

    tab_to(page, "Browse More")
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Browse More").get_attribute("aria-expanded") == "true"
    take_picture(page, "keyboard-2-menu")
    page.keyboard.press("Escape")

    tab_to(page, "Programme menu")
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Discrepancies").locator("visible=true").count() == 1
    tab_to(page, "Filter this list")
    page.keyboard.press("Enter")
    assert page.get_by_label("Kind").is_visible()
    take_picture(page, "keyboard-3-filters")
