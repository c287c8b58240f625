"""What is wrong inside a workbook is said by sheet, row and cell, all at once, and nothing is written."""

from datetime import date, datetime

import pytest

from deliverables.models import Update, WorkbookLoad
from tests.deliverables.reporting_rows import cycle
from tests.deliverables.workbooks.desks import Desk, words_of
from tests.factories import MembershipFactory, OrganisationFactory


def refused(desk, cells) -> list[tuple]:
    """Sheet, row, cell and message of each error on the page."""
    response = desk.load(cells)
    assert response.status_code == 400
    assert "Nothing was written" in words_of(response)
    assert not WorkbookLoad.objects.exists()
    assert not Update.objects.filter(period=desk.quarter.period).exists()
    return [(each.sheet, each.row, each.cell, each.message) for each in response.context["errors"]]


CELLS = [
    ({"state": "Done"}, "I3", "“Done” is not in the list. Choose one of: Not started, In progress,"),
    ({"confidence": "Blue"}, "J3", "“Blue” is not in the list."),
    ({"summary": "x" * 4001}, "K3", "Use 4,000 characters or fewer; there are 4,001."),
    ({"summary": "a\x07b"}, "K3", "The text has characters that cannot be shown."),
    ({"cause": "x" * 201}, "M3", "Use 200 characters or fewer"),
    ({"forecast_end": "03.04.2026"}, "O3", "“03.04.2026” is no date. Write it like 31/3/2026 or 2026-03-31."),
    ({"forecast_end": "31/2/2026"}, "O3", "“31/2/2026” is no date."),
    ({"forecast_end": "March"}, "O3", "“March” is no date."),
    ({"forecast_end": 46112}, "O3", "This is a number, not a date."),
    ({"forecast_end": True}, "O3", "This is a number, not a date."),
    ({"actual_start": datetime(2026, 1, 5, 13, 30)}, "Q3", "Give the date without a time of day"),  # noqa: DTZ001
    ({"actual_end": date(1999, 12, 31)}, "R3", "Give a date from 2000 to 2100"),
    ({"actual_end": "1/1/0202"}, "R3", "Give a date from 2000 to 2100"),
    (
        {"goes_to": "Y9-D9"},
        "T3",
        "There is no item “Y9-D9” in this programme. Choose one from the sheet “Lists”.",
    ),
    ({"goes_to": "Y1-D2"}, "T3", "An item cannot go on in itself."),
    ({"waits_for": "X-9"}, "U3", "There is no outside dependency “X-9”"),
    ({"submit": "perhaps"}, "W3", "“perhaps” is not in the list. Choose one of: Yes, No."),
    ({"version": "two"}, "F3", "The version was changed. Leave it as it was downloaded."),
    ({"version": -1}, "F3", "The version was changed."),
    ({"programme": "other"}, "A3", "This row is not of “midshire”."),
    ({"period": "q3"}, "B3", "This row is not of “q4”."),
]


@pytest.mark.parametrize(("typed", "cell", "message"), CELLS)
def test_a_cell_that_makes_no_sense_is_named(desk, typed, cell, message):
    errors = refused(desk, desk.cells().fill("Y1-D2", **typed))

    assert [error[:3] for error in errors] == [("Updates", 3, cell)]
    assert errors[0][3].startswith(message)


def test_everything_wrong_is_said_at_once_and_nothing_of_the_rest_is_written(desk, quarter):
    cells = desk.cells().fill("Y1-D1", state="Done", forecast_end="soon").fill("Y1-D2", summary="Fine.")
    cells.step("Y1-D2", quarter.code, "", "Ann", "tomorrow")

    errors = refused(desk, cells)

    assert [error[:3] for error in errors] == [
        ("Updates", 2, "I2"),
        ("Updates", 2, "O2"),
        ("Next steps", 2, "C2"),
        ("Next steps", 2, "E2"),
    ]


def test_what_is_missing_for_a_submission_is_named_at_its_cell(desk):
    errors = refused(desk, desk.cells().fill("Y1-D2", state="In progress", confidence="Red", submit="Yes"))

    found = {cell: message for _sheet, _row, cell, message in errors}
    assert set(found) == {"K3", "L3", "M3", "N3"}
    assert found["L3"].startswith("Say why, because it is not green. Or choose No under “Submit”")


def test_another_trusts_row_is_refused_by_name_and_row(desk, quarter):
    other = OrganisationFactory(short_name="Other trust")
    quarter.duty(ref="Y1-D3", organisation=other)
    cells = desk.cells()
    row = list(cells.row_of("Y1-D2"))
    row[2], row[4] = "Y1-D3", other.code
    cells.sheets["Updates"].append(row)

    errors = refused(desk, cells)

    assert errors == [
        (
            "Updates",
            4,
            "E4",
            f"Y1-D3 of “{other.code}” is not among your updates of Quarter 4. "
            "Take this row out: nothing was loaded.",
        )
    ]


def test_an_item_that_does_not_exist_is_refused_by_name_and_row(desk):
    cells = desk.cells()
    cells.row_of("Y1-D2")[2] = "Y7-D7"

    errors = refused(desk, cells)

    assert errors[0][:3] == ("Updates", 3, "C3")
    assert "There is no item “Y7-D7” in this programme." in errors[0][3]


