"""A file as rows of cells, one after the other: CSV as a stream of blocks, a workbook's first sheet.

Raises RefusedFileError at what no spreadsheet writes and what should not be read: bytes that are no text,
lines without end, formulas in a workbook, sheets that unpack to more than they should.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from deliverables.workbooks import archive, sheets
from deliverables.workbooks.errors import RefusedFileError as RefusedWorkbookError
from deliverables.workbooks.layout import letters
from metrics.loading.found import RefusedFileError, Row

ZIP = b"PK\x03\x04"
OLD_EXCEL = archive.OLD_EXCEL
LONGEST_LINE = 100_000
MOST_COLUMNS = 1_000
MOST_SHEET_ROWS = 200_000
MOST_CELLS = 4_000_000
AS_CSV = "In Excel choose Save As, CSV UTF-8 (Comma delimited), and load that."
NOT_TEXT = f"The file is not text that we can read. {AS_CSV}"
NOT_UTF8 = f"Near line {{line:,}} the file has letters that are not UTF-8. {AS_CSV}"
LONG_LINE = (
    f"Line {{line:,}} is longer than {LONGEST_LINE:,} characters. Check that the file is a table with commas."
)
MANY_COLUMNS = f"Line {{line:,}} has more than {MOST_COLUMNS:,} cells. Delete the empty columns on the right."
BROKEN = (
    "From line {line:,} on the quotation marks do not match. Check it, or save the file again from Excel."
)
FORMULA = "Cell {cell} has a formula. Copy the sheet and paste it as values, so that it holds the numbers."
FAULT = "Cell {cell} shows an Excel error. Type the value itself, or leave the cell empty."
TOO_LARGE = f"The workbook is too large to read. {AS_CSV}"
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")


def is_workbook(beginning: bytes) -> bool:
    return beginning.startswith((ZIP, OLD_EXCEL))


class Blocks(io.RawIOBase):
    """Blocks of bytes as a file, of which no more than one block is ever held."""

    def __init__(self, blocks: Iterable[bytes]):
        super().__init__()
        self._blocks, self._left = iter(blocks), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = block
        taken = self._left[: len(buffer)]
        self._left = self._left[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def text_rows(blocks: Iterable[bytes]) -> Iterator[Row]:
    """The rows of a CSV file, blank ones left out. Memory does not grow with the file."""
    file = io.TextIOWrapper(io.BufferedReader(Blocks(blocks), 1 << 16), encoding="utf-8-sig", newline="")
    reader = csv.reader(_lines(file), strict=True)
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise RefusedFileError(MANY_COLUMNS.format(line=reader.line_num))
            if any(cell and not cell.isspace() for cell in cells):
                yield Row(reader.line_num, cells)
    except UnicodeDecodeError:
        raise RefusedFileError(NOT_UTF8.format(line=reader.line_num + 1)) from None
    except csv.Error:
        raise RefusedFileError(BROKEN.format(line=reader.line_num)) from None


def _lines(file: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise RefusedFileError(LONG_LINE.format(line=number))
        if "\0" in line:
            raise RefusedFileError(NOT_TEXT)
        yield line


def workbook_rows(content: bytes) -> Iterator[Row]:
    """The rows of a workbook's first sheet, blank ones left out; it is checked before it is read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        checked = archive.open_archive(content)
        name, place = next(iter(sheets.sheet_places(checked).items()))
        _Scanner().check(checked.parts[place])
    except RefusedWorkbookError as error:
        large = str(error) in (archive.TOO_LARGE, archive.TOO_LARGE_UNPACKED)
        raise RefusedFileError(TOO_LARGE if large else _own_words(str(error))) from None
    try:
        sheet = CalamineWorkbook.from_object(checked.packed()).get_sheet_by_name(name)
        rows = sheet.iter_rows()
    except (CalamineError, ValueError, OverflowError):
        raise RefusedFileError(archive.NOT_A_WORKBOOK) from None
    for number, cells in enumerate(rows, 1):
        if any(cell != "" for cell in cells):
            yield Row(number, cells)


def _own_words(message: str) -> str:
    """The workbook's sentence without its advice to download a reporting period again."""
    return message.partition(" Download the period")[0]


class _Scanner:
    """Looks through a sheet's XML before anything makes room for its cells."""

    def __init__(self):
        self.row, self.column = 0, -1

    def check(self, content: bytes) -> None:
        archive.parse_xml(content, start=self._start)

    def _start(self, name: str, values: dict[str, str]) -> None:
        if name == "row":
            self._move(values.get("r", ""), -1)
        elif name == "c":
            self._cell(values.get("r"), fault=values.get("t") == "e")
        elif name == "f":
            raise RefusedFileError(FORMULA.format(cell=self._address))

    def _move(self, row: str, column: int) -> None:
        known = row.isascii() and row.isdigit() and len(row) <= 7
        self.row, self.column = int(row) if known else self.row + 1, column

    def _cell(self, address: str | None, *, fault: bool) -> None:
        match = _ADDRESS.match(address or "")
        if match:
            self.row, self.column = int(match[2]), sheets.column_number(match[1])
        else:
            self.column += 1
        wide, long = self.column >= MOST_COLUMNS, self.row > MOST_SHEET_ROWS
        if wide or long or self.row * (self.column + 1) > MOST_CELLS:
            raise RefusedFileError(
                f"The sheet reaches to cell {self._address}, further than we read. "
                f"Delete the empty rows and columns around the table. {AS_CSV}"
            )
        if fault:
            raise RefusedFileError(FAULT.format(cell=self._address))

    @property
    def _address(self) -> str:
        return f"{letters(self.column)}{self.row}"


def table_of(rows: Iterator[Row]) -> tuple[list[Any], Iterator[Row]]:
    """The headings and the rows below them. Raises RefusedFileError for an empty file."""
    first = next(rows, None)
    if first is None:
        raise RefusedFileError("The file is empty. Choose the file with your values.")
    return first.cells, rows
