"""Small writers of workbooks for tests: honest ones filled in as a lead would, and hostile ones."""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from deliverables.workbooks.layout import COLUMNS


@dataclass
class Cells:
    """A downloaded workbook as lists of cells, to be changed and written anew."""

    sheets: dict[str, list[list[Any]]]
    merged: list[tuple[str, str]] = field(default_factory=list)
    formulas: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes) -> "Cells":
        book = CalamineWorkbook.from_object(io.BytesIO(content))
        return cls({name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names})

    def place(self, sheet: str, label: str) -> int:
        return self.sheets[sheet][0].index(label)

    def row_of(self, ref: str, *, sheet: str = "Updates") -> list[Any]:
        place = self.place(sheet, "Item")
        return next(row for row in self.sheets[sheet] if row[place] == ref)

    def fill(self, ref: str, **cells: Any) -> "Cells":
        """Types into the row of an item; names are those of the columns in code."""
        labels = {column.name: column.label for column in COLUMNS["Updates"]}
        for name, value in cells.items():
            self.row_of(ref)[self.place("Updates", labels[name])] = value
        return self

    def step(self, ref: str, organisation: str, text: str, owner: str = "", due: Any = "") -> "Cells":
        self.sheets["Next steps"].append([ref, organisation, text, owner, due])
        return self

    def content(self) -> bytes:
        file = io.BytesIO()
        book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in self.sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    _write(sheet, number, place, value, days)
            for _sheet, cells in (pair for pair in self.merged if pair[0] == name):
                sheet.merge_range(cells, "merged")
            for (_sheet, cell), formula in self.formulas.items():
                if _sheet == name:
                    sheet.write_formula(cell, formula)
        book.close()
        return file.getvalue()


def _write(sheet, row: int, place: int, value: Any, days) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, place, value, days)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, value)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def with_parts(content: bytes, **changes: bytes) -> bytes:
    """The workbook with parts replaced or added; a double underscore stands for a slash, `XX` for a dot."""
    named = {name.replace("__", "/").replace("XX", "."): part for name, part in changes.items()}
    return packed({**parts_of(content), **named})


def lying_about_size(content: bytes, *, part: str, declared: int) -> bytes:
    """The workbook whose table of contents claims that a part unpacks to `declared` bytes."""
    file = bytearray(content)
    name = part.encode()
    for signature, sizes, names in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = -1
        while (place := file.find(signature, place + 1)) >= 0:
            if file[place + names : place + names + len(name)] == name:
                file[place + sizes : place + sizes + 4] = declared.to_bytes(4, "little")
    return bytes(file)
