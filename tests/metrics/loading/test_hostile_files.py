"""Files that are no table, or mean harm: a sentence, nothing written, little memory."""

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliverables.workbooks.archive import LARGEST as LARGEST_WORKBOOK
from metrics.loading import keeping
from metrics.loading.found import RefusedFileError
from metrics.loading.opening import text_rows, workbook_rows
from metrics.models import FileChunk, Submission
from tests.metrics.loading.rows import MHSDS, TIDY, month, table, workbook

MEGABYTE = 1024 * 1024


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\n\n , \n", "The file is empty"),
        (b"\x00\x01\x02", "not text that we can read"),
        (b"indicator,organisation\xff\xfe", "letters that are not UTF-8"),
        ("indicator,value\n".encode("utf-16"), "letters that are not UTF-8"),
        (b"," * 10 * MEGABYTE, "longer than 100,000 characters"),
        (b"," * 2000, "more than 1,000 cells"),
        (b'"indicator\n' * 50_000, "quotation marks do not match"),
        (b'"a"b,c\n', "quotation marks do not match"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "protected with a password or is an old .xls"),
        (b"PK\x03\x04 no zip", "not an Excel workbook"),
        (zipped(notes=b"a zip of something else"), "not an Excel workbook"),
    ],
)
def test_what_is_no_table_is_refused_in_words_and_nothing_is_kept(desk, content, words):
    with pytest.raises(RefusedFileError, match=words):
        desk.read(content)

    assert not Submission.objects.exists()
    assert not FileChunk.objects.exists()


def test_a_bomb_of_a_workbook_is_refused_before_it_unpacks(desk):
    honest = workbook([["a"]])
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(honest)) as parts,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in parts.namelist():
            packed.writestr(name, b"0" * 200 * MEGABYTE if "sheet1" in name else parts.read(name))

    with pytest.raises(RefusedFileError, match="too large to read"):
        desk.read(bomb.getvalue())


def test_a_formula_in_a_workbook_is_named_by_its_cell(desk):
    with pytest.raises(RefusedFileError, match="Cell A2 has a formula"):
        desk.read(workbook([["indicator"]], formula="=1+1"))


def test_an_excel_error_is_named_by_its_cell():
    content = workbook([["indicator"]]).replace(b"unused", b"")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(file, "w") as packed:
        for name in parts.namelist():
            part = parts.read(name).replace(b't="s"', b't="e"') if "sheet1" in name else parts.read(name)
            packed.writestr(name, part)

    with pytest.raises(RefusedFileError, match="Cell A1 shows an Excel error"):
        list(workbook_rows(file.getvalue()))


def test_a_cell_at_the_end_of_the_sheet_makes_no_room_for_a_billion_cells():
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([["x"]]))) as parts, zipfile.ZipFile(file, "w") as packed:
        for name in parts.namelist():
            part = parts.read(name)
            packed.writestr(name, part.replace(b'r="A1"', b'r="XFD1048576"') if "sheet1" in name else part)

    with pytest.raises(RefusedFileError, match="reaches to cell XFD1048576"):
        list(workbook_rows(file.getvalue()))


def test_files_that_are_too_large_are_refused(desk, monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST", 1000)
    with pytest.raises(RefusedFileError, match="larger than"):
        desk.read("x" * 2000)

    monkeypatch.undo()
    with pytest.raises(RefusedFileError, match="too large to read"):
        desk.read(b"PK\x03\x04" + b"0" * LARGEST_WORKBOOK)


def test_a_strange_period_is_refused(desk):
    with pytest.raises(RefusedFileError, match="Write the period like"):
        desk.read(table(TIDY, month(1, 1)), period_words="whenever")


def test_reading_a_long_file_takes_no_more_memory_than_reading_a_short_one():
    def peak(rows: int) -> int:
        line = (month(4, 5) + "\n").encode()
        tracemalloc.start()
        for _row in text_rows(line * 1000 for _ in range(rows // 1000)):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(50_000) < 1.2 * peak(5_000)


BEGINNINGS = st.sampled_from(
    [b"", TIDY.encode() + b"\n", MHSDS.encode() + b"\n", b"indicator,organisation,Apr 2024\n", b"PK\x03\x04"]
)
CELLS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["OUT-02", "RRE", "month", "2025-04-01", "2025-04-30", "*", "1,234", "=A1", '"', "1e308"]
        ),
    ),
    max_size=12,
).map(lambda cells: ",".join(cells).encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    beginning=BEGINNINGS, body=st.one_of(st.binary(max_size=300), st.lists(CELLS, max_size=4).map(b"\n".join))
)
def test_any_bytes_are_read_or_refused_in_words(desk, beginning, body):
    try:
        submission = desk.read(beginning + body)
        told = [error["message"] for error in submission.outcome["errors"]]
    except RefusedFileError as error:
        told = [str(error)]

    assert [words for words in told if not words.endswith(".")] == []
