"""The workbook as it is downloaded: for whom, with what, and what Excel will hold a person to."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook

from deliverables.models import Change, NextStep
from tests.deliverables.workbooks.desks import Desk
from tests.deliverables.workbooks.files import parts_of
from tests.factories import MembershipFactory, OrganisationFactory, UpdateFactory, UserFactory

ADDRESSES = ("workbook_file", "workbook")


def sheet(content: bytes, name: str) -> list[list]:
    return CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def test_a_lead_gets_a_row_for_each_of_their_updates_and_no_other(desk, quarter):
    quarter.duty(ref="Y1-D3", organisation=OrganisationFactory())

    rows = sheet(desk.download(), "Updates")

    assert [row[2] for row in rows[1:]] == ["Y1-D1", "Y1-D2"]
    assert rows[1][:6] == ["midshire", "q4", "Y1-D1", "Open two wards", quarter.code, 0]


def test_the_office_gets_every_update_of_the_period(client, quarter):
    quarter.duty(ref="Y1-D3", organisation=OrganisationFactory())
    office = MembershipFactory(programme=quarter.programme, role="office").user

    rows = sheet(Desk(client, quarter, office).download(), "Updates")

    assert [row[2] for row in rows[1:]] == ["Y1-D1", "Y1-D2", "Y1-D3"]


@pytest.mark.parametrize("role", ["viewer", "analyst", "lead"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_nobody_else_learns_that_there_is_a_workbook(client, quarter, role, name):
    other = Desk(client, quarter, MembershipFactory(programme=quarter.programme, role=role).user)

    assert client.get(other.address(name)).status_code == 404
    assert client.post(other.address("workbook")).status_code == 404


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_person_of_no_programme_and_a_signed_out_one_get_nowhere(client, quarter, name):
    desk = Desk(client, quarter, UserFactory())
    assert client.get(desk.address(name)).status_code == 404

    client.logout()
    assert client.get(desk.address(name)).status_code == 302


def test_a_period_that_nobody_opened_has_no_workbook(desk, quarter):
    quarter.period.opened_at = None
    quarter.period.save()

    assert desk.client.get(desk.address("workbook_file")).status_code == 404


def test_cells_begin_with_the_last_accepted_words_and_dates_are_real_dates(desk):
    cells = desk.cells()
    row = dict(zip(cells.sheets["Updates"][0], cells.row_of("Y1-D1"), strict=True))

    assert row["State"] == "In progress"
    assert row["What happened"] == "One ward opened."
    assert row["Forecast end"].isoformat() == "2026-03-31"
    assert row["Submit"] == "No"


def test_cells_begin_with_the_draft_where_there_is_one(desk, quarter):
    draft = UpdateFactory(
        item=quarter.first.item,
        organisation=quarter.trust,
        period=quarter.period,
        workflow="draft",
        summary="=HYPERLINK(1)",
        version=4,
    )
    NextStep.objects.create(item=draft.item, period=draft.period, update=draft, ref="n1", text="Hire a nurse")

    content = desk.download()

    row = sheet(content, "Updates")[1]
    assert (row[5], row[6], row[10]) == (4, "Draft", "=HYPERLINK(1)")
    assert sheet(content, "Next steps")[1][:3] == ["Y1-D1", quarter.code, "Hire a nurse"]
    assert b"<f>" not in parts_of(content)["xl/worksheets/sheet1.xml"]


def test_excel_offers_lists_checks_dates_locks_keys_and_keeps_the_header_in_sight(desk):
    parts = parts_of(desk.download())
    updates, steps = (parts[f"xl/worksheets/sheet{number}.xml"].decode() for number in (1, 2))

    rules = dict(re.findall(r'sqref="([A-Z]+)2:\1\d+"><formula1>(.*?)</formula1>', updates))
    assert rules["I"].startswith('"Not started,In progress,Delivered,')
    assert rules["T"] == "Lists!$A$2:$A$3"
    assert rules["U"] == "Lists!$C$2:$C$2"
    assert rules["W"] == '"Yes,No"'
    assert updates.count('type="date"') == 3
    assert "<sheetProtection" in updates
    assert "<sheetProtection" not in steps
    assert 'state="frozen"' in updates
    assert re.search(r'<col min="8" max="8"[^>]*hidden="1"', updates)
    assert steps.count("Lists!$") == 2


def locks(content: bytes) -> dict[str, bool]:
    """Whether each cell of the first row of words is locked."""
    parts = parts_of(content)
    looks = parts["xl/styles.xml"].decode().partition("<cellXfs")[2].split("<xf ")[1:]
    cells = re.findall(r'<c r="([A-Z]+2)" s="(\d+)"', parts["xl/worksheets/sheet1.xml"].decode())
    return {cell: 'locked="0"' not in looks[int(look)] for cell, look in cells}


def test_key_cells_are_locked_and_word_cells_are_not(desk):
    is_locked = locks(desk.download())

    assert {cell for cell, locked in is_locked.items() if locked} == {f"{letter}2" for letter in "ABCDEFGH"}


def test_the_row_of_a_submitted_update_is_locked_throughout(desk, quarter):
    UpdateFactory(
        item=quarter.first.item, organisation=quarter.trust, period=quarter.period, workflow="submitted"
    )

    assert all(locks(desk.download()).values())


def test_definitions_say_what_each_choice_means_and_what_is_compulsory(desk):
    text = " ".join(str(cell) for row in sheet(desk.download(), "Definitions") for cell in row)

    assert "Looks unachievable as planned" in text
    assert "Held up by something outside" in text
    assert "What is compulsory when you submit" in text
    assert "Illustrative" not in text


def test_a_made_up_period_is_marked_in_the_file_and_in_its_name(desk, quarter):
    quarter.period.basis = "illustrative"
    quarter.period.save()

    response = desk.client.get(desk.address("workbook_file"))

    assert sheet(response.content, "Definitions")[0][0].startswith("Illustrative: made up")
    assert "midshire-q4-illustrative.xlsx" in response["Content-Disposition"]


def test_the_same_words_give_the_same_bytes_and_each_download_is_in_the_history(desk, quarter):
    assert desk.download() == desk.download()
    assert Change.objects.filter(record="workbook", action="downloaded", user=quarter.lead).count() == 2


def test_twenty_more_updates_cost_no_more_queries(desk, quarter, django_assert_max_num_queries):
    for _number in range(20):
        quarter.said(quarter.duty())

    with django_assert_max_num_queries(18):
        desk.download()