def test_the_same_update_in_two_rows_is_refused(desk):
    cells = desk.cells()
    cells.sheets["Updates"].append(list(cells.row_of("Y1-D2")))

    errors = refused(desk, cells)

    assert errors[0][:3] == ("Updates", 4, "C4")
    assert "has a row already: row 3. Keep one." in errors[0][3]


def test_a_workbook_of_another_period_is_said_to_be_one_once(desk, quarter):
    cells = desk.cells()
    for row in cells.sheets["Updates"][1:]:
        row[1] = "q3"

    errors = refused(desk, cells)

    assert len(errors) == 1
    assert errors[0][3].startswith("This workbook is of the period “q3” of “midshire”. Here we load “q4”")


def test_a_workbook_of_another_programme_is_refused(client, desk, quarter):
    far = cycle(slug="farshire")
    far.duty(ref="Y1-D1")
    content = Desk(client, far, far.lead).download()
    client.force_login(quarter.lead)

    errors = refused(desk, content)

    assert "of “farshire”" in errors[0][3]


def test_missing_and_unknown_sheets_are_named(desk):
    cells = desk.cells()
    cells.sheets["Notes"] = cells.sheets.pop("Next steps")

    errors = refused(desk, cells)

    assert [(error[0], error[3][:36]) for error in errors] == [
        ("Next steps", "The sheet “Next steps” is missing. P"),
        ("Notes", "We do not know this sheet. Take it o"),
    ]


def test_a_workbook_with_a_hundred_sheets_is_refused_in_one_sentence(desk):
    cells = desk.cells()
    cells.sheets |= {f"S{number}": [["x"]] for number in range(100)}

    assert refused(desk, cells)[0][3].startswith("The workbook has 104 sheets. Ours has 4")


def test_missing_unknown_doubled_and_nameless_columns_are_named(desk):
    cells = desk.cells()
    header = cells.sheets["Updates"][0]
    header[header.index("Reason")] = "Why"
    header.append("Item")
    cells.row_of("Y1-D2").append("")
    cells.sheets["Next steps"].append(["", "", "", "", "", "stray"])

    messages = [error[3] for error in refused(desk, cells)]

    assert any(message.startswith("The column “Reason” is missing.") for message in messages)
    assert "We do not know the column “why”. Take it out." in messages
    assert "This column is there twice. Take one out." in messages
    assert "There are words below a column without a heading. Take them out." in messages


def test_an_empty_sheet_lacks_its_columns(desk):
    cells = desk.cells()
    cells.sheets["Updates"] = []

    assert "The column “Programme” is missing." in refused(desk, cells)[0][3]


def test_formulas_are_named_by_their_cell(desk):
    cells = desk.cells()
    cells.formulas = {("Updates", "K3"): '=CONCAT("a","b")', ("Next steps", "C2"): "=1+1"}

    errors = refused(desk, cells)

    assert [error[:3] for error in errors] == [("Updates", 3, "K3"), ("Next steps", 2, "C2")]
    assert all("This cell has a formula." in error[3] for error in errors)


def test_merged_cells_are_named(desk):
    cells = desk.cells()
    cells.merged = [("Updates", "K2:K3")]

    errors = refused(desk, cells)

    assert errors == [
        ("Updates", 2, "K2:K3", "These cells are merged. Unmerge them and write into each row on its own.")
    ]


def test_ten_thousand_rows_are_refused_in_one_sentence(desk):
    cells = desk.cells()
    row = cells.row_of("Y1-D2")
    cells.sheets["Updates"] += [row] * 10_000

    errors = refused(desk, cells)

    assert len(errors) == 1
    assert errors[0][3].startswith("The sheet has 10,003 rows; we read 3,000 at most.")


def test_one_word_far_outside_is_refused_before_room_is_made_for_it(desk):
    cells = desk.cells()
    cells.row_of("Y1-D2").extend([""] * 200 + ["far"])

    assert "beyond its 100th column" in refused(desk, cells)[0][3]


def test_too_many_next_steps_and_steps_of_nothing_are_named(desk, quarter):
    cells = desk.cells()
    for number in range(21):
        cells.step("Y1-D2", quarter.code, f"Do {number}")
    cells.step("", quarter.code, "Lost")
    cells.step("Y1-D1", "ZZZ", "Lost")
    cells.step("Y1-D1", quarter.code, "Orphan")
    cells.sheets["Updates"].remove(cells.row_of("Y1-D1"))

    messages = {row: message for _sheet, row, _cell, message in refused(desk, cells)}

    assert messages[22] == "Give 20 next steps or fewer for one item."
    assert messages[23].startswith("The row names no item.")
    assert messages[24].startswith("Y1-D1 of “ZZZ” is not among your updates")
    assert messages[25].startswith("This item has no row in the sheet “Updates”.")


def test_more_than_two_hundred_errors_are_counted_not_listed(client, desk, quarter):
    office = Desk(client, quarter, MembershipFactory(programme=quarter.programme, role="office").user)
    cells = office.cells()
    for number in range(250):
        cells.step("Y1-D1", quarter.code, f"Do {number}", due="soon")

    response = office.load(cells)

    assert len(response.context["errors"]) == 200
    assert "more things to mend" in words_of(response)


def test_what_the_file_says_is_never_printed_as_markup(desk):
    cells = desk.cells().fill("Y1-D2", state="<img src=x onerror=alert(1)>")

    assert "<img src=x" not in desk.load(cells).content.decode()
