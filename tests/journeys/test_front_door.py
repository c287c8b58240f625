"""Coming in: the pages that everybody meets first, and the ones nobody should."""

import pytest

from tests.browser import assert_accessible, assert_fits, take_picture
from tests.factories import UserFactory

EMAIL, PASSWORD = "pat@example.org", "correct-horse-battery"
WIDTHS = (320, 768, 1280)


@pytest.fixture
def person(transactional_db):
    person = UserFactory(email=EMAIL, is_staff=True, is_superuser=True)
    person.set_password(PASSWORD)
    person.save()
    return person


def look_at_every_width(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)


def sign_in(page, address, password):
    page.goto(f"{address}/account/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.both
def test_a_person_signs_in_reads_their_account_and_signs_out(page, live_server, person):
    sign_in(page, live_server.url, PASSWORD)

    assert page.url == f"{live_server.url}/account/"
    look_at_every_width(page, "account")
    page.get_by_role("button", name="Sign out").first.click()
    assert "/account/sign-in/" in page.url


def test_the_sign_in_page_suits_every_screen(page, live_server):
    page.goto(f"{live_server.url}/account/sign-in/")

    look_at_every_width(page, "sign-in")


def test_a_wrong_password_is_said_so_and_the_address_is_kept(page, live_server, person):
    sign_in(page, live_server.url, "not-the-password")

    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("E-mail address").input_value() == EMAIL
    assert page.title().startswith("Error: ")
    look_at_every_width(page, "sign-in-error")


def test_an_address_that_is_not_there_has_a_page_of_its_own(page, live_server, console):
    page.goto(f"{live_server.url}/no-such-page/")

    look_at_every_width(page, "not-found")
    console.expect("status of 404")


def test_the_administration_pages_work_under_the_content_security_policy(page, live_server, person):
    sign_in(page, live_server.url, PASSWORD)

    for address in ("/admin/", "/admin/ipqt/user/", f"/admin/ipqt/user/{person.pk}/change/"):
        page.goto(live_server.url + address)
        assert page.get_by_role("heading", level=1).is_visible()
