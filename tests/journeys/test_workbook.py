"""Reporting in Excel as a lead would: download, fill in, look, mend, write."""

from datetime import date

import pytest

from tests.browser import assert_accessible, assert_fits, take_picture
from tests.deliverables.reporting_rows import GREEN, cycle
from tests.deliverables.workbooks.files import Cells
from tests.factories import UpdateFactory

EMAIL, PASSWORD = "lead@example.org", "correct-horse-battery"
WIDTHS = (320, 768, 1280)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def quarter(transactional_db):
    quarter = cycle()
    quarter.lead.email = EMAIL
    quarter.lead.set_password(PASSWORD)
    quarter.lead.save()
    quarter.first = quarter.duty(ref="Y1-D1", title="Open two wards for older adults")
    quarter.second = quarter.duty(ref="Y1-D2", title="Write a policy on observation")
    quarter.third = quarter.duty(ref="Y1-D3", title="Recruit ten peer support workers")
    quarter.fourth = quarter.duty(ref="Y1-D4", title="Train every ward in trauma-informed care")
    quarter.said(quarter.first)
    quarter.code = quarter.trust.address_code
    return quarter


def look_at_every_width(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        take_picture(page, name)


def sign_in(page, address):
    page.goto(address)
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def download(page) -> Cells:
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the workbook (.xlsx)").click()
    return Cells.of(started.value.path().read_bytes())


def load(page, cells: Cells) -> None:
    file = {"name": "filled in.xlsx", "mimeType": EXCEL, "buffer": cells.content()}
    page.get_by_label("The filled-in workbook").set_input_files(file)
    page.get_by_role("button", name="See what would change").click()


def test_a_lead_reports_a_period_in_excel(page, live_server, console, quarter):
    sign_in(page, f"{live_server.url}/my/updates/")
    page.get_by_role("link", name="Report on Quarter 4 in Excel").click()
    look_at_every_width(page, "workbook-upload")
    cells = download(page)
    for duty, words in ((quarter.third, "Typed here since."), (quarter.fourth, "Sent.")):
        UpdateFactory(
            item=duty.item,
            organisation=duty.organisation,
            period=quarter.period,
            workflow="draft" if duty == quarter.third else "submitted",
            saved_by=quarter.lead,
            **{**GREEN, "summary": words},
        )

    cells.fill("Y1-D1", state="Nearly done", forecast_end="end of March", confidence="Red", submit="Yes")
    cells.fill("Y1-D2", summary="x" * 5000)
    load(page, cells)
    console.expect("status of 400")
    assert page.title().startswith("Error: ")
    look_at_every_width(page, "workbook-errors")

    late = {
        "reason": "The builder left.\nA new one starts in May.",
        "cause": "Builder",
        "control": "Outside our control",
    }
    cells.fill(
        "Y1-D1", state="In progress", forecast_end=date(2026, 6, 30), summary="The first ward opened.", **late
    )
    cells.fill("Y1-D2", state="Not started", summary="Nobody has begun.")
    cells.fill("Y1-D3", state="In progress", summary="Six have begun.")
    cells.fill("Y1-D4", state="Stopped", summary="No money.")
    cells.step("Y1-D1", quarter.code, "Agree dates with the new builder", "Estates", date(2026, 5, 1))
    load(page, cells)
    look_at_every_width(page, "workbook-preview")
    page.get_by_label("Use the words of the file for Y1-D3").check()
    page.get_by_role("button", name="Write these and what I chose").click()

    assert page.get_by_text("The workbook is loaded.").is_visible()
    look_at_every_width(page, "workbook-loaded")
    page.get_by_role("link", name="Go to your updates").click()
    assert page.url.endswith("/my/updates/")
