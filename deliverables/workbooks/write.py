"""A period as an Excel workbook: what stands now, cells to fill in, lists to choose from. Pure."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from deliverables.workbooks.cells import FIRST_DAY, LAST_DAY
from deliverables.workbooks.definitions import SECTIONS
from deliverables.workbooks.layout import (
    DEFINITIONS,
    KEYS,
    LISTS,
    STEP_COLUMNS,
    STEPS,
    SUBMIT,
    UPDATE_COLUMNS,
    UPDATES,
    WORDS,
    YES_NO,
    Column,
)
from deliverables.workbooks.rows import STANDING, Book, Standing, cell_value, mark_of

BLANK_STEPS = 200
LONGEST_CELL = 32_767
LIST_COLUMNS = {"goes_to": "A", "waits_for": "C", "ref": "E", "organisation": "G"}
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 (Excel knows no zones; the same words give the same bytes)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(book: Book) -> bytes:
    """The workbook as bytes, the same for the same words."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    workbook = Workbook(file, OPTIONS)
    workbook.set_properties({"title": f"{book.period_name}, {book.programme}", "created": MADE})
    Writer(workbook, book).write()
    workbook.close()
    return file.getvalue()


class Writer:
    """The sheets of one workbook and the formats that they share."""

    def __init__(self, workbook: Any, book: Book):
        self.book = book
        self.sheets = {name: workbook.add_worksheet(name) for name in (UPDATES, STEPS, DEFINITIONS, LISTS)}
        cell = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D8DDE0"}
        self.heading = workbook.add_format(
            {"bold": True, "bg_color": "#005EB8", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
        )
        self.key = workbook.add_format({**cell, "bg_color": "#F0F4F5"})
        self.open = {
            "date": workbook.add_format({**cell, "locked": False, "num_format": "dd/mm/yyyy"}),
            "text": workbook.add_format({**cell, "locked": False, "num_format": "@"}),
        }
        self.shut = {
            "date": workbook.add_format({**cell, "bg_color": "#F0F4F5", "num_format": "dd/mm/yyyy"}),
            "text": self.key,
        }
        self.title = workbook.add_format({"bold": True, "font_size": 13})
        self.plain = workbook.add_format({"valign": "top", "text_wrap": True})

    def write(self) -> None:
        self.updates()
        self.steps()
        self.definitions()
        self.lists()

    def updates(self) -> None:
        sheet = self.sheets[UPDATES]
        self.head(sheet, UPDATE_COLUMNS)
        sheet.freeze_panes(1, 5)
        sheet.set_column(7, 7, KEYS[7].width, None, {"hidden": True})
        for row, standing in enumerate(self.book.standings, 1):
            self.update(row, standing)
        last = max(len(self.book.standings), 1)
        for place, column in enumerate(UPDATE_COLUMNS):
            self.validate(sheet, column, place, last)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})

    def update(self, row: int, standing: Standing) -> None:
        sheet, book = self.sheets[UPDATES], self.book
        keys = (book.programme, book.period, standing.item.ref, standing.item.title, standing.organisation)
        for place, text in enumerate(keys):
            self.text(sheet, row, place, text, self.key)
        sheet.write_number(row, 5, standing.version, self.key)
        self.text(sheet, row, 6, STANDING[standing.workflow], self.key)
        self.text(sheet, row, 7, mark_of(standing.words), self.key)
        formats = self.shut if standing.is_closed else self.open
        for place, column in enumerate(WORDS, len(KEYS)):
            self.cell(sheet, row, place, cell_value(standing.words, column), column, formats)
        self.cell(sheet, row, len(UPDATE_COLUMNS) - 1, YES_NO["no"], SUBMIT, formats)

    def steps(self) -> None:
        sheet = self.sheets[STEPS]
        self.head(sheet, STEP_COLUMNS)
        sheet.freeze_panes(1, 2)
        row = 0
        for standing in self.book.standings:
            for step in standing.words.steps:
                row += 1
                values = (standing.item.ref, standing.organisation, step.text, step.owner, step.due_on or "")
                for place, (column, value) in enumerate(zip(STEP_COLUMNS, values, strict=True)):
                    self.cell(sheet, row, place, value, column, self.open)
        for blank in range(row + 1, row + BLANK_STEPS + 1):
            sheet.write_blank(blank, 4, None, self.open["date"])
        for place, column in enumerate(STEP_COLUMNS):
            self.validate(sheet, column, place, row + BLANK_STEPS)

    def definitions(self) -> None:
        sheet = self.sheets[DEFINITIONS]
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 100)
        row = 0
        if self.book.illustrative:
            self.text(
                sheet,
                row,
                0,
                "Illustrative: made up for a demonstration, not what anybody reported.",
                self.title,
            )
            row += 2
        for title, lines in SECTIONS:
            self.text(sheet, row, 0, title, self.title)
            for row, (word, meaning) in enumerate(lines, row + 1):  # noqa: B020 (the rows go on below each title)
                self.text(sheet, row, 0, word, self.plain)
                self.text(sheet, row, 1, meaning, self.plain)
            row += 2
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def lists(self) -> None:
        """Refs that a cell may name, each with its title beside it."""
        sheet, standings = self.sheets[LISTS], self.book.standings
        pairs = (
            ("Goes on in", "Title", [(ref, item.title) for ref, item in self.book.items.items()]),
            ("Waits on", "Title", [(ref, found.title) for ref, found in self.book.dependencies.items()]),
            ("Item due", "Title", list({each.item.ref: each.item.title for each in standings}.items())),
            (
                "Organisation",
                "Name",
                list({each.organisation: each.organisation_name for each in standings}.items()),
            ),
        )
        for place, (first, second, rows) in enumerate(pairs):
            left, right = 2 * place, 2 * place + 1
            sheet.set_column(left, left, 14)
            sheet.set_column(right, right, 50)
            self.text(sheet, 0, left, first, self.heading)
            self.text(sheet, 0, right, second, self.heading)
            for row, (ref, title) in enumerate(rows, 1):
                self.text(sheet, row, left, ref, self.plain)
                self.text(sheet, row, right, title, self.plain)
        sheet.freeze_panes(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def head(self, sheet: Any, columns: tuple[Column, ...]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            self.text(sheet, 0, place, column.label, self.heading)
        sheet.set_row(0, 32)

    def text(self, sheet: Any, row: int, place: int, text: str, look: Any) -> None:
        """Always text, so that Excel never runs it as a formula."""
        sheet.write_string(row, place, text[:LONGEST_CELL], look)

    def cell(
        self, sheet: Any, row: int, place: int, value: str | date, column: Column, formats: dict
    ) -> None:
        look = formats["date" if column.kind == "date" else "text"]
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, look)
        elif value:
            self.text(sheet, row, place, value, look)
        else:
            sheet.write_blank(row, place, None, look)

    def validate(self, sheet: Any, column: Column, place: int, last: int) -> None:
        """What a cell may hold, told by Excel while it is filled in; the load checks it all again."""
        rule = self.rule(column) if column not in KEYS else None
        if rule:
            sheet.data_validation(1, place, last, place, {"ignore_blank": True, **rule})

    def rule(self, column: Column) -> dict[str, Any] | None:
        if column.kind == "choice":
            return {
                "validate": "list",
                "source": list((column.choices or {}).values()),
                "error_title": column.label[:32],
                "error_message": "Choose from the list. The sheet “Definitions” says what each word means.",
            }
        if column.kind == "date":
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": FIRST_DAY,
                "maximum": LAST_DAY,
                "error_title": column.label[:32],
                "error_message": "Write a date with its day first, for example 31/3/2026.",
            }
        count = self.listed(column.name) if column.kind == "ref" else 0
        if not count:
            return None
        letter = LIST_COLUMNS[column.name]
        return {
            "validate": "list",
            "source": f"={LISTS}!${letter}$2:${letter}${count + 1}",
            "error_title": column.label[:32],
            "error_message": "Choose from the list. The sheet “Lists” has the title of each.",
        }

    def listed(self, name: str) -> int:
        book = self.book
        return {
            "goes_to": len(book.items),
            "waits_for": len(book.dependencies),
            "ref": len({each.item.ref for each in book.standings}),
            "organisation": len({each.organisation for each in book.standings}),
        }[name]
