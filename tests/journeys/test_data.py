"""An analyst looks up what the data means and takes a file."""

import csv

import pytest

from tests.browser import assert_accessible, assert_fits, take_picture
from tests.factories import MembershipFactory, PlanItemFactory, ProgrammeFactory, UpdateFactory

WIDTHS = (320, 768, 1280)


@pytest.fixture
def analyst(page, live_server, client):
    """Signed in, with a plan of two programmes of which one is theirs."""
    programme = ProgrammeFactory(slug="ssot")
    PlanItemFactory(title="Somebody else’s")
    UpdateFactory(item=PlanItemFactory(programme=programme, title="Löns and quotes: “here”"))
    user = MembershipFactory(programme=programme, role="analyst").user
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return user


@pytest.mark.both
def test_an_analyst_reads_the_dictionary_and_downloads_the_file(page, live_server, analyst, tmp_path):
    page.goto(f"{live_server.url}/data/")
    page.get_by_role("link", name="Plan items", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download plan_items.csv").click()

    waiting.value.save_as(tmp_path / waiting.value.suggested_filename)

    with (tmp_path / "plan_items.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert titles == ["Löns and quotes: “here”"]


@pytest.mark.parametrize(("address", "name"), [("/data/", "data"), ("/data/plan_items/", "dictionary")])
def test_the_data_pages_suit_every_screen(page, live_server, analyst, address, name):
    page.goto(f"{live_server.url}{address}")

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)
