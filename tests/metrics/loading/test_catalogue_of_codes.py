"""What national measures are to our indicators, and which files can be found by whom."""

import uuid
import zipfile
from io import BytesIO

import pytest

from metrics.loading.catalogue import national_parts
from metrics.loading.found import RefusedFileError
from metrics.loading.opening import Blocks, workbook_rows
from metrics.models import StagedValue, Submission
from tests.factories import MembershipFactory
from tests.metrics.loading.rows import TIDY, month, table, workbook


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("MHS26", [("MHS26", "value")]),
        ("OAP02aM, OAP02aQ", [("OAP02aM", "value"), ("OAP02aQ", "value")]),
        ("MHS80, MHS79/MHS78", [("MHS80", "value"), ("MHS79", "numerator"), ("MHS78", "denominator")]),
        ("MHS22/", []),
    ],
)
def test_national_measures_are_a_value_or_the_two_parts_of_a_ratio(text, parts):
    assert list(national_parts(text)) == parts


def test_names_of_rows_say_what_they_are(desk):
    submission = desk.read(table(TIDY, month(1, 1)))

    assert (str(submission), submission.get_layout_display()) == ("values.csv", "Our own template")
    assert str(StagedValue.objects.get()) == "Line 2"
    assert Submission(rows_read=0).percent_done == 0


def test_a_file_of_another_programme_is_not_found(client, desk):
    client.force_login(MembershipFactory(role="analyst").user)

    assert client.get(desk.read(table(TIDY, month(1, 1))).get_absolute_url()).status_code == 404
    assert client.get(f"/load/{uuid.uuid4()}/").status_code == 404


def test_whoever_does_not_load_finds_no_page(client, desk):
    client.force_login(MembershipFactory(programme=desk.programme, role="viewer").user)

    assert client.get("/load/").status_code == 404


def test_cells_without_an_address_and_whole_numbers_are_read_as_they_stand():
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook([["OUT-02", 5.0]]))) as parts, zipfile.ZipFile(file, "w") as packed:
        for name in parts.namelist():
            part = parts.read(name)
            packed.writestr(name, part.replace(b' r="B1"', b"") if "sheet1" in name else part)

    (row,) = workbook_rows(file.getvalue())
    assert row.cells == ["OUT-02", 5.0]


def test_blank_rows_of_a_workbook_are_passed_over():
    assert [row.line for row in workbook_rows(workbook([["a"], [""], ["b"]]))] == [1, 3]


def test_a_workbook_whose_cells_cannot_be_read_is_refused():
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook([["a"]]))) as parts, zipfile.ZipFile(file, "w") as packed:
        for name in parts.namelist():
            broken = b'<worksheet><sheetData><row><c t="s"><v>99</v></c></row></sheetData></worksheet>'
            packed.writestr(name, broken if "sheet1" in name else parts.read(name))

    with pytest.raises(RefusedFileError, match="not an Excel workbook"):
        list(workbook_rows(file.getvalue()))


def test_blocks_can_be_read_as_a_file():
    blocks = Blocks([b"ab", b"", b"cd"])

    assert blocks.readable()
    assert blocks.read() == b"abcd"
