"""What is wrong in a workbook, by sheet, row and cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellError:
    """One thing to mend. `row` is 0 and `cell` empty where it is about a whole sheet or file."""

    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""

    @property
    def place(self) -> tuple[int, str]:
        """Orders the cells of a row: B before AA."""
        return len(self.cell), self.cell


class RefusedFileError(Exception):
    """A file that cannot be read as a workbook of ours; its text says what to do next."""
