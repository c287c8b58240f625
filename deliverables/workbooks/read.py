"""A filled-in workbook as rows of words, with every error named by sheet, row and cell. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from deliverables.cycle.words import StepWords, UpdateWords
from deliverables.update_forms import LONG, MAX_STEPS
from deliverables.workbooks.cells import (
    CellRefusedError,
    one_line,
    plain,
    read_choice,
    read_date,
    read_text,
    read_version,
)
from deliverables.workbooks.errors import CellError
from deliverables.workbooks.layout import COLUMNS, SHEETS, STEPS, SUBMIT, UPDATES, WORDS, Column
from deliverables.workbooks.rows import Book, FileRow, Standing, key_of, mark
from deliverables.workbooks.sheets import Sheet, at, read_sheets

LONGEST = {"cause": 200, "text": 1000, "owner": 200}
ONE_LINE = ("cause", "text", "owner")


def read_workbook(content: bytes, *, book: Book) -> tuple[list[FileRow], list[CellError]]:
    """The rows of the file that belong to the book. Raises RefusedFileError where it is no workbook."""
    sheets, errors = read_sheets(content)
    if errors:
        return [], errors
    reader = Reader(book)
    steps = reader.steps(sheets[STEPS])
    rows = reader.updates(sheets[UPDATES], steps)
    return rows, sorted(reader.errors, key=lambda error: (SHEETS.index(error.sheet), error.row, error.place))


class Reader:
    """Collects what is wrong while rows are read."""

    def __init__(self, book: Book):
        self.book = book
        self.standings = book.by_key()
        self.items = {ref.casefold(): item for ref, item in book.items.items()}
        self.dependencies = {ref.casefold(): found for ref, found in book.dependencies.items()}
        self.errors: list[CellError] = []
        self.step_rows: dict[tuple[str, str], int] = {}

    def updates(self, sheet: Sheet, steps: dict[tuple[str, str], list[StepWords]]) -> list[FileRow]:
        places = self._places(sheet)
        if places is None or self._is_of_another_period(sheet, places):
            return []
        rows: dict[tuple[str, str], FileRow] = {}
        for number, cells in enumerate(sheet.rows[1:], 2):
            row = Row(self, UPDATES, number, {name: cells[place] for name, place in places.items()})
            key = None if row.is_empty else row.key(rows)
            if key is not None:
                rows[key] = row.update(self.standings[key], steps.get(key, []))
        for key, number in self.step_rows.items():
            if key in self.standings and key not in rows:
                message = (
                    "This item has no row in the sheet “Updates”. Put that back or take its next steps out."
                )
                self.errors.append(at(STEPS, number, 0, message))
        return list(rows.values())

    def steps(self, sheet: Sheet) -> dict[tuple[str, str], list[StepWords]]:
        """The next steps of each update, in the order of their rows."""
        places, found = self._places(sheet), {}
        for number, cells in enumerate(sheet.rows[1:], 2) if places else ():
            row = Row(self, STEPS, number, {name: cells[place] for name, place in places.items()})
            key = None if row.is_empty else row.key()
            if key is None:
                continue
            self.step_rows.setdefault(key, number)
            found.setdefault(key, []).append(row.step())
            if len(found[key]) == MAX_STEPS + 1:
                row.wrong("ref", f"Give {MAX_STEPS} next steps or fewer for one item.")
        return found

    def _places(self, sheet: Sheet) -> dict[str, int] | None:
        """Where each column is by its heading; None where the headings are wrong."""
        headings = [plain(cell).casefold() for cell in sheet.rows[0]] if sheet.rows else []
        columns = COLUMNS[sheet.name]
        known = {column.label.casefold() for column in columns}
        errors = [
            CellError(
                f"The column “{column.label}” is missing. Put it back with this heading.", sheet.name, 1
            )
            for column in columns
            if column.label.casefold() not in headings
        ]
        for place, heading in enumerate(headings):
            if heading and heading not in known:
                message = f"We do not know the column “{heading[:60]}”. Take it out."
                errors.append(at(sheet.name, 1, place, message))
            elif heading and headings.index(heading) < place:
                errors.append(at(sheet.name, 1, place, "This column is there twice. Take one out."))
            elif not heading and any(plain(row[place]) for row in sheet.rows[1:]):
                message = "There are words below a column without a heading. Take them out."
                errors.append(at(sheet.name, 1, place, message))
        self.errors += errors
        return (
            None if errors else {column.name: headings.index(column.label.casefold()) for column in columns}
        )

    def _is_of_another_period(self, sheet: Sheet, places: dict[str, int]) -> bool:
        """Says once, not in every row, that the whole file belongs elsewhere."""
        names = ("programme", "period")
        found = {
            tuple(plain(row[places[name]]) for name in names)
            for row in sheet.rows[1:]
            if any(map(plain, row))
        }
        book = self.book
        if len(found) != 1 or (book.programme, book.period) in found:
            return False
        programme, period = (text[:60] or "nothing" for text in next(iter(found)))
        message = (
            f"This workbook is of the period “{period}” of “{programme}”. Here we load “{book.period}” of "
            f"“{book.programme}” ({book.period_name}). Download that, or load this file in its own period."
        )
        self.errors.append(CellError(message, UPDATES))
        return True


class Row:
    """One row of a sheet: its cells by column name."""

    def __init__(self, reader: Reader, sheet: str, number: int, cells: dict[str, Any]):
        self.reader, self.sheet, self.number, self.cells = reader, sheet, number, cells

    @property
    def is_empty(self) -> bool:
        return not any(plain(cell) for cell in self.cells.values())

    def wrong(self, name: str, message: str) -> None:
        columns = [column.name for column in COLUMNS[self.sheet]]
        self.reader.errors.append(at(self.sheet, self.number, columns.index(name), message))

    def read(self, name: str, parse: Callable[..., Any], *args: Any, empty: Any = "", **kwargs: Any) -> Any:
        try:
            return parse(self.cells[name], *args, **kwargs)
        except CellRefusedError as error:
            self.wrong(name, str(error))
            return empty

    def key(self, seen: Any = ()) -> tuple[str, str] | None:
        """Which duty the row is about; None, with the reason noted, where it is none of the person's."""
        book, reader = self.reader.book, self.reader
        ref, organisation = (plain(self.cells[name])[:80] for name in ("ref", "organisation"))
        for name, own in (("programme", book.programme), ("period", book.period)):
            if name in self.cells and plain(self.cells[name]) != own:
                self.wrong(name, f"This row is not of “{own}”. Leave this column as it was downloaded.")
                return None
        key = key_of(ref, organisation)
        if key not in reader.standings:
            self._not_yours(ref, organisation)
            return None
        if key in seen:
            self.wrong("ref", f"{ref} of {organisation} has a row already: row {seen[key].number}. Keep one.")
            return None
        return key

    def _not_yours(self, ref: str, organisation: str) -> None:
        if not ref:
            self.wrong("ref", "The row names no item. Fill in its ref or empty the row.")
        elif ref.casefold() not in self.reader.items:
            self.wrong(
                "ref", f"There is no item “{ref}” in this programme. Leave the ref as it was downloaded."
            )
        else:
            self.wrong(
                "organisation",
                f"{ref} of “{organisation or 'no organisation'}” is not among your updates of "
                f"{self.reader.book.period_name}. Take this row out: nothing was loaded.",
            )

    def update(self, standing: Standing, steps: list[StepWords]) -> FileRow:
        values = {column.name: self._word(column, standing) for column in WORDS}
        for name in ("forecast_precision", "actual_precision"):
            values[name] = values[name] or "none"
        submit = self.read("submit", read_choice, SUBMIT)
        downloaded = plain(self.cells["downloaded"])
        return FileRow(
            number=self.number,
            duty_id=standing.duty_id,
            version=self.read("version", read_version, empty=0),
            touched=downloaded != mark((self.cells[column.name] for column in WORDS), steps),
            submit=submit == "yes",
            words=as_stored(UpdateWords(**values, steps=tuple(steps)), standing.words),
        )

    def _word(self, column: Column, standing: Standing) -> Any:
        if column.kind == "choice":
            return self.read(column.name, read_choice, column)
        if column.kind == "date":
            return self.read(column.name, read_date, empty=None)
        if column.kind == "ref":
            return self._linked(column.name, standing)
        if plain(self.cells[column.name]) == plain(getattr(standing.words, column.name)):
            return getattr(standing.words, column.name)
        longest = LONGEST.get(column.name, LONG)
        return self.read(column.name, read_text, longest=longest, lines=column.name not in ONE_LINE)

    def _linked(self, name: str, standing: Standing) -> Any:
        ref = plain(self.cells[name])[:80]
        if not ref:
            return None
        known = self.reader.items if name == "goes_to" else self.reader.dependencies
        found = known.get(ref.casefold())
        if found is None:
            what = "item" if name == "goes_to" else "outside dependency"
            self.wrong(
                name, f"There is no {what} “{ref}” in this programme. Choose one from the sheet “Lists”."
            )
        elif name == "goes_to" and found.pk == standing.item.pk:
            self.wrong(name, "An item cannot go on in itself. Choose another one.")
        return found

    def step(self) -> StepWords:
        text, owner = (
            self.read(name, read_text, longest=LONGEST[name], lines=False) for name in ("text", "owner")
        )
        if not text:
            self.wrong("text", "Say what is to be done, or empty the row.")
        return StepWords(text, owner, self.read("due_on", read_date, empty=None))


def as_stored(words: UpdateWords, stored: UpdateWords) -> UpdateWords:
    """The words, with stored text kept where it differs by no more than spaces around it."""
    if [tidy(step) for step in words.steps] == [tidy(step) for step in stored.steps]:
        return replace(words, steps=stored.steps)
    return words


def tidy(step: StepWords) -> tuple[str, str, str]:
    return one_line(plain(step.text)), one_line(plain(step.owner)), plain(step.due_on or "")
