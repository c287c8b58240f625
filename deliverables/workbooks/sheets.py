"""The sheets of a checked workbook: their names, their cells as values, and what no cell may hold."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Any

from deliverables.workbooks.archive import NOT_A_WORKBOOK, Archive, open_archive, parse_xml
from deliverables.workbooks.errors import CellError, RefusedFileError
from deliverables.workbooks.layout import COLUMNS, SHEETS, letters

MOST_SHEETS = 20
MOST_ROWS = 3000
MOST_COLUMNS = 100
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")

FORMULA = (
    "This cell has a formula. Copy it and paste it back as values, so that it holds the words or date itself."
)
FAULT = "This cell shows an Excel error. Type the words or the date itself."


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells from A1 on; a cell is text, a number, a yes or no, or a date."""

    name: str
    rows: list[list[Any]]


def read_sheets(content: bytes) -> tuple[dict[str, Sheet], list[CellError]]:
    """The two sheets with words, and what is wrong with the file's sheets and cells as such.

    Raises RefusedFileError for a file that is no workbook. Where there are errors the sheets may be missing.
    """
    archive = open_archive(content)
    places = sheet_places(archive)
    errors = _wrong_sheets(list(places))
    if errors:
        return {}, errors
    for name in COLUMNS:
        errors += scan(archive.parts[places[name]], sheet=name)
    if errors:
        return {}, errors
    return _values(archive)


def sheet_places(archive: Archive) -> dict[str, str]:
    """Name of each sheet to the name of its part, in the order of the tabs."""
    targets, found = {}, {}

    def relation(name: str, values: dict[str, str]) -> None:
        if name == "Relationship":
            if values.get("TargetMode") == "External":
                raise RefusedFileError(NOT_A_WORKBOOK)
            targets[values.get("Id", "")] = posixpath.normpath(
                posixpath.join("/xl", values.get("Target", ""))
            ).lstrip("/")

    def sheet(name: str, values: dict[str, str]) -> None:
        if name == "sheet":
            place = next((value for key, value in values.items() if key.rpartition(":")[2] == "id"), "")
            found[values.get("name", "")] = targets.get(place, "")

    parse_xml(archive.parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), start=relation)
    parse_xml(archive.parts["xl/workbook.xml"], start=sheet)
    if not found or any(place not in archive.parts for place in found.values()):
        raise RefusedFileError(NOT_A_WORKBOOK)
    return found


def _wrong_sheets(names: list[str]) -> list[CellError]:
    if len(names) > MOST_SHEETS:
        return [
            CellError(f"The workbook has {len(names)} sheets. Ours has {len(SHEETS)}: {', '.join(SHEETS)}.")
        ]
    missing = [
        CellError(
            f"The sheet “{name}” is missing. Put it back under this name, or download the period again.", name
        )
        for name in COLUMNS
        if name not in names
    ]
    extra = [
        CellError("We do not know this sheet. Take it out: nothing in it would be loaded.", name[:40])
        for name in names
        if name not in SHEETS
    ]
    return missing + extra


def scan(content: bytes, *, sheet: str) -> list[CellError]:
    """Formulas, Excel's own errors, merged cells and too many rows, found in the sheet's XML as a stream."""
    scanner = Scanner(sheet)
    parse_xml(content, start=scanner.start)
    if scanner.last_row > MOST_ROWS:
        return [
            CellError(
                f"The sheet has {scanner.last_row:,} rows; we read {MOST_ROWS:,} at most. "
                "Download the period again, or delete the rows below your own.",
                sheet,
            )
        ]
    if scanner.last_column >= MOST_COLUMNS:
        return [
            CellError(f"The sheet has words beyond its {MOST_COLUMNS}th column. Delete those columns.", sheet)
        ]
    return scanner.errors


class Scanner:
    """Keeps the place while the elements of a sheet come by."""

    def __init__(self, sheet: str):
        self.sheet = sheet
        self.errors: list[CellError] = []
        self.last_row = self.last_column = 0
        self.row, self.column = 0, -1
        self.fault = False

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "row":
            self.row = self._number(values["r"]) if "r" in values else self.row + 1
            self.column = -1
        elif name == "c":
            self._place(values.get("r"))
            if values.get("t") == "e":
                self._note(FAULT)
        elif name in ("v", "is"):
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
        elif name == "f":
            self._note(FORMULA)
        elif name == "mergeCell":
            self._merged(values.get("ref", ""))

    def _place(self, address: str | None) -> None:
        self.column += 1
        if address is None:
            return
        match = _ADDRESS.match(address)
        if match is None:
            raise RefusedFileError(NOT_A_WORKBOOK)
        self.row, self.column = int(match[2]), column_number(match[1])

    def _number(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 7):
            raise RefusedFileError(NOT_A_WORKBOOK)
        return int(text)

    def _note(self, message: str) -> None:
        error = at(self.sheet, self.row, self.column, message)
        if len(self.errors) < MOST_ROWS and (not self.errors or self.errors[-1].cell != error.cell):
            self.errors.append(error)

    def _merged(self, cells: str) -> None:
        message = "These cells are merged. Unmerge them and write into each row on its own."
        row = int(match[2]) if (match := _ADDRESS.match(cells.partition(":")[0])) else 0
        self.errors.append(CellError(message, self.sheet, row, cell=cells[:20]))


def at(sheet: str, row: int, column: int, message: str) -> CellError:
    """An error at a cell; `row` counts from 1, `column` from 0."""
    columns = COLUMNS[sheet]
    label = columns[column].label if 0 <= column < len(columns) else ""
    return CellError(message, sheet, row, label, f"{letters(column)}{row}")


def column_number(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _values(archive: Archive) -> tuple[dict[str, Sheet], list[CellError]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_object(archive.packed())
        sheets = {
            name: Sheet(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in COLUMNS
        }
    except (CalamineError, ValueError, OverflowError):
        raise RefusedFileError(NOT_A_WORKBOOK) from None
    return sheets, []
