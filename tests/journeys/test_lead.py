"""A lead of one trust: their own programme and no other, what their trust promised, and what is next."""

import pytest

from tests.browser import take_picture


@pytest.fixture
def lead(page, sign_in):
    sign_in("lead")
    return page


def test_a_lead_sees_their_programme_and_no_other(lead, live_server, console):
    main = lead.get_by_role("main")
    assert main.get_by_role("heading", level=2).all_inner_texts() == ["Staffordshire and Stoke-on-Trent"]
    take_picture(lead, "lead-1-portfolio")

    response = lead.goto(f"{live_server.url}/programmes/derby-derbyshire/")

    assert response.status == 404
    assert "Derby" not in main.inner_text()
    take_picture(lead, "lead-2-another-programme")
    console.expect("status of 404")


@pytest.mark.parametrize(
    "address",
    [
        "/programmes/derby-derbyshire/plan/",
        "/programmes/derby-derbyshire/plan/KA-12/",
        "/programmes/coventry-warwickshire/years/1/",
        "/programmes/coventry-warwickshire/next-steps/",
    ],
)
def test_no_page_of_another_programme_opens_for_a_lead(lead, live_server, console, address):
    assert lead.goto(f"{live_server.url}{address}").status == 404
    console.expect("status of 404")


def test_pages_over_all_programmes_and_files_leave_the_others_out(lead, live_server):
    lead.goto(f"{live_server.url}/domains/")
    assert "Derby" not in lead.get_by_role("main").inner_text()

    for dataset in ("programmes", "plan_items", "statements", "discrepancies"):
        text = lead.request.get(f"{live_server.url}/data/{dataset}.csv").text()
        assert "ssot" in text
        assert "derby-derbyshire" not in text


def test_a_lead_finds_their_trust_and_what_it_said_would_happen_next(lead, live_server):
    lead.get_by_role("navigation", name="Menu").get_by_role("link", name="Trusts").click()
    take_picture(lead, "lead-3-trusts")

    lead.get_by_role("main").get_by_role("link", name="North Staffordshire Combined Healthcare").click()
    main = lead.get_by_role("main")
    assert lead.url == f"{live_server.url}/trusts/RLY/"
    assert "Co-Produced Care Planning" in main.inner_text()
    take_picture(lead, "lead-4-trust")

    steps = main.get_by_role("region", name="Its next steps")
    assert "Nobody has picked up" in steps.inner_text()
    take_picture(lead, "lead-5-trust-next-steps")


def test_a_lead_narrows_the_next_steps_to_their_trust(lead, live_server):
    lead.goto(f"{live_server.url}/programmes/ssot/next-steps/")
    lead.get_by_label("Organisation").select_option(label="NSCHT")
    lead.get_by_label("Picked up").select_option(label="Not yet")
    lead.get_by_role("button", name="Apply filters").click()

    rows = lead.get_by_role("main").locator("tbody").get_by_role("row")
    assert rows.count() > 5
    for row in rows.all_inner_texts():
        assert "NSCHT" in row
        assert "Nobody has picked it up yet" in row
    take_picture(lead, "lead-6-next-steps")
