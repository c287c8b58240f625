"""Files that are no workbook of ours, or mean harm: a sentence, nothing written, little memory."""

import io
import re
import tracemalloc
import zipfile

import pytest

from deliverables.models import Update, WorkbookLoad
from deliverables.workbooks.archive import LARGEST, open_archive
from deliverables.workbooks.errors import RefusedFileError
from deliverables.workbooks.sheets import read_sheets
from tests.deliverables.workbooks.desks import words_of
from tests.deliverables.workbooks.files import Cells, lying_about_size, packed, parts_of

SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = (
    b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>"""
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>"""
EXTERNAL = b'<Relationships><Relationship Id="rId1" Target="x" TargetMode="External"/></Relationships>'


@pytest.fixture
def honest() -> bytes:
    return Cells({"Updates": [["a"]], "Next steps": [["a"]]}).content()


def changed(content: bytes, **parts: bytes) -> bytes:
    return packed({**parts_of(content), **parts})


def without(content: bytes, name: str) -> bytes:
    return packed({part: text for part, text in parts_of(content).items() if part != name})


def cell_at(content: bytes, address: str) -> bytes:
    sheet = parts_of(content)[SHEET].replace(b'<c r="A1"', f'<c r="{address}"'.encode())
    return changed(content, **{SHEET: sheet})


def encrypted(content: bytes) -> bytes:
    """The flag of an encrypted part, in both places."""
    file = bytearray(content)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        file[file.index(signature) + place] |= 1
    return bytes(file)


def twice(content: bytes) -> bytes:
    file = io.BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    return file.getvalue()


HOSTILE = {
    "empty": (lambda honest: b"", "not an Excel workbook"),
    "not a zip": (lambda honest: b"Hello, this is a letter.", "not an Excel workbook"),
    "a page": (lambda honest: b"<html><table></table></html>", "not an Excel workbook"),
    "cut short": (lambda honest: honest[: len(honest) // 2], "not an Excel workbook"),
    "another zip": (lambda honest: packed({"readme.txt": b"x"}), "not an Excel workbook"),
    "an old workbook": (
        lambda honest: b"\xd0\xcf\x11\xe0" + bytes(600),
        "protected with a password or is an old",
    ),
    "encrypted": (encrypted, "protected with a password"),
    "a bomb": (lambda honest: changed(honest, **{SHEET: bytes(30_000_000)}), "larger than 20 MB"),
    "many small bombs": (
        lambda honest: changed(honest, **{f"xl/media/{n}.png": bytes(1_000_000) for n in range(30)}),
        "larger than 20 MB",
    ),
    "a bomb that lies": (
        lambda honest: lying_about_size(
            changed(honest, **{SHEET: bytes(30_000_000)}), part=SHEET, declared=1000
        ),
        "not an Excel workbook",
    ),
    "a thousand parts": (
        lambda honest: changed(honest, **{f"xl/media/{n}.png": b"" for n in range(1000)}),
        "larger than 20 MB",
    ),
    "another compression": (
        lambda honest: packed(parts_of(honest), method=zipfile.ZIP_LZMA),
        "not an Excel workbook",
    ),
    "one part twice": (twice, "not an Excel workbook"),
    "macros": (lambda honest: changed(honest, **{"xl/vbaProject.bin": b"x"}), "has macros"),
    "macros by type": (
        lambda honest: changed(
            honest,
            **{
                "[Content_Types].xml": parts_of(honest)["[Content_Types].xml"].replace(
                    b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
                )
            },
        ),
        "has macros",
    ),
    "another file behind it": (
        lambda honest: changed(honest, **{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "links to other files",
    ),
    "something embedded": (
        lambda honest: changed(honest, **{"xl/embeddings/oleObject1.bin": b"x"}),
        "links to other files",
    ),
    "growing entities": (lambda honest: changed(honest, **{SHEET: ENTITIES}), "declares a document type"),
    "an entity of a file": (
        lambda honest: changed(honest, **{"xl/sharedStrings.xml": OUTSIDE}),
        "declares a document type",
    ),
    "a document type in UTF-16": (
        lambda honest: changed(
            honest, **{"xl/styles.xml": ENTITIES.decode().partition("?>")[2].encode("utf-16")}
        ),
        "declares a document type",
    ),
    "broken XML": (lambda honest: changed(honest, **{SHEET: b"<worksheet><row>"}), "not an Excel workbook"),
    "sheets elsewhere": (
        lambda honest: changed(honest, **{"xl/_rels/workbook.xml.rels": EXTERNAL}),
        "not an Excel workbook",
    ),
    "no relations": (lambda honest: without(honest, "xl/_rels/workbook.xml.rels"), "not an Excel workbook"),
    "a sheet that is not there": (lambda honest: without(honest, SHEET), "not an Excel workbook"),
    "an address of nowhere": (lambda honest: cell_at(honest, "ZZZZ99999999"), "not an Excel workbook"),
    "a row of nowhere": (
        lambda honest: changed(
            honest, **{SHEET: re.sub(rb'<row r="1"', b'<row r="-5"', parts_of(honest)[SHEET])}
        ),
        "not an Excel workbook",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_workbook_or_means_harm_is_refused_with_a_sentence(honest, name):
    make, sentence = HOSTILE[name]

    with pytest.raises(RefusedFileError, match=sentence):
        read_sheets(make(honest))


@pytest.mark.parametrize("name", ["not a zip", "a bomb", "macros", "growing entities", "encrypted"])
def test_the_page_says_so_at_the_field_and_writes_nothing(desk, honest, name):
    make, sentence = HOSTILE[name]

    response = desk.load(make(honest))

    assert response.status_code == 400
    assert sentence in words_of(response)
    assert "<title>Error: " in words_of(response)
    assert not WorkbookLoad.objects.exists()
    assert not Update.objects.filter(period=desk.quarter.period).exists()


def test_a_file_of_more_than_8_mb_is_not_kept_while_it_arrives(desk):
    response = desk.load(bytes(LARGEST + 1))

    assert response.status_code == 400
    assert "The file is larger than 8 MB." in words_of(response)


def test_a_form_without_a_file_asks_for_one(desk):
    response = desk.client.post(desk.address(), {"file": "just text"})

    assert response.status_code == 400
    assert "Choose the workbook that you filled in." in words_of(response)


def test_a_bomb_costs_little_memory(honest):
    bomb = HOSTILE["a bomb that lies"][0](honest)
    tracemalloc.start()

    with pytest.raises(RefusedFileError):
        open_archive(bomb)

    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def test_a_word_in_the_last_cell_of_a_sheet_makes_no_room_for_a_million_rows(honest):
    _sheets, errors = read_sheets(cell_at(honest, "XFD1048576"))

    assert errors[0].message.startswith("The sheet has 1,048,576 rows; we read 3,000 at most.")


def test_a_fault_of_excel_in_a_cell_is_named(honest):
    sheet = parts_of(honest)[SHEET]
    faulty = re.sub(rb'<c r="A1"[^>]*>.*?</c>', b'<c r="A1" t="e"><v>#REF!</v></c>', sheet)

    _sheets, errors = read_sheets(changed(honest, **{SHEET: faulty}))

    assert (errors[0].cell, errors[0].message[:31]) == ("A1", "This cell shows an Excel error.")


def test_cells_without_an_address_are_counted_along(honest):
    sheet = b"<worksheet><sheetData><row><c><v>1</v></c><c><f>1+1</f></c></row></sheetData></worksheet>"

    _sheets, errors = read_sheets(changed(honest, **{SHEET: sheet}))

    assert [error.cell for error in errors] == ["B1"]


def test_what_reads_the_cells_sees_only_what_was_checked(honest):
    archive = open_archive(changed(honest, **{"xl/media/image1.png": b"picture"}))

    with zipfile.ZipFile(archive.packed()) as packed_anew:
        names = packed_anew.namelist()

    assert "xl/media/image1.png" not in names
    assert SHEET in names
