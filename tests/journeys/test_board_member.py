"""A board member with a phone and five minutes: what slipped, why, who says so, and what was known before."""

import pytest

from tests.browser import assert_fits, take_picture

PHONE = {"width": 320, "height": 700}


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


def keep(page, step: str) -> None:
    assert_fits(page)
    take_picture(page, f"board-{step}")


@pytest.mark.both
def test_a_board_member_finds_what_slipped_why_and_who_says_so(phone, sign_in):
    sign_in("board")
    keep(phone, "1-portfolio")

    phone.get_by_role("link", name="Staffordshire and Stoke-on-Trent").first.click()
    promises = phone.get_by_role("region", name="What became of the promises")
    assert promises.get_by_role("heading", name="Slipped, merged or waiting").is_visible()
    for ref, words in {
        "Y1-D1": "Delivered late: 6 months",
        "Y1-D2": "Absorbed into",
        "Y1-D5": "Waits on Refreshed national NHS workforce plan",
    }.items():
        entry = promises.get_by_role("listitem").filter(has_text=words)
        assert entry.get_by_role("link").first.inner_text().startswith(ref)
    keep(phone, "2-overview")

    promises.get_by_role("link", name="Y1-D1 Public engagement report").click()
    main = phone.get_by_role("main")
    assert "Reported as delivered 6 months late" in main.inner_text()
    assert "delayed by the General Election" in main.inner_text()
    keep(phone, "3-late-item")

    main.get_by_role("link", name="Year One Review").first.click()
    assert "latest date in it May 2025" in main.inner_text()
    keep(phone, "4-source")


def test_a_board_member_looks_at_what_was_known_at_the_end_of_year_1(phone, live_server, sign_in):
    sign_in("board", "/programmes/ssot/")

    phone.get_by_role("link", name="End of Year 1").click()
    notice = phone.get_by_role("complementary", name="The moment shown")
    assert "31 March 2025" in notice.inner_text()
    assert "Nobody has reported on this programme" in phone.get_by_role("main").inner_text()
    keep(phone, "5-past")

    phone.get_by_role("main").get_by_role("link", name="Y1-D1 ").first.click()
    assert phone.url == f"{live_server.url}/programmes/ssot/plan/Y1-D1/?as_at=2025-03-31"
    assert "Not reported" in phone.get_by_role("main").inner_text()

    notice.get_by_role("link", name="Back to today").click()
    assert "Reported as delivered 6 months late" in phone.get_by_role("main").inner_text()


def test_a_date_that_is_none_is_answered_with_what_to_do(phone, sign_in, console):
    sign_in("board", "/programmes/ssot/")

    phone.get_by_label("Show the plan as it was known on").fill("31 foo")
    phone.get_by_role("button", name="Show", exact=True).click()

    assert "“31 foo” is not a date we can show" in phone.get_by_role("main").inner_text()
    keep(phone, "6-bad-date")
    console.expect("status of 400")
